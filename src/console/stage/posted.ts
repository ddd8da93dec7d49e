import type { StagePost } from "./stage-post.ts";

/** What stands on the stage. The oldest go when there are too many, so that a demo may run for days. */
export type Posted = {
	all(): readonly StagePost[];
	find(key: string): StagePost | undefined;
	put(post: StagePost): void;
	/** False when it does not stand there. */
	remove(key: string): boolean;
	/** Called after every change; answers what ends it. */
	onChange(listener: () => void): () => void;
};

const mostPosts = 300;

export function createPosted(): Posted {
	const posts = new Map<string, StagePost>();
	const listeners = new Set<() => void>();
	const changed = () => {
		for (const listener of [...listeners]) listener();
	};
	return {
		all: () => [...posts.values()],
		find: (key) => posts.get(key),
		put(post) {
			posts.set(post.key, post);
			const oldest = posts.keys().next().value;
			if (posts.size > mostPosts && oldest !== undefined) posts.delete(oldest);
			changed();
		},
		remove(key) {
			const stood = posts.delete(key);
			if (stood) changed();
			return stood;
		},
		onChange(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}
