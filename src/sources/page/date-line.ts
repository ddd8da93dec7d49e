import { readDate } from "../../calendar/read-date.ts";
import type { Instant, LocalDate } from "../../domain/time.ts";
import { lineKey } from "../lead/words.ts";
import type { ReadOptions } from "../read-options.ts";

/** A date that a line of text shows. */
export type DateLine = {
	instant: Instant;
	date: LocalDate;
	precision: "instant" | "day";
	/** What the line says of it: `updated` for آخر تحديث and its like. */
	label: "published" | "updated" | "none";
	/** The line holds nothing but the date, its label, its time. */
	alone: boolean;
};

/** A date's place is a short line; in longer ones a date is part of the story. */
const longestDateLine = 16;

/** Reads the date that a line in a date's place shows: alone, labelled, or beside a name. Undefined when there is none. */
export function readDateLine(
	line: string,
	options: Pick<ReadOptions, "reference" | "timeZone">,
): DateLine | undefined {
	if (line.length > 160 || !/[0-9٠-٩۰-۹]|منذ|قبل|اليوم|[اأ]مس|\bago\b/u.test(line)) return undefined;
	const words = lineKey(line).split(" ");
	if (words.length > longestDateLine) return undefined;
	const alone = words.filter((word) => !isDateWord(word)).length <= 1;
	const label = readLabel(words);
	const relative = (alone || label !== "none") && (label !== "none" || !bareDay.test(line));
	const read = { reference: options.reference, timeZone: options.timeZone, relative };
	for (const piece of pieces(line, label)) {
		const found = readDate(piece, read);
		if (found !== undefined) {
			return { instant: found.instant, date: found.date, precision: found.precision, label, alone };
		}
	}
	return undefined;
}

/** `اليوم`, `أمس` without a clock are names of papers and sections more often than dates. */
const bareDay = /^(?=.*(?:اليوم|[اأ]مس))[^0-9٠-٩۰-۹]*$/u;

function isDateWord(word: string): boolean {
	return dateWords.has(word) || /^\p{N}/u.test(word) || dateWords.has(word.replace(/^(?:ال|و|ب|ل|في)/u, ""));
}

/** `نشر … آخر تحديث …` in one line is a published one. */
function readLabel(words: readonly string[]): DateLine["label"] {
	const updated = words.findIndex((word) => updatedWords.has(word));
	const published = words.findIndex((word) => publishedWords.has(word));
	if (published !== -1) return "published";
	return updated === -1 ? "none" : updated > 2 ? "none" : "updated";
}

/** The whole line; what stands before `آخر تحديث`; then each part between bars and dashes. */
function* pieces(line: string, label: DateLine["label"]): Generator<string> {
	const beforeUpdate = label === "updated" ? undefined : partBeforeUpdate(line);
	if (beforeUpdate !== undefined) yield beforeUpdate;
	yield line;
	const parts = line.split(/\s*[|•؛]\s*|\s+[-–—]\s+/u);
	if (parts.length > 1) yield* parts.filter((part) => /[0-9٠-٩۰-۹]/u.test(part));
	const day = dayPattern.exec(line)?.[0];
	if (day !== undefined) yield day;
}

/** A date is no shorter. */
const shortestDate = 6;

/** What stands before `آخر تحديث`, and the mark between the two. */
function partBeforeUpdate(line: string): string | undefined {
	const update = /(?:[اآ]خر\s+)?(?:تحديث|تعديل)/gu;
	update.lastIndex = shortestDate;
	const found = update.exec(line);
	if (found === null) return undefined;
	const before = line.slice(0, found.index).trimEnd();
	const end = "-–|،,؛".includes(before.at(-1) ?? " ") ? before.slice(0, -1).trimEnd() : before;
	return line.slice(0, Math.max(shortestDate, end.length));
}

/** Between two words stands something: letters that could be one word or two are tried in every way to part them. */
const dayPattern =
	/[0-9٠-٩۰-۹]{1,4}\s*[-/.]\s*[0-9٠-٩۰-۹]{1,2}\s*[-/.]\s*[0-9٠-٩۰-۹]{1,4}|[0-9٠-٩۰-۹]{1,2}\s+\p{L}+(?:(?:\s*[/(]\s*|\s+)\p{L}+\)?){0,3}،?\s+[0-9٠-٩۰-۹]{4}/u;

const publishedWords = words("نشر النشر نشرت نشره تاريخ التاريخ بتاريخ حرر أنشئ published posted created");
const updatedWords = words("تحديث التحديث تعديل التعديل عدل حدث updated modified update");

const dateWords = words(`
	نشر النشر نشرت بتاريخ تاريخ آخر تحديث التحديث تعديل عدل يوم الموافق ساعة الساعة توقيت بتوقيت غرينتش جرينتش مكة المكرمة القدس أبوظبي القاهرة بيروت عمان
	المحلي محلي في من منذ قبل و هـ ه م ص مساء صباحا صباح ظهرا عصرا ليلا فجرا أول أمس اليوم الآن لحظات دقيقة دقيقتين دقائق ساعتين ساعات يومين أيام أسبوع أسبوعين
	أسابيع شهر شهرين أشهر سنة سنتين سنوات
	الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت أحد اثنين ثلاثاء أربعاء خميس جمعة سبت
	يناير فبراير مارس أبريل إبريل مايو يونيو يونيه يوليو يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
	كانون الثاني الأول شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين
	جانفي فيفري أفريل ماي جوان جويلية يوليوز أوت غشت أغشت شتنبر شتمبر نونبر دجنبر دجمبر
	محرم صفر ربيع جمادى الأولى الآخرة الآخر رجب شعبان رمضان شوال ذو ذي القعدة الحجة
	published updated posted last date on at gmt utc am pm est ago hours minutes
	january february march april may june july august september october november december
	jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday
	mon tue wed thu fri sat sun
`);

function words(text: string): ReadonlySet<string> {
	return new Set(text.trim().split(/\s+/u).map(lineKey));
}
