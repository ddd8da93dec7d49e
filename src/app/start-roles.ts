import { advanceDueBroadcasts, dropOldOrders, noteDueBroadcasts } from "../../jobs/advance-broadcasts.ts";
import { checkAddedSources } from "../../jobs/check-added-sources.ts";
import { checkSourceJob, scheduleSources } from "../../jobs/check-source.ts";
import { announceArticle, planArticleJob } from "../../jobs/plan-article.ts";
import { noteEmptyDigests, planDigestsWhenDue } from "../../jobs/plan-digests.ts";
import { createQueues, type Queues } from "../../jobs/queues.ts";
import { laneParts, runLaneJob, wakeLane } from "../../jobs/run-lane.ts";
import { sharePostsJob, shareWhenDue } from "../../jobs/share-posts.ts";
import { createTimetable } from "../../jobs/timetable.ts";
import { sweepForgottenLanes, wakeDueLanes } from "../../jobs/wake-lanes.ts";
import { createJobWorker } from "../../jobs/worker.ts";
import type { Lane } from "../store/redis/keys.ts";
import { createBroadcastDeps } from "./broadcasts.ts";
import type { Role } from "./config/roles.ts";
import type { Core } from "./core.ts";
import { createDeliveryDeps } from "./deps/delivery-deps.ts";
import { createIngestDeps } from "./deps/ingest-deps.ts";
import type { Part } from "./part.ts";
import { dropUnusedSources } from "./sources/drop-unused.ts";
import { startBots } from "./start-bots.ts";
import { warmUp } from "./warm-up.ts";
import { hasOwnHealth, startHealth, startWeb, type Webhooks } from "./web.ts";

export type Running = {
	/** Where the web role listens. */
	webAddress?: string;
	/** Stops the parts in reverse order. */
	stop(): Promise<void>;
};

/**
 * Starts the roles on an open core, in the order of the data's way. When one does not start those before it are stopped: a
 * process that does half of its work would be taken for one that runs. Once `stopping` is aborted nothing more is begun.
 */
export async function startRoles(
	core: Core,
	wanted: readonly Role[],
	stopping: AbortSignal = new AbortController().signal,
): Promise<Running> {
	const parts: Part[] = [];
	const queues = createQueues(core.connection);
	parts.push({ name: "queues", stop: () => queues.stop() });
	await preparePages(core);
	let webAddress: string | undefined;
	const webhooks: Webhooks = new Map();
	const starters: Record<Role, () => Promise<Part[]>> = {
		deliver: async () => startDelivery(core, queues),
		plan: async () => startPlanning(core, queues),
		web: async () => {
			const web = await startWeb(core, queues, webhooks);
			webAddress = web.address;
			return [{ name: "web", stop: web.stop }];
		},
		bots: async () => startBots(core, queues, webhooks, stopping),
		ingest: async () => startIngest(core, queues),
	};
	// Updates that a platform posts come in where the pages are served.
	const takesUpdates = wanted.includes("bots") && core.config.options.TELEGRAM_WEBHOOK_URL !== undefined;
	const all = takesUpdates && !wanted.includes("web") ? [...wanted, "web" as const] : wanted;
	const stop = () => stopInReverse(parts, core);
	try {
		// First, so that what keeps the others from starting can be seen.
		const { HEALTH_LISTEN } = core.config.options;
		if (HEALTH_LISTEN !== undefined && (!all.includes("web") || hasOwnHealth(core.config.options))) {
			const { stop: stopHealth } = await startHealth(core, queues, HEALTH_LISTEN);
			parts.push({ name: "health", stop: stopHealth });
		}
		for (const [role, start] of Object.entries(starters) as [Role, () => Promise<Part[]>][]) {
			if (all.includes(role) && !stopping.aborted) parts.push(...(await start()));
		}
	} catch (error) {
		await stop();
		throw error;
	}
	return { ...(webAddress === undefined ? {} : { webAddress }), stop };
}

async function stopInReverse(parts: readonly Part[], { log }: Core): Promise<void> {
	for (const part of parts.toReversed()) {
		await part.stop().catch((error) => {
			log.error({ part: part.name, reason: String(error) }, "stop: a part did not stop cleanly");
		});
	}
}

async function startDelivery(core: Core, queues: Queues): Promise<Part[]> {
	const platforms = core.platforms.map(({ name }) => name);
	const deps = createDeliveryDeps(core);
	const { jobStalledMs: stalledMs } = core.timing;
	await warmUp(core);
	const workers = laneParts(platforms).map((part) =>
		createJobWorker(core.connection, { ...runLaneJob(part, deps, queues), stalledMs }),
	);
	const sweep = { ...core, platforms, now: core.clock.now };
	const sharing = createJobWorker(core.connection, sharePostsJob(sweep));
	const timetable = createTimetable(
		[
			wakeDueLanes(sweep, queues),
			sweepForgottenLanes(sweep, core.timing.sweepEveryMs),
			shareWhenDue(sweep, queues),
		],
		core.log,
	);
	return [
		{
			name: "delivery",
			async stop() {
				await Promise.all(workers.map((worker) => worker.stop()));
			},
		},
		{ name: "sharing", stop: sharing.stop },
		{ name: "timetable", stop: timetable.stop },
	];
}

async function startPlanning(core: Core, queues: Queues): Promise<Part[]> {
	const deps = {
		...core,
		findSource: core.catalogue.find,
		platforms: core.platforms.map(({ name }) => name),
		wake: (lane: Lane) => wakeLane(queues, lane),
		now: core.clock.now,
	};
	const worker = createJobWorker(core.connection, planArticleJob(deps));
	// Stored by a process that died before it could announce.
	const announceLeft = {
		name: "announce what was left",
		everyMs: 30_000,
		async run() {
			for (const left of await core.articles.toAnnounce()) await announceArticle(queues, left);
		},
	};
	await announceLeft.run();
	const standing = noteEmptyDigests(deps);
	await standing.run();
	const broadcasts = createBroadcastDeps(core, queues);
	const noted = noteDueBroadcasts(broadcasts);
	await noted.run();
	const campaigns = [advanceDueBroadcasts(broadcasts), noted, dropOldOrders(broadcasts)];
	const timetable = createTimetable(
		[announceLeft, planDigestsWhenDue(deps), standing, ...campaigns],
		core.log,
	);
	return [
		{ name: "planning", stop: worker.stop },
		{ name: "plans by the clock", stop: timetable.stop },
	];
}

async function startIngest(core: Core, queues: Queues): Promise<Part[]> {
	const { catalogue, config, clock, addedSources, connection } = core;
	const job = checkSourceJob(catalogue.find, createIngestDeps(core, queues));
	const worker = createJobWorker(connection, job);
	await scheduleSources(queues, config.sources);
	const added = { addedSources, connection, findSource: catalogue.find, now: clock.now };
	const forgetTopics = {
		name: "forget topics without news",
		everyMs: 6 * 3_600_000,
		run: core.articles.dropEmptyTopics,
	};
	const routines = [checkAddedSources(added, queues), dropUnusedSources(core), forgetTopics];
	const timetable = createTimetable(routines, core.log);
	return [
		{ name: "ingest", stop: worker.stop },
		{ name: "added sources", stop: timetable.stop },
	];
}

/** The public pages that the operator lists are channels like any other. */
async function preparePages(core: Core): Promise<void> {
	for (const { slug, title, sources, topics } of core.config.pages) {
		await core.pages.putPage(slug, { title, language: "ar" });
		const subscription = {
			id: "page",
			sources,
			topics,
			include: [],
			exclude: [],
			minimumImportance: 0,
		};
		const channel = await core.channels.register("web", slug, {
			addressKind: "page",
			title,
			zone: core.config.options.BARQIYA_TIME_ZONE,
			createdAt: core.clock.now(),
			subscriptions: [subscription],
		});
		await core.channels.update(channel.id, (now) => ({ ...now, title, subscriptions: [subscription] }));
	}
}
