import { ARABIC_LETTER, ARABIC_MARK } from "./script.ts";
import { type Letters, surveyText } from "./survey.ts";

/**
 * The language that a text's letters speak for: `ar fa ur ckb ps he en fr de es tr ru el zh ja ko hi`, else `und`.
 * Arabic script: more than 2 % of Persian letters is Persian or Urdu (ARABIC §1.7) unless the words are Arabic, as
 * in a text typed on a Persian keyboard or a headline with one foreign name.
 */
export function detectLanguage(text: string): string {
	return languageOfLetters(surveyText(text).letters, text);
}

/** The same where the text's letters have been counted. */
export function languageOfLetters(count: Letters, text: string): string {
	if (count.arabic > 0 && count.arabic >= (count.arabic + count.latin + count.other) * 0.3) {
		return detectInArabicScript(text, count);
	}
	if (count.latin >= count.other) return count.latin === 0 ? "und" : detectInLatinScript(text);
	return detectByScript(text);
}

const FEW = 0.02;

function detectInArabicScript(text: string, count: Letters): string {
	const foreign = count.persian + count.urdu + count.kurdish + count.pashto;
	// Persian from an Arabic keyboard has none of its own letters, but neither has it Arabic's commonest ending.
	if (foreign <= count.arabic * FEW && count.arabic >= 50 && text.includes("ة")) return "ar";
	const votes = countWords(text);
	if (votes.arabic > Math.max(votes.persian, votes.urdu)) return "ar";
	if (count.kurdish > count.arabic * FEW && count.kurdish >= count.urdu) return "ckb";
	if (count.pashto > count.arabic * FEW && count.pashto >= count.urdu) return "ps";
	if (count.urdu > count.arabic * FEW || votes.urdu > votes.persian) return "ur";
	return foreign > count.arabic * FEW || votes.persian >= 2 ? "fa" : "ar";
}

/** Small words that a text cannot do without, in folded spelling so that the keyboard does not matter. */
const ARABIC_WORDS = new Set(
	"في على الى إلى أن إن عن مع هذا هذه التي الذي كان كانت قال قالت لم لن ما هو هي ذلك خلال ضد حول لدى منذ".split(
		" ",
	),
);
const PERSIAN_WORDS = new Set(
	"در كه از به را اين با است براي آن مي شد تا هم نيز كرد شود هاي ها شده خود گفت يك پس كرده بود".split(" "),
);
const URDU_WORDS = new Set("كے كي ميں سے ہے كا اور نے كو پر يہ كہ ہيں تھا بھي كيا گيا نہيں وہ".split(" "));
/** Persian words that only look as if they had the Arabic article. */
const NO_ARTICLE = new Set("البته الزام الزامي الهام الماس الحاق الگوي الكلي الفبا".split(" "));
const WORD = new RegExp(`[${ARABIC_LETTER}${ARABIC_MARK}]+`, "g");
const WITH_ARTICLE = /^(?:[وفبك]?ال|لل|ولل).../;

function countWords(text: string): { arabic: number; persian: number; urdu: number } {
	const votes = { arabic: 0, persian: 0, urdu: 0 };
	for (const [found] of text.matchAll(WORD)) {
		const word = found.replace(/ک/g, "ك").replace(/ی/g, "ي");
		if (isArabicWord(word)) votes.arabic++;
		else if (PERSIAN_WORDS.has(word)) votes.persian++;
		else if (URDU_WORDS.has(word)) votes.urdu++;
	}
	return votes;
}

function isArabicWord(word: string): boolean {
	if (ARABIC_WORDS.has(word) || (word.length > 3 && word.endsWith("ة"))) return true;
	return WITH_ARTICLE.test(word) && !NO_ARTICLE.has(word);
}

const LATIN_WORDS: readonly (readonly [string, ReadonlySet<string>])[] = [
	[
		"en",
		new Set(
			"the of and to in is was for on with that as at by from it has are his will after says".split(" "),
		),
	],
	[
		"fr",
		new Set("le la les des et du une dans est pour qui sur au aux par avec ce il plus après".split(" ")),
	],
	[
		"de",
		new Set("der die das und den von zu mit ist im dem ein eine auf für nicht sich des nach".split(" ")),
	],
	["es", new Set("el los las del que y por con una para se al como más su fue tras sus".split(" "))],
	["tr", new Set("ve bir bu için ile da de olarak daha çok olan sonra gibi kadar ise".split(" "))],
];

/** The language with most small words; plain unaccented text without any is `en`, the reader's likeliest. */
function detectInLatinScript(text: string): string {
	const votes = LATIN_WORDS.map(() => 0);
	for (const [word] of text
		.slice(0, 4000)
		.toLowerCase()
		.matchAll(/\p{L}+/gu)) {
		for (const [i, [, words]] of LATIN_WORDS.entries()) if (words.has(word)) votes[i] = (votes[i] ?? 0) + 1;
	}
	const most = Math.max(...votes);
	if (most === 0) return /(?=\p{Script=Latin})\P{ASCII}/u.test(text) ? "und" : "en";
	return LATIN_WORDS[votes.indexOf(most)]?.[0] ?? "und";
}

const SCRIPTS: readonly (readonly [string, RegExp])[] = [
	["he", /\p{Script=Hebrew}/gu],
	["ru", /\p{Script=Cyrillic}/gu],
	["el", /\p{Script=Greek}/gu],
	["ja", /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
	["ko", /\p{Script=Hangul}/gu],
	["zh", /\p{Script=Han}/gu],
	["hi", /\p{Script=Devanagari}/gu],
];

function detectByScript(text: string): string {
	let best = "und";
	let most = 0;
	for (const [language, letter] of SCRIPTS) {
		// Japanese is written with Han letters too: a fair share of kana decides.
		const found = (text.match(letter)?.length ?? 0) * (language === "ja" ? 4 : 1);
		if (found > most) [best, most] = [language, found];
	}
	return best;
}
