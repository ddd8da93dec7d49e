import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextCheck } from "../../src/sources/back-off.ts";

const minute = 60_000;

describe("nextCheck", () => {
	it.each([
		["its interval while all is well", 10 * minute, 0, 10 * minute],
		["twice the interval after one failure", 10 * minute, 1, 20 * minute],
		["eight times after three", 10 * minute, 3, 80 * minute],
		["six hours at most", 10 * minute, 30, 360 * minute],
		["its own interval where that is longer", 24 * 60 * minute, 5, 24 * 60 * minute],
	])("is %s", (_, every, failures, wait) => expect(nextCheck(every, failures, 0.5)).toBe(wait));

	it("is spread by no more than a tenth, and never shorter after more failures", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1000, max: 86_400_000 }),
				fc.nat(50),
				fc.double({ min: 0, max: 0.999, noNaN: true }),
				(every, failures, random) => {
					const middle = nextCheck(every, failures, 0.5);
					const wait = nextCheck(every, failures, random);
					expect(Math.abs(wait - middle)).toBeLessThanOrEqual(middle * 0.1 + 1);
					expect(nextCheck(every, failures + 1, random)).toBeGreaterThanOrEqual(wait);
				},
			),
		);
	});
});
