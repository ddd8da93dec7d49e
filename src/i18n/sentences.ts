import { readdirSync, readFileSync } from "node:fs";
import { FluentBundle, FluentNumber, FluentResource } from "@fluent/bundle";

/** Every sentence that barqiya says to a person, in the languages whose `.ftl` files lie in this folder. */
export type Sentences = {
	/**
	 * The sentence `id` in the language that `pickLocale` picks for `locale`. Numbers are written
	 * with 0–9 and no grouping (a channel's digit set is applied later); no direction marks are added.
	 * Throws when the sentence or one of its variables does not exist: that is a bug, which a test finds.
	 */
	say(locale: string, id: string, args?: SentenceArgs): string;
	/** The languages there are, Arabic first. */
	readonly locales: readonly string[];
	/**
	 * The language for somebody whose platform says `tag`: theirs where we have it; English where they plainly read
	 * something else than Arabic; Arabic for Arabic in all its varieties, and where the tag says nothing.
	 */
	pickLocale(tag: string): string;
};

export type SentenceArgs = Readonly<Record<string, string | number>>;

const mainLocale = "ar";
/** For people whose language is neither Arabic nor one that we have. */
const foreignLocale = "en";

/** ISO 639: what is spoken of Arabic, as far as platforms name it; and the codes for "not known" and "several". */
const arabicTags = new Set(
	"ar ara arb arz apc ajp acm acq acw acx adf aeb aec afb ary arq ars ayl ayn ayp shu ssh und mul mis zxx".split(
		" ",
	),
);

/** Reads the sentences beside this file. A language is added by adding its file; nothing else names the languages. */
export function createSentences(folder: URL = new URL("./", import.meta.url)): Sentences {
	const bundles = new Map(
		readdirSync(folder)
			.filter((file) => file.endsWith(".ftl"))
			.map((file) => file.slice(0, -".ftl".length))
			.sort((a, b) => Number(b === mainLocale) - Number(a === mainLocale) || a.localeCompare(b, "en"))
			.map((locale) => [locale, readBundle(locale, readFileSync(new URL(`${locale}.ftl`, folder), "utf8"))]),
	);
	const pickLocale = (tag: string): string => {
		const primary = tag.toLowerCase().split(/[-_]/, 1)[0] ?? "";
		if (bundles.has(primary)) return primary;
		// A language has two letters or three; anything else names none.
		if (!/^[a-z]{2,3}$/.test(primary) || arabicTags.has(primary)) return mainLocale;
		return bundles.has(foreignLocale) ? foreignLocale : mainLocale;
	};
	return {
		locales: [...bundles.keys()],
		pickLocale,
		say: (locale, id, args) => sayIn(bundles.get(pickLocale(locale)), id, args),
	};
}

/** Latin digits are pinned because the default digits of `ar` differ between ICU versions. */
function readBundle(locale: string, text: string): FluentBundle {
	const bundle = new FluentBundle(`${locale}-u-nu-latn`, { useIsolating: false });
	const problems = bundle.addResource(new FluentResource(text));
	if (problems.length > 0) throw new Error(`i18n: ${locale}.ftl: ${problems.map(String).join("; ")}`);
	return bundle;
}

function sayIn(bundle: FluentBundle | undefined, id: string, args: SentenceArgs = {}): string {
	const pattern = bundle?.getMessage(id)?.value;
	if (bundle === undefined || pattern === undefined || pattern === null) {
		throw new Error(`i18n: there is no sentence "${id}"`);
	}
	const problems: Error[] = [];
	const sentence = bundle.formatPattern(pattern, fluentArgs(args), problems);
	if (problems.length > 0) throw new Error(`i18n: sentence "${id}": ${problems.map(String).join("; ")}`);
	return sentence;
}

function fluentArgs(args: SentenceArgs): Record<string, string | FluentNumber> {
	return Object.fromEntries(
		Object.entries(args).map(([name, value]) => [
			name,
			typeof value === "number" ? new FluentNumber(value, { useGrouping: false }) : value,
		]),
	);
}
