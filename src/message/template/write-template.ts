import type { Look } from "../../domain/channel.ts";
import type { CardContent } from "../../domain/post.ts";
import type { MessageContext } from "../context.ts";
import type { Block } from "../message.ts";
import { renderLiquid } from "./engine.ts";
import type { TemplateFault } from "./fault.ts";
import { faultOf, parseTemplate } from "./parse-template.ts";
import { readMarkup } from "./read-markup.ts";
import { findReadyTemplate, readyTemplates } from "./ready-templates.ts";
import { buildVariables, taggedTopics } from "./variables.ts";

export type Written =
	| {
			kind: "blocks";
			blocks: readonly Block[];
			/** The template says itself where the tags stand. */
			placesTags: boolean;
	  }
	| { kind: "fault"; fault: TemplateFault };

/** UTF-16 units of everything that a post says; every platform takes so much in one message. */
export const longestPost = 3500;

/** An article in a template's words and order. Pure, and bounded in time whatever the template is. */
export function writeTemplate(text: string, card: CardContent, look: Look, context: MessageContext): Written {
	const parsing = parseTemplate(text);
	if (parsing.kind === "fault") return parsing;
	const { engine, templates, uses } = parsing.template;
	try {
		const output = renderLiquid(engine, templates, buildVariables(card, look, context));
		const tags = look.hashtags === false ? [] : taggedTopics(card.topics);
		const blocks = readMarkup(output, { tags, ...(card.url === undefined ? {} : { url: card.url }) });
		if (blocks.length === 0) return { kind: "fault", fault: { kind: "shows-nothing" } };
		const size = blocks.reduce((sum, block) => sum + sizeOf(block), 0);
		if (size > longestPost) {
			return { kind: "fault", fault: { kind: "too-much", known: [String(longestPost)] } };
		}
		return { kind: "blocks", blocks, placesTags: uses.has("hashtags") };
	} catch (error) {
		return { kind: "fault", fault: faultOf(error) };
	}
}

/** The text of a look's template; undefined for the standard card. */
export function templateText(
	look: Look,
): { kind: "text"; text: string } | { kind: "fault"; fault: TemplateFault } | undefined {
	const { template } = look;
	if (template === undefined) return undefined;
	if (template.kind === "own") return { kind: "text", text: template.text };
	const ready = findReadyTemplate(template.name);
	if (ready !== undefined) return { kind: "text", text: ready.text };
	const known = readyTemplates.map(({ name }) => name);
	return { kind: "fault", fault: { kind: "unknown-name", word: template.name, known } };
}

function sizeOf(block: Block): number {
	switch (block.kind) {
		case "headline":
		case "date":
			return block.text.length;
		case "source":
			return block.name.length;
		case "tags":
			return block.tags.join(" ").length;
		case "paragraph":
			return block.spans.reduce((sum, { text }) => sum + text.length, 0);
		case "list":
			return block.items.flat().reduce((sum, { text }) => sum + text.length, 0);
	}
}
