import type { ArticleDraft } from "../../domain/article.ts";
import { countWords, endsSentence } from "../lead/line-role.ts";
import type { ReadOptions } from "../read-options.ts";
import type { PageBody } from "./body.ts";
import type { PageDate } from "./date.ts";
import type { PageHeadline } from "./headline.ts";
import type { Metadata } from "./metadata.ts";
import type { PageLine, PageOutline } from "./outline.ts";

/** What is known of a page when it is asked whether it is an article at all. */
export type PageEvidence = {
	metadata: Metadata;
	outline: PageOutline;
	body: PageBody;
	headline: PageHeadline | undefined;
	date: PageDate | undefined;
	options: ReadOptions;
};

/** False for home pages, sections and searches: pages that list articles. Signs are weighed, none decides alone. */
export function isArticlePage(article: ArticleDraft, evidence: PageEvidence): boolean {
	return signs.reduce((sum, { holds, weight }) => sum + (holds(article, evidence) ? weight : 0), 0) > 0;
}

const signs: readonly {
	weight: number;
	holds: (article: ArticleDraft, evidence: PageEvidence) => boolean;
}[] = [
	{ weight: 3, holds: (_, { metadata }) => metadata.isArticle },
	{
		weight: 2,
		holds: ({ body }) => body.split("\n").filter((line) => line.length > 80 && endsSentence(line)).length > 1,
	},
	{ weight: 1, holds: ({ lead }) => lead.length > 80 },
	{ weight: 1, holds: (_, { date }) => date !== undefined },
	{ weight: 1, holds: (_, { headline }) => headline?.line !== undefined },
	{ weight: 1, holds: (_, { options }) => options.kind === "page" },
	{ weight: -1, holds: (_, { metadata }) => metadata.isOther },
	{ weight: -2, holds: ({ headline }) => countWords(headline) < 3 },
	{ weight: -2, holds: (_, { outline }) => outline.lines.filter(isTeaser).length >= manyTeasers },
	{ weight: -4, holds: (_, { metadata, options }) => isRoot(options.baseUrl ?? metadata.url) },
	{ weight: -2, holds: (_, { metadata, options }) => isSection(options.baseUrl ?? metadata.url) },
	{ weight: -3, holds: (_, { body }) => body.linked > 0.5 },
	{ weight: -3, holds: ({ lead }) => lead === "" },
];

const manyTeasers = 6;

/** A heading that is a link: another story's title. */
function isTeaser({ tag, linked, text, around }: PageLine): boolean {
	return !around && /^h[1-6]$/u.test(tag) && linked > text.length * 0.8 && countWords(text) > 3;
}

function isRoot(address: string | undefined): boolean {
	return (
		address !== undefined &&
		/^https?:\/\/[^/]+(?:\/(?:index\.\w+|home|ar|arabic)?\/?)?(?:[?#].*)?$/iu.test(address)
	);
}

function isSection(address: string | undefined): boolean {
	return (
		address !== undefined &&
		/\/(?:category|categories|section|sections|tag|tags|topic|topics|search|author|page)\//iu.test(address)
	);
}
