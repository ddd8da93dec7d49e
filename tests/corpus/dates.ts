import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type ReadDate, readDate } from "../../src/calendar/read-date.ts";
import { textDateOptions } from "../../src/cli/text.ts";
import type { Row } from "./dumps.ts";

/** A string in a date's place; `wanted` undefined: it has to be refused. */
type Case = { set: string; input: string; reference: number; zone: string; wanted: Wanted | undefined };
/** A day as printed there, an instant, or an instant of which the minute counts. */
type Wanted = { day: string } | { instant: number } | { minute: number };

export type DateMiss = { set: string; input: string; wanted: unknown; got: string | undefined };

const day = 86_400_000;
/** When a page or feed was read that says nothing of it itself. */
const now = Date.UTC(2026, 0, 1);
const noon = Date.UTC(2024, 4, 15, 12);

/**
 * Scores date strings as `barqiya text date` reads them, the same for all sets: what real pages print, relative and
 * Hijri dates (dateparser), days and times of speech (duckling), what feeds hold (feedparser) and what is no date.
 */
export async function scoreDates(folder: string, misses: DateMiss[] = []): Promise<Row[]> {
	const cases = [
		...(await realCases(folder)),
		...(await dateparserCases(folder)),
		...(await ducklingCases(folder)),
		...(await feedparserCases(folder)),
	];
	for (const { set, input, reference, zone, wanted } of cases) {
		const got = readDate(input, textDateOptions({ reference, timeZone: zone }));
		if (!isRight(got, wanted)) {
			misses.push({ set, input, wanted, got: got && new Date(got.instant).toISOString() });
		}
	}
	const rows = [...new Set(cases.map(({ set }) => set))].map((set) => {
		const n = cases.filter((one) => one.set === set).length;
		const wrong = misses.filter((one) => one.set === set).length;
		return { set: `dates: ${set}`, n, measure: "read", value: 1 - wrong / n, ...bars[set] };
	});
	const wrongDates = misses.filter(({ wanted, got }) => wanted === undefined && got !== undefined).length;
	const refused = cases.filter(({ wanted }) => wanted === undefined).length;
	return [
		...rows,
		{
			set: "dates: all",
			n: cases.length,
			measure: "read",
			value: 1 - misses.length / cases.length,
			bar: 0.95,
		},
		{ set: "dates: all", n: refused, measure: "refused", value: 1 - wrongDates / refused, bar: 1 },
	];
}

/** A set of a handful has no bar of its own: one string would break it. */
const bars: Readonly<Record<string, { bar: number }>> = {
	"real pages": { bar: 0.95 },
	"speech (duckling)": { bar: 0.95 },
	"feeds (feedparser)": { bar: 0.95 },
};

function isRight(got: ReadDate | undefined, wanted: Wanted | undefined): boolean {
	if (wanted === undefined || got === undefined) return got === wanted;
	if ("day" in wanted) return got.date === wanted.day;
	if ("instant" in wanted) return got.instant === wanted.instant;
	return Math.floor(got.instant / 60_000) === Math.floor(wanted.minute / 60_000);
}

async function realCases(folder: string): Promise<Case[]> {
	const gold = await readJson<{ input: string; iso: string }[]>(
		folder,
		"arabic-dates/real_date_strings.json",
	);
	return gold.map(({ input, iso }) => {
		const zoned = /(?:Z|[+-]\d\d:?\d\d)$/u.test(iso);
		const wanted = iso.length === 10 ? { day: iso } : { instant: Date.parse(zoned ? iso : `${iso}Z`) };
		return { set: "real pages", input, reference: now, zone: "UTC", wanted };
	});
}

type Dateparser = {
	relative: { input: string; ago: Readonly<Record<string, number>> }[];
	hijri: { input: string; datetime: number[] }[];
};

async function dateparserCases(folder: string): Promise<Case[]> {
	const gold = await readJson<Dateparser>(folder, "arabic-dates/dateparser_ar.json");
	const place = { reference: noon, zone: "UTC" };
	return [
		...gold.relative.map(({ input, ago }) => ({ ...place, set: "relative", input, wanted: before(ago) })),
		...gold.hijri.map(({ input, datetime: [year = 0, month = 1, of = 1, hour = 0, minute = 0] }) => ({
			...place,
			set: "Hijri",
			input,
			wanted: { instant: Date.UTC(year, month - 1, of, hour, minute) },
		})),
	];
}

/** Hours and less are an instant; days and more are a day. */
function before(ago: Readonly<Record<string, number>>): Wanted {
	const { years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0 } = ago;
	if (hours + minutes + seconds > 0) {
		return { minute: noon - ((hours * 60 + minutes) * 60 + seconds) * 1000 - (days + weeks * 7) * day };
	}
	const at = new Date(noon);
	at.setUTCFullYear(at.getUTCFullYear() - years, at.getUTCMonth() - months);
	return { day: new Date(at.getTime() - (days + weeks * 7) * day).toISOString().slice(0, 10) };
}

type Duckling = { examples: { kind: string; value: number[][]; grain: string; inputs: string[] }[] };

async function ducklingCases(folder: string): Promise<Case[]> {
	const { examples } = await readJson<Duckling>(folder, "arabic-dates/duckling_ar.json");
	const reference = Date.parse("2013-02-12T04:30:00-02:00");
	return examples
		.filter(({ kind, grain }) => kind === "datetime" && /^(?:Day|Hour|Minute|Second)$/u.test(grain))
		.flatMap(({ value, grain, inputs }) => {
			const [year = 0, month = 1, of = 1, hour = 0, minute = 0] = value[0] ?? [];
			const wanted =
				grain === "Day"
					? { day: new Date(Date.UTC(year, month - 1, of)).toISOString().slice(0, 10) }
					: { minute: Date.UTC(year, month - 1, of, hour + 2, minute) };
			const place = { set: "speech (duckling)", reference, zone: "Etc/GMT+2", wanted };
			return inputs.map((input) => ({ ...place, input }));
		});
}

async function feedparserCases(folder: string): Promise<Case[]> {
	type Gold = { input: string; utc_struct: number[] | null }[];
	const gold = await readJson<Gold>(folder, "feedparser/date_parsers.json");
	return gold.map(({ input, utc_struct: struct }) => {
		const [year = 0, month = 1, of = 1, hour = 0, minute = 0, second = 0] = struct ?? [];
		const wanted =
			struct === null ? undefined : { instant: Date.UTC(year, month - 1, of, hour, minute, second) };
		return { set: "feeds (feedparser)", input, reference: now, zone: "UTC", wanted };
	});
}

async function readJson<T>(folder: string, file: string): Promise<T> {
	return JSON.parse(await readFile(join(folder, file), "utf8")) as T;
}
