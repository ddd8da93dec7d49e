import { truncateText } from "../arabic/truncate.ts";
import type { Look } from "../domain/channel.ts";
import type { CardContent, PostContent } from "../domain/post.ts";
import { buildBroadcast } from "./broadcast.ts";
import type { MessageContext } from "./context.ts";
import { buildDigest } from "./digest.ts";
import type { Block, Message } from "./message.ts";
import { linkTo, sourceNameOf, writeDateLine, writeHeadline, writeOwnDigits } from "./news-line.ts";
import { taggedTopics } from "./template/variables.ts";
import { templateText, writeTemplate } from "./template/write-template.ts";

/**
 * Says a post's content in a channel's look: its digits, its date style, its length of lead, and the words around the
 * article in its locale. The article's own words keep their language. Pure: same arguments, same message.
 */
export function buildMessage(content: PostContent, look: Look, context: MessageContext): Message {
	switch (content.kind) {
		case "card":
			return buildCard(content.card, look, context);
		case "digest":
			return buildDigest(content.cards, look, context);
		case "text":
			return buildText(content, look);
		case "broadcast":
			return buildBroadcast(content, look, context);
	}
}

function buildCard(card: CardContent, look: Look, context: MessageContext): Message {
	const blocks = templateBlocks(card, look, context) ?? standardBlocks(card, look, context);
	const alt = writeHeadline(card, look.digits);
	return {
		...frame(card.language, look),
		blocks,
		buttons: buildButtons(card, look, context),
		...(look.image && card.image !== undefined ? { image: { url: card.image, alt } } : {}),
	};
}

/** Undefined where the channel has no template, and where its template cannot write this article: that is told. */
function templateBlocks(
	card: CardContent,
	look: Look,
	context: MessageContext,
): readonly Block[] | undefined {
	const template = templateText(look);
	if (template === undefined) return undefined;
	const written = template.kind === "fault" ? template : writeTemplate(template.text, card, look, context);
	if (written.kind === "fault") {
		context.templateFailed?.(written.fault);
		return undefined;
	}
	return written.placesTags ? written.blocks : [...written.blocks, ...tagsOf(card, look)];
}

function standardBlocks(card: CardContent, look: Look, context: MessageContext): readonly Block[] {
	const headline = writeHeadline(card, look.digits);
	const lead = writeOwnDigits(truncateText(card.lead, look.leadLength), card.language, look.digits);
	const blocks: Block[] = [
		{ kind: "headline", text: headline, ...linkTo(card.url) },
		{ kind: "date", text: writeDateLine(card, look, context) },
	];
	if (lead !== "" && lead !== headline) blocks.push({ kind: "paragraph", spans: [{ text: lead }] });
	const source = sourceNameOf(card);
	if (look.sourceLine && source !== "") blocks.push({ kind: "source", name: source, ...linkTo(card.url) });
	return [...blocks, ...tagsOf(card, look)];
}

function tagsOf(card: CardContent, look: Look): Block[] {
	const tags = look.hashtags === true ? taggedTopics(card.topics) : [];
	return tags.length === 0 ? [] : [{ kind: "tags", tags }];
}

/** One row, in the channel's order; none without an address to lead to. */
function buildButtons(card: CardContent, look: Look, { sentences }: MessageContext): Message["buttons"] {
	const { url: href } = card;
	if (href === undefined || look.buttons === undefined || look.buttons.length === 0) return [];
	const row = look.buttons.map((button) => ({
		label: sentences.say(look.locale, `button-${button}`),
		href,
		...(button === "share" ? { share: writeHeadline(card, look.digits) } : {}),
	}));
	return [row];
}

function buildText(content: Extract<PostContent, { kind: "text" }>, look: Look): Message {
	const { headline, paragraphs, language } = content;
	const blocks = paragraphs
		.flatMap((text) => text.split("\n"))
		.filter((text) => text.trim() !== "")
		.map(
			(text): Block => ({
				kind: "paragraph",
				spans: [{ text: writeOwnDigits(text, language, look.digits) }],
			}),
		);
	if (headline.trim() !== "") {
		blocks.unshift({ kind: "headline", text: writeOwnDigits(headline, language, look.digits) });
	}
	return { ...frame(language, look), blocks };
}

function frame(language: string, look: Look): Omit<Message, "blocks"> {
	return {
		language: language === "und" ? look.locale : language,
		buttons: [],
		silent: look.silent,
		linkPreview: look.linkPreview,
	};
}
