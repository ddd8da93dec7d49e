import { createHash } from "node:crypto";
import type { Source, SourceHealth } from "../domain/source.ts";
import type { Instant } from "../domain/time.ts";
import { nextCheck } from "../sources/back-off.ts";
import type { IngestDeps } from "./ingest-deps.ts";
import type { Place } from "./load-source.ts";

export type Problem = NonNullable<SourceHealth["problem"]>;
export type Validators = Pick<SourceHealth, "etag" | "lastModified">;

/** Whatever a source asks for, it is looked at once a day. */
const longestWaitMs = 24 * 3600_000;
/** Clocks and queues are not so exact that a check must be put off for less. */
const slackMs = 1_000;

/** What is known of a source by its present settings. */
export function healthOf(source: Source, health: SourceHealth | undefined): SourceHealth | undefined {
	return health?.settings === settingsOf(source) ? health : undefined;
}

/**
 * Whether a source may be checked now. Its timetable asks every `every`; in between lies only what the source itself
 * asked for (ttl, Cache-Control, Retry-After) or earned by failing.
 */
export function isDue(source: Source, health: SourceHealth | undefined, now: Instant): boolean {
	const known = healthOf(source, health);
	if (known === undefined || known.nextCheckAt - known.checkedAt <= source.every) return true;
	return known.nextCheckAt - slackMs <= now;
}

type Check = {
	source: Source;
	place: Place;
	behind: boolean;
	missed: readonly string[];
	told?: SourceHealth["told"];
	readAt: Instant | undefined;
	startedAt: Instant;
};

/** Writes down that a source was read; `problem` is what there is to say of it all the same. */
export async function recordSuccess(
	{ source, place, behind, missed, told, readAt, startedAt }: Check,
	{ ttlMs = 0, problem, validators }: { ttlMs?: number; problem?: Problem; validators: Validators },
	deps: IngestDeps,
): Promise<void> {
	await deps.health.put(source.id, {
		...pickValidators(validators),
		settings: settingsOf(source),
		place,
		...(behind ? { behind } : {}),
		...(missed.length === 0 ? {} : { missed }),
		...(told === undefined ? {} : { told }),
		...(readAt === undefined ? {} : { readAt }),
		checkedAt: startedAt,
		failures: 0,
		...(problem === undefined ? {} : { problem: pickProblem(problem) }),
		nextCheckAt: startedAt + Math.max(source.every, Math.min(ttlMs, longestWaitMs)),
	});
}

/** Writes down why a source could not be read, and waits longer each time. */
export async function recordFailure(
	{ source, startedAt }: Pick<Check, "source" | "startedAt">,
	problem: Problem & { retryAfterMs?: number },
	before: SourceHealth | undefined,
	deps: IngestDeps,
): Promise<void> {
	const failures = (before?.failures ?? 0) + 1;
	const wait = Math.max(nextCheck(source.every, failures, Math.random()), problem.retryAfterMs ?? 0);
	await deps.health.put(source.id, {
		...pickValidators(before ?? {}),
		...(before?.place === undefined ? {} : { place: before.place }),
		...(before?.behind ? { behind: true } : {}),
		...(before?.missed === undefined ? {} : { missed: before.missed }),
		...(before?.told === undefined ? {} : { told: before.told }),
		...(before?.readAt === undefined ? {} : { readAt: before.readAt }),
		settings: settingsOf(source),
		checkedAt: startedAt,
		failures,
		problem: pickProblem(problem),
		nextCheckAt: startedAt + Math.min(wait, longestWaitMs),
	});
	const { code, message } = problem;
	deps.log.warn(
		{ source: source.id, code, reason: message, failures },
		"ingest: a source failed, tried later",
	);
}

function settingsOf({ location, kind, selectors }: Source): string {
	const settings = JSON.stringify([location, kind, selectors ?? {}]);
	return createHash("sha256").update(settings).digest("base64url").slice(0, 16);
}

function pickValidators({ etag, lastModified }: Validators): Validators {
	return {
		...(etag === undefined ? {} : { etag }),
		...(lastModified === undefined ? {} : { lastModified }),
	};
}

function pickProblem({ code, message }: Problem): Problem {
	return { code, message };
}
