/**
 * Where earlier tellings of a story are found: under its keys (one of the exact headline and lead, and the bands of its
 * text's MinHash) a few articles each, the newest first. Two keep this promise: Redis, as a part of storing an article
 * (`articles.ts`), and memory, for files.
 */
export type StoryStore = {
	/**
	 * Finds what may tell the same, has `decide` choose, and puts the article where later ones find it; as one step,
	 * whoever else does so at the same moment: then `decide` is asked again, with what came in between. An article
	 * that was placed before keeps its place, and nobody is asked.
	 */
	place(article: { id: string; publishedAt: number }, story: StoryQuestion): Promise<StoryPlace>;
};

export type StoryQuestion = {
	sketch: StorySketch;
	decide(candidates: readonly Telling[]): StoryPlace;
};

/** What makes an article findable and comparable. */
export type StorySketch = {
	/** Articles that share one are candidates. */
	keys: readonly string[];
	/** Of headline and lead; empty where those say too little. Equal: the same words. */
	exact: string;
	/** Sorted hashes of the text's word 3-grams. */
	shingles: Uint32Array;
	/** Sorted hashes of the word 3-grams with which the text begins. Empty: not known. */
	opening: Uint32Array;
	/** The figures of the text, two numbers each: hashes of the words around it, and of its value. */
	figures: Uint32Array;
	/** The figures of the headline (`مقتل 3`). */
	counts: readonly string[];
};

/** An article that was placed before. */
export type Telling = Omit<StorySketch, "keys"> &
	Pick<StoryPlace, "storyId" | "eventId" | "storyAt"> & { id: string; publishedAt: number };

export type StoryPlace = {
	/** The id of the story's first article. */
	storyId: string;
	/** The id of its event's first article, where that is not the story's. */
	eventId?: string;
	/** When the story's first article was published, where that is another one. */
	storyAt?: number;
	relation: "new" | "duplicate" | "related" | "update";
	/** The article that it repeats, is related to, or updates. */
	of?: string;
	/** The figures that stand for it from now on: its own, or those of what it repeats. */
	counts: readonly string[];
};

/** Articles further apart than this are never compared, and further from its first than this none joins a story. */
export const storyWindowMs = 72 * 3600_000;
/** Of all that shares a key, so many are compared: those that share most. */
export const mostCandidates = 16;
