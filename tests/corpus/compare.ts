/**
 * How a displayed text is compared with the wanted one, word for word as the corpus defines it: compatibility forms,
 * direction marks, tatweel, white space, spaces around punctuation, the kind of quote, comma and digit do not count;
 * letters do. It shares no code with `src`, so that a fault there cannot hide here.
 */
export function sameText(got: string, wanted: string): boolean {
	return comparable(got) === comparable(wanted);
}

/**
 * A lead is right when the F1 of its words with the wanted ones is at least 0.95, or when it is a beginning of the
 * wanted lead of at least 60 characters (a trailing ellipsis ignored). A dateline before either does not count.
 */
export function sameLead(got: string, wanted: string): boolean {
	return withAndWithoutDateline(got).some((a) => withAndWithoutDateline(wanted).some((b) => isLeadOf(a, b)));
}

/** The form in which two texts are equal when they agree. */
export function comparable(text: string): string {
	return text
		.normalize("NFKC")
		.replace(/[\u200B-\u200F\u061C\u202A-\u202E\u2060-\u2069\uFEFF\u00AD\u0640]/gu, "")
		.replace(/[٠-٩]/gu, (digit) => String(digit.charCodeAt(0) - 0x0660))
		.replace(/[۰-۹]/gu, (digit) => String(digit.charCodeAt(0) - 0x06f0))
		.replace(/،/gu, ",")
		.replace(/؛/gu, ";")
		.replace(/؟/gu, "?")
		.replace(/[«»“”„]/gu, '"')
		.replace(/\.{2,}|…/gu, "…")
		.replace(/\s+/gu, " ")
		.replace(/ ?([\p{P}\p{S}]) ?/gu, "$1")
		.trim();
}

/** Share of common words (2PR / (P + R)), counted as often as they occur. */
export function wordF1(got: string, wanted: string): number {
	const a = words(got);
	const b = words(wanted);
	if (a.length === 0 || b.length === 0) return a.length === b.length ? 1 : 0;
	const left = new Map<string, number>();
	for (const word of b) left.set(word, (left.get(word) ?? 0) + 1);
	let common = 0;
	for (const word of a) {
		const count = left.get(word) ?? 0;
		if (count > 0) common += 1;
		left.set(word, count - 1);
	}
	return (2 * common) / (a.length + b.length);
}

function isLeadOf(got: string, wanted: string): boolean {
	if (wordF1(got, wanted) >= 0.95) return true;
	const beginning = comparable(got).replace(/…$/u, "");
	return beginning.length >= 60 && comparable(wanted).startsWith(beginning);
}

function withAndWithoutDateline(text: string): string[] {
	const trimmed = text
		.trim()
		.replace(/^[^.!؟?\n]{1,60}?(?:\([^)]{1,20}\)\s*:?|--|[-–—])(?:\s*(?:--|[-–—]))?\s+/u, "");
	return trimmed === text.trim() ? [text] : [text, trimmed];
}

function words(text: string): string[] {
	return comparable(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
