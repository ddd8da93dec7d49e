import type { Instant } from "../../src/domain/time.ts";
import type { Message } from "../../src/message/message.ts";

/**
 * What the web platform needs of a store. `tests/adapters/web/web-pages-contract.ts` is the suite that an
 * implementation passes. Slugs come in NFC. Every call throws on an outage and never for what it was asked.
 */
export type WebPages = {
	/** The page behind a slug; undefined when there is none (never made, or taken down). */
	page(slug: string): Promise<WebPage | undefined>;
	/**
	 * Puts an entry on top of a page. Idempotent by `entry.id`: when the page has had that id, also if it was withdrawn
	 * since, nothing changes and the answer is the same `posted`. Two calls at once make one entry.
	 */
	put(slug: string, entry: WebEntry): Promise<{ kind: "posted" } | { kind: "no-page" }>;
	/** Writes another message in an entry's place on the page. False when it is not there or was withdrawn. */
	replace(slug: string, id: string, message: Message): Promise<boolean>;
	/**
	 * Takes an entry off the page's list. It can still be found by its id, as `withdrawn` with `replacement` for a
	 * message. False when the page never had it; true again for one that was withdrawn before.
	 */
	remove(slug: string, id: string, replacement: Message): Promise<boolean>;
	/** One entry, withdrawn ones too. */
	find(slug: string, id: string): Promise<StoredWebEntry | undefined>;
	/**
	 * The newest entries, newest first, without the withdrawn. With `before`: those put before that entry, also when it
	 * was withdrawn since; none when the page never had it. An unknown slug has none.
	 */
	list(slug: string, limit: number, before?: string): Promise<readonly StoredWebEntry[]>;
};

export type WebPage = {
	title: string;
	/** BCP 47 tag of the page's own words and of its feeds. */
	language: string;
	/** When an entry was put, replaced or removed last; when the page was made, if it has had none. */
	changedAt: Instant;
	/** Another one after every change of an entry, also where two fall on one millisecond. */
	revision: number;
};

export type WebEntry = { id: string; message: Message };

export type StoredWebEntry = WebEntry & {
	postedAt: Instant;
	/** When it was replaced or withdrawn last; else `postedAt`. */
	changedAt: Instant;
	state: "posted" | "corrected" | "withdrawn";
};
