import { writeDay } from "../calendar/write-date.ts";
import { localDate } from "../calendar/zone.ts";
import type { BroadcastText, BroadcastVersion } from "../domain/broadcast.ts";
import type { Look } from "../domain/channel.ts";
import type { PostContent } from "../domain/post.ts";
import type { MessageContext } from "./context.ts";
import { type MarkUpBlock, type MarkUpSpan, parseMarkUp } from "./mark-up.ts";
import type { Block, Message, Span } from "./message.ts";
import { writeOwnDigits } from "./news-line.ts";

/**
 * A broadcast as one channel gets it: in its language, with what was written for its platform alone, its name and its
 * way to write dates in the place of variables.
 */
export function buildBroadcast(
	content: Extract<PostContent, { kind: "broadcast" }>,
	look: Look,
	context: MessageContext,
): Message {
	const version = pickVersion(content.versions, look.locale);
	const text = textFor(version, context.channel?.platform);
	const { language } = version;
	const write = (spans: readonly MarkUpSpan[]) =>
		spans.map((span) => writeSpan(span, language, content.at, look, context));
	const headline = plainText(write(spansOf(readBlocks(text.headline))));
	const blocks = readBlocks(text.body).map(
		(block): Block =>
			block.kind === "list"
				? { kind: "list", items: block.items.map(write) }
				: { kind: "paragraph", spans: write(block.spans) },
	);
	return {
		language,
		blocks: headline === "" ? blocks : [{ kind: "headline", text: headline }, ...blocks],
		...(look.image && text.image !== undefined ? { image: { url: text.image, alt: headline } } : {}),
		buttons: text.buttons,
		silent: content.silent || look.silent,
		linkPreview: look.linkPreview,
	};
}

/** The version of a channel's language, by its whole tag or its first part; else the first version. */
export function pickVersion(versions: readonly BroadcastVersion[], locale: string): BroadcastVersion {
	const tag = locale.toLowerCase();
	const primary = (text: string) => text.toLowerCase().split(/[-_]/, 1)[0];
	const found =
		versions.find(({ language }) => language.toLowerCase() === tag) ??
		versions.find(({ language }) => primary(language) === primary(tag)) ??
		versions[0];
	if (found === undefined) throw new Error("message: a broadcast without any version");
	return found;
}

/** What a version says on a platform. */
export function textFor(version: BroadcastVersion, platform: string | undefined): BroadcastText {
	const { headline, body, image, buttons } = version;
	const own = { headline, body, buttons, ...(image === undefined ? {} : { image }) };
	return platform === undefined ? own : { ...own, ...version.overrides[platform] };
}

/** A text that does not parse was refused before it was scheduled; should one come this far, it is shown as it was written. */
function readBlocks(text: string): readonly MarkUpBlock[] {
	const read = parseMarkUp(text);
	if (read.ok) return read.blocks;
	return text
		.split("\n")
		.filter((line) => line.trim() !== "")
		.map((line) => ({ kind: "paragraph", spans: [{ text: line }] }));
}

function spansOf(blocks: readonly MarkUpBlock[]): readonly MarkUpSpan[] {
	return blocks.flatMap((block) => (block.kind === "list" ? block.items.flat() : block.spans));
}

function writeSpan(
	{ variable, ...span }: MarkUpSpan,
	language: string,
	at: number,
	look: Look,
	context: MessageContext,
): Span {
	if (variable === undefined) return { ...span, text: writeOwnDigits(span.text, language, look.digits) };
	if (variable === "channel") return { ...span, text: context.channel?.title ?? "" };
	const style = look.dateStyle === "relative" ? "long" : look.dateStyle;
	return { ...span, text: writeDay(localDate(at, context.zone), style, look.digits, language) };
}

function plainText(spans: readonly Span[]): string {
	return spans
		.map(({ text }) => text)
		.join("")
		.trim();
}
