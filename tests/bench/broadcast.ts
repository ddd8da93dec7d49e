import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createQueues } from "../../jobs/queues.ts";
import { openBroadcasts } from "../../src/app/broadcasts.ts";
import { requireConfig } from "../../src/app/config/config.ts";
import { openCore } from "../../src/app/core.ts";
import { silentLog } from "../../src/domain/log.ts";
import { createTelegramFake } from "../fakes/telegram/server.ts";
import { runBarqiya } from "../support/barqiya-process.ts";
import { startRedis } from "../support/redis.ts";
import { until } from "../support/until.ts";

/*
 * A broadcast to many channels of the strict fake of Telegram, its limits lifted: what the program and Redis need for it,
 * and how soon the first message is there. `npm run bench:broadcast -- [recipients]`; no part of the test suite.
 */
const recipients = Number(process.argv[2] ?? 100_000);
const editor = { platform: "cli", id: "bench", name: "bench", role: "owner" } as const;
const firstChat = -1_001_000_000_001;
const together = 200;

const folder = await mkdtemp(join(tmpdir(), "barqiya-bench-"));
const redis = await startRedis();
const telegram = await createTelegramFake({
	limits: { bot: false, paid: false, chat: false, group: false },
	chats: Array.from({ length: recipients }, (_, n) => ({
		id: firstChat - n,
		type: "channel" as const,
		title: `${n}`,
		bot: "administrator" as const,
	})),
});
await writeFile(join(folder, "barqiya.yaml"), "sources: []\n");
const environment = {
	REDIS_URL: redis.url,
	BARQIYA_SOURCES: join(folder, "barqiya.yaml"),
	TELEGRAM_BOT_TOKEN: telegram.token,
	TELEGRAM_API_ROOT: telegram.url,
	TELEGRAM_SENDS_PER_SECOND: "1000",
	WEB_LISTEN: "127.0.0.1:0",
};
const core = await openCore(requireConfig(environment), silentLog);
const queues = createQueues(core.connection);
for (let from = 0; from < recipients; from += together) {
	await Promise.all(
		Array.from({ length: Math.min(together, recipients - from) }, (_, n) =>
			core.channels.register("telegram", String(firstChat - from - n), {
				addressKind: "channel",
				title: `${from + n}`,
				zone: "Asia/Amman",
				createdAt: 0,
			}),
		),
	);
}
const barqiya = runBarqiya(
	["start", "--roles", "plan,deliver"],
	{ ...environment, ...(process.env.BN ? { NODE_OPTIONS: process.env.BN } : {}) },
	true,
);
await barqiya.logged("start: everything runs");
const program = () =>
	Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${barqiya.pid}/status`, "utf8"))?.[1]) / 1_024;
const stored = async () => Number(/used_memory:(\d+)/.exec(await core.connection.redis.info("memory"))?.[1]);

const [memoryBefore, storedBefore] = [program(), await stored()];
const broadcasts = openBroadcasts(core, queues);
const made = await broadcasts.create(editor, {
	content: {
		versions: [{ language: "ar", headline: "بيان", body: "نص **مهم**", buttons: [], overrides: {} }],
	},
	audience: { include: [{ kind: "platform", platform: "telegram" }], exclude: [] },
	time: { kind: "now" },
	options: {},
});
if (!made.ok) throw new Error(JSON.stringify(made.refusals));
const { id } = made.broadcast;
const askedAt = performance.now();
await broadcasts.sendNow(editor, id);
const answeredMs = performance.now() - askedAt;
await until(() => telegram.arrivals.entries.length > 0, "the first arrived", 60_000);
const firstMs = performance.now() - askedAt;
let [mostMemory, mostStored] = [0, 0];
const warmMemory: number[] = [];
await until(
	async () => {
		mostMemory = Math.max(mostMemory, program());
		warmMemory.push(program());
		mostStored = Math.max(mostStored, await stored());
		await new Promise((resolve) => setTimeout(resolve, 500));
		const shown = await broadcasts.show(id);
		return shown.ok && shown.broadcast.state === "finished";
	},
	"it is finished",
	3_600_000,
);
const seconds = (performance.now() - askedAt) / 1_000;
const shown = await broadcasts.show(id);
const arrived = telegram.arrivals.entries.length;
const chats = new Set(telegram.arrivals.entries.map(({ chatId }) => chatId));
let ledgers = 0;
for (const pattern of ["*:ledger:*", "*:counts:*", "*:last-known"]) {
	for (const key of await core.connection.redis.keys(pattern)) {
		ledgers += Number(await core.connection.redis.call("MEMORY", "USAGE", key, "SAMPLES", "0"));
	}
}
const half = warmMemory.slice(Math.floor(warmMemory.length / 2));
const figures = {
	recipients,
	progress: shown.ok ? shown.progress : undefined,
	arrivals: arrived,
	chats: chats.size,
	sendAnsweredMs: Math.round(answeredMs),
	firstMessageMs: Math.round(firstMs),
	seconds: Math.round(seconds),
	perSecond: Math.round(recipients / seconds),
	programMb: {
		idle: Math.round(memoryBefore),
		most: Math.round(mostMemory),
		secondHalf: [Math.round(Math.min(...half)), Math.round(Math.max(...half))],
	},
	redisBytesARecipient: {
		keptOfIt: Math.round((ledgers / recipients) * 10) / 10,
		mostWhileSending: Math.round(((mostStored - storedBefore) / recipients) * 10) / 10,
	},
};
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
/** What is promised of a broadcast, whatever its size (docs/broadcasts.md). */
const bars: [string, number, number][] = [
	["program memory above idle, MB", figures.programMb.most - figures.programMb.idle, 50],
	["kept in Redis, bytes a recipient", figures.redisBytesARecipient.keptOfIt, 20],
	["first message after, ms", figures.firstMessageMs, 2_000],
	["recipients without exactly one message", recipients - chats.size + (arrived - chats.size), 0],
];
for (const [what, value, most] of bars) {
	process.stdout.write(`${value <= most ? "held" : "MISSED"}: ${what}: ${value} (at most ${most})\n`);
	if (value > most) process.exitCode = 1;
}
await barqiya.stop();
await queues.stop();
await core.stop();
await telegram.stop();
await redis.stop();
await rm(folder, { recursive: true });
