/** Share of each letter in running Arabic news text, in percent. */
const shares: Readonly<Record<string, number>> = {
	ا: 13,
	ل: 12,
	ي: 7.5,
	م: 6.2,
	و: 6,
	ن: 5.7,
	ر: 5,
	ت: 5,
	ب: 4,
	ع: 3.6,
	ة: 3.3,
	د: 3.2,
	س: 2.8,
	ف: 2.7,
	ه: 2.7,
	ق: 2.4,
	ك: 2.1,
	ح: 2,
	أ: 1.9,
	ج: 1.4,
	ش: 1.1,
	ص: 1.1,
	ط: 1,
	ى: 1,
	خ: 0.9,
	إ: 0.8,
	ض: 0.8,
	ز: 0.7,
	ذ: 0.6,
	ث: 0.6,
	ئ: 0.5,
	غ: 0.4,
	ء: 0.4,
	ظ: 0.3,
	ؤ: 0.2,
	آ: 0.2,
	پ: 0.2,
	چ: 0.1,
	ژ: 0.1,
	گ: 0.3,
};

/** No more than the beginning is looked at. */
const sampleLength = 200_000;

/**
 * How much the characters beyond ASCII look like Arabic text, by their mix: 5 to 7 for Arabic, about 4 for Arabic bytes read
 * in the other Arabic encoding, negative for other writing. 0 when there are none.
 */
export function arabicScore(text: string): number {
	let sum = 0;
	let seen = 0;
	const length = Math.min(text.length, sampleLength);
	for (let index = 0; index < length; index++) {
		const code = text.charCodeAt(index);
		if (code < 0x80) continue;
		sum += worth(code);
		seen++;
	}
	return seen === 0 ? 0 : sum / seen;
}

/** How often each byte occurs. */
export function countBytes(bytes: Uint8Array): Uint32Array {
	const counts = new Uint32Array(256);
	for (let index = 0; index < bytes.length; index++) {
		const byte = bytes[index] as number;
		counts[byte] = (counts[byte] as number) + 1;
	}
	return counts;
}

/** The same of bytes in an encoding of one byte a character; `characters` are what its 256 bytes stand for. */
export function arabicScoreOfCounts(counts: Uint32Array, characters: string): number {
	let sum = 0;
	let seen = 0;
	for (let byte = 0x80; byte < 0x100; byte++) {
		const count = counts[byte] ?? 0;
		sum += count * worth(characters.charCodeAt(byte));
		seen += count;
	}
	return seen === 0 ? 0 : sum / seen;
}

function worth(code: number): number {
	if (code === 0xff_fd) return -10;
	const share = code >= firstLetter && code <= lastLetter ? (shareOf[code - firstLetter] ?? 0) : 0;
	if (share > 0) return share;
	// NBSP, quotes, dashes, ellipsis, Arabic punctuation, digits and marks say nothing.
	if (code === 0xa0 || code === 0xab || code === 0xbb || (code >= 0x20_10 && code <= 0x20_3a)) return 2;
	if (code >= 0x06_0c && code <= 0x06_6d) return 2;
	if (code < 0xa0) return -5;
	return -3;
}

const firstLetter = 0x06_00;
const lastLetter = 0x06_ff;
const shareOf = Float64Array.from(
	{ length: lastLetter - firstLetter + 1 },
	(_, index) => shares[String.fromCharCode(firstLetter + index)] ?? 0,
);
