import type { BroadcastContent, BroadcastText, BroadcastVersion } from "../domain/broadcast.ts";
import { type Channel, standardLook } from "../domain/channel.ts";
import { textFor } from "../message/broadcast.ts";
import { isAddress, parseMarkUp, variables } from "../message/mark-up.ts";
import type { BroadcastDeps } from "./deps.ts";
import type { Refusal } from "./port.ts";

/** The longest name that a channel may have on the platforms: what `{channel}` may become. */
const longestTitle = "م".repeat(128);

/** Everything that is wrong with what a broadcast says, whatever the platforms: nothing said, mark-up, addresses, languages. */
export function checkWords({ versions }: BroadcastContent): readonly Refusal[] {
	if (versions.length === 0) return [{ code: "content-missing", facts: { language: "" } }];
	const languages = versions.map(({ language }) => language.toLowerCase());
	const twice = languages.filter((language, at) => languages.indexOf(language) !== at);
	return [
		...twice.map((language): Refusal => ({ code: "language-twice", facts: { language } })),
		...versions.flatMap(checkVersion),
	];
}

/** The same, and what does not fit the platforms that are on. */
export function checkContent(content: BroadcastContent, deps: BroadcastDeps): readonly Refusal[] {
	const wrong = checkWords(content);
	return wrong.length > 0 ? wrong : content.versions.flatMap((version) => checkFit(version, deps));
}

function checkVersion(version: BroadcastVersion): Refusal[] {
	const { language } = version;
	const unknown: Refusal[] = /^[a-z]{2,3}([-_][a-z0-9]+)*$/i.test(language)
		? []
		: [{ code: "language-unknown", facts: { language } }];
	const texts: [string, BroadcastText][] = [
		["", textFor(version, undefined)],
		...Object.keys(version.overrides).map((platform): [string, BroadcastText] => [
			platform,
			textFor(version, platform),
		]),
	];
	const found = texts.flatMap(([platform, text]) => checkText(text, language, platform));
	const seen = new Set<string>();
	const once = found.filter((refusal) => {
		const key = JSON.stringify({ ...refusal, facts: { ...refusal.facts, platform: "" } });
		return !seen.has(key) && seen.add(key);
	});
	return [...unknown, ...once];
}

function checkText(text: BroadcastText, language: string, platform: string): Refusal[] {
	const where = { language, platform };
	const missing: Refusal[] =
		text.body.trim() === "" && text.headline.trim() === "" ? [{ code: "content-missing", facts: where }] : [];
	const marked = (["headline", "body"] as const).flatMap((part) => {
		const read = parseMarkUp(text[part]);
		if (read.ok) return [];
		return read.problems.map(({ kind, line, column, sign }): Refusal => {
			const facts = {
				...where,
				part,
				line,
				column,
				sign,
				variables: variables.map((each) => `{${each}}`).join(" "),
			};
			return { code: codes[kind], facts };
		});
	});
	const addresses = [
		...(text.image === undefined ? [] : [text.image]),
		...text.buttons.flat().map(({ href }) => href),
	].filter((address) => !isAddress(address));
	return [
		...missing,
		...marked,
		...addresses.map(
			(sign): Refusal => ({
				code: "address-unreadable",
				facts: { ...where, part: "", line: 0, column: 0, sign },
			}),
		),
	];
}

const codes = {
	open: "mark-up-open",
	empty: "mark-up-empty",
	address: "address-unreadable",
	variable: "variable-unknown",
	"variable-open": "variable-open",
} as const;

/** Fits it even in the channel with the longest name. */
function checkFit(version: BroadcastVersion, deps: BroadcastDeps): Refusal[] {
	const shown = { kind: "broadcast", versions: [version], at: deps.now(), silent: false } as const;
	return deps.platforms.flatMap((platform) => {
		const view: Pick<Channel, "platform" | "title" | "zone" | "look"> = {
			platform,
			title: longestTitle,
			zone: deps.zone,
			look: { ...standardLook, locale: version.language },
		};
		return deps.fit(platform, deps.render(shown, view)).map(({ code, length, limit }) => ({
			code,
			facts: { platform, language: version.language, length, limit },
		}));
	});
}
