import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Wish } from "../../../src/commands/deps.ts";
import { addWish, removeWish } from "../../../src/commands/subscriptions/wish.ts";
import type { Subscription } from "../../../src/domain/channel.ts";

const all: Wish = { sources: [], topics: [] };
const of = (sources: string, topics: string): Wish => ({ sources: [...sources], topics: [...topics] });

function subscription(wish: Wish, part: Partial<Subscription> = {}): Subscription {
	return { id: "s", ...wish, include: [], exclude: [], minimumImportance: 0, ...part };
}

function wishesOf(subscriptions: readonly Subscription[]): readonly Wish[] {
	return subscriptions.map(({ sources, topics }) => ({ sources, topics }));
}

describe("adding a wish", () => {
	it.each<[string, readonly Wish[], Wish, readonly Wish[]]>([
		["the first", [], of("", "x"), [of("", "x")]],
		["everything", [], all, [all]],
		["everything after a part widens it", [of("", "x"), of("a", "")], all, [all]],
		["a part after everything narrows it", [all], of("", "x"), [of("", "x")]],
		["topics add up", [of("", "x")], of("", "yx"), [of("", "xy")]],
		["sources add up", [of("a", "")], of("b", ""), [of("ab", "")]],
		[
			"sources stay apart from topics: one or the other",
			[of("a", "")],
			of("", "x"),
			[of("a", ""), of("", "x")],
		],
		["topics of a source stay apart", [of("", "x")], of("a", "y"), [of("", "x"), of("a", "y")]],
		["the same again", [of("a", "y")], of("a", "y"), [of("a", "y")]],
		["the same in another order", [of("", "xy")], of("", "yx"), [of("", "xy")]],
	])("%s", (_name, before, wish, after) => {
		expect(
			wishesOf(
				addWish(
					before.map((one) => subscription(one)),
					wish,
					"new",
				),
			),
		).toEqual(after);
	});

	it("leaves a subscription with words of its own alone", () => {
		const worded = subscription(all, { exclude: ["رياضة"] });
		expect(addWish([worded], all, "new")).toEqual([worded, subscription(all, { id: "new" })]);
	});
});

describe("removing a wish", () => {
	it.each<[string, readonly Wish[], Wish, readonly Wish[]]>([
		["everything", [of("", "x"), of("a", "")], all, []],
		["a part", [of("", "xy")], of("", "x"), [of("", "y")]],
		["the last topic does not leave 'any topic'", [of("a", "x")], of("", "x"), []],
		["the last source does not leave 'any source'", [of("a", "xy")], of("a", ""), []],
		["what is not there", [of("", "x")], of("", "y"), [of("", "x")]],
		["a part of everything changes nothing", [all], of("", "x"), [all]],
	])("%s", (_name, before, wish, after) => {
		expect(
			wishesOf(
				removeWish(
					before.map((one) => subscription(one)),
					wish,
				),
			),
		).toEqual(after);
	});

	it("what was added to nothing and removed again leaves nothing", () => {
		const ids = fc.uniqueArray(fc.constantFrom("a", "b", "c"));
		fc.assert(
			fc.property(ids, ids, (sources, topics) => {
				const wish = { sources, topics };
				expect(removeWish(addWish([], wish, "new"), wish)).toEqual([]);
			}),
		);
	});
});
