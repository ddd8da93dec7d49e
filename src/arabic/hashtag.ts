/**
 * One hashtag made of a line, `#` included, by Telegram's rule (ARABIC §10): letters, digits, `_` and ZWNJ, at least one
 * letter, at most 256. Marks go, blanks and dashes become `_`. Null when no legal tag can be made of it.
 */
export function buildHashtag(line: string): string | null {
	const body = [...line.normalize("NFC").replace(MARKS, "").replace(JOINTS, "_").replace(NOT_LEGAL, "")]
		.join("")
		.replace(/[_\u200C]+/g, (joints) => (joints.includes("_") ? "_" : "\u200C"))
		.replace(/^[_\u200C]+/, "");
	const cut = [...body]
		.slice(0, LONGEST)
		.join("")
		.replace(/[_\u200C]+$/, "");
	return /\p{L}/u.test(cut) ? `#${cut}` : null;
}

/** The hashtags that Telegram would link in a text, as TDLib finds them: `(?<=^|[^L])#(L{1,256})(@name)?(?!L*#)`. */
export function findHashtags(text: string): string[] {
	const tags: string[] = [];
	for (const match of text.matchAll(CANDIDATE)) {
		const [all, body = "", user = ""] = match;
		if (text[match.index + all.length] === "#") continue;
		const letters = [...body];
		const tag = letters.slice(0, LONGEST).join("");
		if (/\p{L}/u.test(tag)) tags.push(`#${tag}${letters.length > LONGEST ? "" : user}`);
	}
	return tags;
}

const LONGEST = 256;
/** What may stand in a tag: letters (tatweel is one), decimal digits, `_`, ZWNJ, the middle dot, Sinhala signs. */
const LEGAL = "\\p{L}\\p{Nd}_\\u200C\\u00B7\\u0D80-\\u0DFF";
const CANDIDATE = new RegExp(`(?<![${LEGAL}])#([${LEGAL}]+)(@[A-Za-z0-9_]{3,32})?`, "gu");
const MARKS = /[\p{Mn}\p{Me}\u0640\u200E\u200F\u061C\u2066-\u2069]+/gu;
const JOINTS = /[\s\p{Zs}\p{Pd}.,،؛;:/\\|+&·]+/gu;
const NOT_LEGAL = new RegExp(`[^${LEGAL}]+`, "gu");
