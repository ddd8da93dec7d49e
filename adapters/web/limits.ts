/** The platform is our own, so these are choices and not facts. Lengths in UTF-16 units, sizes in bytes. */
export const webLimits = {
	/** Entries on one page. */
	pageEntries: 20,
	/** Entries in a feed document; readers poll, so it holds more than a page. */
	feedEntries: 50,
	/** One entry as JSON: some fifty times a card. What is over it is refused, not cut: it is no news post. */
	entryBytes: 128 * 1024,
	/** A title made of the first paragraph, where a message has no headline. */
	titleLength: 90,
	/** How long a reader waits for a page before being told to come back. */
	patienceMs: 5_000,
	/** Seconds that a cache may show a page before it asks again. */
	cacheSeconds: 60,
	/** Pages and feeds that are kept as they were written, and their length in all, in UTF-16 units. */
	keptBodies: 500,
	keptLength: 20_000_000,
} as const;
