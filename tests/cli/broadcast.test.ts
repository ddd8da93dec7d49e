import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { silentLog } from "../../src/domain/log.ts";
import { createChannelStore } from "../../src/store/channels/channels.ts";
import { createAuditLog } from "../../src/store/people/audit.ts";
import { type Connection, createConnection } from "../../src/store/redis/connection.ts";
import { runBarqiya } from "../support/barqiya-process.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";

let redis: TestRedis;
let connection: Connection;
let environment: Record<string, string>;

beforeAll(async () => {
	redis = await startRedis();
	environment = {
		REDIS_URL: redis.url,
		BARQIYA_SOURCES: "/nowhere/none.yaml",
		BARQIYA_TIME_ZONE: "Asia/Amman",
		TELEGRAM_BOT_TOKEN: "7000000001:AAFakeTokenForTestsOnly_0123456789abcde",
	};
	connection = createConnection(redis.url, { log: silentLog });
	const channels = createChannelStore(connection);
	for (const n of [1, 2, 3]) {
		const fresh = { addressKind: "channel", title: `قناة ${n}`, zone: "Asia/Amman", createdAt: 0 };
		await channels.register("telegram", `-100${n}`, fresh);
	}
});
afterAll(async () => {
	await connection.stop();
	await redis.stop();
});

async function run(...args: string[]): Promise<string> {
	const command = runBarqiya(["broadcast", ...args], environment);
	await command.ended;
	const { stdout, log } = command.output();
	return (stdout + log.map(({ msg }) => msg).join("\n")).trim();
}

it("an editor at the terminal sees who there is, what was written, to whom and when, and what comes next", {
	timeout: 180_000,
}, async () => {
	expect(await run("list")).toBe("there are none yet: `barqiya broadcast create` writes one");
	await run("tag", "telegram-1", "رياضة");
	expect(await run("channels", "--to", "platform:telegram", "--except", "channel:telegram-2")).toBe(
		["telegram-0      قناة 1  (ar)", "telegram-1      قناة 2  (ar, tag:رياضة)"].join("\n"),
	);
	const created = await run(
		...["create", "--headline", "بيان", "--text", "نص **مهم**", "--to", "tag:رياضة"],
		...["--cron", "0 9 * * *", "--zone", "Africa/Cairo", "--per-second", "2", "--misfire", "ask"],
	);
	const [id = "", ...rest] = created.split("\n");
	expect(rest).toEqual([
		"1 recipient (telegram 1)",
		"sending takes less than a second",
		`a draft; see it with \`preview ${id}\`, try it with \`test ${id} --to …\`, then \`schedule ${id}\``,
	]);
	const shown = (await run("show", id)).split("\n");
	expect(shown).toEqual([
		`${id} (revision 1): draft  بيان`,
		"ar: بيان",
		"to: tag:رياضة",
		"when: again and again, 0 9 * * * Africa/Cairo",
		"how: at most 2 a second over all platforms, a time that is missed: ask",
		expect.stringMatching(/^last edited by /),
	]);
	expect(await run("schedule", id)).toMatch(/\nnext: \d{4}-\d\d-\d\d 09:00 Africa\/Cairo\n/);
	expect(await run("schedule", id, "--at", "2020-01-01T09:00")).toMatch(
		/^broadcast: The time 2020-01-01 09:00 Asia\/Amman is over \(it is .* Asia\/Amman now\): give a later one/,
	);
	const log = await createAuditLog(connection).read({ limit: 10 });
	expect(log.map(({ action, object, after }) => `${action} ${object}: ${after}`)).toContain(
		"broadcast.edit channel telegram-1: tags: رياضة",
	);
});

it("a reader who has seen enough of a long list ends the command quietly", async () => {
	const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
	const audit = createAuditLog(connection);
	const who = { platform: "cli", id: "a", name: "", role: "owner" } as const;
	const entry = { who, action: "broadcast.edit", object: "x".repeat(400), outcome: "done" } as const;
	await Promise.all(Array.from({ length: 1_000 }, () => audit.append("broadcasts", entry)));
	const child = spawn(process.execPath, ["--import", "tsx", main, "audit", "--limit", "1000"], {
		env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
		stdio: ["ignore", "pipe", "pipe"],
	});
	let errors = "";
	child.stderr.setEncoding("utf8").on("data", (text: string) => {
		errors += text;
	});
	child.stdout.once("data", () => child.stdout.destroy());
	const [code] = await once(child, "close");
	expect([code, errors]).toEqual([0, ""]);
});
