import type { Instant, LocalDate } from "./time.ts";

/** What a reader of bytes found, before it is known whether the article is new. Display text: cleaned, never folded. */
export type ArticleDraft = {
	/** Canonical address, tracking parameters removed; absent for a page dump. */
	url?: string;
	/** The feed's own identity of the item (guid, atom id), where there is one. */
	guid?: string;
	headline: string;
	/** Absent when the source names no date: ingest then takes the time it was first seen. */
	publishedAt?: Instant;
	/** The day in the source's zone, as an outlet's reader sees it. */
	publishedDate?: LocalDate;
	/** `day`: the source printed a day and no time; `publishedAt` is that day's start in the source's zone. */
	datePrecision?: "instant" | "day";
	/** First real paragraph, whole; cutting it to a budget is rendering's work. */
	lead: string;
	/** Paragraphs joined by a newline; may be empty when a feed gives a description only. */
	body: string;
	image?: string;
	caption?: string;
	author?: string;
	categories: readonly string[];
	/** BCP 47 primary tag by the letters of the text (`ar`, `fa`, `ur`, `en`…), `und` when unknown. */
	language: string;
};

/** An article as stored. `id` is a hash of the canonical URL, else the guid, else source + headline + day. */
export type Article = ArticleDraft & {
	id: string;
	sourceId: string;
	sourceName: string;
	publishedAt: Instant;
	publishedDate: LocalDate;
	datePrecision: "instant" | "day";
	/** Articles of one subject within a few days share it; equal to the first article's id. */
	storyId: string;
	/** The first article that told its event, where that is not the story's first: see `eventOf`. */
	eventId?: string;
	/** The article whose text it repeats: then it is only posted where nothing else that tells the same was. */
	repeats?: string;
	/** 1 at first; rises when the source changes headline or lead, and when another one lists it. */
	revision: number;
	firstSeenAt: Instant;
	/** It was there before its source was, or was found long after: kept for readers who ask, and not posted. */
	backlog?: boolean;
	/** An editor took it back then: nobody else gets it, and nobody is shown it. */
	withdrawnAt?: Instant;
	/** Of a source that is `onlyByName`, and so is the article, whatever becomes of the source. */
	onlyByName?: true;
	/** The `addedId` of its source. */
	addedSourceId?: string;
	/** Other sources that list it too. */
	alsoFrom?: readonly Listing[];
};

/** That a source lists an article which another told first; `topics` are the source's, as they were then. */
export type Listing = {
	sourceId: string;
	addedSourceId?: string;
	topics: readonly string[];
	/** It was there before that source was: nobody gets it for that source's sake. */
	backlog?: boolean;
};

/**
 * What articles share that tell the same event: copies and updates do; what is only related to a story begins an event of
 * its own in it, and neither of the two stands for the other.
 */
export function eventOf({ storyId, eventId }: Pick<Article, "storyId" | "eventId">): string {
	return eventId ?? storyId;
}

/**
 * Why something that was read did not become an article. `reason` is one of a few words; `detail` is for a person;
 * `item` holds the fields that were read all the same.
 */
export type Skip = { reason: SkipReason; detail: string; item?: Partial<ArticleDraft> };
export type SkipReason =
	| "no-headline"
	| "no-body"
	| "not-an-article"
	| "empty"
	| "too-large"
	| "too-many"
	| "unreadable"
	| "duplicate-in-source";
