import { z } from "zod";
import { findStory } from "../../ingest/find-story.ts";
import { createStoriesInMemory } from "../../store/news/stories-in-memory.ts";

/** One line of `barqiya stories`. */
export type StoryLine =
	| { id: string; storyId: string; relation: "new" | "duplicate" | "related" | "update"; of: string | null }
	| { line: number; skipped: string };

const given = z.object({
	id: z.string().min(1),
	headline: z.string().default(""),
	lead: z
		.string()
		.nullish()
		.transform((lead) => lead ?? ""),
	body: z
		.string()
		.nullish()
		.transform((body) => body ?? ""),
	publishedAt: z.union([
		z.number(),
		z
			.string()
			.transform((text) => Date.parse(text))
			.refine((at) => !Number.isNaN(at), "is no ISO 8601 time"),
	]),
});

/**
 * Finds the story of each article of NDJSON lines, taken in the order in which they were published. First come the
 * lines that are no article, then an answer for each that is. Needs no Redis.
 */
export async function* placeStories(text: string): AsyncGenerator<StoryLine> {
	const articles: z.infer<typeof given>[] = [];
	for (const [at, line] of text.split("\n").entries()) {
		if (line.trim() === "") continue;
		const read = given.safeParse(parseJson(line));
		if (read.success) articles.push(read.data);
		else yield { line: at + 1, skipped: z.prettifyError(read.error) };
	}
	const stories = createStoriesInMemory();
	for (const article of articles.toSorted((a, b) => a.publishedAt - b.publishedAt)) {
		const { storyId, relation, of } = await stories.place(article, findStory(article));
		yield { id: article.id, storyId, relation, of: of ?? null };
	}
}

function parseJson(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
}
