import type { StagePost } from "./stage-post.ts";

/** The posts of one article over all platforms, in the order in which they came. */
export type Story = { id: string; headline: string; firstAt: number; posts: readonly StagePost[] };

/**
 * Puts together what tells the same article: posts with the same headline, else with the same and only link. Newest
 * story first. A story keeps its id while its first post stands.
 */
export function groupStories(posts: readonly StagePost[]): readonly Story[] {
	const stories: { story: Story & { posts: StagePost[] }; keys: Set<string> }[] = [];
	for (const post of posts) {
		const keys = keysOf(post);
		const found = stories.find((candidate) => keys.some((key) => candidate.keys.has(key)));
		if (found === undefined) {
			const story = { id: post.key, headline: post.headline, firstAt: post.at, posts: [post] };
			stories.push({ story, keys: new Set(keys) });
			continue;
		}
		found.story.posts.push(post);
		for (const key of keys) found.keys.add(key);
	}
	return stories.map(({ story }) => story).reverse();
}

/** Letters and digits only: each platform has its own escapes, marks and punctuation around them. */
function keysOf({ headline, link }: StagePost): readonly string[] {
	const letters = headline.normalize("NFKC").replace(/[^\p{L}\p{N}]+/gu, "");
	return [...(letters === "" ? [] : [`text ${letters}`]), ...(link === undefined ? [] : [`link ${link}`])];
}
