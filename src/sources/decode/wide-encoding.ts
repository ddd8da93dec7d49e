/** UTF-8, UTF-16 and UTF-32 by their byte order mark; UTF-16 and UTF-32 without one by the pattern of their bytes. */
export function wideEncoding(bytes: Uint8Array): { text: string; encoding: string } | undefined {
	const encoding = marked(bytes) ?? unmarked(bytes);
	if (encoding === undefined) return undefined;
	const text = encoding.startsWith("utf-32")
		? readUtf32(bytes, encoding === "utf-32le")
		: new TextDecoder(encoding).decode(bytes);
	return { text, encoding };
}

function marked(bytes: Uint8Array): string | undefined {
	const [a, b, c, d] = bytes;
	if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? "utf-32le" : "utf-16le";
	if (a === 0xfe && b === 0xff) return "utf-16be";
	if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return "utf-32be";
	return undefined;
}

/** Markup is ASCII and Arabic is U+06xx: in UTF-16 nearly every other byte is 00 or 06. */
function unmarked(bytes: Uint8Array): string | undefined {
	const sample = bytes.subarray(0, Math.min(2048, bytes.length - (bytes.length % 4)));
	if (sample.length < 8 || !sample.includes(0)) return undefined;
	const high = [0, 0, 0, 0];
	const zero = [0, 0, 0, 0];
	for (let index = 0; index < sample.length; index++) {
		const byte = sample[index];
		const place = index % 4;
		if (byte === 0 || byte === 6) high[place] = (high[place] ?? 0) + 1;
		if (byte === 0) zero[place] = (zero[place] ?? 0) + 1;
	}
	const enough = (counts: readonly number[], places: readonly number[]) =>
		places.every((place) => (counts[place] ?? 0) > 0.85 * (sample.length / 4));
	if (enough(zero, [0, 1]) && !enough(high, [3])) return "utf-32be";
	if (enough(zero, [2, 3]) && !enough(high, [0])) return "utf-32le";
	if (enough(high, [0, 2]) && !enough(high, [1, 3])) return "utf-16be";
	if (enough(high, [1, 3]) && !enough(high, [0, 2])) return "utf-16le";
	return undefined;
}

/** `TextDecoder` knows no UTF-32. What is no code point becomes U+FFFD. */
function readUtf32(bytes: Uint8Array, littleEndian: boolean): string {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const parts: string[] = [];
	for (let offset = 0; offset + 4 <= bytes.length; offset += 4) {
		const code = view.getUint32(offset, littleEndian);
		parts.push(
			code > 0x10_ff_ff || (code >= 0xd8_00 && code <= 0xdf_ff) ? "\uFFFD" : String.fromCodePoint(code),
		);
	}
	return parts.join("");
}
