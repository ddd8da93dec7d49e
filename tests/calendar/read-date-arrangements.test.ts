import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeDigits } from "../../src/calendar/count.ts";
import { toHijri } from "../../src/calendar/hijri.ts";
import {
	gregorianMonths,
	hijriMonths,
	levantineMonths,
	maghrebiMonths,
	weekdays,
} from "../../src/calendar/months.ts";
import { readDate } from "../../src/calendar/read-date.ts";
import { localDate } from "../../src/calendar/zone.ts";

const zone = "UTC";
const reference = Date.UTC(2036, 0, 1);

type Moment = { instant: number; y: number; m: number; d: number; weekday: string; hijri: string };

const moments = fc.integer({ min: Date.UTC(1996, 0, 1), max: Date.UTC(2035, 0, 1) }).map((at): Moment => {
	const instant = at - (at % 60_000);
	const date = new Date(instant);
	const hijri = toHijri(localDate(instant, zone));
	return {
		instant,
		y: date.getUTCFullYear(),
		m: date.getUTCMonth() + 1,
		d: date.getUTCDate(),
		weekday: weekdays[date.getUTCDay()] ?? "",
		hijri: `${hijri.day} ${hijriMonths[hijri.month - 1]} ${hijri.year}هـ`,
	};
});

const name = (names: readonly string[], { m }: Moment) => names[m - 1] ?? "";
const two = (n: number) => String(n).padStart(2, "0");

/** Every way to print a day; each is combined with every way to print a time. */
const days: Readonly<Record<string, (at: Moment) => string>> = {
	strokes: ({ y, m, d }) => `${two(d)}/${two(m)}/${y}`,
	"spaced strokes": ({ y, m, d }) => `${d} / ${m} / ${y}`,
	dashes: ({ y, m, d }) => `${d}-${m}-${y}`,
	"spaced dashes": ({ y, m, d }) => `${two(d)} - ${two(m)} - ${y}`,
	points: ({ y, m, d }) => `${two(d)}.${two(m)}.${y}`,
	"year first": ({ y, m, d }) => `${y}/${two(m)}/${two(d)}`,
	iso: ({ y, m, d }) => `${y}-${two(m)}-${two(d)}`,
	long: (at) => `${at.weekday} ${at.d} ${name(gregorianMonths, at)} ${at.y}`,
	commas: (at) => `${at.weekday}، ${two(at.d)} ${name(gregorianMonths, at)}، ${at.y}`,
	"no spaces": (at) => `${at.d}${name(gregorianMonths, at)}${at.y}`,
	joined: (at) => `${at.d}-${name(gregorianMonths, at)}-${at.y}`,
	"month first": (at) => `${name(gregorianMonths, at)} ${at.d}, ${at.y}`,
	dual: (at) => `${at.d} ${name(levantineMonths, at)}/${name(gregorianMonths, at)} ${at.y}`,
	"dual in brackets": (at) => `${at.d} ${name(gregorianMonths, at)} (${name(levantineMonths, at)}) ${at.y}`,
	"dual apart": (at) =>
		`${at.weekday} ${at.d} ${name(levantineMonths, at)} / ${name(gregorianMonths, at)} ${at.y}`,
	levantine: (at) => `${at.weekday} ${at.d} ${name(levantineMonths, at)} ${at.y}`,
	maghrebi: (at) => `${at.weekday} ${at.d} ${name(maghrebiMonths, at)} ${at.y}`,
	"with an era": (at) => `${at.d} ${name(gregorianMonths, at)} ${at.y}م`,
	"with من": (at) => `${at.weekday} الموافق ${at.d} من ${name(gregorianMonths, at)} عام ${at.y}`,
	hijri: (at) => at.hijri,
	"both, Hijri first": (at) => `${at.hijri} - ${two(at.d)} ${name(gregorianMonths, at)} ${at.y}م`,
	"both, Hijri last": (at) =>
		`${at.weekday} ${at.d} ${name(gregorianMonths, at)} ${at.y}م الموافق ${at.hijri}`,
};

const clock = (at: number) => {
	const date = new Date(at);
	const hour = date.getUTCHours();
	return { hour, minute: two(date.getUTCMinutes()), face: hour % 12 === 0 ? 12 : hour % 12, pm: hour >= 12 };
};
const times: Readonly<Record<string, (at: number) => string>> = {
	"24 hours": (at) => `${two(clock(at).hour)}:${clock(at).minute}`,
	labelled: (at) => `الساعة ${clock(at).hour}:${clock(at).minute}`,
	letters: (at) => `${clock(at).face}:${clock(at).minute} ${clock(at).pm ? "م" : "ص"}`,
	words: (at) => `${two(clock(at).face)}:${clock(at).minute} ${clock(at).pm ? "مساءً" : "صباحًا"}`,
	"the Latin half": (at) => `${clock(at).face}:${clock(at).minute}${clock(at).pm ? "PM" : "AM"}`,
	greenwich: (at) => `${two(clock(at).hour)}:${clock(at).minute} بتوقيت غرينتش`,
	gmt: (at) => `${two(clock(at).hour)}:${clock(at).minute} GMT`,
	"in Mecca": (at) => `${two(clock(at + 3 * 3_600_000).hour)}:${clock(at).minute} (غرينتش+3)`,
};

const joints = [" ", " - ", " | ", "، ", "  ", ", "];
const labels = ["", "نشر في: ", "تم النشر: ", "تاريخ النشر ", "كتبت سلمى ناصر - ", "(", "الرباط - "];
const inDigits = (text: string, set: string) => (set === "arabic" ? writeDigits(text, "arabic") : text);

describe("any arrangement of a printed date", () => {
	const digits = fc.constantFrom("latin", "arabic");
	const label = fc.constantFrom(...labels);

	it("without a time is read as its day", () => {
		fc.assert(
			fc.property(moments, fc.constantFrom(...Object.values(days)), label, digits, (at, day, before, set) => {
				const text = inDigits(`${before}${day(at)}`, set);
				const found = readDate(text, { reference, timeZone: zone });
				expect([text, found?.date, found?.precision]).toEqual([text, localDate(at.instant, zone), "day"]);
			}),
			{ numRuns: 2000 },
		);
	});

	it("with a time behind it is read to the minute", () => {
		fc.assert(
			fc.property(
				moments,
				fc.constantFrom(...Object.values(days)),
				fc.constantFrom(...Object.values(times)),
				fc.constantFrom(...joints),
				label,
				digits,
				(at, day, time, joint, before, set) => {
					const moved = time === times["in Mecca"] && clock(at.instant).hour >= 21;
					const text = inDigits(`${before}${day(at)}${joint}${time(at.instant)}`, set);
					const found = readDate(text, { reference, timeZone: zone });
					const wanted = moved ? at.instant - 86_400_000 : at.instant;
					expect([text, found?.instant]).toEqual([text, wanted]);
				},
			),
			{ numRuns: 4000 },
		);
	});

	it("with a time before it, too", () => {
		fc.assert(
			fc.property(
				moments,
				fc.constantFrom(...Object.entries(days).filter(([form]) => form !== "month first")),
				fc.constantFrom(...Object.entries(times).filter(([form]) => form !== "in Mecca")),
				fc.constantFrom(" ", " - ", " | ", "، "),
				digits,
				(at, [, day], [, time], joint, set) => {
					const text = inDigits(`${time(at.instant)}${joint}${day(at)}`, set);
					const found = readDate(text, { reference, timeZone: zone });
					expect([text, found?.instant]).toEqual([text, at.instant]);
				},
			),
			{ numRuns: 3000 },
		);
	});
});
