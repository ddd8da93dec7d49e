import type { Sentences } from "../../i18n/sentences.ts";

/** UTF-16 units: a list of names is for choosing from, and must leave room for the sentence around it. */
const longestList = 800;

/** Names as a list in a sentence, in the language of `locale`; what is too much for one is left out with "…". */
export function joinNames(names: readonly string[], locale: string, sentences: Sentences): string {
	const separator = sentences.say(locale, "name-separator");
	let list = "";
	for (const name of new Set(names)) {
		if (list.length + name.length > longestList) return `${list}${separator}…`;
		list += list === "" ? name : `${separator}${name}`;
	}
	return list;
}
