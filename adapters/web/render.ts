import { html } from "hono/html";
import { directText } from "../../src/arabic/bidi.ts";
import { detectLanguage } from "../../src/arabic/language.ts";
import { truncateText } from "../../src/arabic/truncate.ts";
import { type Block, isRightToLeft, type Message, type Span } from "../../src/message/message.ts";
import { webLimits } from "./limits.ts";
import { safeAddress } from "./stored-message.ts";

/** Escaped markup; what `hono/html` makes. */
export type Markup = ReturnType<typeof html>;

export type EntryRendering = {
	/** Rank of the headline: 1 where the entry is the whole page, 2 in a list. */
	heading: 1 | 2;
	/** Pictures may be shown from these origins only; others become a link, so that a page asks nobody else. */
	imageOrigins: readonly string[];
};

/** The inside of an `<article>`: the message's blocks, picture and buttons in the order in which they are read. */
export function renderMessage(message: Message, rendering: EntryRendering): Markup {
	const write = writerOf(directionOf(message.language));
	const writeWords = wordsWriterOf(message.language);
	const [first, ...rest] = message.blocks;
	const blocks = first?.kind === "headline" ? rest : message.blocks;
	return html`${first?.kind === "headline" ? renderHeadline(first, rendering.heading, write) : ""}
${renderImage(message, rendering.imageOrigins)}
${blocks.map((block) => renderBlock(block, write, writeWords))}
${renderButtons(message, writeWords)}`;
}

/** `lang` and `dir` of whatever holds a text in this language. */
export function directionOf(language: string): "rtl" | "ltr" {
	return isRightToLeft(language) ? "rtl" : "ltr";
}

/** A title for lists, tabs and feeds, in order wherever it is shown: the headline, else how the text begins. */
export function titleOf(message: Message): string {
	return directText(plainTitle(message), directionOf(message.language));
}

function plainTitle(message: Message): string {
	const text = oneLine(textOf(message.blocks[0]));
	if (message.blocks[0]?.kind === "headline" || text.length <= webLimits.titleLength) return text;
	return truncateText(text, webLimits.titleLength);
}

/** The first paragraph, for descriptions. Empty when there is none. */
export function summaryOf(message: Message): string {
	const paragraph = message.blocks.find(({ kind }) => kind === "paragraph");
	return directText(oneLine(textOf(paragraph)), directionOf(message.language));
}

/** Topics, without `#`. */
export function tagsOf(message: Message): readonly string[] {
	return message.blocks.flatMap((block) => (block.kind === "tags" ? block.tags : []));
}

/** Where the whole article stands, when the message says so. */
export function articleAddress(message: Message): string | undefined {
	for (const block of message.blocks) {
		if ((block.kind === "source" || block.kind === "headline") && block.href) return safeAddress(block.href);
	}
	return undefined;
}

/** True when a reader would see nothing: blanks, marks and invisible characters alone. */
export function isEmptyMessage(message: Message): boolean {
	return !message.blocks.some((block) => /[^\p{C}\p{Z}\p{M}]/u.test(textOf(block)));
}

type HeadlineBlock = Extract<Block, { kind: "headline" }>;

/** Writes a text so that it is drawn in order where it stands: at the beginning of its line, or where one `goesOn`. */
type Write = (text: string, goesOn?: boolean) => Markup;

function renderHeadline({ text, href }: HeadlineBlock, rank: 1 | 2, write: Write): Markup {
	const inside = linked(write(text), href);
	return rank === 1 ? html`<h1 class="headline">${inside}</h1>` : html`<h2 class="headline">${inside}</h2>`;
}

function renderImage({ image }: Message, origins: readonly string[]): Markup | string {
	const address = image && safeAddress(image.url);
	if (image === undefined || address === undefined) return "";
	if (!origins.includes(new URL(address).origin)) return "";
	return html`<figure><img src="${address}" alt="${image.alt}" loading="lazy" decoding="async"></figure>`;
}

function renderBlock(block: Block, write: Write, writeWords: Write): Markup {
	switch (block.kind) {
		case "headline":
			return html`<p class="headline">${linked(write(block.text), block.href)}</p>`;
		case "date":
			return html`<p class="date">${writeWords(block.text)}</p>`;
		case "paragraph":
			return html`<p>${renderSpans(block.spans, write)}</p>`;
		case "list":
			return html`<ul>${block.items.map((item) => html`<li>${renderSpans(item, write)}</li>`)}</ul>`;
		case "source":
			return html`<p class="source">${linked(write(block.name), block.href)}</p>`;
		case "tags":
			return html`<ul class="tags">${block.tags.map((tag) => html`<li>${write(tag)}</li>`)}</ul>`;
	}
}

function renderSpans(spans: readonly Span[], write: Write): Markup[] {
	return spans.map((span, index) => {
		const before = spans[index - 1]?.text;
		return renderSpan(span, write, before !== undefined && before !== "\n");
	});
}

function renderSpan(span: Span, write: Write, goesOn: boolean): Markup {
	if (span.text === "\n") return html`<br>`;
	const text = write(span.text, goesOn);
	const slanted = span.italic ? html`<em>${text}</em>` : text;
	const weighted = span.bold ? html`<strong>${slanted}</strong>` : slanted;
	return linked(weighted, span.href);
}

function renderButtons({ buttons }: Message, write: Write): Markup | string {
	// A page is passed on by the browser's own means.
	const shown = buttons.flat().filter(({ share }) => share === undefined);
	if (shown.length === 0) return "";
	return html`<p class="buttons">${shown.map(({ label, href }) => linked(write(label), href))}</p>`;
}

function linked(inside: Markup, href: string | undefined): Markup {
	const address = href && safeAddress(href);
	return address ? html`<a href="${address}" rel="noopener">${inside}</a>` : inside;
}

/** `bdi` in place of the isolating marks: what a reader copies from the page has none. Marks at a line's start go too: the element has the direction. */
function writerOf(direction: "rtl" | "ltr"): Write {
	return (text, goesOn = false) => {
		const directed = (goesOn ? directFurther(text, direction) : directText(text, direction)).replace(
			/^[\u200E\u200F]/gm,
			"",
		);
		const pieces = directed.split(/\u2068([^\u2069]*)\u2069/);
		return html`${pieces.map((piece, index) => (index % 2 === 1 ? html`<bdi>${piece}</bdi>` : piece))}`;
	};
}

/**
 * For what the channel says in an entry, its dates and buttons: they may be in another language than the article. Only one
 * that runs the other way is certain from two or three words.
 */
function wordsWriterOf(language: string): Write {
	const base = directionOf(language);
	return (text) => {
		const own = detectLanguage(text);
		const direction = directionOf(own);
		if (own === "und" || direction === base) return writerOf(base)(text);
		return html`<span lang="${own}" dir="${direction}">${writerOf(direction)(text)}</span>`;
	};
}

/** A piece behind another: numbers in it stand beside Arabic letters, which turn them round (`2-1`). */
function directFurther(text: string, direction: "rtl" | "ltr"): string {
	return direction === "ltr" ? directText(text, direction) : directText(`ا ${text}`, direction).slice(2);
}

function textOf(block: Block | undefined): string {
	if (block === undefined) return "";
	if (block.kind === "headline" || block.kind === "date") return block.text;
	if (block.kind === "paragraph") return block.spans.map(({ text }) => text).join("");
	if (block.kind === "list") {
		return block.items.map((item) => item.map(({ text }) => text).join("")).join("\n");
	}
	return block.kind === "source" ? block.name : block.tags.join(" ");
}

function oneLine(text: string): string {
	return text.replace(/\s+/gu, " ").trim();
}
