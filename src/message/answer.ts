import type { Block, Message } from "./message.ts";

/** A reply to a person in the language of `locale`: each string is a paragraph. No link in it gets a preview. */
export function buildAnswer(locale: string, parts: readonly (string | Block)[]): Message {
	return {
		language: locale,
		blocks: parts.map(
			(part): Block => (typeof part === "string" ? { kind: "paragraph", spans: [{ text: part }] } : part),
		),
		buttons: [],
		silent: false,
		linkPreview: false,
	};
}
