import { appendFileSync } from "node:fs";
import { createDiscordPublisher } from "../../adapters/discord/publisher.ts";
import { createTelegramPublisher } from "../../adapters/telegram/publisher.ts";
import { createQueues } from "../../jobs/queues.ts";
import { laneParts, runLaneJob } from "../../jobs/run-lane.ts";
import { createJobWorker } from "../../jobs/worker.ts";
import { requireConfig } from "../../src/app/config/config.ts";
import { type Around, type Core, openCore } from "../../src/app/core.ts";
import { createDeliveryDeps } from "../../src/app/deps/delivery-deps.ts";
import { createReply } from "../../src/app/deps/reply.ts";
import type { PlatformRow, PublisherGiven } from "../../src/app/platforms.ts";
import { startRoles } from "../../src/app/start-roles.ts";
import { runLane } from "../../src/delivery/run-lane.ts";
import type { Log } from "../../src/domain/log.ts";
import type { Message } from "../../src/message/message.ts";
import { readLaneName } from "../../src/store/redis/keys.ts";
import { pngHead } from "../support/png-head.ts";
import { type Mutant, mutants } from "./mutants.ts";
import { type Death, labTimes, type WorkerSettings } from "./settings.ts";

/*
 * A worker of the fault lab: the program's own role `deliver`, composed as `barqiya start` composes it, against the fakes
 * and with shorter times. It ends itself where it is told to.
 */
const settings = JSON.parse(process.env.LAB_SETTINGS ?? "{}") as WorkerSettings;
const mutant: Mutant | undefined = settings.mutant === undefined ? undefined : mutants[settings.mutant];
let death: Death | undefined;
process.on("message", (told: Death) => {
	death = told;
});

const log = createFileLog(settings.logFile);
const config = requireConfig({
	REDIS_URL: settings.redisUrl,
	TELEGRAM_BOT_TOKEN: settings.telegram.token,
	TELEGRAM_API_ROOT: settings.telegram.url,
	DISCORD_BOT_TOKEN: settings.discord.token,
	DISCORD_API_ROOT: settings.discord.url,
	BARQIYA_SOURCES: "/nowhere/barqiya.yaml",
});
const core = await openCore(config, log, {
	timing: labTimes.timing,
	publisher: createLabPublisher,
	...mutant?.around,
	delivery: (deps) => ({ ...(mutant?.around?.delivery?.(deps) ?? deps), at: dieIfTold }),
} satisfies Around);
const running =
	mutant?.queueAlone === undefined
		? await startRoles(core, ["deliver"])
		: startQueueAlone(core, mutant.queueAlone.maxStalledCount);
const readers = setInterval(askForLatest, settings.replyEveryMs);
process.send?.("ready");

process.once("SIGTERM", () => void stop());
process.once("disconnect", () => process.exit(0));

async function stop(): Promise<void> {
	log.info({}, "lab: asked to stop");
	clearInterval(readers);
	await running.stop();
	log.info({}, "lab: its roles have stopped");
	await core.stop();
	process.exit(0);
}

function createLabPublisher(row: PlatformRow, given: PublisherGiven) {
	const { telegram, discord, limits } = settings;
	if (row.name === "telegram") {
		return createTelegramPublisher({
			token: telegram.token,
			apiRoot: telegram.url,
			sendTimeoutMs: labTimes.telegramTimeoutMs,
			settleMs: labTimes.telegramSettleMs,
			windows: limits.telegram,
			audit: { chat: telegram.auditChat },
			loadPicture: async (address) => (address.includes("/unfetched/") ? pngHead(1280, 720) : undefined),
			now: given.now,
			...mutant?.telegram,
		});
	}
	if (row.name === "discord") {
		return createDiscordPublisher({
			token: discord.token,
			api: discord.url,
			sendTimeoutMs: labTimes.discordTimeoutMs,
			nonceMs: labTimes.discordNonceMs,
			longestHoldMs: labTimes.discordHoldMs,
			explainedWithinMs: labTimes.discordExplainedMs,
			windows: limits.discord,
			now: given.now,
			refused: given.refused,
			...mutant?.discord,
		});
	}
	return row.createPublisher(given);
}

function dieIfTold(point: string): void {
	if (death?.dieAt !== point) return;
	death.after--;
	if (death.after <= 0) process.kill(process.pid, "SIGKILL");
}

/** What `/latest` answers, through the program's own way of answering people. */
function askForLatest(): void {
	for (const { platform, address, addressKind } of settings.readers) {
		const reply = createReply(core, platform);
		reply(address, addressKind, latestNews()).catch((error: unknown) =>
			log.warn({ reason: String(error) }, "lab: a reply failed"),
		);
	}
}

function latestNews(): Message {
	return {
		language: "ar",
		blocks: [{ kind: "headline", text: "آخر الأخبار" }],
		buttons: [],
		silent: false,
		linkPreview: false,
	};
}

/** As a program would be that trusts its queue: a lane that has more to do fails its job, and the queue tries it again. */
function startQueueAlone(open: Core, maxStalledCount: number) {
	const deps = createDeliveryDeps(open);
	const queues = createQueues(open.connection);
	const workers = laneParts(open.platforms.map(({ name }) => name)).map((part) =>
		createJobWorker(open.connection, {
			...runLaneJob(part, deps, queues),
			stalledMs: open.timing.jobStalledMs,
			maxStalledCount,
			async process({ lane }, signal) {
				const { dueAt } = await runLane(readLaneName(lane), deps, signal);
				if (dueAt !== undefined) throw new Error("the lane has more to do");
			},
		}),
	);
	return {
		async stop() {
			await Promise.all(workers.map((worker) => worker.stop()));
			await queues.stop();
		},
	};
}

function createFileLog(path: string): Log {
	const write = (level: string) => (fields: object, message: string) =>
		appendFileSync(
			path,
			`${JSON.stringify({ at: performance.timeOrigin + performance.now(), pid: process.pid, level, message, ...fields })}\n`,
		);
	return { debug: () => {}, info: write("info"), warn: write("warn"), error: write("error") };
}
