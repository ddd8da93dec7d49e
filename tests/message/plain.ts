import type { Block, Message } from "../../src/message/message.ts";

/** A message as lines, one a block: enough to compare what is said without its shape. */
export function plainLines(message: Message): readonly string[] {
	return message.blocks.flatMap(linesOf);
}

function linesOf(block: Block): readonly string[] {
	switch (block.kind) {
		case "headline":
		case "date":
			return [block.text];
		case "paragraph":
			return [block.spans.map(({ text }) => text).join("")];
		case "list":
			return block.items.map((spans) => `• ${spans.map(({ text }) => text).join("")}`);
		case "source":
			return [block.name];
		case "tags":
			return [block.tags.join(" ")];
	}
}
