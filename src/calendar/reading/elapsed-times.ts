import type { Instant, LocalDate, TimeZone } from "../../domain/time.ts";
import { addToDate } from "../days.ts";
import { localDate } from "../zone.ts";
import { buildLexicon, phraseAt, type Token } from "./date-tokens.ts";
import { cardinalAt } from "./number-words.ts";

/** `instant` for what is counted by the clock, `day` for what is counted in days. */
export type Elapsed = { kind: "instant"; instant: Instant } | { kind: "day"; date: LocalDate };

type Unit = "second" | "minute" | "hour" | "day" | "week" | "month" | "year";
type Amount = { unit: Unit; count: number; end: number };

const DAY = 86_400_000;
const MS: Readonly<Partial<Record<Unit, number>>> = { second: 1000, minute: 60_000, hour: 3_600_000 };
const UNITS: readonly Unit[] = ["second", "minute", "hour", "day", "week", "month", "year"];
/** More than this, by the clock and in days, is nothing that somebody prints. */
const HIGHEST = { clock: 10_000, days: 1000 };

const singular = lexicon([
	"ثانية|second|seconde",
	"دقيقة|د|minute|min|دقيقه",
	"ساعة|hour|heure|hr|h|س",
	"يوم|يوما|day|jour",
	"أسبوع|أسبوعا|week|semaine",
	"شهر|شهرا|month|mois",
	"سنة|عام|عاما|year|an|année",
]);
const dual = lexicon([
	"ثانيتين|ثانيتان",
	"دقيقتين|دقيقتان",
	"ساعتين|ساعتان",
	"يومين|يومان",
	"أسبوعين|أسبوعان",
	"شهرين|شهران",
	"سنتين|سنتان|عامين|عامان",
]);
const plural = lexicon([
	"ثوان|ثواني|seconds|secondes|secs",
	"دقائق|دقايق|minutes|mins",
	"ساعات|hours|heures|hrs",
	"أيام|days|jours",
	"أسابيع|weeks|semaines",
	"أشهر|شهور|months|mois",
	"سنوات|سنين|أعوام|years|ans",
]);
const fractions = new Map([
	["نصف", 0.5],
	["نص", 0.5],
	["ربع", 0.25],
	["ثلث", 1 / 3],
	["half", 0.5],
]);
const ago = buildLexicon(
	[
		["منذ", "قبل", "من", "مضى", "il y a", "depuis"],
		["بعد", "in"],
	],
	(place) => (place === 0 ? -1 : 1),
);
const behind = new Set(["ago", "مضت", "مضي", "مضين"]);
const justNow = phrases(
	"الآن|حالا|للتو|توا|في هذه اللحظة|هذه اللحظة|قبل قليل|منذ قليل|قبل لحظات|منذ لحظات|منذ لحظة|قبل ثوان|منذ ثوان|منذ ثواني|just now|now|maintenant",
);

/** `منذ ساعتين`, `قبل 3 أيام`, `منذ ساعة ونصف`, `2 hours ago`, `قبل قليل`: when all of the text says this. */
export function readElapsed(
	tokens: readonly Token[],
	reference: Instant,
	zone: TimeZone,
): Elapsed | undefined {
	const now = phraseAt(tokens, 0, justNow);
	if (now !== undefined && now.end === tokens.length) return { kind: "instant", instant: reference };
	const before = phraseAt(tokens, 0, ago);
	const words = before === undefined ? tokens.slice(0, -1) : tokens;
	if (before === undefined && !behind.has(tokens.at(-1)?.text ?? "")) return undefined;
	const amounts = amountsAt(words, before?.end ?? 0);
	return amounts && elapsed(amounts, before?.value ?? -1, reference, zone);
}

function elapsed(
	amounts: readonly Amount[],
	sign: number,
	reference: Instant,
	zone: TimeZone,
): Elapsed | undefined {
	const clock = amounts.every(({ unit }) => MS[unit] !== undefined);
	if (clock) {
		const ms = amounts.reduce((sum, { unit, count }) => sum + count * (MS[unit] ?? 0), 0);
		return { kind: "instant", instant: reference + sign * Math.round(ms) };
	}
	const [first, ...rest] = amounts;
	// Of يوم وثلاث ساعات the hours may change the day: it is counted by the clock.
	if (first?.unit === "day" && rest.every(({ unit }) => MS[unit] !== undefined)) {
		const ms = rest.reduce((sum, { unit, count }) => sum + count * (MS[unit] ?? 0), first.count * DAY);
		if (rest.length > 0 || !Number.isInteger(first.count)) {
			return { kind: "instant", instant: reference + sign * Math.round(ms) };
		}
	}
	if (first === undefined || rest.length > 0 || !Number.isInteger(first.count)) return undefined;
	return { kind: "day", date: shift(localDate(reference, zone), first.unit, sign * first.count) };
}

/** A day so many days, weeks, months or years away; of a month too short its last day. */
export function shift(date: LocalDate, unit: Unit, count: number): LocalDate {
	switch (unit) {
		case "day":
			return addToDate(date, { days: count });
		case "week":
			return addToDate(date, { weeks: count });
		case "month":
			return addToDate(date, { months: count });
		case "year":
			return addToDate(date, { years: count });
		default:
			return date;
	}
}

/** One amount after the other, joined by و, up to the end of the text. */
function amountsAt(tokens: readonly Token[], index: number): Amount[] | undefined {
	const amounts: Amount[] = [];
	let at = index;
	while (at < tokens.length) {
		const rest = amounts.length === 0 ? tokens.slice(at, at + 5) : withoutAnd(tokens.slice(at, at + 6));
		const skipped = at + (amounts.length > 0 && tokens[at]?.text === "و" ? 1 : 0);
		const last = amounts.at(-1);
		const fraction = last === undefined ? undefined : fractions.get(rest[0]?.text.replace(/^ال/, "") ?? "");
		if (last !== undefined && fraction !== undefined) {
			amounts.splice(-1, 1, { ...last, count: last.count + fraction });
			at = isNounAgain(rest[1]?.text, last.unit) ? skipped + 2 : skipped + 1;
			continue;
		}
		const amount = amountAt(rest);
		if (amount === undefined) return undefined;
		amounts.push(amount);
		at = skipped + amount.end;
	}
	return amounts.length > 0 ? amounts : undefined;
}

/** ساعة ونصف الساعة. */
function isNounAgain(word: string | undefined, unit: Unit): boolean {
	return word !== undefined && singular.get(word.replace(/^ال/, "")) === unit;
}

/** `ساعتين`, `ساعة`, `3 أيام`, `ثلاث ساعات`, `نصف ساعة`, `an hour`. */
function amountAt(tokens: readonly Token[]): Amount | undefined {
	const [first, second] = tokens;
	if (first === undefined) return undefined;
	const article = first.text === "a" || first.text === "an" || first.text === "une" || first.text === "un";
	if (article) return counted(tokens, 1, 1);
	const two = dual.get(first.text);
	if (two !== undefined) return { unit: two, count: 2, end: 1 };
	const one = singular.get(first.text);
	if (one !== undefined)
		return { unit: one, count: 1, end: second?.text === "واحده" || second?.text === "واحد" ? 2 : 1 };
	const half = fractions.get(first.text);
	if (half !== undefined) return counted(tokens, 1, half);
	const words = first.kind === "number" ? { value: first.value, end: 1 } : cardinalAt(tokens, 0);
	return words === undefined ? undefined : counted(tokens, words.end, words.value);
}

function counted(tokens: readonly Token[], at: number, count: number): Amount | undefined {
	const name = tokens[at]?.text ?? "";
	const unit = singular.get(name.replace(/^ال/, "")) ?? singular.get(name) ?? plural.get(name);
	if (unit === undefined || count > (MS[unit] === undefined ? HIGHEST.days : HIGHEST.clock)) return undefined;
	return { unit, count, end: at + 1 };
}

function withoutAnd(tokens: readonly Token[]): Token[] {
	const [first, ...rest] = tokens;
	if (first?.kind !== "word" || !first.text.startsWith("و")) return [];
	return first.text === "و" ? rest : [{ ...first, text: first.text.slice(1) }, ...rest];
}

function lexicon(lists: readonly string[]): Map<string, Unit> {
	return buildLexicon(
		lists.map((words) => words.split("|")),
		(place) => UNITS[place] ?? "day",
	);
}

function phrases(words: string): Map<string, true> {
	return buildLexicon([words.split("|")], () => true);
}
