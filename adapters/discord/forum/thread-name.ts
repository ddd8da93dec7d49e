import { directText, stripDirection } from "../../../src/arabic/bidi.ts";
import { type Block, isRightToLeft, type Message } from "../../../src/message/message.ts";
import { discordLimits } from "../limits.ts";
import { fitText } from "../render/fit.ts";

/** What the post of a forum is called: the headline, else the first words that there are. Never empty, no mark-up. */
export function threadName({ blocks, language, image }: Message): string {
	const base = isRightToLeft(language) ? "rtl" : "ltr";
	const texts = [...blocks.map(textOf), image?.alt ?? ""].map(plain);
	const text = texts.find((one) => VISIBLE.test(one)) ?? "…";
	return fitText(text, discordLimits.threadName, (kept) => directText(kept, base));
}

/** True for names that a reader cannot tell apart. */
export function isSameName(one: string, other: string): boolean {
	return plain(one) === plain(other);
}

const VISIBLE = /[\p{L}\p{N}\p{S}]/u;

function textOf(block: Block): string {
	switch (block.kind) {
		case "headline":
		case "date":
			return block.text;
		case "paragraph":
			return block.spans.map(({ text }) => text).join("");
		case "list":
			return block.items[0]?.map(({ text }) => text).join("") ?? "";
		case "source":
			return block.name;
		case "tags":
			return block.tags.join(" · ");
	}
}

function plain(text: string): string {
	return stripDirection(text)
		.replace(/\p{Cs}/gu, "\ufffd")
		.replace(/[\s\p{Cc}]+/gu, " ")
		.trim();
}
