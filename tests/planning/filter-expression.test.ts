import { describe, expect, it } from "vitest";
import { readExpression } from "../../src/planning/filter-expression.ts";
import { processorMs } from "../support/processor-time.ts";

function find(source: string, key: string): string | undefined {
	const read = readExpression(`re:/${source}/`);
	if (read.kind !== "pattern") throw new Error(`tests: ${source} is ${read.reason}`);
	return read.find(key);
}

describe("an expression", () => {
	it.each<[source: string, key: string, found: string | undefined]>([
		["قم[ةم]", "قمه عربيه وقمم", "قمه"],
		["(وزير|رئيس).{0,30}استقال", "قال وزير الماليه انه استقال امس", "وزير الماليه انه استقال"],
		["(وزير|رئيس).{0,30}استقال", "قال وزير الماليه انه باق", undefined],
		["^عاجل", "خبر عاجل", undefined],
		["عاجل$", "خبر عاجل", "عاجل"],
		["\\d{4}-\\d{2}-\\d{2}", "يوم 2023-03-22 مساء", "2023-03-22"],
		["brent.*\\d+", "Brent at 82", "Brent at 82"],
		["\\p{L}+ \\p{N}+", "بعد 12 يوما", "بعد 12"],
		["x*", "ا", ""],
		["\\)\\{4\\}", "(){4}", "){4}"],
		["ا".repeat(200), "ا".repeat(200), "ا".repeat(200)],
	])("%s in «%s» finds %j", (source, key, found) => {
		expect(find(source, key)).toBe(found);
	});

	/** Letters in an order that no period has, so that what remembers states finds a new one at each. */
	const letters = Array.from({ length: 2_000 }, (_, nth) =>
		String.fromCodePoint(0x0628 + ((nth * nth * 7 + nth * 31) % 29)),
	).join("");

	it.each([
		["in which much may stand at each place", "(?:.?){70}z"],
		["that could begin at each place", "(?:.*[اب].*[تث]){10}z"],
	])("takes a text without it about as fast as a word: one %s", (_, source) => {
		const spent = (expression: string) => {
			find(expression, letters);
			const start = processorMs();
			for (let times = 0; times < 20; times++) find(expression, `${letters}${times}`);
			return processorMs() - start;
		};
		// What one takes without the fast engine is a hundred times as much.
		const least = (expression: string) => Math.min(...[1, 2, 3].map(() => spent(expression)));
		expect((least(source) + 5) / (least("قمه") + 5)).toBeLessThan(10);
	});

	it("that knows a new state after every letter finds what is there all the same", () => {
		const source = "[ا-س].{90}[ء-ي]";
		const native = new RegExp(source, "u");
		for (const at of [0, 700, 1_400]) {
			const key = letters.slice(at, at + 600);
			expect(find(source, key)).toBe(native.exec(key)?.[0]);
			expect(find(`${source}z`, key)).toBe(undefined);
		}
	});
});
