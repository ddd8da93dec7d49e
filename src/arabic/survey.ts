import { isDigit } from "./script.ts";
import { KIND, LETTER, RARE, RARE_BIT, SIGNS, TRAIT } from "./sign-table.ts";
import { createUnitRoom } from "./units.ts";

/** How many letters of each kind; `other` is of no script named here. */
export type Letters = {
	arabic: number;
	latin: number;
	other: number;
	persian: number;
	urdu: number;
	kurdish: number;
	pashto: number;
};

/** What a walk through a text finds: its traits, or-ed together; its letters; its lines; the places of its quotes. */
export type Survey = {
	traits: number;
	letters: Letters;
	lines: readonly SurveyedLine[];
	quotes: readonly number[];
};
/** Where a line ends, its own traits, and how many quotes the text has until there. */
export type SurveyedLine = { end: number; traits: number; quotes: number };

/**
 * One walk with a table: this runs on every article, and no regular expression is as quick. A trait of two neighbours is seen
 * when the first has the bit before the second's; the text's beginning and end count as line breaks.
 */
export function surveyText(text: string): Survey {
	const units = room.load(text);
	rare.fill(0);
	const lines: SurveyedLine[] = [];
	const quotes: number[] = [];
	let all = 0;
	let traits = 0;
	let arabic = 0;
	let before = LINE_BREAK;
	const { length } = text;
	for (let i = 0; i < length; i++) {
		const sign = SIGNS[units[i] as number] as number; // it has all units
		traits |= sign & (((before << 1) & PAIRED) | SINGLE);
		before = sign;
		// Three of four signs are done with here.
		if (sign === PLAIN_LETTER) arabic++;
		else if (sign >= RARE) rare[sign >> RARE_BIT] = (rare[sign >> RARE_BIT] as number) + 1;
		else if (sign >= LETTER) arabic++;
		else if (sign & QUOTE) quotes.push(i);
		else if (sign & IN_NUMBER) traits |= traitOfMark(units, i, length);
		else if (sign === LINE_BREAK) {
			lines.push({ end: i, traits, quotes: quotes.length });
			all |= traits;
			traits = 0;
		}
	}
	traits |= LINE_BREAK & (before << 1) & PAIRED;
	lines.push({ end: text.length, traits, quotes: quotes.length });
	const persian = countOf("persian");
	const urdu = countOf("urdu");
	const kurdish = countOf("kurdish");
	const pashto = countOf("pashto");
	const letters: Letters = {
		arabic: arabic + persian + urdu + kurdish + pashto,
		latin: countOf("latin"),
		other: countOf("other"),
		persian,
		urdu,
		kurdish,
		pashto,
	};
	return { traits: all | traits, letters, lines, quotes };
}

/** What a Latin comma or a colon tells of its line. */
function traitOfMark(units: Uint16Array, at: number, length: number): number {
	const next = at + 1 < length ? (units[at + 1] ?? 0) : NEWLINE;
	if (at > 0 && isDigit(units[at - 1] ?? 0) && isDigit(next)) return 0;
	if (units[at] === COMMA) return TRAIT.latinMark;
	return next === NEWLINE || next === SPACE || next === HARD_BLANK ? 0 : TRAIT.commaThenSign;
}

const NEWLINE = 0x0a;
const SPACE = 0x20;
const COMMA = 0x2c;
const HARD_BLANK = 0xa0;
const room = createUnitRoom();
/** How many letters of each kind the walk has met, the plain Arabic ones apart. */
const rare = new Uint32Array(8);

function countOf(kind: keyof typeof KIND): number {
	return rare[KIND[kind]] ?? 0;
}

const LINE_BREAK = SIGNS[0x0a] as number;
const PLAIN_LETTER = SIGNS[0x644] as number;
const SINGLE = 0x1ff;
// Constants of their own: a property is looked up at every turn of a loop.
const { quote: QUOTE, inNumber: IN_NUMBER } = TRAIT;
const PAIRED =
	TRAIT.blankThenMark |
	TRAIT.blankThenRefusing |
	TRAIT.stopThenLetter |
	TRAIT.commaThenSign |
	TRAIT.openingThenBlank |
	TRAIT.markThenMark;
