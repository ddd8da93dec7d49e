import { LETTER, SIGNS, TRAIT } from "./sign-table.ts";

/**
 * The key under which texts are compared, de-duplicated, filtered and searched (ARABIC §2): lossy, never shown.
 * Marks, tatweel and invisible characters go; the forms of alef, ya, ta marbuta and the hamza's seats are unified;
 * digits are ASCII; letters are lower case; spaces are single.
 */
export function foldKey(text: string): string {
	return (mapUnits(text, QUICK_FOLD) ?? foldThoroughly(text)).trim();
}

/** The words of the key alone: whatever is neither letter nor digit is a space between them. */
export function foldWords(text: string): string {
	return (mapUnits(text, QUICK_WORDS) ?? foldThoroughly(text).replace(/[^\p{L}\p{N}]+/gu, " ")).trim();
}

function foldThoroughly(text: string): string {
	const plain = text.normalize("NFKC").toLowerCase().normalize("NFKC").replace(FORMAT, "");
	return (mapUnits(plain.replace(/\s+/g, " "), FOLDED) ?? "").replace(/ {2,}/g, " ");
}

const FORMAT = /[\p{Cf}\p{Cs}\uFE00-\uFE0F]+/gu;
/** In a table: not to be had by looking at one unit. The unit itself is no character. */
const THOROUGH = 0xffff;

/**
 * Every unit through the table; undefined when one of them wants more. The result is written as numbers: replacing piece by
 * piece takes five times as long.
 */
function mapUnits(text: string, table: Uint16Array): string | undefined {
	const bytes = Buffer.allocUnsafe(text.length * 2);
	const units = new Uint16Array(bytes.buffer, bytes.byteOffset, text.length);
	let length = 0;
	let last = 0;
	for (let i = 0; i < text.length; i++) {
		const unit = table[text.charCodeAt(i)] ?? 0;
		if (unit === 0 || (unit === 0x20 && last === 0x20)) continue;
		if (unit === THOROUGH) return undefined;
		units[length++] = unit;
		last = unit;
	}
	return bytes.toString("utf16le", 0, length * 2);
}

const SAME: readonly (readonly [string, string])[] = [
	["ا", "آأإٱٲٳ"],
	["و", "ؤ"],
	["ي", "ئىیےۓېۍ"],
	["ه", "ةہھەۀۂۃ"],
	["ك", "کڪ"],
	["%", "٪"],
	[".", "٫"],
	[",", "٬"],
];

/** What each unit becomes; 0: dropped. */
const FOLDED = buildTable();
const QUICK_FOLD = FOLDED.map((unit, code) => ((SIGNS[code] ?? 0) & TRAIT.compatible ? THOROUGH : unit));
const QUICK_WORDS = QUICK_FOLD.map((unit) => (unit === 0 || unit === THOROUGH || isWord(unit) ? unit : 0x20));

function isWord(unit: number): boolean {
	return (SIGNS[unit] ?? 0) >= LETTER || (unit >= 0x30 && unit <= 0x39);
}

function buildTable(): Uint16Array {
	const table = Uint16Array.from({ length: 0x10000 }, (_, code) => code);
	for (let code = 0; code < 0x20; code++) table[code] = /\s/.test(String.fromCharCode(code)) ? 0x20 : 0;
	for (let code = 0x41; code <= 0x5a; code++) table[code] = code + 0x20;
	table[0xa0] = 0x20;
	table[THOROUGH] = 0;
	const dropped = [
		[0x600, 0x605],
		[0x610, 0x61a],
		[0x61c, 0x61c],
		[0x640, 0x640],
		[0x64b, 0x65f],
		[0x670, 0x670],
		[0x6d6, 0x6ed],
		[0x8ca, 0x8ff],
		[0x200b, 0x200f],
		[0x202a, 0x202e],
		[0x2060, 0x206f],
		[0xfe00, 0xfe0f],
		[0xfeff, 0xfeff],
	] as const;
	for (const [first, last] of dropped) for (let code = first; code <= last; code++) table[code] = 0;
	for (const [same, letters] of SAME)
		for (const letter of letters) table[letter.charCodeAt(0)] = same.charCodeAt(0);
	for (let digit = 0; digit < 10; digit++) table[0x660 + digit] = table[0x6f0 + digit] = 0x30 + digit;
	return table;
}
