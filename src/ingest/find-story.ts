import { createHash } from "node:crypto";
import { foldKey } from "../arabic/fold.ts";
import {
	bandKeys,
	compareHashes,
	hashShingles,
	minhashOfHashes,
	wordShingles,
} from "../arabic/similarity.ts";
import type { Article } from "../domain/article.ts";
import {
	type StoryPlace,
	type StoryQuestion,
	type StorySketch,
	storyWindowMs,
	type Telling,
} from "../store/news/stories.ts";
import { countsOf } from "./story-counts.ts";
import { figuresDiffer, figuresOf } from "./story-figures.ts";
import { beginAlike, openingOf } from "./story-opening.ts";

/** What of an article tells its story. */
export type StoryText = Pick<Article, "id" | "headline" | "lead" | "body" | "publishedAt">;

/** The rules of ARABIC §9; a `short` text shares its few words with others by chance, and has to share more of them. */
const likeness = {
	long: { same: 0.5, related: 0.3 },
	short: { same: 0.7, related: 0.5 },
	contained: 0.7,
} as const;
const relatedWindowMs = 24 * 3600_000;
/** A text of fewer shingles is a lead at most. */
const shortText = 30;
/** A text of fewer is no text to compare: `التفاصيل في الرابط`. */
const leastShingles = 10;
/** A headline that has no text with it has to have so many words to be told from `نشرة الأخبار`. */
const leastHeadlineWords = 6;
/** Wire copy is shorter; what follows an archive's first forty pages does not change what it tells. */
const longestText = 48_000;

/** The question by which a store finds an article's story (ARABIC §9): what to look for, and how to choose. */
export function findStory(article: StoryText): StoryQuestion {
	const sketch = sketchStory(article);
	return { sketch, decide: (candidates) => decideStory(article, sketch, candidates) };
}

function sketchStory({ headline, lead, body }: StoryText): StorySketch {
	const read = (body.length >= lead.length ? body : lead).slice(0, longestText);
	const text = foldKey(read);
	const shingles = hashShingles(wordShingles(text));
	const exact = exactKey(foldKey(headline), foldKey(lead), text);
	const bands = shingles.length < leastShingles ? [] : bandKeys(minhashOfHashes(shingles));
	return {
		keys: exact === "" ? bands : [`x:${exact}`, ...bands],
		exact,
		shingles,
		opening: openingOf(read),
		figures: figuresOf(text),
		counts: countsOf(headline),
	};
}

function exactKey(headline: string, lead: string, text: string): string {
	const saysEnough = text === "" ? headline.split(" ").length >= leastHeadlineWords : lead !== "";
	if (!saysEnough) return "";
	return createHash("sha256").update(`${headline}\n${lead}`).digest("base64url").slice(0, 12);
}

/** The place beside the best of the candidates: what it repeats before what it updates, and that before what it retells. */
function decideStory(
	{ id, publishedAt }: StoryText,
	sketch: StorySketch,
	candidates: readonly Telling[],
): StoryPlace {
	const own: StoryPlace = { storyId: id, relation: "new", counts: sketch.counts };
	let best = { place: own, rank: 0, jaccard: 0 };
	for (const telling of candidates) {
		const found = compareTellings(sketch, telling, publishedAt);
		if (found === undefined || telling.id === id) continue;
		const { relation, jaccard } = found;
		const rank = ranks[relation];
		if (rank < best.rank || (rank === best.rank && jaccard <= best.jaccard)) continue;
		const counts = relation === "duplicate" && sketch.counts.length === 0 ? telling.counts : sketch.counts;
		best = { place: placeBeside(telling, relation, id, counts), rank, jaccard };
	}
	return best.place;
}

function placeBeside(
	telling: Telling,
	relation: keyof typeof ranks,
	id: string,
	counts: readonly string[],
): StoryPlace {
	const eventId = relation === "related" ? id : telling.eventId;
	return {
		...{ storyId: telling.storyId, storyAt: storyAtOf(telling), relation, of: telling.id, counts },
		...(eventId === undefined ? {} : { eventId }),
	};
}

const storyAtOf = ({ storyAt, publishedAt }: Telling) => storyAt ?? publishedAt;

const ranks = { duplicate: 3, update: 2, related: 1 } as const;

function compareTellings(
	sketch: StorySketch,
	telling: Telling,
	publishedAt: number,
): { relation: keyof typeof ranks; jaccard: number } | undefined {
	const apartMs = Math.abs(publishedAt - telling.publishedAt);
	if (apartMs > storyWindowMs) return undefined;
	const { jaccard, containment } = compareHashes(sketch.shingles, telling.shingles);
	const shorter = Math.min(sketch.shingles.length, telling.shingles.length);
	const bar = shorter < shortText ? likeness.short : likeness.long;
	const contained = containment >= likeness.contained && shorter >= leastShingles;
	const isExact = sketch.exact !== "" && sketch.exact === telling.exact;
	// A column's standing headline and lead (`أسعار الذهب اليوم`) are the same every day, and its text is not.
	const textAgrees = shorter < shortText || jaccard >= bar.related || contained;
	// An agency's standing background makes most of two short reports equal, and neither tells what the other does.
	const isSame = isExact ? textAgrees : jaccard >= bar.same && beginAlike(sketch, telling);
	if (isSame && !haveOtherFigures(sketch, telling)) return { relation: "duplicate", jaccard };
	// Else a subject of every day is one story for months. A repetition joins it: who has it is found by its story.
	if (Math.abs(publishedAt - storyAtOf(telling)) > storyWindowMs) return undefined;
	if (isSame) return { relation: "update", jaccard };
	const isRelated = jaccard >= bar.related || contained || isExact;
	return isRelated && apartMs <= relatedWindowMs ? { relation: "related", jaccard } : undefined;
}

function haveOtherFigures(sketch: StorySketch, telling: Telling): boolean {
	return differ(sketch.counts, telling.counts) || figuresDiffer(sketch.figures, telling.figures);
}

/** Each names a figure that the other does not: `مقتل 3`, `مقتل 5`. One that names none contradicts nothing. */
function differ(a: readonly string[], b: readonly string[]): boolean {
	return a.some((count) => !b.includes(count)) && b.some((count) => !a.includes(count));
}
