import { type DateLine, readDateLine } from "../page/date-line.ts";
import type { ReadOptions } from "../read-options.ts";
import type { DumpHeadline, DumpLine } from "./headline.ts";

/**
 * The date of a dump's article: of the lines before the text the one that says when it was published, else one that
 * holds a date alone, else one that holds a date beside a name; the nearest to the headline, and rather after it than
 * before (a page's first line is often today). Then the lines after the text, then the headline's own words.
 */
export function findDumpDate(
	lines: readonly DumpLine[],
	found: DumpHeadline,
	options: ReadOptions,
): DateLine | undefined {
	const dated = lines.flatMap((line, index) => {
		const date = index === found.index ? undefined : readDateLine(line.text, options);
		return date === undefined ? [] : [{ ...date, index, role: line.role }];
	});
	const before = dated.filter(({ index }) => index < found.firstParagraph);
	const after = dated.filter(
		({ index, alone, label }) => index > found.firstParagraph && (alone || label !== "none"),
	);
	return (
		before.sort((a, b) => score(b, found) - score(a, found))[0] ??
		after.sort((a, b) => weight(b) - weight(a))[0] ??
		readDateLine(found.headline, options)
	);
}

type Dated = DateLine & { index: number };

function score(date: Dated, found: DumpHeadline): number {
	const distance = Math.abs(date.index - found.index);
	return weight(date) + (date.index > found.index ? 1 : 0) - Math.min(distance, 20) / 20;
}

function weight({ label, alone }: DateLine): number {
	return { published: 4, none: alone ? 3 : 0, updated: 1 }[label];
}
