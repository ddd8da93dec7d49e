import type { Look } from "../../domain/channel.ts";
import type { MessageContext } from "../context.ts";
import { fullCard, poorCard } from "../sample-cards.ts";
import type { TemplateFault } from "./fault.ts";
import { writeTemplate } from "./write-template.ts";

/**
 * What is wrong with a template, before a channel takes it; undefined for one that is sound. It is read, and tried on
 * articles as rich and as poor as they come.
 */
export function checkTemplate(text: string, look: Look, context: MessageContext): TemplateFault | undefined {
	for (const card of [fullCard, { ...fullCard, breaking: true }, poorCard]) {
		const written = writeTemplate(text, card, look, context);
		// Not every template has words for an article that has a headline alone: that one gets the standard card.
		const isPoor = card === poorCard && written.kind === "fault" && written.fault.kind === "shows-nothing";
		if (written.kind === "fault" && !isPoor) return written.fault;
	}
	return undefined;
}
