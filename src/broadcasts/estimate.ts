import type { Broadcast } from "../domain/broadcast.ts";
import type { Channel } from "../domain/channel.ts";
import { quietUntil } from "../planning/when-to-post.ts";
import { isReachable, readAudience } from "./audience.ts";
import { checkContent } from "./check-content.ts";
import { checkOptions, checkTime, nextTimeOf } from "./check-time.ts";
import type { BroadcastDeps } from "./deps.ts";
import type { Estimate, Refusal } from "./port.ts";
import { shareRate } from "./share-rate.ts";

type Draft = Pick<Broadcast, "content" | "audience" | "time" | "options">;

/** How many would get a broadcast at its time, how long that takes, and what keeps it from being scheduled. Lane by lane. */
export async function estimateBroadcast(draft: Draft, deps: BroadcastDeps): Promise<Estimate> {
	const { audience, time, options } = draft;
	const now = deps.now();
	const read = await readAudience(audience, deps);
	const problems = problemsOfDraft(draft, read, deps);
	const at = time.kind === "at" ? time.at : (problems.length === 0 && nextTimeOf(time, now)) || now;
	const byPlatform: Record<string, number> = {};
	let [paused, quiet, gone] = [0, 0, 0];
	for await (const channel of eachMeant(read, deps)) {
		if (!isReachable(channel)) {
			gone++;
			continue;
		}
		byPlatform[channel.platform] = (byPlatform[channel.platform] ?? 0) + 1;
		if (channel.state.kind === "paused") paused++;
		if (!options.urgent && quietUntil(channel, at) !== undefined) quiet++;
	}
	const recipients = Object.values(byPlatform).reduce((sum, count) => sum + count, 0);
	const shares = options.perSecond === undefined ? {} : shareRate(options.perSecond, byPlatform);
	const durations = Object.entries(byPlatform).map(([platform, count]) => {
		const rates = [deps.rate(platform), shares[platform]].filter((rate) => rate !== undefined);
		return rates.length === 0 ? 0 : Math.round((count / Math.min(...rates)) * 1_000);
	});
	return {
		recipients,
		byPlatform,
		paused,
		quiet,
		gone,
		durationMs: Math.max(0, ...durations),
		problems:
			read.ok && recipients === 0 ? [...problems, { code: "audience-empty", facts: { gone } }] : problems,
	};
}

/**
 * What keeps a broadcast from being scheduled, and no more: of the channels it looks at those before the first that is
 * meant, so that “send” is answered at once however many there are.
 */
export async function findProblems(draft: Draft, deps: BroadcastDeps): Promise<readonly Refusal[]> {
	const read = await readAudience(draft.audience, deps);
	const problems = problemsOfDraft(draft, read, deps);
	if (!read.ok) return problems;
	let gone = 0;
	for await (const channel of eachMeant(read, deps)) {
		if (isReachable(channel)) return problems;
		gone++;
	}
	return [...problems, { code: "audience-empty", facts: { gone } }];
}

type AudienceRead = Awaited<ReturnType<typeof readAudience>>;

function problemsOfDraft(
	{ content, time, options }: Draft,
	read: AudienceRead,
	deps: BroadcastDeps,
): readonly Refusal[] {
	return [
		...checkContent(content, deps),
		...checkTime(time, deps.now()),
		...checkOptions(options),
		...(read.ok ? [] : read.refusals),
	];
}

/** Every channel that is meant, those that are gone too. */
async function* eachMeant(read: AudienceRead, deps: BroadcastDeps): AsyncGenerator<Channel> {
	for (const platform of read.ok ? deps.platforms : []) {
		const lanes = await deps.channels.laneCount(platform);
		for (let lane = 0; lane < lanes; lane++) {
			for (const channel of (await deps.channels.lane(platform, lane)).values()) {
				if (read.ok && read.chosen(channel)) yield channel;
			}
		}
	}
}
