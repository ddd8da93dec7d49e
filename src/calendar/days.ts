import { TZDateMini } from "@date-fns/tz";
import { add, type Duration, getDay } from "date-fns";
import type { LocalDate } from "../domain/time.ts";
import { formatLocalDate, splitLocalDate } from "./zone.ts";

/** A day so many days, weeks, months or years away (negative: before); in a month that is too short, its last day. */
export function addToDate(
	date: LocalDate,
	amount: Pick<Duration, "days" | "weeks" | "months" | "years">,
): LocalDate {
	const moved = add(onCalendar(date), amount);
	return formatLocalDate(moved.getFullYear(), moved.getMonth() + 1, moved.getDate());
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(date: LocalDate): number {
	return getDay(onCalendar(date));
}

/** The day in UTC, where no clock is ever changed: calendar arithmetic has nothing to do with any zone. */
function onCalendar(date: LocalDate): Date {
	const { year, month, day } = splitLocalDate(date);
	return new TZDateMini(year, month - 1, day, "UTC");
}
