import { weekdayLexicon } from "./date-items.ts";
import { buildLexicon, isMark, isWord, numberAt, phraseAt, type Token } from "./date-tokens.ts";
import { dayAt } from "./find-days.ts";
import { type PrintedTime, readTime } from "./find-times.ts";
import { monthAt } from "./month-names.ts";
import { cardinalAt, ordinalAt } from "./number-words.ts";

/** What was said of a day, piece by piece; -1, 0 and 1 are last, this and next. */
export type SpokenDay = {
	/** Days from today: أمس is -1. */
	offset?: number;
	weekday?: number;
	weekdayTurn?: number;
	/** Which such weekday of the month; -1 the last. */
	nth?: number;
	day?: number;
	month?: number;
	monthTurn?: number;
	year?: number;
	yearTurn?: number;
	/** No day was said and `day` is the month's first. */
	monthOnly?: true;
	calendar: "gregorian" | "hijri";
	time?: PrintedTime;
};

type Step = { end: number; said: Partial<SpokenDay> };

const offsets = buildLexicon(
	[
		"أول أمس|أول من أمس|أمس الأول|قبل أمس|أول البارحة|قبل البارحة|القبل البارحة|قبل امبارح|أول امبارح|avant hier",
		"أمس|البارحة|امبارح|بالأمس|ليلة أمس|yesterday|hier",
		"اليوم|هذا اليوم|الليلة|هذا الصباح|هذا المساء|today|aujourd hui",
		"غدا|الغد|غد|يوم غد|بكرة|بكرا|باكر|tomorrow|demain",
		"بعد غد|بعد الغد|بعد بكرة|بعد بكرا",
	].map((words) => words.split("|")),
	(place) => place - 2,
);
const turns = buildLexicon(
	[
		"الماضي|الماضية|السابق|السابقة|الفائت|الفائتة|المنصرم|المنصرمة|الفارط|last",
		"الحالي|الحالية|الجاري|الجارية|هذا|هذه|this",
		"القادم|القادمة|المقبل|المقبلة|التالي|التالية|الجاي|الجاية|next",
	].map((words) => words.split("|")),
	(place) => place - 1,
);
const spans = buildLexicon(
	["الأسبوع|week", "الشهر|شهر|month", "السنة|العام|سنة|عام|year"].map((words) => words.split("|")),
	(place): "week" | "month" | "year" => (["week", "month", "year"] as const)[place] ?? "week",
);
const MIDDLE = new Set(["منتصف", "نصف", "نص"]);
const LAST = new Set(["الاخير", "الاخيره", "اخر"]);
const MONTH_WORD = new Set(["شهر", "الشهر", "لشهر", "بشهر"]);
const YEAR_WORD = new Set(["عام", "سنه", "لعام", "لسنه", "بعام", "بسنه", "العام", "السنه"]);
const DAY_WORD = new Set(["يوم", "اليوم"]);
const FILLERS = new Set(
	"في من يوم بتاريخ تاريخ الموافق عند علي تمام الساعه نشر النشر تم الي اللي ال و صباح مساء ظهر عصر فجر ليل ليله on at le à a".split(
		" ",
	),
);
const HIGHEST_YEAR = 2100;

/** What all of a text says of a day, each rule at the first place where it fits; undefined when a word is left over. */
export function readSpokenDay(tokens: readonly Token[]): SpokenDay | undefined {
	let said: SpokenDay = { calendar: "gregorian" };
	let index = 0;
	let understood = false;
	while (index < tokens.length) {
		const step = nextStep(tokens, index, said);
		if (step === undefined) {
			if (!isMark(tokens[index], ",،-.:|()") && !isWord(tokens[index], FILLERS)) return undefined;
			index++;
			continue;
		}
		// اليوم before قبل أمس is the noun.
		const again = said.offset === 0 ? { ...said, offset: undefined } : said;
		if (
			Object.keys(step.said).some((key) => key !== "calendar" && again[key as keyof SpokenDay] !== undefined)
		) {
			return undefined;
		}
		said = { ...said, ...step.said };
		index = step.end;
		understood = true;
	}
	return understood ? said : undefined;
}

function nextStep(tokens: readonly Token[], index: number, said: SpokenDay): Step | undefined {
	for (const rule of rules) {
		const step = rule(tokens, index, said);
		if (step !== undefined) return step;
	}
	return undefined;
}

const rules: readonly ((tokens: readonly Token[], index: number, said: SpokenDay) => Step | undefined)[] = [
	offsetStep,
	turnedSpanStep,
	nthWeekdayStep,
	weekdayStep,
	dayAndMonthStep,
	numericStep,
	middleStep,
	timeStep,
	dayOfWeekdayStep,
	yearStep,
];

function offsetStep(tokens: readonly Token[], index: number): Step | undefined {
	const found = phraseAt(tokens, index, offsets);
	return found && { end: found.end, said: { offset: found.value } };
}

/** `هذا الشهر`, `السنة القادمة`, `الأسبوع الماضي`; of a week it is the weekday's turn. */
function turnedSpanStep(tokens: readonly Token[], index: number): Step | undefined {
	const before = phraseAt(tokens, index, turns);
	const span = phraseAt(tokens, before?.end ?? index, spans);
	if (span === undefined) return undefined;
	const turn = before ?? phraseAt(tokens, span.end, turns);
	if (turn === undefined) return undefined;
	const end = Math.max(span.end, turn.end);
	if (span.value === "week") return { end, said: { weekdayTurn: turn.value } };
	return { end, said: span.value === "month" ? { monthTurn: turn.value } : { yearTurn: turn.value } };
}

/** `ثالث ثلاثاء`, `ثالث يوم ثلاثاء`, `آخر جمعة`. */
function nthWeekdayStep(tokens: readonly Token[], index: number): Step | undefined {
	const last = isWord(tokens[index], LAST);
	const ordinal = last ? { value: -1, end: index + 1 } : ordinalAt(tokens, index);
	if (ordinal === undefined || ordinal.value > 5) return undefined;
	const at = isWord(tokens[ordinal.end], DAY_WORD) ? ordinal.end + 1 : ordinal.end;
	const weekday = phraseAt(tokens, at, weekdayLexicon);
	return weekday && { end: weekday.end, said: { nth: ordinal.value, weekday: weekday.value } };
}

/** `الثلاثاء`, `الثلاثاء الماضي`, `last Tuesday`, `الثلاثاء الأخير`. */
function weekdayStep(tokens: readonly Token[], index: number): Step | undefined {
	const before = phraseAt(tokens, index, turns);
	const weekday = phraseAt(tokens, before?.end ?? index, weekdayLexicon);
	if (weekday === undefined) return undefined;
	const turn = before ?? phraseAt(tokens, weekday.end, turns);
	if (turn !== undefined) {
		return {
			end: Math.max(weekday.end, turn.end),
			said: { weekday: weekday.value, weekdayTurn: turn.value },
		};
	}
	if (isWord(tokens[weekday.end], LAST))
		return { end: weekday.end + 1, said: { weekday: weekday.value, nth: -1 } };
	return { end: weekday.end, said: { weekday: weekday.value } };
}

/** `4 أبريل`, `الأول من شهر شباط`, `أبريل 4`, and a month alone where its weekday is counted. */
function dayAndMonthStep(tokens: readonly Token[], index: number, said: SpokenDay): Step | undefined {
	const day = dayAt(tokens, index);
	const month = monthOrNumberAt(tokens, joined(tokens, day?.end ?? index));
	if (month === undefined) return undefined;
	const { calendar } = month;
	if (day !== undefined) return { end: month.end, said: { day: day.value, month: month.month, calendar } };
	const late = dayAt(tokens, month.end);
	if (late !== undefined && !isMark(tokens[late.end], ":.")) {
		return { end: late.end, said: { day: late.value, month: month.month, calendar } };
	}
	const counted = said.nth !== undefined || said.day !== undefined;
	return counted ? { end: month.end, said: { month: month.month, calendar } } : undefined;
}

/** `21/09`, `2/2013`: two numbers and a stroke. */
function numericStep(tokens: readonly Token[], index: number): Step | undefined {
	const first = numberAt(tokens, index, 1, 2);
	const stroke = tokens[index + 1];
	const second = numberAt(tokens, index + 2, 1, 4);
	if (first === undefined || second === undefined || !isMark(stroke, "/") || stroke.spaced) return undefined;
	if (isMark(tokens[index + 3], "/-.:") || second.spaced || second.text.length === 3) return undefined;
	const end = index + 3;
	if (second.text.length === 4)
		return { end, said: { day: 1, month: first.value, year: second.value, monthOnly: true } };
	// 3/2 and 24/7 alone may be a score, a half, "always".
	const alone = tokens.length === 3 && second.text.length < 2;
	return alone ? undefined : { end, said: { day: first.value, month: second.value } };
}

/** `منتصف آذار`, `نص شهر ثلاث`. */
function middleStep(tokens: readonly Token[], index: number): Step | undefined {
	if (!isWord(tokens[index], MIDDLE)) return undefined;
	const month = monthOrNumberAt(tokens, joined(tokens, index + 1));
	return month && { end: month.end, said: { day: 15, month: month.month, calendar: month.calendar } };
}

function timeStep(tokens: readonly Token[], index: number): Step | undefined {
	// 5 م alone is metres as well.
	if (tokens.length === 2 && tokens[1]?.text.length === 1) return undefined;
	const time = readTime(tokens, index);
	return time === undefined || time === "impossible" ? undefined : { end: time.end, said: { time } };
}

/** `السبت السادس عشر`, `19 من هذا الشهر`. */
function dayOfWeekdayStep(tokens: readonly Token[], index: number, said: SpokenDay): Step | undefined {
	const day = dayAt(tokens, index);
	if (day === undefined) return undefined;
	const ofMonth = turnedSpanStep(tokens, joined(tokens, day.end))?.said.monthTurn !== undefined;
	if (!ofMonth && (said.weekday === undefined || day.end < tokens.length)) return undefined;
	return { end: day.end, said: { day: day.value } };
}

function yearStep(tokens: readonly Token[], index: number, said: SpokenDay): Step | undefined {
	const at = isWord(tokens[index], YEAR_WORD) ? index + 1 : index;
	const year = numberAt(tokens, at, 4, 4);
	if (year === undefined || year.value > HIGHEST_YEAR || said.month === undefined) return undefined;
	return { end: at + 1, said: { year: year.value } };
}

function monthOrNumberAt(
	tokens: readonly Token[],
	index: number,
): { month: number; calendar: "gregorian" | "hijri"; end: number } | undefined {
	const named = monthAt(tokens, index);
	if (named !== undefined) return named === "impossible" ? undefined : named;
	if (!isWord(tokens[index - 1], MONTH_WORD)) return undefined;
	const digits = numberAt(tokens, index, 1, 2);
	const number = digits === undefined ? cardinalAt(tokens, index) : { value: digits.value, end: index + 1 };
	if (number === undefined || number.value < 1 || number.value > 12) return undefined;
	return { month: number.value, calendar: "gregorian", end: number.end };
}

/** Past من and شهر. */
function joined(tokens: readonly Token[], index: number): number {
	let at = index;
	while (
		at < index + 3 &&
		(isWord(tokens[at], MONTH_WORD) || tokens[at]?.text === "من" || isMark(tokens[at], "-/،,"))
	)
		at++;
	return at;
}
