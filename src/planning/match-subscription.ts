import { foldKey } from "../arabic/fold.ts";
import type { Article } from "../domain/article.ts";
import type { Subscription } from "../domain/channel.ts";
import type { MatchReason, TextPart } from "../domain/explanation.ts";
import { findTerm, readTerm, type SearchableText, toSearchable } from "./filter-term.ts";
import { importanceOf } from "./importance.ts";

/** A subscription without its name: what an owner writes, stores and tests. */
export type Filter = Omit<Subscription, "id">;

/** What a filter looks at: where it comes from, its folded topics, and the words that readers see (headline and lead). */
export type Matched = Pick<
	Article,
	| "id"
	| "storyId"
	| "sourceId"
	| "addedSourceId"
	| "onlyByName"
	| "alsoFrom"
	| "headline"
	| "lead"
	| "categories"
	| "repeats"
>;

export type { MatchReason, TextPart };
export type Match = { matches: boolean; reasons: readonly MatchReason[] };

/** True when every part of the filter holds: see `explainMatch`. */
export function matchSubscription(filter: Filter, article: Matched, topics: ReadonlySet<string>): boolean {
	return tests.every((test) => test(filter, article, topics)?.ok ?? true);
}

/**
 * Holds a filter against an article, with a reason for each part. Of sources and topics one must fit. Of the words to
 * include one must be found, and each that begins with `+`; of those to exclude none may be. A filter without wishes
 * takes everything but what somebody brought for themselves. `topics` are the article's folded topics, its source's among them.
 */
export function explainMatch(filter: Filter, article: Matched, topics: ReadonlySet<string>): Match {
	const reasons = tests.flatMap((test) => test(filter, article, topics) ?? []);
	return { matches: reasons.every(({ ok }) => ok), reasons };
}

type Test = (filter: Filter, article: Matched, topics: ReadonlySet<string>) => MatchReason | undefined;

/** The cheap ones first. */
const tests: readonly Test[] = [testSources, testTopics, testImportance, testExclude, testInclude];

function testSources({ sources }: Filter, article: Matched): MatchReason | undefined {
	if (sources.length === 0) return article.onlyByName ? { part: "sources", ok: false } : undefined;
	const found = sources.find(
		(id) =>
			isOf(id, article) ||
			article.alsoFrom?.some((listing) => !listing.backlog && isOf(id, listing)) === true,
	);
	return found === undefined ? { part: "sources", ok: false } : { part: "sources", ok: true, found };
}

function isOf(id: string, { sourceId, addedSourceId }: Pick<Matched, "sourceId" | "addedSourceId">): boolean {
	return id === sourceId || id === addedSourceId;
}

function testTopics(filter: Filter, _: Matched, topics: ReadonlySet<string>): MatchReason | undefined {
	if (filter.topics.length === 0) return undefined;
	const found = filter.topics.find((topic) => topics.has(foldKey(topic)));
	return found === undefined ? { part: "topics", ok: false } : { part: "topics", ok: true, found };
}

function testImportance({ minimumImportance: needs }: Filter, article: Matched): MatchReason | undefined {
	if (needs <= 0) return undefined;
	const has = importanceOf(article);
	return { part: "importance", ok: has >= needs, has, needs };
}

function testExclude({ exclude }: Filter, article: Matched): MatchReason | undefined {
	if (exclude.length === 0) return undefined;
	const hit = findFirst(exclude, article);
	return hit === undefined ? { part: "exclude", ok: true } : { part: "exclude", ok: false, ...hit };
}

function testInclude({ include }: Filter, article: Matched): MatchReason | undefined {
	if (include.length === 0) return undefined;
	const needed = include.filter((term) => term.startsWith("+"));
	const missing = needed.find((term) => findFirst([term], article) === undefined);
	if (missing !== undefined) return { part: "include", ok: false, term: missing };
	const free = include.filter((term) => !term.startsWith("+"));
	const hit = findFirst(free.length === 0 ? needed : free, article);
	return hit === undefined ? { part: "include", ok: false } : { part: "include", ok: true, ...hit };
}

function findFirst(terms: readonly string[], article: Matched) {
	const texts = textsOf(article);
	for (const written of terms) {
		const term = readTerm(written.replace(/^\+/, ""));
		for (const [where, text] of texts) {
			const found = findTerm(term, text);
			if (found !== undefined) return { term: written, found, where };
		}
	}
	return undefined;
}

/** An article meets the filters of all channels: its words are looked at once. */
const looked = new WeakMap<Matched, readonly (readonly [TextPart, SearchableText])[]>();

function textsOf(article: Matched): readonly (readonly [TextPart, SearchableText])[] {
	const known = looked.get(article);
	if (known !== undefined) return known;
	const texts = [
		["headline", toSearchable(article.headline)],
		["lead", toSearchable(article.lead)],
	] as const;
	looked.set(article, texts);
	return texts;
}
