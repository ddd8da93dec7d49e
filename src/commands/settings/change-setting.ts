import { asciiDigits } from "../../arabic/digits.ts";
import type { Channel } from "../../domain/channel.ts";
import { readyTemplates } from "../../message/template/ready-templates.ts";
import { joinNames } from "../answer/join-names.ts";
import type { CommandDeps } from "../deps.ts";
import { findClosest } from "../typed/closest.ts";
import { findNamed, type Named, nameKey } from "../typed/names.ts";
import { quoteTyped } from "../typed/typed.ts";
import { namedSettings, nameValues, type Setting } from "./settings-table.ts";
import { withTemplate } from "./template-setting.ts";
import { readZone } from "./zones.ts";

/** What a person typed after `/settings`: a change, a setting to look at, or why it is neither, in sentences. */
export type SettingWish =
	| { kind: "change"; setting: Setting; apply(channel: Channel): Channel }
	| { kind: "show"; setting: Setting }
	/** A text of the channel's own for its template: what stands after so many words; none: it is still to be asked for. */
	| { kind: "own-text"; setting: Setting; after: number | undefined }
	| { kind: "refused"; sentences: readonly string[] };

/** Reads `name value`; a name may have several words, so the longest that is one is taken. */
export function readSettingWish(typed: string, locale: string, deps: CommandDeps): SettingWish {
	const words = typed.split(" ");
	// Signs are no words of a name: they begin a template's text.
	const named = words.findIndex((word) => nameKey(word) === "");
	for (let count = Math.min(named < 0 ? words.length : named, 2); count > 0; count -= 1) {
		const setting = findNamed(words.slice(0, count).join(" "), namedSettings);
		if (setting === undefined) continue;
		const value = words.slice(count).join(" ");
		if (value === "") return { kind: "show", setting };
		const ownText = setting.kind === "template" ? readOwnText(value) : undefined;
		if (ownText === "given") return { kind: "own-text", setting, after: count };
		if (ownText === "wanted") return { kind: "own-text", setting, after: undefined };
		return readValue(setting, value, locale, deps);
	}
	const name = words[0] ?? "";
	const closest = findClosest(name, namedSettings);
	const everywhere = namedSettings.filter(({ value }) => value.onlyIn === undefined);
	return refuse("setting-unknown", name, closest, "setting-names", everywhere.map(labelOf), locale, deps);
}

/** The sentence that says which values a setting takes. */
export function sayChoices(setting: Setting, locale: string, { sentences }: CommandDeps): string {
	switch (setting.kind) {
		case "choice":
			return sentences.say(locale, "setting-values", {
				names: joinNames(
					setting.values.map(({ id }) => `${id} (${sentences.say(locale, `value-${id}`)})`),
					locale,
					sentences,
				),
			});
		case "number":
			return sentences.say(locale, "setting-range", { minimum: setting.minimum, maximum: setting.maximum });
		case "zone":
			return sentences.say(locale, "setting-zone-how");
		case "template":
			return sentences.say(locale, "setting-values", {
				names: joinNames(
					readyTemplates.map(({ name, description }) => `${name} (${sentences.say(locale, description)})`),
					locale,
					sentences,
				),
			});
	}
}

const ownNames: readonly Named<true>[] = [
	{ value: true, label: "own", names: ["own", "custom", "خاص", "نص", "قالب خاص", "نص خاص"] },
];

/** A text names something of the article; a name alone asks for one of the channel's own. */
function readOwnText(value: string): "given" | "wanted" | undefined {
	if (/\{\{|\{%/.test(value)) return "given";
	return findNamed(value, ownNames) ? "wanted" : undefined;
}

const namedTemplates = readyTemplates.map((template) => ({
	value: template,
	label: template.name,
	names: [template.name, ...template.names],
}));

function readValue(setting: Setting, typed: string, locale: string, deps: CommandDeps): SettingWish {
	switch (setting.kind) {
		case "choice": {
			const values = nameValues(setting.values);
			const value = findNamed(typed, values);
			if (value !== undefined) return { kind: "change", setting, apply: value.apply };
			const closest = findClosest(typed, values);
			return refuse("value-unknown", typed, closest, "setting-values", values.map(labelOf), locale, deps);
		}
		case "number": {
			const value = Number(asciiDigits(typed));
			if (Number.isInteger(value) && value >= setting.minimum && value <= setting.maximum) {
				return { kind: "change", setting, apply: (channel) => setting.apply(channel, value) };
			}
			return { kind: "refused", sentences: [sayChoices(setting, locale, deps)] };
		}
		case "template": {
			const template = findNamed(typed, namedTemplates);
			if (template !== undefined) {
				const { name } = template;
				return {
					kind: "change",
					setting,
					apply: (channel) => withTemplate(channel, { kind: "ready", name }),
				};
			}
			const closest = findClosest(typed, namedTemplates);
			return refuse(
				"value-unknown",
				typed,
				closest,
				"setting-values",
				namedTemplates.map(labelOf),
				locale,
				deps,
			);
		}
		case "zone": {
			const read = readZone(typed);
			if (read.kind === "zone") {
				return { kind: "change", setting, apply: (channel) => ({ ...channel, zone: read.zone }) };
			}
			const unknown = deps.sentences.say(locale, "zone-unknown", { name: quoteTyped(typed) });
			const offer =
				read.closest.length > 0
					? sayClosest(read.closest, locale, deps)
					: deps.sentences.say(locale, "setting-zone-how");
			return { kind: "refused", sentences: [unknown, offer] };
		}
	}
}

function refuse(
	unknown: string,
	typed: string,
	closest: readonly string[],
	listing: string,
	all: readonly string[],
	locale: string,
	deps: CommandDeps,
): SettingWish {
	const { sentences } = deps;
	return {
		kind: "refused",
		sentences: [
			sentences.say(locale, unknown, { name: quoteTyped(typed) }),
			closest.length > 0
				? sayClosest(closest, locale, deps)
				: sentences.say(locale, listing, { names: joinNames(all, locale, sentences) }),
		],
	};
}

function sayClosest(closest: readonly string[], locale: string, { sentences }: CommandDeps): string {
	return sentences.say(locale, "did-you-mean", { names: joinNames(closest, locale, sentences) });
}

function labelOf({ label }: { label: string }): string {
	return label;
}
