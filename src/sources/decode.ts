import { isAscii, isUtf8, transcode } from "node:buffer";
import jschardet from "jschardet";
import type { ErrorCode } from "../domain/errors.ts";
import { arabicScore, arabicScoreOfCounts, countBytes } from "./decode/arabic-score.ts";
import { decodeAs } from "./decode/decode-as.ts";
import { labelledEncoding } from "./decode/labelled-encoding.ts";
import { mendMojibake } from "./decode/mend-mojibake.ts";
import { wideEncoding } from "./decode/wide-encoding.ts";

export type Decoded =
	| { kind: "text"; text: string; encoding: string }
	| { kind: "unreadable"; code: ErrorCode; message: string };

/**
 * Bytes to text, in the order of ARABIC §7: byte order mark, strict UTF-8 validity (it wins over any label: a text of
 * another encoding is practically never valid UTF-8 by accident), the HTTP charset, the label in the XML prolog or
 * HTML meta, the letters themselves, jschardet. Text that was decoded wrongly before it reached us is read again.
 * Never throws; what is not text is `unreadable`.
 */
export function decode(bytes: Uint8Array, contentType?: string): Decoded {
	if (bytes.length === 0) return unreadable("there is nothing in it (0 bytes)");
	const wide = wideEncoding(bytes);
	if (wide !== undefined) return finished(wide.text.replaceAll("\0", ""), wide.encoding);
	const binary = binaryKind(bytes);
	if (binary !== undefined) return unreadable(`it is ${binary}, not text`);
	// NUL is never meant, and would end strings in the hands of others. Among bytes it is found at once.
	const meant = bufferOf(bytes).includes(0) ? bytes.filter((byte) => byte !== 0) : bytes;
	const utf8 = readUtf8(meant);
	if (utf8 !== undefined) return fromAsciiLabel(meant, utf8, contentType);
	const legacy = readLegacy(meant, contentType);
	return finished(legacy.text, legacy.encoding);
}

/** The same bytes, with a Buffer's methods. */
function bufferOf(bytes: Uint8Array): Buffer {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** `isSound`: surely no text that was misread before it was written down. */
function finished(text: string, encoding: string, isSound = false): Decoded {
	// A byte order mark is never meant either.
	const clean = text.replace(/^\uFEFF+/u, "");
	if (!/\S/u.test(clean)) return unreadable("there is nothing in it but blanks");
	return { kind: "text", text: isSound ? clean : mendMojibake(clean), encoding };
}

function unreadable(message: string): Decoded {
	return { kind: "unreadable", code: "BQ_SOURCE_UNREADABLE", message: `decode: ${message}` };
}

const signatures: readonly (readonly [string, readonly number[]])[] = [
	["a PDF", [0x25, 0x50, 0x44, 0x46]],
	["a ZIP archive", [0x50, 0x4b, 0x03, 0x04]],
	["gzip data", [0x1f, 0x8b]],
	["a PNG image", [0x89, 0x50, 0x4e, 0x47]],
	["a JPEG image", [0xff, 0xd8, 0xff]],
	["a GIF image", [0x47, 0x49, 0x46, 0x38]],
	["a program", [0x7f, 0x45, 0x4c, 0x46]],
	["an audio file", [0x49, 0x44, 0x33]],
];

/** 1 for a byte that no text has: a control besides tab, the line breaks, form feed, and the escape of ISO-2022. */
const isControl = Uint8Array.from({ length: 256 }, (_, byte) =>
	byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte) ? 1 : 0,
);

/** A few stray control bytes are dirt in a text; more than one in a hundred is no text at all. */
function binaryKind(bytes: Uint8Array): string | undefined {
	for (const [name, signature] of signatures) {
		if (signature.every((byte, index) => bytes[index] === byte)) return name;
	}
	const length = Math.min(bytes.length, 8192);
	let controls = 0;
	for (let index = 0; index < length; index++) controls += isControl[bytes[index] ?? 0] ?? 0;
	return controls > 8 && controls * 100 > length ? "binary data" : undefined;
}

/**
 * Valid UTF-8, or UTF-8 with a little damage: cut in the middle of a character, or a handful of broken bytes in a text
 * whose other multi-byte characters are sound (a cut made by a counter of bytes is common in feed descriptions).
 */
function readUtf8(bytes: Uint8Array): string | undefined {
	const buffer = bufferOf(bytes);
	if (isAscii(buffer)) return buffer.toString("latin1");
	// By way of UTF-16 a sound text is read in half the time that `toString` takes.
	if (isUtf8(buffer)) return transcode(buffer, "utf8", "utf16le").toString("utf16le");
	// Another encoding shows at once, and reading all of it as UTF-8 would take longer than reading it right.
	if (isHopeless(countDamage(tellingPart(buffer).subarray(0, 8_192)))) return undefined;
	const { broken, sound } = countDamage(buffer);
	return sound >= 8 * broken ? buffer.toString("utf8").replace(/\uFFFD+/gu, "") : undefined;
}

function isHopeless({ broken, sound }: { broken: number; sound: number }): boolean {
	return broken > 100 && broken > sound;
}

/** Runs of bytes that are no UTF-8, and sound characters beyond ASCII. */
function countDamage(bytes: Uint8Array): { broken: number; sound: number } {
	let broken = 0;
	let sound = 0;
	let inRun = false;
	for (let at = 0; at < bytes.length; ) {
		const length = utf8Length(bytes, at);
		if (length === 0 && !inRun) broken++;
		if (length > 1) sound++;
		inRun = length === 0;
		at += length || 1;
	}
	return { broken, sound };
}

/** Bytes of the character that begins here; 0 for none. */
function utf8Length(bytes: Uint8Array, at: number): number {
	const first = bytes[at] ?? 0;
	if (first < 0x80) return 1;
	const length = first < 0xc2 || first > 0xf4 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
	for (let nth = 1; nth < length; nth++) if (((bytes[at + nth] ?? 0) & 0xc0) !== 0x80) return 0;
	return length;
}

/** Pure ASCII bytes may still be an escaped encoding, which only its label can tell. */
function fromAsciiLabel(bytes: Uint8Array, text: string, contentType: string | undefined): Decoded {
	if (text.includes("\u001B")) {
		const label = labelledEncoding(bytes, contentType).find((name) => /^iso-2022-/iu.test(name));
		const decoded = label === undefined ? undefined : tryDecode(bytes, label);
		if (decoded !== undefined) return finished(decoded, label ?? "");
	}
	// Mojibake is made of À–ÿ, which all begin with the byte C3, or of ط and ظ, among which each alef is a ط§.
	return finished(text, "utf-8", !bufferOf(bytes).includes(0xc3) && !text.includes("ط§"));
}

/** What a label weighs against the letters, in points of `arabicScore`. */
const labelWorth = 0.5;

function readLegacy(bytes: Uint8Array, contentType: string | undefined): { text: string; encoding: string } {
	const arabic = bestArabic(bytes);
	for (const encoding of labelledEncoding(bytes, contentType)) {
		// A label under which the text is Arabic is believed, unless the other reading is Arabic by far.
		if (arabic?.encoding === encoding) break;
		const text = tryDecode(bytes, encoding);
		if (text === undefined) continue;
		// A label of the West or of UTF-8 on Arabic bytes is the commonest lie: the letters know better.
		if (arabic !== undefined && arabicScore(text) < arabic.score - labelWorth) break;
		return { text, encoding };
	}
	if (arabic === undefined) return guessed(bytes);
	return { text: decodeAs(bytes, arabic.encoding), encoding: arabic.encoding };
}

const allBytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
/** Each with what its 256 bytes stand for. */
const arabicEncodings = ["windows-1256", "iso-8859-6"].map((encoding) => ({
	encoding,
	characters: decodeAs(allBytes, encoding),
}));

/** So many bytes have some thousand letters, whose mix does not change any more. */
const enoughBytes = 16_384;

/** The Arabic single-byte encoding whose letter mix is that of Arabic, if either is. */
function bestArabic(bytes: Uint8Array): { encoding: string; score: number } | undefined {
	const counts = countBytes(tellingPart(bytes).subarray(0, enoughBytes));
	const readings = arabicEncodings.map(({ encoding, characters }) => ({
		encoding,
		score: arabicScoreOfCounts(counts, characters),
	}));
	return readings.filter(({ score }) => score >= 3).sort((a, b) => b.score - a.score)[0];
}

function guessed(bytes: Uint8Array): { text: string; encoding: string } {
	const { encoding } = jschardet.detect(tellingPart(bytes));
	const text = encoding ? tryDecode(bytes, encoding) : undefined;
	if (encoding && text !== undefined) return { text, encoding: encoding.toLowerCase() };
	return { text: decodeAs(bytes, "windows-1252"), encoding: "windows-1252" };
}

/** jschardet is slow, and a document begins with ASCII markup: 32 KB from a little before the first other byte. */
function tellingPart(bytes: Uint8Array): Buffer {
	let first = 0;
	while (first < bytes.length && (bytes[first] as number) < 0x80) first++;
	const start = Math.max(0, first - 512);
	return bufferOf(bytes).subarray(start, start + 32_768);
}

/** Undefined when the encoding is unknown here, or when it plainly does not fit. */
function tryDecode(bytes: Uint8Array, encoding: string): string | undefined {
	try {
		const text = decodeAs(bytes, encoding);
		const broken = count(text, /\uFFFD/gu);
		return broken === 0 || broken * 10 < count(text, /\P{ASCII}/gu) ? text : undefined;
	} catch {
		return undefined;
	}
}

function count(text: string, pattern: RegExp): number {
	let found = 0;
	for (const _ of text.matchAll(pattern)) found++;
	return found;
}
