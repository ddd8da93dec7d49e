import { readDate } from "../../calendar/read-date.ts";
import { formatLocalDate, localDate, toInstant } from "../../calendar/zone.ts";
import type { Instant, TimeZone } from "../../domain/time.ts";
import type { FeedDate } from "./feed-item.ts";

const day = 86_400_000;
/** News on the web is no older; a feed that says so has a broken clock or a default of its software (ARABIC §3). */
const earliest = Date.UTC(1995, 0, 1);

/**
 * The date of a feed's element: RFC 822 and ISO 8601 with the liberties that feeds take (two-digit years, full month
 * names, "GMT+02:00", asctime), else whatever `readDate` knows of Arabic. A time without a zone is the outlet's.
 * Undefined when it cannot be read, lies before 1995 or more than a day after `reference`.
 */
export function readFeedDate(
	text: string,
	{ reference, timeZone }: { reference: Instant; timeZone: TimeZone },
): FeedDate | undefined {
	const trimmed = text.trim();
	if (trimmed === "" || trimmed.length > 200) return undefined;
	const parts = readIso(trimmed) ?? readRfc822(trimmed);
	const found =
		parts === undefined
			? readDate(trimmed, { reference, timeZone, relative: true })
			: finished(parts, timeZone);
	if (found === undefined || found.instant < earliest || found.instant > reference + day) return undefined;
	return { instant: found.instant, date: found.date, precision: found.precision };
}

type Parts = {
	year: number;
	month: number;
	day: number;
	hour?: number;
	minute?: number;
	second?: number;
	/** Minutes ahead of UTC; absent where none is written. */
	offset?: number;
};

function finished(parts: Parts, timeZone: TimeZone): FeedDate | undefined {
	const { year, month, day: dayOfMonth, hour, minute = 0, second = 0, offset } = parts;
	if (!isReal(parts)) return undefined;
	if (hour === undefined) {
		const start = toInstant({ year, month, day: dayOfMonth }, timeZone);
		return { instant: start, date: formatLocalDate(year, month, dayOfMonth), precision: "day" };
	}
	const instant =
		offset === undefined
			? toInstant({ year, month, day: dayOfMonth, hour, minute, second: Math.min(second, 59) }, timeZone)
			: Date.UTC(year, month - 1, dayOfMonth, hour, minute - offset, Math.min(second, 59));
	return { instant, date: localDate(instant, timeZone), precision: "instant" };
}

function isReal({
	year,
	month,
	day: dayOfMonth,
	hour = 0,
	minute = 0,
	second = 0,
	offset = 0,
}: Parts): boolean {
	if (month < 1 || month > 12 || dayOfMonth < 1 || hour > 24 || minute > 59 || second > 60) return false;
	return dayOfMonth <= new Date(Date.UTC(year, month, 0)).getUTCDate() && Math.abs(offset) <= 15 * 60;
}

const iso =
	/^(\d{4})(?:-?(\d{2})(?:-?(\d{2})(?:(?:[Tt]|\s+)(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(Z|z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?)?)?$/u;

function readIso(text: string): Parts | undefined {
	const match = iso.exec(text);
	if (match === null) return undefined;
	const [, year, month, dayOfMonth, hour, minute, second, zone] = match;
	const date = { year: Number(year), month: Number(month ?? 1), day: Number(dayOfMonth ?? 1) };
	return hour === undefined ? date : withTime(date, [hour, minute, second], zone);
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/** RFC 822 §5.1, and the names that feeds use besides. Hours ahead of UTC. */
const zones: Readonly<Record<string, number>> = {
	UT: 0,
	UTC: 0,
	GMT: 0,
	Z: 0,
	WET: 0,
	WEST: 1,
	BST: 1,
	CET: 1,
	MET: 1,
	CEST: 2,
	MEST: 2,
	MESZ: 2,
	EET: 2,
	EEST: 3,
	MSK: 3,
	AST: 3,
	GST: 4,
	EST: -5,
	EDT: -4,
	ET: -5,
	CST: -6,
	CDT: -5,
	CT: -6,
	MST: -7,
	MDT: -6,
	MT: -7,
	PST: -8,
	PDT: -7,
	PT: -8,
	AKST: -9,
	AKDT: -8,
	HST: -10,
	JST: 9,
	KST: 9,
};

/**
 * `Wed, 22 Mar 2023 10:05:00 +0300` and its relatives: the parts are known by their looks, so that `Mar 22 2023`, a
 * comma too many and asctime's year at the end are all the same.
 */
function readRfc822(text: string): Parts | undefined {
	return readStrictRfc822(text) ?? readLooseRfc822(text);
}

/** What nine of ten feeds write, and reading dates is a tenth of reading a feed. */
function readStrictRfc822(text: string): Parts | undefined {
	const match =
		/^(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) (GMT|[+-]\d{4})$/u.exec(
			text,
		);
	if (match === null) return undefined;
	const [, day, month = "", year, hour, minute, second, zone] = match;
	const date = { year: Number(year), month: monthNumber(month), day: Number(day) };
	return withTime(date, [hour, minute, second], zone);
}

function readLooseRfc822(text: string): Parts | undefined {
	const time = /(?:^|[\sT,])(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?(?!:?\d)(?:\s*([ap])\.?m\b\.?)?/iu.exec(
		text,
	);
	const clock = time === null ? text : text.replace(time[0], " ");
	const zone =
		/(?:\b(?:GMT|UTC))?([+-]\d{2}:?\d{2})\b|\b([A-Z]{1,4})$|\b(GMT|UTC|EST|EDT|[CMP][SD]T)\b/u.exec(clock);
	const rest = (zone === null ? clock : clock.replace(zone[0], " ")).replace(/,/gu, " ").trim();
	const words = rest.split(/\s+/u).filter((word) => !weekdays.test(word));
	const month = words.findIndex((word) => monthNumber(word) > 0);
	const numbers = words.filter((_, index) => index !== month);
	if (month < 0 || numbers.length !== 2 || !numbers.every((word) => /^\d{1,4}$/u.test(word)))
		return undefined;
	const [first = "", second = ""] = numbers;
	const [dayOfMonth, year] = first.length > 2 ? [second, first] : [first, second];
	const date = { year: fullYear(year), month: monthNumber(words[month] ?? ""), day: Number(dayOfMonth) };
	if (time === null) return date;
	const hour = hourOf24(Number(time[1]), time[4]?.toLowerCase());
	return withTime(date, [hour, time[2], time[3]], zone?.[1] ?? zone?.[2] ?? zone?.[3]);
}

/** Some write `22:05 PM`: what is no hour of twelve stays. */
function hourOf24(hour: number, half: string | undefined): string {
	if (half === undefined || hour < 1 || hour > 12) return String(hour);
	return String((hour % 12) + (half === "p" ? 12 : 0));
}

const weekdays = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?$/iu;

function monthNumber(word: string): number {
	if (!/^[a-z]{3,9}\.?$/iu.test(word)) return 0;
	return months.indexOf(word.slice(0, 3).toLowerCase()) + 1;
}

/** RFC 822 wrote years with two digits. */
function fullYear(year: string): number {
	const value = Number(year);
	return year.length > 2 ? value : value + (value < 70 ? 2000 : 1900);
}

function withTime(
	date: Pick<Parts, "year" | "month" | "day">,
	[hour, minute, second]: readonly (string | undefined)[],
	zone: string | undefined,
): Parts | undefined {
	const { year, month, day } = date;
	const time: Parts = {
		year,
		month,
		day,
		hour: Number(hour),
		minute: Number(minute),
		second: Number(second ?? 0),
	};
	if (zone === undefined) return time;
	const named = zones[zone.toUpperCase()];
	if (named !== undefined) {
		time.offset = named * 60;
		return time;
	}
	const numeric = /^([+-])(\d{2}):?(\d{2})?$/u.exec(zone);
	if (numeric === null) return time;
	const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
	if (Number(numeric[3] ?? 0) > 59) return undefined;
	time.offset = numeric[1] === "-" ? -minutes : minutes;
	return time;
}
