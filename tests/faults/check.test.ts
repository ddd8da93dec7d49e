import { describe, expect, it } from "vitest";
import { check, limitUsed } from "./check.ts";
import type { Planned } from "./load.ts";
import type { Accepted } from "./read-logs.ts";

const planned: Planned[] = [
	{ post: "P1Q", priority: "normal", places: ["telegram 1", "telegram 2"] },
	{ post: "P2Q", priority: "normal", places: ["telegram 1"] },
];
const calm = { left: new Map<string, number>(), moved: new Map<string, string>(), calmUntil: 1_000 };
let clock = 0;
const arrival = (post: string | undefined, place: string, at = clock++): Accepted => ({
	platform: "telegram",
	at,
	place,
	post,
});
const whole = () => [
	arrival("P1Q", "telegram 1"),
	arrival("P1Q", "telegram 2"),
	arrival("P2Q", "telegram 1"),
];

describe("the checker", () => {
	it("is content with exactly one message for every pair, and minds no answers to people", () => {
		const verdict = check(planned, [...whole(), arrival(undefined, "telegram 9")], calm);
		expect(verdict).toEqual({ posts: 2, deliveries: 3, lost: [], doubled: [], toGone: [], disordered: [] });
	});

	it("sees what is missing", () => {
		expect(check(planned, whole().slice(1), calm).lost).toEqual(["P1Q → telegram 1"]);
	});

	it("sees what came twice, and what nobody had planned", () => {
		const more = [arrival("P2Q", "telegram 1"), arrival("P2Q", "telegram 2")];
		expect(check(planned, [...whole(), ...more], calm).doubled).toEqual([
			"P2Q → telegram 1",
			"P2Q → telegram 2",
		]);
	});

	it("sees a message to a place that had left, and does not call lost what it could not get", () => {
		const left = new Map([["telegram 1", 5_000]]);
		const before = [arrival("P1Q", "telegram 1", 4_000), arrival("P1Q", "telegram 2", 4_000)];
		expect(check(planned, before, { ...calm, left }).lost).toEqual([]);
		const after = [...before, arrival("P2Q", "telegram 1", 6_000)];
		expect(check(planned, after, { ...calm, left }).toGone).toEqual(["P2Q → telegram 1"]);
	});

	it("calls lost what a place that had left was to get before something that it got", () => {
		const left = new Map([["telegram 1", 5_000]]);
		const later = [arrival("P2Q", "telegram 1", 4_000), arrival("P1Q", "telegram 2", 4_000)];
		expect(check(planned, later, { ...calm, left }).lost).toEqual(["P1Q → telegram 1"]);
		const urgent = planned.map((one) =>
			one.post === "P2Q" ? { ...one, priority: "breaking" as const } : one,
		);
		expect(check(urgent, later, { ...calm, left }).lost).toEqual([]);
	});

	it("counts a place that has moved as one place", () => {
		const moved = new Map([["telegram 2", "telegram 22"]]);
		const there = [arrival("P1Q", "telegram 1"), arrival("P1Q", "telegram 22"), arrival("P2Q", "telegram 1")];
		expect(check(planned, there, { ...calm, moved })).toMatchObject({ lost: [], doubled: [] });
		expect(check(planned, [...there, arrival("P1Q", "telegram 2")], { ...calm, moved }).doubled).toHaveLength(
			1,
		);
	});

	it("sees a post that passed an earlier one while nothing had gone wrong", () => {
		const turned = [
			arrival("P2Q", "telegram 1", 10),
			arrival("P1Q", "telegram 1", 20),
			arrival("P1Q", "telegram 2", 30),
		];
		expect(check(planned, turned, calm).disordered).toEqual(["P1Q → telegram 1"]);
		expect(check(planned, turned, { ...calm, calmUntil: 5 }).disordered).toEqual([]);
	});

	it("takes the worst ten seconds, and judges no shorter time", () => {
		const even = Array.from({ length: 600 }, (_, n) => (n * 1_000) / 30);
		expect(limitUsed(even, 30)).toBeCloseTo(1, 1);
		const gap = even.map((at) => (at > 8_000 ? at + 1_000 : at));
		expect(limitUsed(gap, 30)).toBeLessThan(0.91);
		expect(limitUsed(even.slice(0, 200), 30)).toBeUndefined();
	});
});
