import { PLAIN_ARABIC_BIT, RARE, RARE_BIT, SIGNS, TRAIT } from "./sign-table.ts";

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

/** What a walk through a text finds: its traits, or-ed together; its letters; each line's end and its own traits. */
export type Survey = { traits: number; letters: Letters; lines: readonly SurveyedLine[] };
export type SurveyedLine = { end: number; traits: number };

/**
 * One walk with a table: this runs on every article, and no regular expression is as quick. A trait of two neighbours is seen
 * when the first has the bit before the second's; the text's beginning and end count as line breaks.
 */
export function surveyText(text: string): Survey {
	const rare = new Uint32Array(8);
	const lines: SurveyedLine[] = [];
	let all = 0;
	let traits = 0;
	let arabic = 0;
	let before = LINE_BREAK;
	for (let i = 0; i < text.length; i++) {
		const sign = SIGNS[text.charCodeAt(i)] as number; // it has all units
		traits |= (sign & SINGLE) | (sign & (before << 1) & PAIRED);
		before = sign;
		arabic += (sign >> PLAIN_ARABIC_BIT) & 1;
		if (sign >= RARE) rare[sign >> RARE_BIT] = (rare[sign >> RARE_BIT] as number) + 1;
		else if (sign === LINE_BREAK) {
			lines.push({ end: i, traits });
			all |= traits;
			traits = 0;
		}
	}
	traits |= LINE_BREAK & (before << 1) & PAIRED;
	lines.push({ end: text.length, traits });
	const [, latin = 0, , other = 0, persian = 0, urdu = 0, kurdish = 0, pashto = 0] = rare;
	const letters: Letters = {
		arabic: arabic + persian + urdu + kurdish + pashto,
		latin,
		other,
		persian,
		urdu,
		kurdish,
		pashto,
	};
	return { traits: all | traits, letters, lines };
}

/** The traits of one line alone. */
export function findTraits(line: string): number {
	let traits = 0;
	let before = LINE_BREAK;
	for (let i = 0; i < line.length; i++) {
		const sign = SIGNS[line.charCodeAt(i)] as number;
		traits |= (sign & SINGLE) | (sign & (before << 1) & PAIRED);
		before = sign;
	}
	return traits | (LINE_BREAK & (before << 1) & PAIRED);
}

const LINE_BREAK = SIGNS[0x0a] as number;
const SINGLE = 0x1ff;
const PAIRED =
	TRAIT.blankThenMark |
	TRAIT.blankThenRefusing |
	TRAIT.stopThenLetter |
	TRAIT.commaThenSign |
	TRAIT.openingThenBlank;
