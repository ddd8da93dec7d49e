import { isLatin, isMark, isWord, numberAt, type Span, type Token } from "./date-tokens.ts";
import { findTime } from "./find-times.ts";
import { monthAt } from "./month-names.ts";
import { ordinalDayAt } from "./number-words.ts";

/** A printed day, before its calendar is reckoned. */
export type PrintedDay = Span & {
	year: number;
	month: number;
	day: number;
	calendar: "gregorian" | "hijri";
	/** The year had two digits: to be believed only where nothing else is printed. */
	shortYear: boolean;
	/** Years and months are written with the letters of Korea, which has one zone. */
	korean: boolean;
};

type Parts = { year: Token; month: number; day: number; calendar: "gregorian" | "hijri"; end: number };

const SEPARATORS = "/-.,،|()";
const OF_MONTH = new Set(["من", "شهر", "لشهر", "بشهر", "of", "de", "st", "nd", "rd", "th", "er"]);
const OF_YEAR = new Set([
	"من",
	"عام",
	"سنه",
	"لعام",
	"لسنه",
	"بعام",
	"العام",
	"of",
	"de",
	"st",
	"nd",
	"rd",
	"th",
]);
const HIJRI_ERA = new Set(["ه", "هج", "هجري", "هجريه", "للهجره", "ah"]);
const GREGORIAN_ERA = new Set(["م", "ميلادي", "ميلاديه", "للميلاد", "ad"]);
const HIJRI_YEARS = { first: 1300, last: 1500 };

/**
 * The day printed at `index`. `impossible` is what looks like a date and can be none: 31/2, two names that differ, a
 * number too many. Whether the day exists in its calendar is not looked at here.
 */
export function findDay(
	tokens: readonly Token[],
	index: number,
	reference: number,
): PrintedDay | "impossible" | undefined {
	const parts =
		numericDay(tokens, index) ??
		dayMonthYear(tokens, index) ??
		monthDayYear(tokens, index) ??
		yearMonthDay(tokens, index) ??
		koreanDay(tokens, index) ??
		compactDay(tokens, index);
	if (parts === undefined || parts === "impossible") return parts;
	const korean = "korean" in parts;
	const era = eraAt(tokens, parts.end);
	const calendar = era?.calendar ?? (isHijriYear(parts.year) ? "hijri" : parts.calendar);
	if (parts.calendar === "hijri" && calendar === "gregorian") return "impossible";
	const end = era?.end ?? parts.end;
	const shortYear = parts.year.text.length === 2;
	return {
		start: index,
		end,
		year: wholeYear(parts.year, calendar, reference),
		month: parts.month,
		day: parts.day,
		calendar,
		shortYear,
		korean,
	};
}

/** `22/03/2023`, `١ / ١٢ / ٢٠٢٠`, `2020-12-25`: one separator twice; the year first when it has four digits. */
function numericDay(tokens: readonly Token[], index: number): Parts | "impossible" | undefined {
	const first = numberAt(tokens, index, 1, 4);
	const separator = tokens[index + 1];
	const second = numberAt(tokens, index + 2, 1, 2);
	const third = numberAt(tokens, index + 4, 1, 4);
	if (first === undefined || second === undefined || third === undefined) return undefined;
	if (!isMark(separator, "/-.،\\") || tokens[index + 3]?.text !== separator.text) return undefined;
	if (isJoinedBefore(tokens, index)) return undefined;
	const end = index + 5;
	const yearFirst = first.text.length === 4;
	if (first.text.length === 3 || third.text.length === 3 || third.text.length === (yearFirst ? 4 : 1))
		return undefined;
	if (isJoinedAfter(tokens, end)) return "impossible";
	return yearFirst
		? { year: first, month: second.value, day: third.value, calendar: "gregorian", end }
		: { year: third, month: second.value, day: first.value, calendar: "gregorian", end };
}

/** A number that is chained to the one before it (`192.1.2.2020`, `+962-1-2-2020`, `v1.2.2020`) begins no date. */
function isJoinedBefore(tokens: readonly Token[], index: number): boolean {
	const token = tokens[index];
	const before = tokens[index - 1];
	if (token === undefined || before === undefined || token.spaced) return false;
	if (isLatin(before)) return true;
	if (!isMark(before, "/-.:+,#")) return false;
	if (before.text === "+" || before.text === "#") return true;
	const further = tokens[index - 2];
	if (before.spaced || further === undefined) return before.text === "-" || before.text === ".";
	if (isMark(before, "-.") && isLatin(further)) return true;
	return further.kind === "number" && !isMark(tokens[index - 3], ":");
}

/** The same behind: only a time may hang on a date. */
function isJoinedAfter(tokens: readonly Token[], end: number): boolean {
	const next = tokens[end];
	if (next === undefined || next.spaced) return false;
	if (next.kind === "word") {
		return isLatin(next) && next.text !== "t" && next.text !== "z" && !HIJRI_ERA.has(next.text);
	}
	const further = tokens[end + 1];
	if (!isMark(next, "/-.:,") || further?.kind !== "number" || further.spaced) return false;
	return findTime(tokens, end + 1) === undefined;
}

/** `17 مارس/ آذار 2020`, `14نيسان 2015`, `الثالث عشر من شباط 2013`, `01-Jan-04`. */
function dayMonthYear(tokens: readonly Token[], index: number): Parts | "impossible" | undefined {
	const day = dayAt(tokens, index);
	if (day === undefined) return undefined;
	const month = monthAt(tokens, skip(tokens, day.end, OF_MONTH));
	if (month === undefined) return undefined;
	if (isDayRange(tokens, index)) return "impossible";
	if (month === "impossible") return month;
	const year = yearAt(tokens, skip(tokens, month.end, OF_YEAR), tokens[month.end - 1]);
	return year && { ...month, year, day: day.value, end: skip(tokens, month.end, OF_YEAR) + 1 };
}

/** `22-23 مارس 2023` names no one day. */
function isDayRange(tokens: readonly Token[], index: number): boolean {
	const before = tokens[index - 1];
	if (!isMark(before, "-/.") || before.spaced || tokens[index]?.spaced) return false;
	return tokens[index - 2]?.kind === "number" && !isMark(tokens[index - 3], ":");
}

/** `ديسمبر 25, 2020`; and as Unix prints it, `Jul 15 01:16:00 +0000 2012`. */
function monthDayYear(tokens: readonly Token[], index: number): Parts | "impossible" | undefined {
	const month = monthAt(tokens, index);
	if (month === undefined) return undefined;
	if (month === "impossible") return month;
	const day = numberAt(tokens, skip(tokens, month.end, OF_MONTH), 1, 2);
	if (day === undefined) return undefined;
	const afterDay = skip(tokens, month.end, OF_MONTH) + 1;
	const at = skip(tokens, afterDay, OF_YEAR);
	const year = numberAt(tokens, at, 4, 4);
	if (year !== undefined) return { ...month, year, day: day.value, end: at + 1 };
	const time = findTime(tokens, at);
	const late = time === undefined ? undefined : numberAt(tokens, time.end, 4, 4);
	// The span ends behind the day, so that the time in the middle is found as any other.
	return late && { ...month, year: late, day: day.value, end: afterDay };
}

/** `2020 مارس 17`, `2004-július-13`. */
function yearMonthDay(tokens: readonly Token[], index: number): Parts | "impossible" | undefined {
	const year = numberAt(tokens, index, 4, 4);
	if (year === undefined || isJoinedBefore(tokens, index)) return undefined;
	const month = monthAt(tokens, skip(tokens, index + 1, OF_MONTH));
	if (month === undefined) return undefined;
	if (month === "impossible") return month;
	const at = skip(tokens, month.end, OF_MONTH);
	const day = numberAt(tokens, at, 1, 2);
	if (day === undefined || isMark(tokens[at + 1], ":")) return undefined;
	if (numberAt(tokens, skip(tokens, at + 1, OF_YEAR), 4, 4) !== undefined) return undefined;
	return { ...month, year, day: day.value, end: at + 1 };
}

/** `2004년 05월 28일`. */
function koreanDay(tokens: readonly Token[], index: number): (Parts & { korean: true }) | undefined {
	const year = numberAt(tokens, index, 4, 4);
	const month = numberAt(tokens, index + 2, 1, 2);
	const day = numberAt(tokens, index + 4, 1, 2);
	if (year === undefined || month === undefined || day === undefined) return undefined;
	const units = `${tokens[index + 1]?.text}${tokens[index + 3]?.text}${tokens[index + 5]?.text}`;
	if (units !== "년월일") return undefined;
	return { year, month: month.value, day: day.value, calendar: "gregorian", end: index + 6, korean: true };
}

/** `20231122`, alone or before a time. */
function compactDay(tokens: readonly Token[], index: number): Parts | undefined {
	const digits = numberAt(tokens, index, 8, 8);
	const next = tokens[index + 1];
	if (digits === undefined || index > 0 || (next !== undefined && next.text !== "t")) return undefined;
	const year = { ...digits, text: digits.text.slice(0, 4), value: Number(digits.text.slice(0, 4)) };
	const month = Number(digits.text.slice(4, 6));
	return { year, month, day: Number(digits.text.slice(6)), calendar: "gregorian", end: index + 1 };
}

/** A day of the month in digits or in words. */
export function dayAt(tokens: readonly Token[], index: number): { value: number; end: number } | undefined {
	const digits = numberAt(tokens, index, 1, 2);
	if (digits !== undefined) return { value: digits.value, end: index + 1 };
	return ordinalDayAt(tokens, index);
}

/** Four digits; two only where a mark joins them to the month, or behind a Latin name, and no time begins with them. */
function yearAt(tokens: readonly Token[], index: number, month: Token | undefined): Token | undefined {
	const long = numberAt(tokens, index, 4, 4);
	if (long !== undefined) return long;
	const short = numberAt(tokens, index, 2, 2);
	if (short === undefined || isMark(tokens[index + 1], ":")) return undefined;
	return isLatin(month) || isMark(tokens[index - 1], "/-") ? short : undefined;
}

function eraAt(
	tokens: readonly Token[],
	index: number,
): { calendar: "gregorian" | "hijri"; end: number } | undefined {
	const token = tokens[index];
	if (isWord(token, HIJRI_ERA)) return { calendar: "hijri", end: index + 1 };
	if (isWord(token, GREGORIAN_ERA)) return { calendar: "gregorian", end: index + 1 };
	return undefined;
}

function isHijriYear(year: Token): boolean {
	return year.text.length === 4 && year.value >= HIJRI_YEARS.first && year.value <= HIJRI_YEARS.last;
}

function wholeYear(year: Token, calendar: "gregorian" | "hijri", reference: number): number {
	if (year.text.length === 4) return year.value;
	if (calendar === "hijri") return year.value + 1400;
	const nextYear = new Date(reference).getUTCFullYear() + 1;
	return year.value + 2000 > nextYear ? year.value + 1900 : year.value + 2000;
}

/** Past separators and the small words that join the parts of a date. */
function skip(tokens: readonly Token[], index: number, words: ReadonlySet<string>): number {
	let at = index;
	while (at < index + 3 && (isMark(tokens[at], SEPARATORS) || isWord(tokens[at], words))) at++;
	return at;
}
