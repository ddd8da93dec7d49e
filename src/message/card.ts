import { truncateText } from "../arabic/truncate.ts";
import type { Look } from "../domain/channel.ts";
import type { CardContent, PostContent } from "../domain/post.ts";
import type { MessageContext } from "./context.ts";
import { buildDigest } from "./digest.ts";
import type { Block, Message } from "./message.ts";
import { linkTo, writeDateLine, writeHeadline, writeOwnDigits } from "./news-line.ts";

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
	}
}

function buildCard(card: CardContent, look: Look, context: MessageContext): Message {
	const headline = writeHeadline(card, look.digits);
	const lead = writeOwnDigits(truncateText(card.lead, look.leadLength), card.language, look.digits);
	const blocks: Block[] = [
		{ kind: "headline", text: headline, ...linkTo(card.url) },
		{ kind: "date", text: writeDateLine(card, look, context) },
	];
	if (lead !== "" && lead !== headline) blocks.push({ kind: "paragraph", spans: [{ text: lead }] });
	const source = card.sourceName || hostOf(card.url);
	if (look.sourceLine && source !== "") blocks.push({ kind: "source", name: source, ...linkTo(card.url) });
	return {
		...frame(card.language, look),
		blocks,
		...(look.image && card.image !== undefined ? { image: { url: card.image, alt: headline } } : {}),
	};
}

/** An article whose outlet nobody named is from the site that it is on. */
function hostOf(url: string | undefined): string {
	return url !== undefined && URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, "") : "";
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
