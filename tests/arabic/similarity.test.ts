import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bandKeys, containment, jaccard, minhash, wordShingles } from "../../src/arabic/similarity.ts";

const words = (from: number, count: number) =>
	Array.from({ length: count }, (_, i) => `كلمة${from + i}`).join(" ");
const numbered = (from: number, count: number) =>
	new Set(Array.from({ length: count }, (_, i) => `s${from + i}`));

describe("shingles", () => {
	it("are runs of three words, without their marks", () => {
		expect([...wordShingles("قال الرئيس، أمس: نعم")]).toEqual(["قال الرئيس أمس", "الرئيس أمس نعم"]);
	});

	it("are the same whether a number is joined to its prefix or not", () => {
		expect(wordShingles("بلغ ال30 شخصا")).toEqual(wordShingles("بلغ ال 30 شخصا"));
	});

	it("of a short text are the text, of an empty one none", () => {
		expect([...wordShingles("قال نعم")]).toEqual(["قال نعم"]);
		expect(wordShingles(" ، ").size).toBe(0);
	});
});

describe("similarity", () => {
	it("is what is shared of the whole, and of the smaller", () => {
		const [a, b] = [numbered(0, 30), numbered(10, 40)];
		expect([jaccard(a, b), containment(a, b)]).toEqual([20 / 50, 20 / 30]);
	});

	it("with nothing is none", () => {
		expect([jaccard(new Set(), numbered(0, 3)), containment(new Set(), new Set())]).toEqual([0, 0]);
	});

	it("is symmetric and at most one", () => {
		const set = fc.array(fc.integer({ min: 0, max: 30 })).map((numbers) => new Set(numbers.map(String)));
		fc.assert(
			fc.property(set, set, (a, b) => {
				expect(jaccard(a, b)).toBe(jaccard(b, a));
				expect(containment(a, b)).toBe(containment(b, a));
				expect(jaccard(a, b)).toBeLessThanOrEqual(containment(a, b));
				expect(containment(a, b)).toBeLessThanOrEqual(1);
			}),
		);
	});
});

describe("signatures", () => {
	const share = (a: Uint32Array, b: Uint32Array) => a.filter((least, i) => least === b[i]).length / a.length;

	it("have 126 places, the same in every process", () => {
		const signature = minhash(["أول", "ثان"]);
		expect(signature.length).toBe(126);
		expect([...signature.slice(0, 3)]).toMatchInlineSnapshot(`
			[
			  4121069025,
			  3126252687,
			  325996943,
			]
		`);
		expect(bandKeys(signature).slice(0, 2)).toMatchInlineSnapshot(`
			[
			  "0:162ir713kbmnz",
			  "1:ife0ou1ueu26g",
			]
		`);
	});

	it("do not depend on order", () => {
		expect(minhash(["أ", "ب", "ج"])).toEqual(minhash(["ج", "أ", "ب"]));
	});

	it.each([0.1, 0.3, 0.5, 0.8])("estimate a similarity of %f without bias", (wanted) => {
		// |A| = |B| = n share s: J = s / (2n − s).
		const shared = Math.round((2 * 300 * wanted) / (1 + wanted));
		let sum = 0;
		for (let round = 0; round < 40; round++) {
			const from = round * 10_000;
			sum += share(minhash(numbered(from, 300)), minhash(numbered(from + 300 - shared, 300)));
		}
		expect(Math.abs(sum / 40 - shared / (600 - shared))).toBeLessThan(0.02);
	});

	it("share a band key nearly always at 0.5 and rarely at 0.1", () => {
		const meets = (shared: number, round: number) => {
			const from = round * 10_000;
			const keys = new Set(bandKeys(minhash(numbered(from, 300))));
			return bandKeys(minhash(numbered(from + 300 - shared, 300))).some((key) => keys.has(key));
		};
		const rounds = Array.from({ length: 200 }, (_, round) => round);
		expect(rounds.filter((round) => meets(200, round)).length).toBeGreaterThan(195);
		expect(rounds.filter((round) => meets(55, round)).length).toBeLessThan(25);
	});

	it("have 42 keys, each of its own band", () => {
		const keys = bandKeys(minhash(wordShingles(words(0, 50))));
		expect(new Set(keys.map((key) => key.split(":")[0])).size).toBe(42);
	});
});
