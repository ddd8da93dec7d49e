import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { placeStories, type StoryLine } from "../../src/app/input/place-stories.ts";
import type { Row } from "./dumps.ts";

type Pair = { a: string; b: string; jaccard_word3: number };
type Document = { id: string; body: string; publishedAt: string };
type Placed = Extract<StoryLine, { id: string }>;

export type StoryMiss = { measure: "recall" | "precision"; id: string; of: string | null; jaccard: number };

/**
 * Scores `barqiya stories` on documents with near-duplicates among them. Recall: of the pairs at 0.5 or more, those
 * whose later document is called a duplicate in the same story. Precision: of what is called a duplicate, that which
 * is at 0.3 or more to what it repeats or to another of its story.
 */
export async function scoreStories(folder: string, misses: StoryMiss[] = []): Promise<Row[]> {
	const documents = await readFile(join(folder, "ant-corpus/neardup_docs.jsonl"), "utf8");
	const byId = new Map(readLines<Document>(documents).map((document) => [document.id, document]));
	const pairs = readLines<Pair>(await readFile(join(folder, "ant-corpus/neardup_pairs.jsonl"), "utf8"));
	const placed = new Map<string, Placed>();
	for await (const line of placeStories(documents)) if ("id" in line) placed.set(line.id, line);
	const alike = pairs.filter(({ jaccard_word3 }) => jaccard_word3 >= 0.5);
	for (const { a, b, jaccard_word3: jaccard } of alike) {
		const [first, later] = inOrder(a, b, byId).map((id) => placed.get(id));
		if (later?.relation === "duplicate" && later.storyId === first?.storyId) continue;
		misses.push({ measure: "recall", id: later?.id ?? b, of: first?.id ?? a, jaccard });
	}
	const duplicates = [...placed.values()].filter(({ relation }) => relation === "duplicate");
	for (const { id, of, storyId } of duplicates) {
		const others = [...placed.values()].filter((one) => one.storyId === storyId && one.id !== id);
		const jaccard = Math.max(...others.map((one) => similarity(byId.get(id), byId.get(one.id))));
		if (jaccard < 0.3) misses.push({ measure: "precision", id, of, jaccard });
	}
	const missed = (measure: string) => misses.filter((miss) => miss.measure === measure).length;
	const recall = 1 - missed("recall") / alike.length;
	const precision = 1 - missed("precision") / duplicates.length;
	return [
		{ set: "stories", n: alike.length, measure: "recall", value: recall, bar: 0.95 },
		{ set: "stories", n: duplicates.length, measure: "precision", value: precision, bar: 0.98 },
	];
}

function readLines<T>(text: string): T[] {
	return text
		.split("\n")
		.filter((line) => line.trim() !== "")
		.map((line) => JSON.parse(line) as T);
}

function inOrder(a: string, b: string, byId: ReadonlyMap<string, Document>): [string, string] {
	const at = (id: string) => Date.parse(byId.get(id)?.publishedAt ?? "");
	return at(a) <= at(b) ? [a, b] : [b, a];
}

/** The true value, by the corpus' own rule and none of the code that is scored. */
function similarity(a: Document | undefined, b: Document | undefined): number {
	const [one, other] = [shingles(a?.body ?? ""), shingles(b?.body ?? "")];
	const shared = [...one].filter((shingle) => other.has(shingle)).length;
	return shared / (one.size + other.size - shared || 1);
}

function shingles(body: string): Set<string> {
	const words = body
		.normalize("NFKC")
		.replace(/[\u064B-\u065F\u0670\u0640]/gu, "")
		.replace(/[أإآٱ]/gu, "ا")
		.replace(/ى/gu, "ي")
		.replace(/ة/gu, "ه")
		.replace(/ؤ/gu, "و")
		.replace(/ئ/gu, "ي")
		.match(/[\p{L}\p{N}]+/gu);
	return new Set((words ?? []).map((_, at, all) => all.slice(at, at + 3).join(" ")).slice(0, -2));
}
