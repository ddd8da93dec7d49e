import { parseArgs } from "node:util";
import { noLimits } from "./limits.ts";
import { createTelegramFake } from "./server.ts";

/** The fake as a program: `npm run fake:telegram -- --port 8081 --log arrivals.ndjson`. */
const { values } = parseArgs({
	options: {
		port: { type: "string", default: "0" },
		token: { type: "string" },
		log: { type: "string" },
		seed: { type: "string", default: "1" },
		limits: { type: "boolean", default: true },
		help: { type: "boolean", short: "h", default: false },
	},
	allowNegative: true,
});

if (values.help) {
	process.stdout.write(
		[
			"Telegram's Bot API on loopback, to try the bot without a token.",
			"  --port N      port (default: any free one)",
			"  --token T     the bot's token (default: one that is printed)",
			"  --log FILE    append every accepted call to FILE, one line of JSON each",
			"  --seed N      for faults that strike by chance",
			"  --no-limits   never answer 429",
			"Control it with POST /_control/NAME and a JSON array of arguments, e.g.",
			"  curl -d '[42, 42, \"/start\"]' http://127.0.0.1:PORT/_control/say",
			"",
		].join("\n"),
	);
} else {
	const fake = await createTelegramFake({
		port: Number(values.port),
		seed: Number(values.seed),
		...(values.token === undefined ? {} : { token: values.token }),
		...(values.log === undefined ? {} : { logFile: values.log }),
		...(values.limits ? {} : { limits: noLimits }),
		chats: [
			{ id: 42, type: "private", title: "قارئ" },
			{
				id: -1001000000001,
				type: "channel",
				title: "قناة التجربة",
				username: "tajriba",
				members: [{ id: 42, status: "creator" }],
			},
			{
				id: -1001000000002,
				type: "supergroup",
				title: "مجموعة التجربة",
				members: [{ id: 42, status: "creator" }],
			},
		],
	});
	process.stdout.write(`TELEGRAM_API_ROOT=${fake.url}\nTELEGRAM_BOT_TOKEN=${fake.token}\n`);
	process.stdout.write(
		"chats: 42 (private), -1001000000001 (channel @tajriba), -1001000000002 (supergroup)\n",
	);
	for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void fake.stop());
}
