import type { Planned } from "./load.ts";
import type { Accepted } from "./read-logs.ts";

/** What the witnesses' logs say of what was planned. */
export type Verdict = {
	posts: number;
	deliveries: number;
	lost: readonly string[];
	doubled: readonly string[];
	/** Messages to places that had left by then. */
	toGone: readonly string[];
	/** Calm only: a channel got a post before one that was planned earlier with the same priority. */
	disordered: readonly string[];
};

export type Happened = {
	/** When a place was left, epoch ms. */
	left: ReadonlyMap<string, number>;
	/** Old address → the one that it moved to. */
	moved: ReadonlyMap<string, string>;
	/** Until then nothing went wrong: order is kept. */
	calmUntil: number;
};

/** For every post and every place that it was planned for: exactly one accepted message. Knows nothing but its arguments. */
export function check(
	planned: readonly Planned[],
	accepted: readonly Accepted[],
	happened: Happened,
): Verdict {
	const placeNow = (place: string) => happened.moved.get(place) ?? place;
	const counts = new Map<string, number>();
	const toGone: string[] = [];
	for (const { post, place, at } of accepted) {
		if (post === undefined) continue;
		const pair = `${post} → ${placeNow(place)}`;
		counts.set(pair, (counts.get(pair) ?? 0) + 1);
		if (at > (happened.left.get(place) ?? Number.POSITIVE_INFINITY)) toGone.push(pair);
	}
	const pairs = new Set(
		planned.flatMap(({ post, places }) => places.map((place) => `${post} → ${placeNow(place)}`)),
	);
	const passed = findPassed(planned, accepted);
	const excused = (pair: string) =>
		happened.left.has(pair.slice(pair.indexOf("→ ") + 2)) && !passed.has(pair);
	return {
		posts: planned.length,
		deliveries: pairs.size,
		lost: [...pairs].filter((pair) => !counts.has(pair) && !excused(pair)),
		// A message that nobody had planned is one too many as well.
		doubled: [...counts].filter(([pair, count]) => count > 1 || !pairs.has(pair)).map(([pair]) => pair),
		toGone,
		disordered: findDisorder(planned, accepted, happened),
	};
}

/** Posts to places in which a later one of the same priority arrived: these had their turn, whatever became of the place. */
function findPassed(planned: readonly Planned[], accepted: readonly Accepted[]): ReadonlySet<string> {
	const arrived = new Set(accepted.map(({ post, place }) => `${post} → ${place}`));
	const laterCame = new Set<string>();
	const passed = new Set<string>();
	for (const { post, priority, places } of planned.toReversed()) {
		for (const place of places) {
			if (laterCame.has(`${priority} ${place}`)) passed.add(`${post} → ${place}`);
			if (arrived.has(`${post} → ${place}`)) laterCame.add(`${priority} ${place}`);
		}
	}
	return passed;
}

function findDisorder(
	planned: readonly Planned[],
	accepted: readonly Accepted[],
	{ calmUntil }: Happened,
): string[] {
	const order = new Map(planned.map(({ post, priority }, index) => [post, { index, priority }]));
	const newest = new Map<string, number>();
	const found: string[] = [];
	for (const { post, place, at } of accepted) {
		const rank = order.get(post ?? "");
		if (rank === undefined || at > calmUntil) continue;
		const line = `${place} ${rank.priority}`;
		if ((newest.get(line) ?? -1) > rank.index) found.push(`${post} → ${place}`);
		newest.set(line, Math.max(newest.get(line) ?? -1, rank.index));
	}
	return found;
}

const spanMs = 10_000;

/**
 * The share of the limit that was used, in the worst of all windows of ten seconds that lie within the saturated time
 * (from the first message to the moment at which nearly all had gone). Undefined when that was shorter than ten seconds.
 */
export function limitUsed(times: readonly number[], perSecond: number): number | undefined {
	const sorted = times.toSorted((a, b) => a - b);
	const begin = sorted[0];
	const end = sorted[Math.floor(sorted.length * 0.97)];
	if (begin === undefined || end === undefined || end - begin < spanMs) return undefined;
	let worst = Number.POSITIVE_INFINITY;
	for (let at = begin; at + spanMs <= end; at += 250) {
		const sent = sorted.filter((time) => time >= at && time < at + spanMs).length;
		worst = Math.min(worst, sent / (perSecond * (spanMs / 1_000)));
	}
	return worst;
}
