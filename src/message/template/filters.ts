import { writeDigits } from "../../arabic/digits.ts";
import { truncateText } from "../../arabic/truncate.ts";
import { type DateStyle, dateStyles, digitSets } from "../../domain/channel.ts";
import { FaultError } from "./fault.ts";
import { DateVariable, hashtagsOf } from "./variables.ts";

/** A filter as Liquid calls it: what stands before the `|`, then its arguments. */
export type Filter = (value: unknown, ...given: readonly unknown[]) => unknown;

/** Every filter there is: the date styles of ARABIC §4, and what a post needs of text and lists. Pure. */
export const filters: Readonly<Record<string, Filter>> = {
	...Object.fromEntries(dateStyles.map((style) => [style, (value: unknown) => dateIn(style, value)])),
	date: (value, style) => dateIn(oneOf("date", style, dateStyles), value),
	time: (value) => (value instanceof DateVariable ? value.timeOfDay() : noDate("time")),
	truncate: (value, length) => truncateText(asText(value), wholeNumber("truncate", length, 1, 4000)),
	digits: (value, set) => writeDigits(asText(value), oneOf("digits", set, digitSets)),
	hashtags: (value) => hashtagsOf(Array.isArray(value) ? value.map(asText) : [asText(value)]).join(" "),
	join: (value, between) =>
		Array.isArray(value)
			? bounded(value.map(asText).join(between === undefined ? "، " : asText(between)))
			: value,
	first: (value) => (Array.isArray(value) ? value[0] : value),
	size: (value) => (Array.isArray(value) ? value.length : asText(value).length),
	default: (value, other) => (asText(value).trim() === "" ? other : value),
	append: (value, after) => bounded(asText(value) + asText(after)),
	prepend: (value, before) => bounded(asText(before) + asText(value)),
	remove: (value, part) => (asText(part) === "" ? value : asText(value).replaceAll(asText(part), "")),
};

/** A value as the text that it is shown as: lists with Arabic commas between, what is not there as nothing. */
export function asText(value: unknown): string {
	if (value instanceof DateVariable) return value.valueOf();
	if (Array.isArray(value)) return value.map(asText).join("، ");
	return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function dateIn(style: DateStyle, value: unknown): string {
	return value instanceof DateVariable ? value.inStyle(style) : noDate(style);
}

function noDate(filter: string): never {
	throw new FaultError({ kind: "argument", word: filter, known: [`{{ date | ${filter} }}`] });
}

function oneOf<T extends string>(filter: string, given: unknown, all: readonly T[]): T {
	const found = all.find((one) => one === given);
	if (found !== undefined) return found;
	const example = `${filter}: "${all[0]}"`;
	throw new FaultError({ kind: "argument", word: filter, known: [example, ...all] });
}

function wholeNumber(filter: string, given: unknown, least: number, most: number): number {
	const value = Number(given);
	if (Number.isInteger(value) && value >= least && value <= most) return value;
	throw new FaultError({ kind: "argument", word: filter, known: [`${filter}: 120`] });
}

/** UTF-16 units; what grows beyond it grows without end. */
const longestText = 4000;

function bounded(text: string): string {
	if (text.length <= longestText) return text;
	throw new FaultError({ kind: "too-heavy" });
}
