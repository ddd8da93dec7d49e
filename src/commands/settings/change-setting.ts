import { asciiDigits } from "../../arabic/digits.ts";
import type { Channel } from "../../domain/channel.ts";
import { findClosest } from "../closest.ts";
import type { CommandDeps } from "../deps.ts";
import { joinNames } from "../join-names.ts";
import { findNamed } from "../names.ts";
import { quoteTyped } from "../typed.ts";
import { namedSettings, nameValues, type Setting } from "./settings-table.ts";
import { readZone } from "./zones.ts";

/** What a person typed after `/settings`: a change, a setting to look at, or why it is neither, in sentences. */
export type SettingWish =
	| { kind: "change"; setting: Setting; apply(channel: Channel): Channel }
	| { kind: "show"; setting: Setting }
	| { kind: "refused"; sentences: readonly string[] };

/** Reads `name value`; a name may have several words, so the longest that is one is taken. */
export function readSettingWish(typed: string, locale: string, deps: CommandDeps): SettingWish {
	const words = typed.split(" ");
	for (let count = Math.min(words.length, 2); count > 0; count -= 1) {
		const setting = findNamed(words.slice(0, count).join(" "), namedSettings);
		if (setting === undefined) continue;
		const value = words.slice(count).join(" ");
		return value === "" ? { kind: "show", setting } : readValue(setting, value, locale, deps);
	}
	const name = words[0] ?? "";
	const closest = findClosest(name, namedSettings);
	return refuse("setting-unknown", name, closest, "setting-names", namedSettings.map(labelOf), locale, deps);
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
	}
}

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
