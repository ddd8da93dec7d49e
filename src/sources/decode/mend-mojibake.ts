import { arabicScore } from "./arabic-score.ts";
import { decodeAs } from "./decode-as.ts";

/**
 * Reads again a text that somebody decoded wrongly before it was written down. Three mistakes are known by their letter
 * mix, and only a mix that no language has is touched: UTF-8 read as windows-1252 (`Ø§Ù„`), UTF-8 read as windows-1256
 * (`ط§ظ„`), windows-1256 read as windows-1252 (`ÇáÚ`). Other text comes back as it is. At most two mistakes are undone.
 */
export function mendMojibake(text: string): string {
	let mended = text;
	for (let round = 0; round < 2; round++) {
		const mix = letterMix(mended);
		const mistake = mistakes.find(({ shows }) => shows(mix, mended));
		if (mistake === undefined) return mended;
		mended = mistake.mend(mended);
	}
	return mended;
}

type Mix = {
	/** Characters beyond ASCII. */
	beyond: number;
	/** Ø–Û before a character that is no plain or accented letter. */
	pairs: number;
	/** ط and ظ. */
	emphatics: number;
	/** Two of À–ÿ next to each other. */
	together: number;
	/** One of À–ÿ next to a–z. */
	mixed: number;
};

const mistakes: readonly { shows(mix: Mix, text: string): boolean; mend(text: string): string }[] = [
	{
		// UTF-8 as windows-1252. In UTF-8 each Arabic letter begins with a byte D8–DB: Ø Ù Ú Û.
		shows: ({ pairs, beyond }) => pairs >= 3 && pairs * 2.5 > beyond,
		mend: (text) => readRunsAsUtf8(text, "windows-1252"),
	},
	{
		// UTF-8 as windows-1256. The same bytes are ط and ظ, which are 1.3 % of Arabic text and half of this.
		shows: ({ emphatics, beyond }) => emphatics >= 6 && emphatics * 3 > beyond,
		mend: (text) => readRunsAsUtf8(text, "windows-1256"),
	},
	{
		// windows-1256 as windows-1252. In no language are accented letters mostly beside each other.
		shows: ({ together, mixed }, text) =>
			together >= 4 && together > 4 * mixed && arabicScore(readAs1256(text)) >= 3,
		mend: readAs1256,
	},
];

/** One pass over the first letters beyond ASCII: nearly every text is sound, and pays no more than this. */
function letterMix(text: string): Mix {
	const mix: Mix = { beyond: 0, pairs: 0, emphatics: 0, together: 0, mixed: 0 };
	const length = Math.min(text.length, 300_000);
	let [beyond, emphatics] = [0, 0];
	let before = 0;
	for (let index = 0; index < length && beyond < 5_000; index++) {
		const code = text.charCodeAt(index);
		const kind = kinds[code] ?? 0;
		beyond += kind & BEYOND;
		emphatics += (kind & EMPHATIC) >> 1;
		// Sound Arabic has no accented letter, and is done with here.
		if ((kind | before) & ACCENTED) countNeighbours(mix, text.charCodeAt(index - 1), code);
		before = kind;
	}
	return { ...mix, beyond, emphatics };
}

/** One of the two is accented. `before` is NaN at the beginning. */
function countNeighbours(mix: Mix, before: number, code: number): void {
	if (before >= 0xd8 && before <= 0xdb && code > 0x7f && !isAccented(code)) mix.pairs++;
	if (isAccented(code) && isAccented(before)) mix.together++;
	else if (isPlain(code) || isPlain(before)) mix.mixed++;
}

const BEYOND = 1;
const EMPHATIC = 2;
const ACCENTED = 4;
const kinds = Uint8Array.from({ length: 0x10000 }, (_, code) => {
	if (code < 0x80) return 0;
	if (code === 0x06_37 || code === 0x06_38) return BEYOND | EMPHATIC;
	return isAccented(code) ? BEYOND | ACCENTED : BEYOND;
});

function isAccented(code: number): boolean {
	return code >= 0xc0 && code <= 0xff;
}

function isPlain(code: number): boolean {
	return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

/** Runs of characters that have a byte in `encoding`; those whose bytes are sound UTF-8 are read so, others stay. */
function readRunsAsUtf8(text: string, encoding: "windows-1252" | "windows-1256"): string {
	const byteOf = bytesOf(encoding);
	const strict = new TextDecoder("utf-8", { fatal: true });
	return text.replace(/\P{ASCII}+/gu, (run) => {
		const bytes: number[] = [];
		for (const character of run) {
			const byte = byteOf.get(character);
			if (byte === undefined) return run;
			bytes.push(byte);
		}
		try {
			return strict.decode(Uint8Array.from(bytes));
		} catch {
			// The last byte of a letter may have been a NBSP that an editor made a blank: keep what is sound.
			return new TextDecoder("utf-8").decode(Uint8Array.from(bytes)).replaceAll("\uFFFD", "");
		}
	});
}

function readAs1256(text: string): string {
	const byteOf = bytesOf("windows-1252");
	const letters = [...decodeAs(upperBytes, "windows-1256")];
	return text.replace(/\P{ASCII}/gu, (character) => {
		const byte = byteOf.get(character);
		return byte === undefined ? character : (letters[byte - 128] ?? character);
	});
}

/**
 * Which byte a character was, in an encoding of one byte a character. Who misreads as ISO-8859-1 instead makes control
 * characters of the first 32.
 */
function bytesOf(encoding: string): ReadonlyMap<string, number> {
	const controls = Array.from(
		upperBytes.subarray(0, 32),
		(byte) => [String.fromCharCode(byte), byte] as const,
	);
	const letters = [...decodeAs(upperBytes, encoding)].map((letter, index) => [letter, 128 + index] as const);
	return new Map([...controls, ...letters]);
}

const upperBytes = Uint8Array.from({ length: 128 }, (_, index) => 128 + index);
