import { truncateText } from "../arabic/truncate.ts";
import type { ArticleDraft } from "../domain/article.ts";

/** Characters that are stored of each text. No outlet writes more; somebody who wants Redis full does. */
const longest = { headline: 500, lead: 3_000, body: 30_000, caption: 1_000, author: 200, guid: 1_000 };
const mostCategories = 12;
/** What is longer is a sentence, and no topic. */
const longestCategory = 60;

/**
 * The draft with texts that are no longer than a news text is. Of these only the headline is ever shown as it is stored,
 * so that the others need no more than an end between two words.
 */
export function boundTexts({ guid, caption, author, ...draft }: ArticleDraft): ArticleDraft {
	const { headline, lead, body, categories } = draft;
	return {
		...draft,
		// Some graphemes are many characters long: those that could be are not looked at in their full length.
		headline: truncateText(headline.slice(0, longest.headline * 2), longest.headline),
		lead: cutText(lead, longest.lead),
		body: cutText(body, longest.body),
		categories: categories.filter(({ length }) => length <= longestCategory).slice(0, mostCategories),
		...(guid === undefined || guid.length > longest.guid ? {} : { guid }),
		...(caption === undefined ? {} : { caption: cutText(caption, longest.caption) }),
		...(author === undefined ? {} : { author: cutText(author, longest.author) }),
	};
}

function cutText(text: string, most: number): string {
	if (text.length <= most) return text;
	const cut = text.slice(0, most);
	const blank = Math.max(cut.lastIndexOf(" "), cut.lastIndexOf("\n"));
	return blank > most / 2 ? cut.slice(0, blank) : cut.replace(/[\uD800-\uDBFF]$/, "");
}
