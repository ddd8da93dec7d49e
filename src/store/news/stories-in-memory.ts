import {
	mostCandidates,
	type StoryPlace,
	type StorySketch,
	type StoryStore,
	storyWindowMs,
	type Telling,
} from "./stories.ts";

/** Articles that are kept under one key. */
const mostPerKey = 9;

/**
 * Stories without Redis, for the articles of a file. They have to come in the order in which they were published: what
 * is older than the window by then is forgotten.
 */
export function createStoriesInMemory(): StoryStore {
	const places = new Map<string, StoryPlace>();
	/** In the order of their coming. */
	const tellings = new Map<string, Telling & { keys: readonly string[] }>();
	const holders = new Map<string, string[]>();

	function candidates({ keys }: StorySketch): Telling[] {
		const shared = new Map<string, number>();
		for (const key of keys) {
			for (const id of holders.get(key) ?? []) shared.set(id, (shared.get(id) ?? 0) + 1);
		}
		return [...shared]
			.sort(([, a], [, b]) => b - a)
			.slice(0, mostCandidates)
			.map(([id]) => tellings.get(id))
			.filter((telling) => telling !== undefined);
	}

	function forget(now: number): void {
		for (const [id, { publishedAt, keys }] of tellings) {
			if (now - publishedAt <= storyWindowMs) return;
			tellings.delete(id);
			for (const key of keys) {
				const left = (holders.get(key) ?? []).filter((holder) => holder !== id);
				if (left.length === 0) holders.delete(key);
				else holders.set(key, left);
			}
		}
	}

	return {
		async place({ id, publishedAt }, { sketch, decide }) {
			const before = places.get(id);
			if (before !== undefined) return before;
			forget(publishedAt);
			const place = decide(candidates(sketch));
			places.set(id, place);
			tellings.set(id, { ...sketch, ...place, id, publishedAt });
			for (const key of sketch.keys) {
				holders.set(key, [id, ...(holders.get(key) ?? [])].slice(0, mostPerKey));
			}
			return place;
		},
	};
}
