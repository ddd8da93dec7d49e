import type { TimeZone } from "../../domain/time.ts";
import { isTimeZone } from "../zone.ts";
import { buildLexicon, isLatin, isMark, isWord, phraseAt, type Token } from "./date-tokens.ts";

/** A zone that is printed with a time: so many minutes ahead of UTC, or a named one. */
export type PrintedZone = { kind: "offset"; minutes: number } | { kind: "named"; name: TimeZone };

type Found = { zone: PrintedZone; end: number };

/** RFC 822 and what feeds print besides; names that stand for several (IST, AST) are not here. */
const HOURS_AHEAD: Readonly<Record<string, number>> = {
	utc: 0,
	gmt: 0,
	ut: 0,
	z: 0,
	wet: 0,
	bst: 1,
	west: 1,
	met: 1,
	mez: 1,
	cet: 1,
	mest: 2,
	mesz: 2,
	cest: 2,
	eet: 2,
	eest: 3,
	msk: 3,
	gst: 4,
	pkt: 5,
	jst: 9,
	kst: 9,
	aest: 10,
	aedt: 11,
	nzst: 12,
	nzdt: 13,
	adt: -3,
	edt: -4,
	est: -5,
	et: -5,
	cdt: -5,
	cst: -6,
	ct: -6,
	mdt: -6,
	mst: -7,
	mt: -7,
	pdt: -7,
	pst: -8,
	pt: -8,
};

/** بتوقيت …; عمان is missing because Amman and Oman are written alike. */
const cities: readonly (readonly [TimeZone, readonly string[]])[] = [
	["Etc/GMT", ["غرينتش", "غرينيتش", "جرينتش", "جرينيتش", "قرينتش", "العالمي", "عالمي", "المنسق"]],
	["Asia/Riyadh", ["مكة", "مكة المكرمة", "الرياض", "السعودية", "المملكة"]],
	["Asia/Jerusalem", ["القدس", "القدس المحتلة"]],
	["Asia/Gaza", ["فلسطين", "غزة"]],
	["Africa/Cairo", ["القاهرة", "مصر"]],
	["Asia/Beirut", ["بيروت", "لبنان"]],
	["Asia/Damascus", ["دمشق", "سوريا"]],
	["Asia/Amman", ["الأردن"]],
	["Asia/Baghdad", ["بغداد", "العراق"]],
	["Asia/Dubai", ["دبي", "أبوظبي", "أبو ظبي", "الإمارات"]],
	["Asia/Qatar", ["الدوحة", "قطر"]],
	["Asia/Kuwait", ["الكويت"]],
	["Asia/Bahrain", ["البحرين", "المنامة"]],
	["Asia/Muscat", ["مسقط", "سلطنة عمان"]],
	["Asia/Aden", ["صنعاء", "عدن", "اليمن"]],
	["Africa/Khartoum", ["الخرطوم", "السودان"]],
	["Africa/Tripoli", ["طرابلس", "ليبيا"]],
	["Africa/Tunis", ["تونس"]],
	["Africa/Algiers", ["الجزائر"]],
	["Africa/Casablanca", ["المغرب", "الرباط"]],
	["Africa/Nouakchott", ["نواكشوط", "موريتانيا"]],
	["Europe/London", ["لندن", "بريطانيا"]],
	["Europe/Paris", ["باريس", "فرنسا"]],
	["Europe/Berlin", ["برلين"]],
	["Europe/Moscow", ["موسكو"]],
	["Europe/Istanbul", ["إسطنبول", "أنقرة", "تركيا"]],
	["Asia/Tehran", ["طهران"]],
	["America/New_York", ["نيويورك", "واشنطن", "شرق الولايات"]],
];
const zoneOfCity = buildLexicon(
	cities.map(([, names]) => names),
	(place): PrintedZone => ({ kind: "named", name: cities[place]?.[0] ?? "Etc/GMT" }),
);
const BY_CLOCK_OF = new Set(["بتوقيت", "توقيت", "بالتوقيت", "التوقيت", "وقت"]);
const GREENWICH = new Set(["غرينتش", "غرينيتش", "جرينتش", "جرينيتش"]);
const HIGHEST_OFFSET = 14 * 60;
/** What the names of zones begin with; no other is asked for. */
const AREAS = new Set(
	"africa america antarctica arctic asia atlantic australia brazil canada chile etc europe indian mexico pacific us".split(
		" ",
	),
);
/** Different names of one text that are asked for: one question takes as long as reading a date. */
const MOST_NAMES = 2;
const asked = new WeakMap<readonly Token[], Map<string, boolean>>();

/**
 * The zone printed at `index`, behind a time: `Z`, `+0400`, `(GMT+04:00)`, `EST`, `Etc/GMT`, `بتوقيت مكة`, `ت.غ`.
 * `impossible` is an offset that can be none. Names that are not known are passed over: the source's zone then holds.
 */
export function findZone(tokens: readonly Token[], index: number): Found | "impossible" | undefined {
	const at = isMark(tokens[index], "(-،,|[") && !isOffset(tokens, index) ? index + 1 : index;
	const found = numericZone(tokens, at) ?? latinZone(tokens, at) ?? arabicZone(tokens, at);
	if (found === undefined || found === "impossible") return found;
	return isMark(tokens[found.end], ")]") ? { ...found, end: found.end + 1 } : found;
}

function isOffset(tokens: readonly Token[], index: number): boolean {
	const digits = tokens[index + 1];
	const next = tokens[index + 2];
	if (!isMark(tokens[index], "-+") || digits?.kind !== "number" || digits.spaced) return false;
	if (isMark(next, "/-.") && !next.spaced) return false;
	if (digits.text.length === 4) return true;
	// Behind a dash two digits may also be a day: 14:30-23 مارس.
	return digits.text.length === 2 && (next === undefined || next.kind === "mark");
}

/** `+0400`, `+04:00`, `+04`; a plus that letters hang on is a broken zone. */
function numericZone(tokens: readonly Token[], index: number): Found | "impossible" | undefined {
	const sign = tokens[index];
	if (!isMark(sign, "+-")) return undefined;
	if (!isOffset(tokens, index)) {
		const next = tokens[index + 1];
		return sign.text === "+" && isLatin(next) && !next?.spaced ? "impossible" : undefined;
	}
	const digits = tokens[index + 1]?.text ?? "";
	const colon = digits.length === 2 && isMark(tokens[index + 2], ":");
	const minutes = colon ? tokens[index + 3] : undefined;
	if (colon && (minutes?.kind !== "number" || minutes.text.length !== 2)) return "impossible";
	return offset(
		sign.text,
		Number(digits.slice(0, 2)),
		Number(digits.slice(2)) + (minutes?.value ?? 0),
		colon ? index + 4 : index + 2,
	);
}

/** `GMT`, `UTC+3`, `GMT-01:01`, `EST`, `Etc/GMT`, `Europe/Paris`. */
function latinZone(tokens: readonly Token[], index: number): Found | "impossible" | undefined {
	const name = tokens[index];
	if (!isLatin(name) || name === undefined) return undefined;
	const iana = ianaZone(tokens, index);
	if (iana !== undefined) return iana;
	const hours = HOURS_AHEAD[name.text];
	if (hours === undefined) return undefined;
	const plain: Found = { zone: { kind: "offset", minutes: hours * 60 }, end: index + 1 };
	return hours === 0 ? aheadOf(tokens, plain) : plain;
}

/** `Europe/Paris`, `America/New_York`. */
function ianaZone(tokens: readonly Token[], index: number): Found | undefined {
	let end = index + 1;
	while (end < index + 9 && isMark(tokens[end], "/_") && tokens[end + 1]?.kind === "word") end += 2;
	if (end === index + 1) return undefined;
	if (!isWord(tokens[index], AREAS)) return undefined;
	const parts = tokens.slice(index, end).map(({ text }) => text);
	const name = parts.join("");
	return isZone(tokens, name) ? { zone: { kind: "named", name }, end } : undefined;
}

function isZone(tokens: readonly Token[], name: string): boolean {
	const known = asked.get(tokens) ?? new Map<string, boolean>();
	const answer = known.get(name);
	if (answer !== undefined || known.size === MOST_NAMES) return answer ?? false;
	const isOne = isTimeZone(name);
	asked.set(tokens, known.set(name, isOne));
	return isOne;
}

/** The offset that is counted from a printed Greenwich: `GMT+3`, `غرينتش +03:00`. */
function aheadOf(tokens: readonly Token[], greenwich: Found): Found | "impossible" {
	const sign = tokens[greenwich.end];
	const digits = tokens[greenwich.end + 1];
	if (!isMark(sign, "+-") || digits?.kind !== "number") return greenwich;
	if (isOffset(tokens, greenwich.end)) return numericZone(tokens, greenwich.end) ?? greenwich;
	if (digits.text.length !== 1 || digits.spaced) return greenwich;
	return offset(sign.text, digits.value, 0, greenwich.end + 2);
}

/** `بتوقيت غرينتش`, `(ت.غ)`, `بالتوقيت المحلي` (which is the source's own: nothing is found). */
function arabicZone(tokens: readonly Token[], index: number): Found | "impossible" | undefined {
	if (tokens[index]?.text === "ت") {
		const at = isMark(tokens[index + 1], ".") ? index + 2 : index + 1;
		if (tokens[at]?.text !== "غ") return undefined;
		return { zone: { kind: "offset", minutes: 0 }, end: isMark(tokens[at + 1], ".") ? at + 2 : at + 1 };
	}
	const named = isWord(tokens[index], BY_CLOCK_OF);
	if (!named && !isWord(tokens[index], GREENWICH)) return undefined;
	const found = phraseAt(tokens, named ? index + 1 : index, zoneOfCity);
	if (found === undefined) return undefined;
	const zone: Found = { zone: found.value, end: found.end };
	return found.value.kind === "named" && found.value.name === "Etc/GMT" ? aheadOf(tokens, zone) : zone;
}

function offset(sign: string, hours: number, minutes: number, end: number): Found | "impossible" {
	const ahead = hours * 60 + minutes;
	if (minutes > 59 || ahead > HIGHEST_OFFSET) return "impossible";
	return { zone: { kind: "offset", minutes: sign === "+" ? ahead : -ahead }, end };
}
