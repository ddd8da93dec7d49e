import { asciiDigits } from "../../arabic/digits.ts";
import { commandTable } from "../table.ts";
import { nameKey } from "./names.ts";
import { readTyped } from "./typed.ts";

/** More words than this after the phrase are talk and no command. */
const mostArgs = 6;

/**
 * The command that a plain message means (`آخر الأخبار`, `آخر 5 أخبار`, `بحث …`), for chats where the bot sees what
 * people write; undefined for all other talk. `toUs`: it was said to the bot; what was said to others must have no more
 * words than the command takes. A number may stand inside the phrase; of several the longest counts.
 */
export function matchWords(text: string, toUs: boolean): { name: string; args: string } | undefined {
	const words = readTyped(text).split(" ");
	const meant = commandTable.filter(({ overheard }) => toUs || overheard === true);
	const matches = meant.flatMap(({ name, words: phrases, parameters }) =>
		phrases.flatMap((phrase) => {
			const args = argsAfter(nameKey(phrase).split(" "), words);
			const fits = args === "" || parameters.length > 0 || toUs;
			return args === undefined || !fits ? [] : [{ name, args, length: phrase.length }];
		}),
	);
	const [longest] = matches.sort((one, other) => other.length - one.length);
	return longest && { name: longest.name, args: longest.args };
}

function argsAfter(phrase: readonly string[], words: readonly string[]): string | undefined {
	const args: string[] = [];
	let at = 0;
	for (const word of words) {
		if (at < phrase.length && nameKey(word) === phrase[at]) at += 1;
		else if (at === phrase.length || (at > 0 && /^\d+$/.test(asciiDigits(word)))) args.push(word);
		else return undefined;
	}
	return at < phrase.length || args.length > mostArgs ? undefined : args.join(" ");
}
