import { directText, stripDirection } from "../../src/arabic/bidi.ts";
import { truncateText } from "../../src/arabic/truncate.ts";
import {
	type Block,
	isRightToLeft,
	type LinkButton,
	type Message,
	type Span,
} from "../../src/message/message.ts";
import { discordLimits } from "./limits.ts";
import { type ControlRow, renderControls } from "./render/controls.ts";
import { fitBlocks, fitText } from "./render/fit.ts";
import { discordLink, escapeMarkdown, escapeTitle, markUp } from "./render/markdown.ts";

/** What is sent as a message's body, but for the nonce. */
export type DiscordBody = {
	content?: string;
	embeds?: readonly DiscordEmbed[];
	components?: readonly (LinkRow | ControlRow)[];
	/** Never left out: without it Discord parses every mention. */
	allowed_mentions: { parse: readonly [] };
	flags?: number;
};

export type DiscordEmbed = {
	title?: string;
	url?: string;
	description?: string;
	image?: { url: string };
	footer?: { text: string };
};

type LinkRow = { type: 1; components: { type: 2; style: 5; label: string; url: string }[] };

/** "Do not notify": https://discord.com/developers/docs/resources/message#message-object-message-flags */
const suppressNotifications = 1 << 12;

/**
 * The body of a message (ARABIC §6, PLATFORMS §2). With a headline or a picture it is an embed: the headline its title,
 * the date on a line of its own, the source its footer, links buttons below; without them it is plain content, as a
 * reply to somebody is. Everything fits Discord's limits; what is too long is cut in the paragraphs, before it is
 * escaped. `undefined` when nothing is left to show.
 */
export function renderMessage(message: Message, plainText = false): DiscordBody | undefined {
	const body = plainText ? renderPlain(message) : (renderContent(message) ?? renderEmbed(message));
	if (body === undefined || !showsAnything(body)) return undefined;
	return { ...body, ...(message.silent ? { flags: suppressNotifications } : {}) };
}

/**
 * How long title, text and the labels of each row of buttons would be if nothing of them were cut, and how long the text
 * may be.
 */
export function measureMessage(message: Message): {
	headline: number;
	text: number;
	room: number;
	labels: readonly (readonly number[])[];
} {
	const base = directionOf(message);
	const { headline, rest } = takeApart(message.blocks);
	const title = headline === undefined ? "" : escapeTitle(directText(oneLine(headline.text), base));
	const room = Math.min(discordLimits.embedDescription, discordLimits.embedSum - title.length);
	const labels = message.buttons.map((row) =>
		shownOf(row).map(({ label }) => directText(oneLine(label), base).length),
	);
	return { headline: title.length, text: renderBlocks(rest, base).length, room, labels };
}

type Direction = "rtl" | "ltr";

function showsAnything({ content = "", embeds = [] }: DiscordBody): boolean {
	const texts = embeds.map(({ title = "", description = "" }) => title + description);
	return VISIBLE.test(content + texts.join("")) || embeds.some(({ image }) => image !== undefined);
}

const VISIBLE = /[^\p{C}\p{Z}\p{M}\s]/u;

const noMentions = { parse: [] } as const;

/** Words alone, where they fit. */
function renderContent(message: Message): DiscordBody | undefined {
	const base = directionOf(message);
	if (message.image !== undefined || message.blocks.some(({ kind }) => kind === "headline")) return undefined;
	const content = renderBlocks(message.blocks, base);
	if (content.length > discordLimits.content) return undefined;
	return { content, ...buttonsOf(message, base), allowed_mentions: noMentions };
}

function renderEmbed(message: Message): DiscordBody | undefined {
	const base = directionOf(message);
	const { headline, source, rest } = takeApart(message.blocks);
	const title = headline === undefined ? undefined : renderTitle(headline.text, base);
	const address = discordLink(headline?.href ?? source?.href, discordLimits.embedAddress);
	const footer = source === undefined ? undefined : directText(truncateText(oneLine(source.name), 200), base);
	const room = Math.min(
		discordLimits.embedDescription,
		discordLimits.embedSum - (title?.length ?? 0) - (footer?.length ?? 0),
	);
	const description = fitBlocks(rest, room, (blocks) => renderBlocks(blocks, base));
	const image = discordLink(message.image?.url, discordLimits.embedAddress);
	const embed: DiscordEmbed = {
		...(title === undefined || title === "" ? {} : { title }),
		...(address === undefined ? {} : { url: address }),
		...(description === "" ? {} : { description }),
		...(image === undefined ? {} : { image: { url: image } }),
		...(footer === undefined ? {} : { footer: { text: footer } }),
	};
	return { embeds: [embed], ...buttonsOf(message, base), allowed_mentions: noMentions };
}

/** No mark-up, no embed, no buttons, no picture: text and addresses, each on a line of its own. */
function renderPlain(message: Message): DiscordBody | undefined {
	const base = directionOf(message);
	const links = new Set<string>();
	const blocks = message.blocks.flatMap((block): Block[] => {
		const paragraph = (text: string): Block => ({ kind: "paragraph", spans: [{ text }] });
		if ("href" in block && block.href !== undefined) links.add(block.href);
		if (block.kind === "headline") return [paragraph(block.text)];
		if (block.kind === "source") return [{ kind: "source", name: block.name }];
		if (block.kind === "paragraph") return [{ kind: "paragraph", spans: block.spans.map(bare) }];
		return block.kind === "list"
			? [{ kind: "list", items: block.items.map((item) => item.map(bare)) }]
			: [block];
	});
	for (const { href } of message.buttons.flat()) links.add(href);
	const addresses = [...links].flatMap((href) => {
		const address = discordLink(href, 500);
		return address === undefined ? [] : [`\n<${address}>`];
	});
	const tail = addresses.slice(0, 3).join("");
	const content =
		fitBlocks(blocks, discordLimits.content - tail.length, (kept) => renderBlocks(kept, base)) + tail;
	return { content, allowed_mentions: noMentions };
}

function bare({ text }: Span): Span {
	return { text };
}

function directionOf(message: Message): Direction {
	return isRightToLeft(message.language) ? "rtl" : "ltr";
}

type BlockOf<Kind extends Block["kind"]> = Extract<Block, { kind: Kind }>;

/** The headline becomes the title; a source that stands alone at the end becomes the footer. */
function takeApart(blocks: readonly Block[]): {
	headline?: BlockOf<"headline">;
	source?: BlockOf<"source">;
	rest: readonly Block[];
} {
	const [first] = blocks;
	const headline = first?.kind === "headline" ? first : undefined;
	const sources = blocks.filter((block) => block.kind === "source");
	const source = sources.length === 1 && headline !== undefined ? sources[0] : undefined;
	return {
		...(headline === undefined ? {} : { headline }),
		...(source === undefined ? {} : { source }),
		rest: blocks.filter((block) => block !== headline && block !== source),
	};
}

function renderTitle(text: string, base: Direction): string {
	return fitText(oneLine(text), discordLimits.embedTitle, (kept) => escapeTitle(directText(kept, base)));
}

/** Paragraphs and lists stand apart, and topics from those; dates and sources follow what they belong to. */
function renderBlocks(blocks: readonly Block[], base: Direction): string {
	let text = "";
	let above: Block["kind"] | undefined;
	for (const block of blocks) {
		const written = renderBlock(block, base);
		if (written.trim() === "") continue;
		const apart =
			standsApart(block.kind) || (block.kind === "tags" && above !== undefined && standsApart(above));
		text += text === "" ? written : `${apart ? "\n\n" : "\n"}${written}`;
		above = block.kind;
	}
	return text;
}

function standsApart(kind: Block["kind"]): boolean {
	return kind === "paragraph" || kind === "list" || kind === "headline";
}

function renderBlock(block: Block, base: Direction): string {
	switch (block.kind) {
		case "headline":
			return renderSpans([{ text: block.text, bold: true, ...linkOf(block.href) }], base);
		case "date":
			return renderSpans([{ text: block.text }], base);
		case "paragraph":
			return renderSpans(block.spans, base);
		case "list":
			// Not Discord's own list: it draws the bullets of an Arabic one on the wrong side.
			return block.items.map((item) => renderSpans([{ text: "• " }, ...item], base)).join("\n");
		case "source":
			return renderSpans([{ text: block.name, ...linkOf(block.href) }], base);
		case "tags":
			// Discord has no hashtags, and a line that begins with one would be a heading.
			return renderSpans([{ text: block.tags.map((tag) => tag.replace(/^#+/, "")).join(" · ") }], base);
	}
}

function linkOf(href: string | undefined): { href?: string } {
	return href === undefined ? {} : { href };
}

/** Directed as one line, so that a run is isolated once though it is half bold; then marked up piece by piece. */
function renderSpans(spans: readonly Span[], base: Direction): string {
	const pieces = spans.map((span) => ({ ...span, text: tidy(span.text) }));
	const directed = directText(pieces.map(({ text }) => text).join(""), base);
	let at = 0;
	let line = "";
	for (const [index, span] of pieces.entries()) {
		const end = index === pieces.length - 1 ? directed.length : endOfPiece(directed, at, span.text.length);
		const href = discordLink(span.href, discordLimits.embedAddress);
		line += markUp(escapePiece(directed.slice(at, end), line === "" || line.endsWith("\n")), {
			bold: span.bold === true,
			italic: span.italic === true,
			...linkOf(href),
		});
		at = end;
	}
	return line;
}

/** Only a first piece stands at the beginning of its line. */
function escapePiece(text: string, first: boolean): string {
	if (first) return escapeMarkdown(text);
	return escapeMarkdown(`ا${text}`).slice(1);
}

/** Where a piece of so many units ends in the text with marks; closing marks belong to it, opening ones to the next. */
function endOfPiece(directed: string, from: number, length: number): number {
	let at = from;
	for (let left = length; left > 0; at++) {
		if (stripDirection(directed[at] ?? "") !== "") left--;
		if (at >= directed.length) return directed.length;
	}
	while (directed[at] === "\u2069") at++;
	return at;
}

/** Discord has no address for sharing: its readers pass a message on by its own "Forward". */
function shownOf(buttons: readonly LinkButton[]): readonly LinkButton[] {
	return buttons.filter(({ share }) => share === undefined);
}

function buttonsOf(message: Message, base: Direction): Pick<DiscordBody, "components"> {
	const rows: LinkRow[] = [];
	for (const buttons of message.buttons) {
		const shown = shownOf(buttons);
		const components = (base === "rtl" ? shown.toReversed() : shown).flatMap(({ label, href }) => {
			const url = discordLink(href, discordLimits.buttonAddress);
			const text = fitText(oneLine(label), discordLimits.buttonLabel, (kept) => directText(kept, base));
			if (url === undefined || text === "") return [];
			return [{ type: 2 as const, style: 5 as const, label: text, url }];
		});
		for (let from = 0; from < components.length; from += discordLimits.buttonsInRow) {
			rows.push({ type: 1, components: components.slice(from, from + discordLimits.buttonsInRow) });
		}
	}
	const links = rows.slice(0, discordLimits.rows);
	const controls = renderControls(message.controls ?? [], base, discordLimits.rows - links.length);
	const components = [...links, ...controls];
	return components.length === 0 ? {} : { components };
}

function oneLine(text: string): string {
	return tidy(text).replace(/\s+/gu, " ").trim();
}

/** Without what no JSON may hold (half a pair of units) and what no client shows (controls, marks of others). */
function tidy(text: string): string {
	return stripDirection(text)
		.replace(/\p{Cs}/gu, "\ufffd")
		.replace(/[^\P{Cc}\n]/gu, " ");
}
