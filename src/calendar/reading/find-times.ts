import { isLatin, isMark, isWord, numberAt, type Span, type Token } from "./date-tokens.ts";
import { findZone, type PrintedZone } from "./find-zones.ts";
import { halfAt, halfBefore, hourOfDay } from "./halves-of-day.ts";
import { spokenClock } from "./spoken-clock.ts";

/** A printed time of day. `hour` may be 24, at midnight. */
export type PrintedTime = Span & { hour: number; minute: number; second: number; zone?: PrintedZone };

type Clock = Span & { hour: number; minute: number; second: number; certain: boolean };
/** Where the hour stands behind this word it needs no minutes. */
const HOUR_WORDS = new Set(["الساعه"]);

/**
 * The time of day printed at `index`, with the half of the day and the zone that belong to it. `impossible` is what
 * looks like a time and can be none, e.g. 10:61 or 1:2:3:4.
 */
export function findTime(tokens: readonly Token[], index: number): PrintedTime | undefined {
	const found = readTime(tokens, index);
	return found === "impossible" ? undefined : found;
}

export function readTime(tokens: readonly Token[], index: number): PrintedTime | "impossible" | undefined {
	const clock =
		compactClock(tokens, index) ?? clockAt(tokens, index) ?? spoken(tokens, index) ?? bareHour(tokens, index);
	if (clock === undefined || clock === "impossible") return clock;
	const behind = halfAt(tokens, clock.end, clock.hour);
	const before = behind === undefined ? halfBefore(tokens, index, clock.hour) : undefined;
	if (!clock.certain && behind === undefined && before === undefined) return undefined;
	const end = behind?.end ?? clock.end;
	const hour = hourOfDay(clock.hour, behind?.half ?? before);
	if (hour === undefined || !isClock(hour, clock.minute, clock.second)) return "impossible";
	const zone = findZone(tokens, end);
	if (zone === "impossible") return zone;
	return {
		start: index,
		end: zone?.end ?? end,
		hour,
		minute: clock.minute,
		second: clock.second,
		...(zone && { zone: zone.zone }),
	};
}

/** `171800`, `1718`, `17` behind the T of ISO 8601. */
function compactClock(tokens: readonly Token[], index: number): Clock | undefined {
	const digits = tokens[index];
	const t = tokens[index - 1];
	if (digits?.kind !== "number" || digits.spaced || t?.text !== "t") return undefined;
	if (digits.text.length % 2 === 1 || digits.text.length > 6 || isMark(tokens[index + 1], ":"))
		return undefined;
	return {
		start: index,
		end: fractionEnd(tokens, index + 1),
		hour: Number(digits.text.slice(0, 2)),
		minute: Number(digits.text.slice(2, 4)),
		second: Number(digits.text.slice(4, 6)),
		certain: true,
	};
}

/** `9:05`, `09:05:30.12`, `17h30`, and `5.30` where a half of the day or الساعة stands by it. */
function clockAt(tokens: readonly Token[], index: number): Clock | "impossible" | undefined {
	const hour = numberAt(tokens, index, 1, 2);
	const colon = tokens[index + 1];
	const minute = numberAt(tokens, index + 2, 1, 2);
	if (hour === undefined || minute === undefined || colon === undefined || isInside(tokens, index))
		return undefined;
	const french = colon.text === "h";
	const dotted = colon.text === "." && !colon.spaced && !minute.spaced;
	if (!isMark(colon, ":") && !french && !dotted) return undefined;
	if (minute.text.length !== 2) return dotted ? undefined : "impossible";
	const next = tokens[index + 3];
	const parts = { start: index, hour: hour.value, minute: minute.value };
	if (dotted) {
		const labelled = isWord(tokens[index - 1], HOUR_WORDS);
		if (isMark(next, "./-:") && !next.spaced && tokens[index + 4]?.kind === "number") return undefined;
		return { ...parts, end: index + 3, second: 0, certain: labelled };
	}
	const second = isMark(next, ":") ? tokens[index + 4] : undefined;
	if (second === undefined || second.kind !== "number") {
		return { ...parts, end: index + 3, second: 0, certain: true };
	}
	if (second.text.length !== 2) return "impossible";
	const end = fractionEnd(tokens, index + 5);
	if (isMark(tokens[end], ":") && tokens[end + 1]?.kind === "number") return "impossible";
	return { ...parts, end, second: second.value, certain: true };
}

/** `الثالثة والنصف`, `3 و15 دقيقة`. */
function spoken(tokens: readonly Token[], index: number): Clock | undefined {
	const labelled = isWord(tokens[index - 1], HOUR_WORDS);
	const clock = spokenClock(tokens, index, labelled);
	return clock && { ...clock, start: index, second: 0, certain: labelled };
}

/** `الساعة 5`, `5 مساءً`: an hour without minutes needs one of the two. */
function bareHour(tokens: readonly Token[], index: number): Clock | undefined {
	const hour = numberAt(tokens, index, 1, 2);
	if (hour === undefined || isInside(tokens, index)) return undefined;
	const next = tokens[index + 1];
	if (isMark(next, ":/.,") && !next.spaced && tokens[index + 2]?.kind === "number") return undefined;
	const labelled = isWord(tokens[index - 1], HOUR_WORDS);
	return { start: index, end: index + 1, hour: hour.value, minute: 0, second: 0, certain: labelled };
}

/** The number belongs to a longer chain that began before it. */
function isInside(tokens: readonly Token[], index: number): boolean {
	const before = tokens[index - 1];
	if (before === undefined || tokens[index]?.spaced) return false;
	if (isLatin(before)) return before.text !== "t" && before.text !== "at";
	const further = tokens[index - 2];
	// 22/Mar/2023:10:20 as servers log it.
	if (before.text === ":" && further?.text.length === 4) return false;
	return isMark(before, ":.+") && further?.kind === "number" && !before.spaced;
}

function fractionEnd(tokens: readonly Token[], index: number): number {
	const point = tokens[index];
	const digits = tokens[index + 1];
	return isMark(point, ".,") && !point.spaced && digits?.kind === "number" && !digits.spaced
		? index + 2
		: index;
}

function isClock(hour: number, minute: number, second: number): boolean {
	if (hour === 24) return minute === 0 && second === 0;
	return hour < 24 && minute < 60 && second <= 60;
}
