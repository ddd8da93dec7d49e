import { expect, it } from "vitest";
import { directText } from "../../src/arabic/bidi.ts";
import { cleanText } from "../../src/arabic/clean.ts";
import { writeDigits } from "../../src/arabic/digits.ts";
import { foldKey } from "../../src/arabic/fold.ts";
import { buildHashtag, findHashtags } from "../../src/arabic/hashtag.ts";
import { detectLanguage } from "../../src/arabic/language.ts";
import { splitSentences } from "../../src/arabic/sentences.ts";
import { searchTerms } from "../../src/arabic/stem.ts";
import { stripHtml } from "../../src/arabic/strip-html.ts";
import { truncateText } from "../../src/arabic/truncate.ts";
import { growth, mostGrowth } from "../support/growth.ts";

const functions: Readonly<Record<string, (text: string) => unknown>> = {
	cleanText: (text) => cleanText(text, { digits: "arabic" }),
	stripHtml,
	foldKey,
	detectLanguage,
	truncateText: (text) => truncateText(text, text.length >> 1),
	writeDigits: (text) => writeDigits(text, "arabic"),
	directText: (text) => directText(text, "rtl"),
	"directText, left to right": (text) => directText(text, "ltr"),
	splitSentences,
	searchTerms,
	findHashtags,
	buildHashtag,
};

/** Each makes some careless rule look at the same signs again and again. */
const hostile = [
	'ا"',
	'" ',
	"« ",
	"(",
	"،",
	". ",
	"ا.",
	"ـَ",
	" َ",
	"\u200c",
	"<a ",
	'<a b="',
	"</script",
	"<noscript>",
	"<!--",
	'<a b=">" ',
	"&amp;",
	"1 ",
	"123 ",
	"1-",
	"+1 ",
	"00( ",
	"012-",
	"123 456 ",
	"*1",
	"*#1",
	"a-",
	"a@",
	"#a",
	"@a،",
	"/a ",
	"{{ ",
	"https://a",
	"و ",
	"د. ",
	"\n",
	"\u2068",
	"👨\u200d",
	"e\u0301",
	"1 1 ",
	"\\",
	"+123456789012345678901234567890123456789012345 ",
	"X (a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a- ",
	"X (a 1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1 ",
	"X (a & a & a & a & a & a & a & a & a & a & a & a & a & a & a & a & a & a ",
	"X (a_a:a@a_a:a@a_a:a@a_a:a@a_a:a@a_a:a@a_a:a@a_a:a@a_a:a@a_a:a@a_a:a@a ",
];

const of = (piece: string, length: number) => `ا ${piece.repeat(Math.ceil(length / piece.length))}`;

it.each(Object.keys(functions))(
	"%s takes time that grows with the length of a hostile text",
	async (name) => {
		for (const piece of hostile) {
			const ratio = await growth(functions[name] ?? String, of(piece, 15_000), of(piece, 60_000));
			expect(ratio, JSON.stringify(piece)).toBeLessThan(mostGrowth);
		}
	},
);
