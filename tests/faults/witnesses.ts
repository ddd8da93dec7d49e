import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { connectDiscordFake, type RemoteDiscordControls } from "../fakes/discord/remote.ts";
import { connectTelegramFake, type TelegramRemote } from "../fakes/telegram/control.ts";

/** The platforms, each a process of its own: what they wrote into their logs is all that the checker believes. */
export type Witnesses = {
	telegram: { url: string; token: string; log: string; remote: TelegramRemote };
	discord: { url: string; token: string; log: string; remote: RemoteDiscordControls };
	stop(): Promise<void>;
};

export async function startWitnesses(folder: string, seed: number): Promise<Witnesses> {
	const [telegramLog, discordLog] = [`${folder}/telegram.ndjson`, `${folder}/discord.ndjson`];
	const [telegram, discord] = await Promise.all([
		launch(
			"telegram",
			["--log", telegramLog, "--seed", String(seed)],
			/TELEGRAM_API_ROOT=(\S+)\nTELEGRAM_BOT_TOKEN=(\S+)/,
		),
		launch("discord", ["--log", discordLog, "--seed", String(seed)], /"apiUrl":"([^"]+)","token":"([^"]+)"/),
	]);
	return {
		telegram: { ...telegram, log: telegramLog, remote: connectTelegramFake(telegram.url) },
		discord: { ...discord, log: discordLog, remote: connectDiscordFake(discord.url) },
		async stop() {
			await Promise.all([telegram, discord].map(({ child }) => end(child)));
		},
	};
}

/** Of each platform; enough for V8 to have translated what a message passes through. */
const warmRequests = 200;

/**
 * Asks each platform for messages that it refuses, to chats that are none: a process that has just started answers its
 * first requests several times slower, which no platform does, and the calm phase measures the program.
 */
export async function warmWitnesses({ telegram, discord }: Witnesses): Promise<void> {
	const text = "خبر إلى دردشة لا وجود لها";
	const headers = { "content-type": "application/json", authorization: `Bot ${discord.token}` };
	const ask = async (url: string, body: object) => {
		const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
		await answer.text();
		if (answer.status < 400 || answer.status === 429 || answer.status >= 500)
			throw new Error(`lab: ${url} answered ${answer.status}`);
	};
	for (let n = 0; n < warmRequests; n++) {
		await Promise.all([
			ask(`${telegram.url}/bot${telegram.token}/sendMessage`, { chat_id: 1, text }),
			ask(`${discord.url}/v10/channels/1/messages`, { content: text }),
		]);
	}
}

async function launch(
	name: string,
	args: readonly string[],
	shown: RegExp,
): Promise<{ url: string; token: string; child: ChildProcess }> {
	const file = fileURLToPath(new URL(`../fakes/${name}/main.ts`, import.meta.url));
	const child = spawn(process.execPath, ["--import", "tsx", file, ...args], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	let said = "";
	return new Promise((resolve, reject) => {
		child.once("exit", () => reject(new Error(`lab: the ${name} fake did not start`)));
		child.stdout.on("data", (chunk) => {
			said += String(chunk);
			const [, url, token] = shown.exec(said) ?? [];
			if (url !== undefined && token !== undefined) resolve({ url, token, child });
		});
	});
}

async function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	child.kill("SIGKILL");
	await once(child, "exit");
}
