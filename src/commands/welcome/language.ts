import { joinNames } from "../answer/join-names.ts";
import { buildReply } from "../answer/reply.ts";
import type { Command } from "../command.ts";
import { findClosest } from "../typed/closest.ts";
import { findNamed, type Named } from "../typed/names.ts";
import { quoteTyped } from "../typed/typed.ts";

/** `/language [name]`: in which language this person is answered, wherever they ask. */
export const language: Command = {
	name: "language",
	description: "command-language",
	words: ["اللغة"],
	use: "readers",
	parameters: [
		{
			name: "language",
			description: "parameter-language",
			kind: "text",
			required: false,
			completes: "language",
		},
	],
	async run(call, deps) {
		const { sentences } = deps;
		const all = nameLanguages(sentences.locales);
		const names = joinNames(
			all.map(({ label, value }) => `${label} (${value})`),
			call.locale,
			sentences,
		);
		if (call.args === "") {
			return buildReply("person", call.locale, [
				sentences.say(call.locale, "language-now"),
				sentences.say(call.locale, "language-choices", { names }),
				sentences.say(call.locale, "language-example"),
			]);
		}
		const chosen = findNamed(call.args, all);
		if (chosen === undefined) {
			const closest = findClosest(call.args, all);
			return buildReply("person", call.locale, [
				sentences.say(call.locale, "language-unknown", { name: quoteTyped(call.args) }),
				closest.length > 0
					? sentences.say(call.locale, "did-you-mean", {
							names: joinNames(closest, call.locale, sentences),
						})
					: sentences.say(call.locale, "language-choices", { names }),
			]);
		}
		await deps.chooseLanguage({ platform: call.platform, ...call.person }, chosen);
		return buildReply("person", chosen, [sentences.say(chosen, "language-done")]);
	},
};

/** Each language by its tag, its own name, and its names in the languages that we have. */
export function nameLanguages(locales: readonly string[]): readonly Named<string>[] {
	const nameIn = (reader: string, locale: string) =>
		new Intl.DisplayNames([reader], { type: "language", fallback: "code" }).of(locale) ?? locale;
	return locales.map((locale) => ({
		value: locale,
		label: nameIn(locale, locale),
		names: [locale, ...locales.map((reader) => nameIn(reader, locale)), ...(nicknames[locale] ?? [])],
	}));
}

/** What people write besides. */
const nicknames: Readonly<Record<string, readonly string[]>> = {
	ar: ["عربي", "بالعربية"],
	en: ["إنجليزي", "إنكليزية", "إنكليزي", "بالإنجليزية"],
};
