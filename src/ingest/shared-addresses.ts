import type { ArticleDraft } from "../domain/article.ts";

/** Some feeds send every item to one page, which then tells them apart no more. */
export function sharedAddresses(drafts: readonly ArticleDraft[]): ReadonlySet<string> {
	const headlines = new Map<string, string>();
	const shared = new Set<string>();
	for (const { url, headline } of drafts) {
		if (url === undefined) continue;
		if ((headlines.get(url) ?? headline) !== headline) shared.add(url);
		headlines.set(url, headline);
	}
	return shared;
}
