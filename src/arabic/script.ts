/** Letters and marks, as parts of regular expressions (flag `u`), so that every file means the same by them. */

/** Arabic-script letters, tatweel excepted: it is \p{L} to Unicode and nothing to a reader. */
export const ARABIC_LETTER =
	"\\u0620-\\u063F\\u0641-\\u064A\\u066E\\u066F\\u0671-\\u06D3\\u06D5\\u06EE\\u06EF\\u06FA-\\u06FC\\u06FF\\u0750-\\u077F\\u0870-\\u0887\\u0889-\\u088E\\u08A0-\\u08C9";

/** Tashkeel and the other marks that sit on an Arabic letter; the Quranic ones are dropped from all text. */
export const ARABIC_MARK = "\\u0610-\\u061A\\u064B-\\u065F\\u0670";

/** All that runs from right to left: Hebrew to Arabic Extended, presentation forms, and the planes above. */
export const RTL_RANGES =
	"\\u0590-\\u08FF\\uFB1D-\\uFDFF\\uFE70-\\uFEFC\\u{10800}-\\u{10FFF}\\u{1E800}-\\u{1EFFF}";

/** ASCII, Arabic-Indic and Persian digits. */
export const DIGIT = "0-9\\u0660-\\u0669\\u06F0-\\u06F9";

/** The last character of an address is never the sentence's own mark. */
export const URL_PATTERN =
	'(?:https?:\\/\\/|www\\.)[^\\s"<>«»“”\\u2066-\\u2069]*[^\\s"<>«»“”\\u2066-\\u2069.,;:!?\'()\\[\\]…،؛؟]\\/?';

export function isArabicLetter(code: number): boolean {
	if (code < 0x620 || code > 0x8c9) return false;
	if (code <= 0x64a) return code !== 0x640;
	if (code < 0x671) return code === 0x66e || code === 0x66f;
	if (code <= 0x6d5) return code !== 0x6d4;
	if (code < 0x750)
		return code === 0x6ee || code === 0x6ef || (code >= 0x6fa && code <= 0x6fc) || code === 0x6ff;
	return code <= 0x77f || (code >= 0x870 && code <= 0x88e && code !== 0x888) || code >= 0x8a0;
}

export function isDigit(code: number): boolean {
	return (
		(code >= 0x30 && code <= 0x39) || (code >= 0x660 && code <= 0x669) || (code >= 0x6f0 && code <= 0x6f9)
	);
}
