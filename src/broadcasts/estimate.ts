import type { Broadcast } from "../domain/broadcast.ts";
import { quietUntil } from "../planning/when-to-post.ts";
import { isReachable, readAudience } from "./audience.ts";
import { checkContent } from "./check-content.ts";
import { checkOptions, checkTime, nextTimeOf } from "./check-time.ts";
import type { BroadcastDeps } from "./deps.ts";
import type { Estimate } from "./port.ts";

/** How many would get a broadcast at its time, how long that takes, and what keeps it from being scheduled. Lane by lane. */
export async function estimateBroadcast(
	{ content, audience, time, options }: Pick<Broadcast, "content" | "audience" | "time" | "options">,
	deps: BroadcastDeps,
): Promise<Estimate> {
	const now = deps.now();
	const read = await readAudience(audience, deps);
	const problems = [
		...checkContent(content, deps),
		...checkTime(time, now),
		...checkOptions(options),
		...(read.ok ? [] : read.refusals),
	];
	const at = time.kind === "at" ? time.at : (problems.length === 0 && nextTimeOf(time, now)) || now;
	const byPlatform: Record<string, number> = {};
	let [paused, quiet, gone] = [0, 0, 0];
	for (const platform of read.ok ? deps.platforms : []) {
		const lanes = await deps.channels.laneCount(platform);
		for (let lane = 0; lane < lanes; lane++) {
			for (const channel of (await deps.channels.lane(platform, lane)).values()) {
				if (!read.ok || !read.chosen(channel)) continue;
				if (!isReachable(channel)) {
					gone++;
					continue;
				}
				byPlatform[platform] = (byPlatform[platform] ?? 0) + 1;
				if (channel.state.kind === "paused") paused++;
				if (!options.urgent && quietUntil(channel, at) !== undefined) quiet++;
			}
		}
	}
	const recipients = Object.values(byPlatform).reduce((sum, count) => sum + count, 0);
	const durations = Object.entries(byPlatform).map(([platform, count]) => {
		const rates = [deps.rate(platform), options.perSecond].filter((rate) => rate !== undefined);
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
