import { buildAnswer } from "../../message/answer.ts";
import type { Block } from "../../message/message.ts";
import type { CommandReply } from "../port.ts";

/** A reply of one message; each string is a paragraph. */
export function buildReply(
	visibility: CommandReply["visibility"],
	locale: string,
	parts: readonly (string | Block)[],
): CommandReply {
	return { messages: [buildAnswer(locale, parts)], visibility };
}
