import fc from "fast-check";
import { expect, test } from "vitest";
import { compareHashes, containment, hashShingles, jaccard } from "../../src/arabic/similarity.ts";
import { findStory } from "../../src/ingest/find-story.ts";

test("hashed shingles compare as the shingles themselves do", () => {
	const shingles = fc.uniqueArray(fc.constantFrom(..."ابتثجحخدذرزسشصضطظعغفق"), { minLength: 1 });
	fc.assert(
		fc.property(shingles, shingles, (a, b) => {
			const compared = compareHashes(hashShingles(a), hashShingles(b));
			expect(compared.jaccard).toBeCloseTo(jaccard(new Set(a), new Set(b)), 10);
			expect(compared.containment).toBeCloseTo(containment(new Set(a), new Set(b)), 10);
		}),
	);
});

test("no text makes the search for its story fail", () => {
	fc.assert(
		fc.property(fc.string({ unit: "binary" }), fc.string(), fc.string(), (headline, lead, body) => {
			const article = { id: "a", headline, lead, body, publishedAt: 0 };
			const { sketch, decide } = findStory(article);
			const { keys: _, ...telling } = sketch;
			expect(decide([]).relation).toBe("new");
			// Its own telling is no other's.
			expect(decide([{ ...telling, id: "a", storyId: "a", publishedAt: 0 }]).relation).toBe("new");
		}),
	);
});
