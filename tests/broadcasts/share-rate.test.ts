import { expect, it } from "vitest";
import { shareRate } from "../../src/broadcasts/share-rate.ts";

for (const [name, perSecond, recipients, expected] of [
	["all of it on the only platform", 5, { telegram: 40 }, { telegram: 5 }],
	["by how many each has", 10, { telegram: 300, discord: 100 }, { telegram: 7.5, discord: 2.5 }],
	[
		"less than one a second where that is its part",
		1,
		{ telegram: 3, discord: 1 },
		{ telegram: 0.75, discord: 0.25 },
	],
	["one a minute at least", 1, { telegram: 1e9, discord: 1 }, { telegram: 1, discord: 1 / 60 }],
	["nothing to a platform without recipients", 4, { telegram: 2, web: 0 }, { telegram: 4 }],
	["nothing to nobody", 4, {}, {}],
] as const) {
	it(`shares a broadcast's rate out: ${name}`, () => {
		const shared = shareRate(perSecond, recipients);
		expect(Object.keys(shared)).toEqual(Object.keys(expected));
		for (const [platform, rate] of Object.entries(expected)) expect(shared[platform]).toBeCloseTo(rate);
	});
}
