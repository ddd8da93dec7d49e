import { readdirSync, readFileSync } from "node:fs";
import { FluentResource } from "@fluent/bundle";
import { describe, expect, it } from "vitest";
import { isStopped } from "../../src/broadcasts/change.ts";
import { reasonKey } from "../../src/commands/answer/reason-key.ts";
import { type Broadcast, broadcastStates } from "../../src/domain/broadcast.ts";
import { createSentences } from "../../src/i18n/sentences.ts";

const sentences = createSentences();
const root = new URL("../../", import.meta.url);
const languages = new Map(sentences.locales.map((locale) => [locale, readLanguage(locale)]));
const arabic = languages.get("ar") ?? new Map<string, Sentence>();
const code = readCode("src/", "adapters/", "jobs/");

describe("choosing a language", () => {
	it.each([
		["ar", "ar"],
		["ar-EG", "ar"],
		["AR_sa", "ar"],
		["en", "en"],
		["en-US", "en"],
		["EN-gb", "en"],
		["", "ar"],
		["und", "ar"],
		["arz", "ar"],
		["ary-MA", "ar"],
		["fr", "en"],
		["pt-BR", "en"],
		["fa", "en"],
		["ckb", "en"],
		["engineer", "ar"],
		["x", "ar"],
		["عربي", "ar"],
		["__proto__", "ar"],
	])("a person whose language is %j reads %j", (tag, locale) => {
		expect(sentences.pickLocale(tag)).toBe(locale);
	});

	it("a language that we do not have is answered in English", () => {
		expect(sentences.say("fr", "help-title")).toBe("Commands");
	});

	it("has Arabic first among its languages", () => {
		expect(sentences.locales).toEqual(["ar", "en"]);
	});
});

describe("why a platform took nothing", () => {
	const reasons = [
		...readCode("adapters/").matchAll(/kind: "(gone|forbidden|malformed|rejected)", reason: "([a-z-]+)"/g),
	].map(([, kind = "", reason = ""]) => ({ kind, reason }));
	const isOfChannel = ({ kind }: { kind: string }) => kind === "gone" || kind === "forbidden";

	it.each(sentences.locales)("has words for every reason that an adapter gives, in %s", (locale) => {
		expect(reasons.length).toBeGreaterThan(20);
		const raw = reasons.flatMap((one) =>
			[
				...(isOfChannel(one) ? ["channel-trouble", "why-gone", "why-paused"] : []),
				"why-failed",
				"desk-reason",
			]
				.map((id) => `${id}: ${sentences.say(locale, id, { reason: one.reason, gone: "-" })}`)
				.filter((said) => said.endsWith(`: ${one.reason}`) || said.endsWith(`: ${one.reason}.`)),
		);
		expect(raw).toEqual([]);
	});
});

describe("why a recipient was left out", () => {
	const written = [
		...readCode("src/delivery/").matchAll(/\bskip\(item, context, (?:"([^"]+)"|`([^`]+)`)/g),
	].map(([, plain, filled = ""]) => plain ?? filled.replace(/\$\{[^}]*\}/g, "removed"));
	// What is open of a broadcast that was stopped is skipped with the name of its state, or because it was withdrawn.
	const stopped = broadcastStates.filter((state) => isStopped({ state } as Broadcast));

	it.each(sentences.locales)(
		"has words for every reason that delivery or a stopped broadcast gives, in %s",
		(locale) => {
			expect(written).toEqual(expect.arrayContaining(["no-channel", "gone: removed", "moved to removed"]));
			expect(stopped).toEqual(expect.arrayContaining(["cancelled", "expired"]));
			const raw = [...written, ...stopped, "withdrawn"].filter((reason) => {
				const key = reasonKey(reason);
				return sentences.say(locale, "desk-reason", { reason: key }) === key;
			});
			expect(raw).toEqual([]);
		},
	);
});

describe("Arabic plurals", () => {
	it.each([
		[0, "لا أخبار أخرى"],
		[1, "وخبر آخر"],
		[2, "وخبران آخران"],
		[3, "و3 أخبار أخرى"],
		[10, "و10 أخبار أخرى"],
		[11, "و11 خبرًا آخر"],
		[99, "و99 خبرًا آخر"],
		[100, "و100 خبر آخر"],
		[103, "و103 أخبار أخرى"],
		[1234, "و1234 خبرًا آخر"],
	])("%i more stories", (count, said) => {
		expect(sentences.say("ar", "digest-more", { count })).toBe(said);
	});

	it("every sentence with a count has all six forms", () => {
		const counted = [...arabic].filter(([, { variables }]) => variables.has("count"));
		expect(counted.length).toBeGreaterThan(0);
		for (const [id, { variants }] of counted) {
			expect([id, [...variants].sort()]).toEqual([id, ["few", "many", "one", "other", "two", "zero"]]);
		}
	});
});

describe("what is a bug is thrown", () => {
	it("an unknown sentence", () => {
		expect(() => sentences.say("ar", "no-such-sentence")).toThrow('there is no sentence "no-such-sentence"');
	});

	it("a variable that was not given", () => {
		expect(() => sentences.say("ar", "topic-unknown")).toThrow("topic-unknown");
	});
});

it("what a person typed stands in a sentence as typed, with no marks around it", () => {
	expect(sentences.say("en", "topic-unknown", { name: "{ $x } <b>" })).toBe(
		"I do not know a topic called “{ $x } <b>”.",
	);
});

describe("the files", () => {
	it.each([...languages.keys()])("%s.ftl has the keys and the variables of ar.ftl", (locale) => {
		expect(keysAndVariables(locale)).toEqual(keysAndVariables("ar"));
	});

	it.each([...languages.keys()])("%s.ftl has no line that the parser dropped", (locale) => {
		const written = readFile(locale)
			.split("\n")
			.flatMap((line) => /^([a-z][\w-]*)\s*=/i.exec(line)?.[1] ?? []);
		expect([...(languages.get(locale)?.keys() ?? [])]).toEqual(written);
	});

	it.each([...languages.keys()])("%s.ftl has no direction marks: the renderers set them", (locale) => {
		expect(readFile(locale)).not.toMatch(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
	});

	it("every sentence that the code says exists", () => {
		const said = [...code.matchAll(/\bsay\(\s*[^"`]{1,60}?,\s*"([^"]+)"/g)].map(([, id]) => id ?? "");
		expect(said.length).toBeGreaterThan(0);
		expect(said.filter((id) => !arabic.has(id))).toEqual([]);
	});

	it("every sentence that exists is named in the code", () => {
		const built = [...code.matchAll(/`([a-z-]+-)\${[^}]+\}([a-z-]*)`/g)].map(
			([, start, end]) => new RegExp(`^${start}.+${end}$`),
		);
		const isNamed = (id: string) => code.includes(`"${id}"`) || built.some((pattern) => pattern.test(id));
		expect([...arabic.keys()].filter((id) => !isNamed(id))).toEqual([]);
	});
});

type Sentence = { variables: Set<string>; variants: Set<string> };

function keysAndVariables(locale: string): object {
	const entries = [...(languages.get(locale) ?? [])].map(([id, { variables }]) => [
		id,
		[...variables].sort(),
	]);
	return Object.fromEntries(entries);
}

function readFile(locale: string): string {
	return readFileSync(new URL(`src/i18n/${locale}.ftl`, root), "utf8");
}

function readLanguage(locale: string): Map<string, Sentence> {
	return new Map(
		new FluentResource(readFile(locale)).body.map((entry) => {
			const sentence: Sentence = { variables: new Set(), variants: new Set() };
			collect(entry.value, sentence);
			return [entry.id, sentence];
		}),
	);
}

/** Walks Fluent's syntax tree, whose nodes are plain objects with a `type`. */
function collect(node: unknown, into: Sentence): void {
	if (typeof node !== "object" || node === null) return;
	if ("type" in node && node.type === "var" && "name" in node) into.variables.add(String(node.name));
	if ("key" in node && typeof node.key === "object" && node.key !== null && "value" in node.key) {
		into.variants.add(String(node.key.value));
	}
	for (const child of Object.values(node)) collect(child, into);
}

function readCode(...trees: readonly string[]): string {
	return trees
		.flatMap((tree) => listCode(new URL(tree, root)))
		.map((file) => readFileSync(file, "utf8"))
		.join("\n");
}

function listCode(folder: URL): readonly URL[] {
	try {
		return readdirSync(folder, { recursive: true, encoding: "utf8" })
			.filter((file) => file.endsWith(".ts"))
			.map((file) => new URL(file, folder));
	} catch {
		return [];
	}
}
