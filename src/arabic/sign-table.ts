import { isArabicLetter } from "./script.ts";

/** What a text has somewhere; each is a bit. Most texts need few of the steps of cleaning, and one walk tells which. */
export const TRAIT = {
	/** What is never shown, or is shown as something plainer; the no-break space apart. */
	invisible: 1 << 0,
	hardBlank: 1 << 1,
	presentationForm: 1 << 2,
	tatweel: 1 << 3,
	lookAlike: 1 << 4,
	composable: 1 << 5,
	quote: 1 << 6,
	/** Signs whose NFKC or lower case is another. */
	compatible: 1 << 7,
	/** A Latin comma that is no number's, semicolon or question mark. */
	latinMark: 1 << 8,
	/** A blank before a combining mark. */
	blankThenMark: 1 << 10,
	/** A blank before a sign that refuses it, another blank or a line's end; or at the beginning of a line. */
	blankThenRefusing: 1 << 12,
	/** A sign that ends something, and a letter right behind it. */
	stopThenLetter: 1 << 14,
	/** A comma or colon that is no number's, and neither blank nor line's end behind it. */
	commaThenSign: 1 << 16,
	/** An opening bracket, and a blank behind it. */
	openingThenBlank: 1 << 18,
	/** Two combining marks, whose order may not be the canonical one. */
	markThenMark: 1 << 20,
	/** A Latin comma or colon: its neighbours tell whether it is a number's, and what it is otherwise. */
	inNumber: 1 << 22,
} as const;

/** Spaces or punctuation may not be as they should. */
export const UNTIDY =
	TRAIT.latinMark |
	TRAIT.blankThenRefusing |
	TRAIT.stopThenLetter |
	TRAIT.commaThenSign |
	TRAIT.openingThenBlank;

/** From these up a sign's number says which kind of letter it is; plain Arabic ones have a bit of their own. */
export const PLAIN_ARABIC_BIT = 27;
export const RARE_BIT = 28;
export const LETTER = 2 ** PLAIN_ARABIC_BIT;
export const RARE = 2 ** RARE_BIT;
export const KIND = { latin: 1, other: 3, persian: 4, urdu: 5, kurdish: 6, pashto: 7 } as const;

function buildSigns(): Int32Array {
	const signs = new Int32Array(0x10000);
	markTraits(signs);
	markNeighbours(signs);
	markLetters(signs);
	return signs;
}

type Ranges = readonly (readonly [number, number])[];

function mark(signs: Int32Array, bits: number, ranges: Ranges): void {
	for (const [first, last] of ranges)
		for (let code = first; code <= last; code++) signs[code] = (signs[code] ?? 0) | bits;
}

function markEach(signs: Int32Array, bits: number, characters: string): void {
	for (let i = 0; i < characters.length; i++)
		mark(signs, bits, [[characters.charCodeAt(i), characters.charCodeAt(i)]]);
}

function markTraits(signs: Int32Array): void {
	for (const [trait, ranges] of traitRanges) mark(signs, trait, ranges);
	markEach(signs, TRAIT.hardBlank, "\u00A0");
	markEach(signs, TRAIT.tatweel, "ـ");
	markEach(signs, TRAIT.quote, '"“”„«»');
	markEach(signs, TRAIT.latinMark, ";?");
	markEach(signs, TRAIT.inNumber, ",:");
}

const traitRanges: readonly (readonly [number, Ranges])[] = [
	[
		TRAIT.invisible,
		[
			[0, 9],
			[0xb, 0x1f],
			[0x7f, 0x9f],
			[0xad, 0xad],
			[0x34f, 0x34f],
			[0x61c, 0x61c],
			[0x6d6, 0x6ed],
			[0x115f, 0x1160],
			[0x1680, 0x1680],
			[0x17b4, 0x17b5],
			[0x180b, 0x180f],
			[0x2000, 0x200f],
			[0x2028, 0x202f],
			[0x205f, 0x206f],
			[0x3000, 0x3000],
			[0x3164, 0x3164],
			[0xd800, 0xdfff],
			[0xfeff, 0xfeff],
			[0xffa0, 0xffa0],
			[0xfff0, 0xfffb],
			[0xfffe, 0xffff],
		],
	],
	[
		TRAIT.presentationForm,
		[
			[0xfb50, 0xfdff],
			[0xfe70, 0xfefc],
		],
	],
	[
		TRAIT.lookAlike,
		[
			[0x671, 0x671],
			[0x6a9, 0x6aa],
			[0x6be, 0x6be],
			[0x6c0, 0x6c3],
			[0x6cc, 0x6cc],
			[0x6d2, 0x6d3],
			[0x6d5, 0x6d5],
			[0x6f0, 0x6f9],
		],
	],
	[
		// Plain Arabic and Latin letters, digits and punctuation neither compose nor change places; nor does a vowel sign by
		// itself.
		TRAIT.composable,
		[
			[0x300, 0x5ff],
			[0x653, 0x65f],
			[0x6d6, 0x200f],
			[0x2100, 0xffff],
		],
	],
	[
		TRAIT.compatible,
		[
			[0xa8, 0xaa],
			[0xad, 0xb5],
			[0xb8, 0xba],
			[0xbc, 0x5ff],
			[0x653, 0x655],
			[0x675, 0x678],
			[0x700, 0x200a],
			[0x2011, 0x2011],
			[0x2017, 0x2017],
			[0x2024, 0x2029],
			[0x202f, 0x205f],
			[0x2070, 0xfefe],
			[0xff00, 0xffff],
		],
	],
];

const combining: Ranges = [
	[0x610, 0x61a],
	[0x64b, 0x65f],
	[0x670, 0x670],
];

/** The first of two neighbours has the bit below the trait's, the second the trait's own. */
function markNeighbours(signs: Int32Array): void {
	const { blankThenMark, blankThenRefusing, stopThenLetter, commaThenSign, openingThenBlank, markThenMark } =
		TRAIT;
	const blanks = " \u00A0";
	const blanksAndBreaks = `${blanks}\n`;
	markEach(signs, blankThenMark >> 1, blanks);
	markEach(signs, blankThenRefusing >> 1, blanksAndBreaks);
	mark(signs, blankThenMark | markThenMark | (markThenMark >> 1), combining);
	markEach(signs, blankThenRefusing, `${blanksAndBreaks}،؛؟!)].:,;?`);
	markEach(signs, stopThenLetter >> 1, ".!؟)?");
	markEach(signs, commaThenSign >> 1, "،؛;");
	mark(signs, commaThenSign, [[0, 0xffff]]);
	for (const code of [0x20, 0xa0, 0xa]) signs[code] = (signs[code] ?? 0) & ~commaThenSign;
	markEach(signs, openingThenBlank >> 1, "([");
	markEach(signs, openingThenBlank, blanks);
	for (let code = 0x620; code < 0x8d0; code++)
		if (isArabicLetter(code)) mark(signs, stopThenLetter, [[code, code]]);
}

function markLetters(signs: Int32Array): void {
	const kinds = new Uint8Array(0x10000);
	for (const [first, last] of rangesOf(/\p{L}+/gu)) kinds.fill(KIND.other, first, last + 1);
	for (const [first, last] of rangesOf(/\p{Script=Latin}+/gu)) kinds.fill(KIND.latin, first, last + 1);
	// Of a letter beyond the first plane its first half counts.
	kinds.fill(KIND.other, 0xd800, 0xdc00);
	kinds[0x640] = 0;
	for (let code = 0x620; code < 0x8d0; code++) if (isArabicLetter(code)) kinds[code] = PLAIN_ARABIC;
	kinds.fill(PLAIN_ARABIC, 0xfb50, 0xfefd);
	kinds[0xfd3e] = kinds[0xfd3f] = 0;
	for (const [kind, letters] of neighbours) for (const letter of letters) kinds[letter.charCodeAt(0)] = kind;
	for (let code = 0; code < 0x10000; code++) {
		const kind = kinds[code] ?? 0;
		const bits = kind === PLAIN_ARABIC ? LETTER : kind * RARE;
		signs[code] = (signs[code] ?? 0) + bits;
	}
}

const PLAIN_ARABIC = 2;
/** Letters of the languages that share the script. */
const neighbours: readonly (readonly [number, string])[] = [
	[KIND.persian, "پچژگکی"],
	[KIND.urdu, "ٹڈڑںہھےۓۂۃ"],
	[KIND.kurdish, "ێۆڕڵە"],
	[KIND.pashto, "ټډړږښېۍځڅڼګۀ"],
];

/** Runs of units that match; asking for each unit by itself takes twenty times as long. */
function* rangesOf(pattern: RegExp): Generator<readonly [number, number]> {
	for (const [from, to] of [
		[0, 0xd800],
		[0xe000, 0x10000],
	] as const) {
		const all = new Uint16Array(to - from).map((_, index) => from + index);
		for (const { 0: run, index } of new TextDecoder("utf-16le").decode(all).matchAll(pattern))
			yield [from + index, from + index + run.length - 1];
	}
}

/** For each UTF-16 unit its traits and its kind of letter. */
export const SIGNS: Int32Array = buildSigns();
