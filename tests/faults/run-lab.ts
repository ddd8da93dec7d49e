import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { check, limitUsed, type Verdict } from "./check.ts";
import { startLabRedis } from "./lab-redis.ts";
import { createLabWorkers } from "./lab-workers.ts";
import { auditChat, createLoad, type Load, type Place, pictures, placeName, readerChat } from "./load.ts";
import { type Field, newMessages, runNemesis } from "./nemesis.ts";
import { createRandom, type Random } from "./random.ts";
import { type Accepted, readLogs } from "./read-logs.ts";
import { labTimes, limitsTimes } from "./settings.ts";
import { longestRunMs, type Sizing } from "./sizing.ts";
import { startWitnesses, type Witnesses, warmWitnesses } from "./witnesses.ts";

export type LabRun = {
	seed: number;
	sizing: Sizing;
	mutant?: string;
	/** Told what happens, for people who watch. */
	say(line: string): void;
	/** Keeps the logs there. */
	folder?: string;
};

export type LabResult = Verdict & {
	unknown: number;
	/** 429s that the platforms gave by themselves, over the whole run; the storms that the nemesis made do not count. */
	limited: number;
	/** The same by the kind of limit. */
	limits: Readonly<Record<string, number>>;
	/** Of the worst saturated window of ten seconds in the calm phase. */
	limitUsed: number;
	/** The same without the first seconds: processes that have just started take their time for each of the first messages. */
	limitUsedWarm: number;
	struck: ReadonlyMap<string, number>;
	/** Complaints of the fakes about malformed requests. */
	complaints: readonly string[];
	/** Workers that did not start or stop within their time. */
	stuck: number;
	/** Empty: the promise held. */
	broken: readonly string[];
};

const latencyMs = 10;

/** One run: calm at the true limits, then a storm at raised ones, then silence; and the logs are read. */
export async function runLab(run: LabRun): Promise<LabResult> {
	const { sizing, say } = run;
	const folder = run.folder ?? (await mkdtemp(join(tmpdir(), "barqiya-lab-")));
	const random = createRandom(run.seed);
	const redis = await startLabRedis();
	const witnesses = await startWitnesses(folder, run.seed);
	const load = await createLoad(redis.url, witnesses, sizing);
	const workers = createLabWorkers(sizing.workers, {
		redisUrl: redis.url,
		telegram: { url: witnesses.telegram.url, token: witnesses.telegram.token, auditChat },
		discord: { url: witnesses.discord.url, token: witnesses.discord.token },
		readers: [{ platform: "telegram", address: String(readerChat), addressKind: "private" }],
		replyEveryMs: 5_000,
		logFile: `${folder}/workers.ndjson`,
		...(run.mutant === undefined ? {} : { mutant: run.mutant }),
	});
	const field: Field = { workers, redis, witnesses, load, random, left: new Map() };
	let stage = "calm";
	const walk = async (): Promise<LabResult> => {
		const saturatedUntil = await runSaturated(field, sizing, say);
		stage = "migration";
		const moved = await runMigration(field, sizing);
		const calmUntil = Date.now();
		stage = "storm";
		const struck = await runStorm(field, sizing, say);
		stage = "the end of what the storm left open";
		await drain(load, witnesses, sizing.drainMs);
		stage = "stopping the workers";
		await workers.stop();
		stage = "reading the logs";
		const accepted = readLogs(witnesses);
		const verdict = check(load.planned, accepted, { left: field.left, moved, calmUntil });
		const found = {
			...verdict,
			// Where the bot was thrown out nobody can look any more.
			unknown: (await load.unknown()).filter((pair) => !field.left.has(pair.slice(pair.indexOf("→ ") + 2)))
				.length,
			...(await countLimited(witnesses)),
			limitUsed: usedInCalm(accepted, saturatedUntil, 0),
			limitUsedWarm: usedInCalm(accepted, saturatedUntil, warmMs),
			struck,
			complaints: await complaintsOf(witnesses),
			stuck: workers.stuck,
		};
		return { ...found, broken: whatBroke(found) };
	};
	const longestMs = longestRunMs(sizing);
	try {
		const result = await Promise.race([walk(), sleep(longestMs, undefined, { ref: false })]);
		if (result !== undefined) return result;
		throw new Error(`lab: seed ${run.seed} hangs: "${stage}" had not ended after ${longestMs} ms in all`);
	} finally {
		await workers.stop();
		await Promise.race([load.stop(), sleep(10_000, undefined, { ref: false })]);
		await witnesses.stop();
		await redis.stop();
		if (run.folder === undefined) await rm(folder, { recursive: true, force: true });
	}
}

/** The true limits, and nothing goes wrong. Resolves with the time at which all had arrived. */
async function runSaturated(field: Field, sizing: Sizing, say: LabRun["say"]): Promise<number> {
	const { witnesses, workers, load } = field;
	await setLimits(witnesses, 1_000);
	await warmWitnesses(witnesses);
	await setLimits(witnesses, 1);
	await Promise.all([
		witnesses.telegram.remote.addFault({ times: -1, action: { kind: "latency", ms: latencyMs } }),
		witnesses.discord.remote.configure({ latencyMs, nonceMs: labTimes.discordKnowsNonceMs }),
	]);
	await workers.start(limitsTimes(1));
	const some = calmPlaces(load, sizing);
	for (let n = 0; n < sizing.calmPosts; n++) await load.plan(n % 2 === 0 ? "normal" : "bulk", some);
	await drain(load, witnesses, sizing.drainMs);
	say(`calm: ${sizing.calmPosts} posts to ${some.length} channels at the true limits`);
	return Date.now();
}

/** So many of each platform, and all groups, which will move. */
function calmPlaces({ places }: Load, { calmChannels }: Sizing): Place[] {
	const groups = places.filter(({ addressKind }) => addressKind === "group");
	const others = places.filter(({ addressKind }) => addressKind !== "group");
	const of = (name: string) => others.filter(({ platform }) => platform === name).slice(0, calmChannels);
	return [...of("telegram"), ...groups, ...of("discord")];
}

/** Groups become supergroups while a broadcast is under way. Resolves with the moves. */
async function runMigration(
	{ witnesses, workers, load }: Field,
	sizing: Sizing,
): Promise<Map<string, string>> {
	const some = calmPlaces(load, sizing);
	await load.plan("bulk", some);
	await load.plan("normal", some, "unfetched");
	const moved = await migrate(load, witnesses);
	await drain(load, witnesses, sizing.drainMs);
	await workers.stop();
	await witnesses.telegram.remote.clearFaults();
	return moved;
}

/** Half of them move to an address that nobody knows, half to one that is a channel already. */
async function migrate(load: Load, witnesses: Witnesses): Promise<Map<string, string>> {
	const moved = new Map<string, string>();
	const groups = load.places.filter(({ addressKind }) => addressKind === "group");
	for (const [index, group] of groups.entries()) {
		const target = -1_001_000_900_000 - index;
		if (index % 2 === 1) {
			const fresh = { addressKind: "supergroup", title: "known", zone: "UTC", createdAt: 0 };
			await load.channels.register("telegram", String(target), fresh);
		}
		await witnesses.telegram.remote.migrate(Number(group.address), target);
		moved.set(placeName("telegram", group.address), placeName("telegram", String(target)));
	}
	return moved;
}

async function runStorm(field: Field, sizing: Sizing, say: LabRun["say"]): Promise<Map<string, number>> {
	const { witnesses, workers, load, random } = field;
	await setLimits(witnesses, sizing.factor);
	await workers.start(limitsTimes(sizing.factor));
	// A Telegram chat of which no message is known cannot be searched (docs/reliability.md): each has one before things break.
	await load.plan("normal");
	await drain(load, witnesses, sizing.drainMs);
	await runHiddenWait(field, sizing);
	const until = performance.now() + sizing.stormMs;
	const planning = planAll(load, sizing, random);
	const struck = await runNemesis(field, until, Math.max(400, sizing.stormMs / 50));
	await planning;
	await runDeathsInARow(field, sizing);
	const all = [...struck.values()].reduce((sum, count) => sum + count, 0);
	say(
		`storm: ${sizing.stormPosts} posts, ${all} faults of ${struck.size} kinds, ${workers.started} processes`,
	);
	return struck;
}

/** The platform's hidden wait, by itself: whoever looks for a message too early finds nothing yet, and has time to send it again. */
async function runHiddenWait({ load, witnesses }: Field, sizing: Sizing): Promise<void> {
	const action = { kind: "latency", ms: labTimes.holdMs } as const;
	await witnesses.telegram.remote.addFault({ methods: newMessages, times: 10, action });
	await load.plan("normal", calmPlaces(load, sizing), "good");
	await drain(load, witnesses, sizing.drainMs);
}

/** One last post, over which every worker dies again and again: nothing that comes later wakes its lanes. */
async function runDeathsInARow({ load, workers, witnesses }: Field, sizing: Sizing): Promise<void> {
	if (sizing.deathsInARow === 0) return;
	const { telegram, discord } = witnesses;
	const ms = labTimes.holdMs;
	await telegram.remote.addFault({ methods: newMessages, times: -1, action: { kind: "hold", ms } });
	await discord.remote.addFault({ method: "POST", times: 0, fault: { kind: "hold", ms } });
	await load.plan("normal", load.places, "good");
	for (let death = 1; death <= sizing.deathsInARow; death++) {
		// The first while its requests are under way, the others when the job that stalled has been taken up again.
		await workers.ready();
		await sleep(death === 1 ? 700 : 6 * labTimes.timing.jobStalledMs);
		for (let place = 0; place < workers.places; place++) workers.kill(place);
	}
	await telegram.remote.clearFaults();
	await discord.remote.clearFaults();
}

async function planAll(load: Load, sizing: Sizing, random: Random): Promise<void> {
	for (let n = 0; n < sizing.stormPosts; n++) {
		const priority = n % 5 === 1 ? "bulk" : n % 7 === 3 ? "breaking" : "normal";
		await load.plan(priority, load.places, pictures[n % pictures.length]);
		await new Promise((resolve) =>
			setTimeout(resolve, (sizing.stormMs / sizing.stormPosts) * random.next() * 1.5),
		);
	}
}

async function setLimits({ telegram, discord }: Witnesses, factor: number): Promise<void> {
	const limits = limitsTimes(factor);
	await telegram.remote.setLimits({ ...limits.telegram, lengthenMs: 1_000 });
	await discord.remote.configure({
		limits: {
			global: limits.discord.bot.limit,
			buckets: {
				"POST /channels/{channel_id}/messages": limits.discord.channel,
				"POST /channels/{channel_id}/threads": limits.discord.channel,
				default: { limit: 50 * factor, perMs: 1_000 },
			},
		},
	});
}

/** A run in which nothing has arrived for so long has come to its end, also on a machine that does much else. */
const quietMs = 60_000;

/** Waits until nothing is open any more and nothing arrives; a run that does not come to rest ends too, and is judged. */
async function drain(load: Load, witnesses: Witnesses, longestMs: number): Promise<void> {
	const end = performance.now() + longestMs;
	let quietSince = performance.now();
	let before = -1;
	while (performance.now() < end) {
		const count =
			(await witnesses.telegram.remote.stats()).accepted +
			(await witnesses.discord.remote.counters()).requests;
		if (count !== before) quietSince = performance.now();
		before = count;
		if ((await load.open()) === 0) return;
		if (performance.now() - quietSince > quietMs) return;
		await new Promise((resolve) => setTimeout(resolve, 250));
	}
}

async function countLimited({ telegram, discord }: Witnesses) {
	const { fault, ...own } = (await telegram.remote.stats()).refusals;
	const limits = { ...own, discord: (await discord.remote.counters()).limited };
	return { limits, limited: Object.values(limits).reduce((sum, count) => sum + count, 0) };
}

async function complaintsOf({ telegram, discord }: Witnesses): Promise<string[]> {
	return [...(await telegram.remote.stats()).violations, ...(await discord.remote.specProblems())];
}

/** What a process that has just started sends in this time says how fast V8 translates as well as what the send window grants. */
const warmMs = 6_000;

/** Leaves out the first `skippedMs` of each platform. */
function usedInCalm(accepted: readonly Accepted[], until: number, skippedMs: number): number {
	const { telegram, discord } = limitsTimes(1);
	const used = (
		[
			["telegram", telegram.bot.limit],
			["discord", discord.bot.limit],
		] as const
	).map(([name, limit]) => {
		const times = accepted.filter(({ platform, at }) => platform === name && at <= until).map(({ at }) => at);
		const from = Math.min(...times) + skippedMs;
		return limitUsed(
			times.filter((at) => at >= from),
			limit,
		);
	});
	return Math.min(1, ...used.filter((share) => share !== undefined));
}

function whatBroke(found: Omit<LabResult, "broken">): string[] {
	const { lost, doubled, unknown, limited, toGone, disordered, complaints } = found;
	const rows: [boolean, string][] = [
		[lost.length > 0, `lost: ${lost.slice(0, 5).join(", ")} … ${lost.at(-1)}`],
		[doubled.length > 0, `doubled: ${doubled.slice(0, 5).join(", ")}`],
		[unknown > 0, `unknown: ${unknown}`],
		[limited > 0, `429s: ${JSON.stringify(found.limits)}`],
		[found.limitUsed < 0.95, `limit used: ${found.limitUsed.toFixed(3)}`],
		[toGone.length > 0, `to channels that had left: ${toGone.slice(0, 5).join(", ")}`],
		[disordered.length > 0, `out of order: ${disordered.slice(0, 5).join(", ")}`],
		[found.stuck > 0, `workers that hung: ${found.stuck}`],
		[complaints.length > 0, `malformed requests: ${complaints.slice(0, 3).join("; ")}`],
	];
	return rows.filter(([isBroken]) => isBroken).map(([, what]) => what);
}

/** The last line of a run. */
export function summarise(result: LabResult): string {
	const { posts, deliveries, lost, doubled, unknown, limited } = result;
	const used = (Math.floor(result.limitUsed * 100) / 100).toFixed(2);
	return `posts ${posts}, deliveries ${deliveries}, lost ${lost.length}, doubled ${doubled.length}, unknown ${unknown}, 429s ${limited}, limit used ${used}`;
}
