import type { ArticleDraft } from "../domain/article.ts";
import { sharedAddresses } from "./shared-addresses.ts";

/** What a feed has, by what there is to do with it; each in the feed's order. */
export type SortedItems = {
	/** Taken as the feed tells it. */
	told: readonly ArticleDraft[];
	/** The feed tells no more than the headline: only its page can tell more. */
	unread: readonly ArticleDraft[];
	/** A headline alone, without an address. */
	textless: readonly ArticleDraft[];
};

/** A page to which several items lead is none of theirs and tells no more of any of them. */
export function sortItems(articles: readonly ArticleDraft[]): SortedItems {
	const shared = sharedAddresses(articles);
	const told: ArticleDraft[] = [];
	const unread: ArticleDraft[] = [];
	const textless: ArticleDraft[] = [];
	for (const draft of articles) {
		const { url, lead, body } = draft;
		if (lead !== "" || body !== "") told.push(draft);
		else if (url === undefined) textless.push(draft);
		else (shared.has(url) ? told : unread).push(draft);
	}
	return { told, unread, textless };
}
