import MiniSearch from "minisearch";
import { searchTerms } from "../../arabic/stem.ts";
import { type Article, eventOf } from "../../domain/article.ts";

/**
 * What is looked for. `words` as typed; `topics` and `sources` are ids, empty for any; `without` leaves out these
 * events.
 */
export type SearchQuery = {
	words: string;
	limit: number;
	topics: readonly string[];
	sources: readonly string[];
	without: readonly string[];
};

/** `terms` are the stems that were found: see `highlight`. */
export type SearchHit = { article: Article; terms: readonly string[] };

/** `some`: no article has all the words, these have at least one. `isWhole` is false while older news is still being read. */
export type SearchResult = {
	kind: "all" | "some";
	hits: readonly SearchHit[];
	hasMore: boolean;
	isWhole: boolean;
};

/** What the index keeps of an article; its text is read again when it is shown. */
export type IndexedArticle = Pick<
	Article,
	"id" | "storyId" | "eventId" | "sourceId" | "publishedAt" | "revision"
>;

/** The words of articles, in memory, under the stems of ARABIC §2. */
export type NewsIndex = {
	/** Adds an article, or takes it in anew. `topics` are the ids of its topics. */
	put(article: Article, topics: readonly string[]): void;
	remove(id: string): void;
	/** The revision of an article that is in it. */
	revisionOf(id: string): number | undefined;
	ids(): Iterable<string>;
	/**
	 * Those with all the words, or else with any: first by where they stand (headline, lead, further down), or by how many
	 * of them there are; newest first among equals. One article an event.
	 */
	find(query: SearchQuery): { kind: "all" | "some"; found: readonly Found[] };
};

export type Found = { article: IndexedArticle; terms: readonly string[] };

/** UTF-16 units of a body: who looks for news looks for what it begins with, and time and memory go with it. */
export const bodyLength = 500;

/** Of more words than these the rest is not looked for. */
const mostTerms = 12;

const fieldRank: Readonly<Record<string, number>> = { headline: 3, lead: 2, body: 1 };

type Entry = IndexedArticle & { topics: ReadonlySet<string>; sources: ReadonlySet<string> };
type Document = { id: string; headline: string; lead: string; body: string };

export function createNewsIndex(): NewsIndex {
	const entries = new Map<string, Entry>();
	const words = new MiniSearch<Document>({
		fields: ["headline", "lead", "body"],
		tokenize: searchTerms,
		processTerm: (term) => term,
	});

	function remove(id: string): void {
		if (entries.delete(id)) words.discard(id);
	}

	return {
		put(article, topics) {
			const { id, storyId, sourceId, publishedAt, revision, headline, lead, body } = article;
			const eventId = eventOf(article);
			remove(id);
			words.add({ id, headline, lead, body: body.slice(0, bodyLength) });
			const sources = new Set([sourceId, ...(article.alsoFrom ?? []).map((listing) => listing.sourceId)]);
			const kept = { id, storyId, eventId, sourceId, publishedAt, revision };
			entries.set(id, { ...kept, topics: new Set(topics), sources });
		},
		remove,
		revisionOf: (id) => entries.get(id)?.revision,
		ids: () => entries.keys(),
		find(query) {
			const terms = [...new Set(searchTerms(query.words))].slice(0, mostTerms);
			const all = rank("AND", terms, query);
			return all.length > 0 || terms.length < 2
				? { kind: "all", found: all }
				: { kind: "some", found: rank("OR", terms, query) };
		},
	};

	function rank(combineWith: "AND" | "OR", terms: readonly string[], query: SearchQuery): Found[] {
		if (terms.length === 0) return [];
		const ranked = words
			// The terms are stems already: a stem's own stem may be another word's.
			.search({ combineWith, queries: [...terms] }, { tokenize: (term) => [term] })
			.flatMap(({ id, match }) => {
				const article = entries.get(String(id));
				return article === undefined || !isWanted(article, query)
					? []
					: [{ article, terms: Object.keys(match), rank: rankOf(match) }];
			})
			.sort((one, other) => other.rank - one.rank || other.article.publishedAt - one.article.publishedAt);
		return oneOfEachEvent(ranked);
	}
}

function isWanted(article: Entry, { topics, sources, without }: SearchQuery): boolean {
	return (
		(sources.length === 0 || sources.some((source) => article.sources.has(source))) &&
		(topics.length === 0 || topics.some((topic) => article.topics.has(topic))) &&
		!without.includes(eventOf(article))
	);
}

/** More words before better places; of the places that of the worst-placed word counts. */
function rankOf(match: Readonly<Record<string, readonly string[]>>): number {
	const places = Object.values(match).map((fields) =>
		Math.max(0, ...fields.map((field) => fieldRank[field] ?? 0)),
	);
	return places.length * 4 + Math.min(...places);
}

function oneOfEachEvent(ranked: readonly Found[]): Found[] {
	const best = new Map<string, Found>();
	for (const found of ranked) {
		const event = eventOf(found.article);
		if (!best.has(event)) best.set(event, found);
	}
	return [...best.values()];
}
