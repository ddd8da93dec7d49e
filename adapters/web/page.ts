import { html, raw } from "hono/html";
import { directText } from "../../src/arabic/bidi.ts";
import type { Sentences } from "../../src/i18n/sentences.ts";
import { pageStyle } from "./page-style.ts";
import { directionOf, type Markup, renderMessage, summaryOf, titleOf } from "./render.ts";
import { safeAddress } from "./stored-message.ts";
import type { StoredWebEntry, WebPage } from "./web-pages.ts";

/** Where things of a page are found; all absolute. */
export type PageAddresses = {
	page: string;
	rss: string;
	jsonFeed: string;
	entry(id: string): string;
	/** The page that begins after this entry. */
	after(id: string): string;
};

/** What every page of a channel needs to be drawn. */
export type PageFrame = {
	page: WebPage;
	addresses: PageAddresses;
	imageOrigins: readonly string[];
	sentences: Sentences;
};

export type EntryList = {
	entries: readonly StoredWebEntry[];
	/** The last entry shown, when older ones follow. */
	older?: string;
	/** False on the second page and later. */
	first: boolean;
};

/** A page's newest entries, or a later part of them. */
export function renderListPage(frame: PageFrame, list: EntryList): Markup {
	const articles = list.entries.map((entry) => renderListed(frame, entry));
	const body = html`${renderHeader(frame, "h1")}
<main id="posts">
${articles.length === 0 ? html`<p>${say(frame, "web-empty")}</p>` : articles}
${list.first && list.older === undefined ? "" : renderPageLinks(frame, list)}
</main>`;
	return renderDocument({
		...frame,
		title: frame.page.title,
		...(list.first ? { canonical: frame.addresses.page, preview: renderPagePreview(frame) } : {}),
		robots: list.first ? "index" : "noindex",
		body,
	});
}

/** What is shown of a page where its address is passed on. https://ogp.me */
function renderPagePreview({ page, addresses }: PageFrame): Markup {
	return html`<meta property="og:type" content="website">
<meta property="og:title" content="${page.title}">
<meta property="og:url" content="${addresses.page}">`;
}

/** One entry on a page of its own; a withdrawn one says so and shows what stands in its place. */
export function renderEntryPage(frame: PageFrame, entry: StoredWebEntry): Markup {
	const { page, addresses, imageOrigins } = frame;
	const { language } = entry.message;
	const body = html`${renderHeader(frame, "p")}
<main id="posts">
<article lang="${language}" dir="${directionOf(language)}">
${renderNote(frame, entry)}
${renderMessage(entry.message, { heading: 1, imageOrigins })}
</article>
<p class="pages"><a href="${addresses.page}">${say(frame, "web-all")}</a></p>
</main>`;
	return renderDocument({
		...frame,
		title: `${titleOf(entry.message)} – ${page.title}`,
		canonical: addresses.entry(entry.id),
		preview: renderPreview(frame, entry),
		robots: entry.state === "withdrawn" ? "noindex" : "index",
		body,
	});
}

/** The same of an entry. */
function renderPreview({ page, addresses }: PageFrame, entry: StoredWebEntry): Markup {
	const { message } = entry;
	const summary = summaryOf(message);
	const image = message.image && safeAddress(message.image.url);
	return html`<meta property="og:type" content="article">
<meta property="og:title" content="${titleOf(message)}">
<meta property="og:site_name" content="${page.title}">
<meta property="og:url" content="${addresses.entry(entry.id)}">
<meta property="article:published_time" content="${new Date(entry.postedAt).toISOString()}">
${summary === "" ? "" : html`<meta property="og:description" content="${summary}"><meta name="description" content="${summary}">`}
${image === undefined ? "" : html`<meta property="og:image" content="${image}">`}`;
}

/** `away`: the store could not be asked. */
export type Missing = "no-page" | "no-entry" | "away";

/** What stands at an address that leads nowhere; in Arabic where no page says its language. */
export function renderMissingPage(
	missing: Missing,
	frame: Pick<PageFrame, "sentences"> & Partial<PageFrame>,
): Markup {
	const { sentences, addresses } = frame;
	const language = frame.page?.language ?? "ar";
	const title = sentences.say(language, `web-${missing}`);
	const back =
		addresses && html`<p><a href="${addresses.page}">${sentences.say(language, "web-all")}</a></p>`;
	return renderDocument({
		page: frame.page ?? { title, language, changedAt: 0, revision: 0 },
		title,
		robots: "noindex",
		body: html`<main id="posts"><article>
<h1 class="headline">${title}</h1>
<p>${sentences.say(language, `web-${missing}-hint`)}</p>
${back ?? ""}
</article></main>`,
	});
}

function renderHeader(frame: PageFrame, rank: "h1" | "p"): Markup {
	const { page, addresses } = frame;
	const name = directText(page.title, directionOf(page.language));
	const title = html`<a href="${addresses.page}">${name}</a>`;
	return html`<a class="skip" href="#posts">${say(frame, "web-skip")}</a>
<header>
${rank === "h1" ? html`<h1 class="title">${title}</h1>` : html`<p class="title">${title}</p>`}
<nav><a href="${addresses.rss}">${say(frame, "web-rss")}</a> <a href="${addresses.jsonFeed}">${say(frame, "web-json-feed")}</a></nav>
</header>`;
}

function renderListed(frame: PageFrame, entry: StoredWebEntry): Markup {
	const { addresses, imageOrigins } = frame;
	const { language } = entry.message;
	return html`<article id="${entry.id}" lang="${language}" dir="${directionOf(language)}">
${renderNote(frame, entry)}
${renderMessage(entry.message, { heading: 2, imageOrigins })}
<p class="permalink"${ownLanguage(frame)}><a href="${addresses.entry(entry.id)}">${say(frame, "web-permalink")}</a></p>
</article>
`;
}

function renderNote(frame: PageFrame, { state }: StoredWebEntry): Markup | string {
	if (state === "posted") return "";
	return html`<p class="note"${ownLanguage(frame)}>${say(frame, `web-${state}`)}</p>`;
}

/** For the page's own words inside an entry of another language. */
function ownLanguage({ page }: PageFrame): Markup {
	return html` lang="${page.language}" dir="${directionOf(page.language)}"`;
}

function renderPageLinks(frame: PageFrame, { older, first }: EntryList): Markup {
	const { page, after } = frame.addresses;
	const back = first ? html`<span></span>` : html`<a href="${page}">${say(frame, "web-newest")}</a>`;
	const on = older && html`<a rel="next" href="${after(older)}">${say(frame, "web-older")}</a>`;
	return html`<nav class="pages">${back} ${on ?? ""}</nav>`;
}

function say({ sentences, page }: PageFrame, id: string): string {
	return sentences.say(page.language, id);
}

type DocumentParts = {
	page: WebPage;
	title: string;
	body: Markup;
	robots: "index" | "noindex";
	addresses?: PageAddresses;
	canonical?: string;
	preview?: Markup;
};

function renderDocument({ page, title, body, robots, addresses, canonical, preview }: DocumentParts): Markup {
	const feeds =
		addresses &&
		html`<link rel="alternate" type="application/rss+xml" title="${page.title}" href="${addresses.rss}">
<link rel="alternate" type="application/feed+json" title="${page.title}" href="${addresses.jsonFeed}">`;
	return html`<!doctype html>
<html lang="${page.language}" dir="${directionOf(page.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title>
<meta name="robots" content="${robots}">
<link rel="icon" href="data:,">
${canonical ? html`<link rel="canonical" href="${canonical}">` : ""}
${preview ?? ""}
${feeds ?? ""}
<style>${raw(pageStyle)}</style>
</head>
<body>
${body}
</body>
</html>
`;
}
