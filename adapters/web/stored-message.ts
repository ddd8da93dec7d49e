import type { Block, LinkButton, Message, Span } from "../../src/message/message.ts";

/**
 * A message as the page keeps it: only http(s) addresses, no control characters and no halves of surrogate pairs (no
 * encoding has a place for them). With `plainText` the words alone: nothing bold, no links in running text, no buttons,
 * no picture.
 */
export function buildStoredMessage(message: Message, plainText: boolean): Message {
	const { image, buttons, blocks, ...rest } = message;
	const address = image && safeAddress(image.url);
	return {
		...rest,
		blocks: blocks.map((block) => storedBlock(block, plainText)),
		buttons: plainText ? [] : buttons.map(storedRow).filter((row) => row.length > 0),
		...(image && address && !plainText ? { image: { url: address, alt: cleanText(image.alt) } } : {}),
	};
}

/** An http(s) address in its normal form; undefined for anything else (`javascript:`, relative, broken). */
export function safeAddress(href: string): string | undefined {
	if (!URL.canParse(href)) return undefined;
	const url = new URL(href);
	return url.protocol === "https:" || url.protocol === "http:" ? url.href : undefined;
}

function storedBlock(block: Block, plainText: boolean): Block {
	switch (block.kind) {
		case "headline":
			return { kind: "headline", text: cleanText(block.text), ...(plainText ? {} : linkTo(block.href)) };
		case "date":
			return { kind: "date", text: cleanText(block.text) };
		case "paragraph":
			return { kind: "paragraph", spans: block.spans.map((span) => storedSpan(span, plainText)) };
		case "list":
			return {
				kind: "list",
				items: block.items.map((item) => item.map((span) => storedSpan(span, plainText))),
			};
		case "source":
			// The way to the whole article stays: it is the point of the post.
			return { kind: "source", name: cleanText(block.name), ...linkTo(block.href) };
		case "tags":
			return { kind: "tags", tags: block.tags.map(cleanText).filter((tag) => tag.trim() !== "") };
	}
}

function storedSpan({ href, ...span }: Span, plainText: boolean): Span {
	const text = cleanText(span.text);
	return plainText ? { text } : { ...span, text, ...linkTo(href) };
}

function storedRow(row: readonly LinkButton[]): readonly LinkButton[] {
	return row.flatMap(({ label, href, share }) => {
		const address = safeAddress(href);
		if (address === undefined) return [];
		return [
			{ label: cleanText(label), href: address, ...(share === undefined ? {} : { share: cleanText(share) }) },
		];
	});
}

function linkTo(href: string | undefined): { href?: string } {
	const address = href === undefined ? undefined : safeAddress(href);
	return address === undefined ? {} : { href: address };
}

function cleanText(text: string): string {
	return text.replace(/\r\n?/g, "\n").replace(/(?![\t\n])\p{Cc}|\p{Cs}/gu, "");
}
