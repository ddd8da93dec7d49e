import type { Instant, LocalDate } from "../../domain/time.ts";
import { fromHijri } from "../hijri.ts";
import { englishWeekdays, weekdaySpellings, weekdays } from "../months.ts";
import { joiningWords, labelWords, publishWords, updateWords } from "./date-labels.ts";
import { buildLexicon, isWord, type Token } from "./date-tokens.ts";
import { findDay, type PrintedDay } from "./find-days.ts";
import { findTime, type PrintedTime, readTime } from "./find-times.ts";
import { findZone } from "./find-zones.ts";
import { existingDate } from "./read-terse.ts";

/** A day or a time in the order of the text. `update`: it stands behind words such as آخر تحديث. */
export type DayItem = { kind: "day"; day: PrintedDay; date: LocalDate; update: boolean };
export type TimeItem = { kind: "time"; time: PrintedTime; update: boolean };
export type Item = DayItem | TimeItem;

/** Every spelling of a day of the week, 0 for Sunday. */
export const weekdayLexicon = buildLexicon(
	weekdays.map((name, place) => [name, englishWeekdays[place] ?? name, ...(weekdaySpellings[place] ?? [])]),
	(place) => place,
);

/** All days and times of a text. `impossible` when one that looks like a date, or the time that belongs to it, is none. */
export function findItems(tokens: readonly Token[], reference: Instant): Item[] | "impossible" {
	const items: Item[] = [];
	let update = false;
	let index = 0;
	while (index < tokens.length) {
		update = updateAt(tokens[index], update);
		const day = findDay(tokens, index, reference);
		if (day === "impossible") return day;
		if (day !== undefined) {
			const date = dateOf(day);
			if (date !== undefined && isCountedWeekday(tokens, day, date)) {
				index = day.end;
				continue;
			}
			if (date === undefined && !day.shortYear) return "impossible";
			if (date !== undefined) items.push({ kind: "day", day, date, update });
			index = day.end;
			continue;
		}
		const time = zonedTime(tokens, index) ?? readTime(tokens, index);
		if (time === "impossible" && isAtDay(items.at(-1), index)) return time;
		if (time === undefined || time === "impossible") {
			index++;
			continue;
		}
		items.push({ kind: "time", time, update });
		index = time.end;
	}
	return items.some((item) => item.kind === "day" && item.day.shortYear) && !isDateOnly(tokens, items)
		? items.filter((item) => item.kind === "time" || !item.day.shortYear)
		: items;
}

function updateAt(token: Token | undefined, before: boolean): boolean {
	if (isWord(token, updateWords)) return true;
	return isWord(token, publishWords) ? false : before;
}

/** الثلاثاء الثالث من أيلول 2014, whose third is no Tuesday, names the third Tuesday: not a printed date. */
function isCountedWeekday(tokens: readonly Token[], day: PrintedDay, date: LocalDate): boolean {
	const weekday = weekdayLexicon.get(tokens[day.start - 1]?.text ?? "");
	if (weekday === undefined || tokens[day.start]?.kind !== "word" || day.day > 5) return false;
	return new Date(Date.parse(date)).getUTCDay() !== weekday;
}

function dateOf(day: PrintedDay): LocalDate | undefined {
	return day.calendar === "hijri" ? fromHijri(day) : existingDate(day.year, day.month, day.day);
}

/** `GMT 17:27`. */
function zonedTime(tokens: readonly Token[], index: number): PrintedTime | undefined {
	if (tokens[index]?.kind !== "word") return undefined;
	const zone = findZone(tokens, index);
	if (zone === undefined || zone === "impossible") return undefined;
	const time = findTime(tokens, zone.end);
	return time === undefined || time.zone !== undefined
		? undefined
		: { ...time, start: index, zone: zone.zone };
}

function isAtDay(item: Item | undefined, index: number): boolean {
	return item?.kind === "day" && index - item.day.end <= 2;
}

/** Nothing is printed but days, times and the words that go with them. */
function isDateOnly(tokens: readonly Token[], items: readonly Item[]): boolean {
	const spans = items.map((item) => (item.kind === "day" ? item.day : item.time));
	return tokens.every(
		(token, index) =>
			token.kind === "mark" ||
			(token.kind === "word" &&
				(weekdayLexicon.has(token.text) || labelWords.has(token.text) || joiningWords.has(token.text))) ||
			spans.some(({ start, end }) => index >= start && index < end),
	);
}
