import { readDate } from "../../calendar/read-date.ts";
import { localDate } from "../../calendar/zone.ts";
import type { Instant, LocalDate } from "../../domain/time.ts";
import { readLineRole } from "../lead/line-role.ts";
import type { ReadOptions } from "../read-options.ts";
import { type DateLine, readDateLine } from "./date-line.ts";
import type { Metadata } from "./metadata.ts";
import type { PageLine, PageOutline } from "./outline.ts";

export type PageDate = { instant: Instant; date: LocalDate; precision: "instant" | "day" };

/** How far from the headline a date may stand and still be its date, in lines. */
const linesBefore = 12;
const nearBefore = 4;
const linesAfter = 40;
/** And beyond which no date is looked for. */
const reach = 2_000;

/**
 * When the article was published (ARABIC §3): the page's own data, then what is shown near the headline, then when it
 * was changed, then the address. An instant that claims UTC but shows the very clock that readers are shown is the
 * outlet's local time, mislabelled; the shown one is taken.
 */
export function findPageDate(
	outline: PageOutline,
	metadata: Metadata,
	headlineLine: number | undefined,
	options: ReadOptions,
): PageDate | undefined {
	const stated = metadata.published.flatMap((text) => {
		const date = readStated(text, options);
		return date === undefined ? [] : [{ ...date, utc: /(?:Z|[+-]00:?00)\s*$/u.test(text) }];
	});
	const [first] = stated;
	if (first?.precision === "instant" && !first.utc) return plain(first);
	const lines = outline.lines.slice(0, (headlineLine ?? 0) + reach);
	const shown = findShown(lines, headlineLine, options);
	if (first === undefined) return plain(shown) ?? lastResorts(lines, metadata, options);
	if (first.utc && shown?.precision === "instant" && isMislabelled(first, shown, options))
		return plain(shown);
	const finer = [...stated, ...(shown === undefined ? [] : [shown])].find(
		({ date, precision }) => precision === "instant" && date === first.date,
	);
	return plain(first.precision === "day" ? (finer ?? first) : first);
}

function readStated(text: string, options: ReadOptions): PageDate | undefined {
	return plain(readDate(text, { reference: options.reference, timeZone: options.timeZone }));
}

function plain(date: PageDate | undefined): PageDate | undefined {
	return date && { instant: date.instant, date: date.date, precision: date.precision };
}

/** The same clock reading, once as UTC and once in the outlet's zone. */
function isMislabelled(stated: PageDate, shown: PageDate, options: ReadOptions): boolean {
	const clock = new Date(stated.instant).toISOString().slice(11, 16);
	const day = new Date(stated.instant).toISOString().slice(0, 10);
	const minutes = (stated.instant - shown.instant) / 60_000;
	return (
		Math.abs(minutes) >= 15 &&
		day === localDate(shown.instant, options.timeZone) &&
		clock === clockIn(shown.instant, options.timeZone)
	);
}

function clockIn(instant: Instant, timeZone: string): string {
	return new Intl.DateTimeFormat("en-GB-u-nu-latn", {
		timeZone,
		hour: "2-digit",
		minute: "2-digit",
		hourCycle: "h23",
	}).format(instant);
}

/**
 * The best of the dates between the headline and the text; else one that is said to be the day of publication; else
 * one just before the headline; else one below the text; else one at the page's top, which often is today.
 */
function findShown(lines: readonly PageLine[], headlineLine = 0, options: ReadOptions): DateLine | undefined {
	const text = lines.findIndex((line, index) => index > headlineLine && isText(line));
	const start = text === -1 ? headlineLine + linesAfter : Math.min(text, headlineLine + linesAfter);
	return (
		bestOf(lines.slice(headlineLine + 1, start + 1), options) ??
		lines.map((line) => labelled(line, options)).find((date) => date !== undefined) ??
		bestOf(justBefore(lines, headlineLine), options) ??
		bestOf(lines.slice(start + 1).filter(isPlain), options) ??
		bestOf(lines.slice(Math.max(0, headlineLine - linesBefore), headlineLine).reverse(), options)
	);
}

/** The lines before the headline, back to the page's frame: a date beyond a menu is the page's and not the article's. */
function justBefore(lines: readonly PageLine[], headlineLine: number): PageLine[] {
	const near = lines.slice(Math.max(0, headlineLine - nearBefore), headlineLine).reverse();
	const frame = near.findIndex(({ around }) => around);
	return frame === -1 ? near : near.slice(0, frame);
}

/** The nearest of the best told, the first line being the nearest. */
function bestOf(lines: readonly PageLine[], options: ReadOptions): DateLine | undefined {
	let best: (DateLine & { score: number }) | undefined;
	for (const [index, line] of lines.entries()) {
		const date = readShown(line, options);
		if (date === undefined) continue;
		const score = scoreOf(date, line) - index / 10;
		if (best === undefined || score > best.score) best = { ...date, score };
	}
	return best;
}

function isPlain(line: PageLine): boolean {
	return !line.around && line.linked === 0;
}

/** The story's own text has begun. */
function isText(line: PageLine): boolean {
	return (
		!line.around &&
		line.text.length > 80 &&
		line.linked * 2 < line.text.length &&
		readLineRole(line.text) === "paragraph"
	);
}

function readShown(line: PageLine, options: ReadOptions): DateLine | undefined {
	const seen = readDateLine(line.text, options);
	if (line.datetime === undefined) return seen;
	const coded = readStated(line.datetime, options);
	if (coded === undefined) return seen;
	return { ...coded, label: seen?.label ?? "none", alone: true };
}

function scoreOf({ label, alone, precision }: DateLine, line: PageLine): number {
	const told = { published: 4, none: alone ? 3 : 0, updated: 1 }[label];
	return told + (line.tag === "time" ? 1 : 0) + (precision === "instant" ? 0.5 : 0) - (line.around ? 3 : 0);
}

function labelled(line: PageLine, options: ReadOptions): DateLine | undefined {
	if (!/نشر|published/iu.test(line.text)) return undefined;
	const date = readDateLine(line.text, options);
	return date?.label === "published" ? date : undefined;
}

function lastResorts(
	lines: readonly PageLine[],
	metadata: Metadata,
	options: ReadOptions,
): PageDate | undefined {
	for (const text of metadata.modified) {
		const date = readStated(text, options);
		if (date !== undefined) return date;
	}
	const address = metadata.url ?? options.baseUrl ?? "";
	const day = addressDay.exec(address);
	if (day === null) return readLooseDay(lines, options);
	const [, year = "", month = "", date = ""] = day;
	return readStated(`${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`, options);
}

const addressDay = /[/_-](20\d\d)[/-]?(0?[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01]|[1-9])(?=[/_.-]|$)/u;

/** Any line of the page that is a date alone. */
function readLooseDay(lines: readonly PageLine[], options: ReadOptions): PageDate | undefined {
	for (const line of lines) {
		if (line.around) continue;
		const date = readShown(line, options);
		if (date?.alone === true) return plain(date);
	}
	return undefined;
}
