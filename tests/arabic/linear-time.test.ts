import { expect, it } from "vitest";
import { directText } from "../../src/arabic/bidi.ts";
import { cleanText } from "../../src/arabic/clean.ts";
import { foldKey } from "../../src/arabic/fold.ts";
import { buildHashtag, findHashtags } from "../../src/arabic/hashtag.ts";
import { detectLanguage } from "../../src/arabic/language.ts";
import { splitSentences } from "../../src/arabic/sentences.ts";
import { searchTerms } from "../../src/arabic/stem.ts";
import { stripHtml } from "../../src/arabic/strip-html.ts";
import { truncateText } from "../../src/arabic/truncate.ts";
import { processorMs } from "../support/processor-time.ts";

const functions: Readonly<Record<string, (text: string) => unknown>> = {
	cleanText: (text) => cleanText(text, { digits: "arabic" }),
	stripHtml,
	foldKey,
	detectLanguage,
	truncateText: (text) => truncateText(text, text.length >> 1),
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

function measure(run: (text: string) => unknown, text: string): number {
	const start = processorMs();
	run(text);
	return processorMs() - start;
}

/**
 * How many times as long four times the text takes: four, or sixteen for the square. The least of a few tries counts, for
 * a collection of garbage only ever adds; the addend covers what the counter cannot see.
 */
function growth(run: (text: string) => unknown, piece: string): number {
	const of = (length: number) => `ا ${piece.repeat(Math.ceil(length / piece.length))}`;
	let [short, long] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
	for (let tries = 0; tries < 8 && !(tries >= 2 && (long + 5) / (short + 5) < LIMIT); tries++) {
		short = Math.min(short, measure(run, of(15_000)));
		long = Math.min(long, measure(run, of(60_000)));
	}
	return (long + 5) / (short + 5);
}

const LIMIT = 10;

it.each(Object.keys(functions))("%s takes time that grows with the length of a hostile text", (name) => {
	for (const piece of hostile) {
		expect(growth(functions[name] ?? String, piece), JSON.stringify(piece)).toBeLessThan(LIMIT);
	}
});
