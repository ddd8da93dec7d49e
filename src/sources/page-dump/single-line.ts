import { lineKey } from "../lead/words.ts";
import { readDateLine } from "../page/date-line.ts";
import type { ReadOptions } from "../read-options.ts";

/** How far into a single line its date may stand, in characters. */
const farthestDate = 400;

/**
 * A dump that lost all its line breaks: what stands before its first date is the headline, what follows is the text; a
 * headline that is said again after the date is taken off the text. The line itself when it shows no date.
 */
export function splitSingleLine(line: string, options: ReadOptions): string[] {
	const match = datePattern.exec(line.slice(0, farthestDate));
	if (match === null || readDateLine(match[0], options) === undefined) return [line];
	const headline = line.slice(0, match.index).trim();
	const rest = line.slice(match.index + match[0].length).trim();
	return [headline, match[0].trim(), ...splitRepeat(rest, headline)].filter((part) => part !== "");
}

/** A headline has no more words or characters, its vowel signs among them. */
const mostWords = 60;
const longestRepeat = 2_000;

function splitRepeat(rest: string, headline: string): string[] {
	const words = lineKey(headline).split(" ");
	const pieces = rest.split(" ");
	const opening = rest.slice(0, longestRepeat).split(" ").slice(0, mostWords);
	for (let skip = 0; skip <= Math.min(2, words.length - 3); skip += 1) {
		const wanted = words.slice(skip).join(" ");
		const count = opening.findIndex((_, index) => lineKey(opening.slice(0, index + 1).join(" ")) === wanted);
		if (wanted !== "" && count !== -1) {
			return [pieces.slice(0, count + 1).join(" "), pieces.slice(count + 1).join(" ")];
		}
	}
	return [rest];
}

const datePattern =
	/(?:[0-9٠-٩]{1,2}\s*[-/.]\s*[0-9٠-٩]{1,2}\s*[-/.]\s*[0-9٠-٩]{4}|[0-9٠-٩]{4}\s*[-/.]\s*[0-9٠-٩]{1,2}\s*[-/.]\s*[0-9٠-٩]{1,2}|[0-9٠-٩]{1,2}\s+\p{L}+(?:\s*[/(]\s*\p{L}+\)?)?،?\s+[0-9٠-٩]{4})/u;
