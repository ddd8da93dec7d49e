import { describe, expect, it } from "vitest";
import type { Article, ArticleDraft } from "../../src/domain/article.ts";
import { countTold, takeNewest } from "../../src/ingest/take-newest.ts";

const day = 24 * 3600_000;
const now = 100 * day;
const brought = { onlyByName: true as const };
/** The nth is the nth oldest. */
const drafts = (count: number): ArticleDraft[] =>
	Array.from({ length: count }, (_, nth) => ({
		...{ headline: `خبر ${nth}`, publishedAt: nth, lead: "", body: "" },
		...{ categories: [], language: "ar" },
	}));
const timesOf = (all: readonly ArticleDraft[]) => all.map(({ publishedAt }) => publishedAt);

describe("of what a source tells in one check", () => {
	it.each([
		["the operator's", {}, 1_200, 1_000],
		["somebody's", brought, 130, 100],
	])("the newest are stored, of %s", (_, source, count, most) => {
		const { newest, skipped } = takeNewest(drafts(count).toReversed(), source, undefined, now);
		expect(timesOf(newest)).toEqual(Array.from({ length: most }, (_each, nth) => count - most + nth));
		expect(skipped).toEqual([
			{ reason: "too-many", detail: expect.stringContaining(`${count - most} of ${count}`) },
		]);
	});

	it("all is stored where it is no archive, in its order", () => {
		const all = drafts(100).toReversed();
		expect(takeNewest(all, brought, undefined, now)).toEqual({ newest: all, skipped: [] });
	});
});

describe("of what somebody's source tells in a day", () => {
	const stored = (count: number, revision = 1) => Array<Article>(count).fill({ revision } as Article);

	it("no more is stored than a day's number, and the day after that again", () => {
		let told: { since: number; count: number } | undefined;
		const taken: number[] = [];
		for (const at of [0, 1, 2, 3, 4, 5, day]) {
			const { newest } = takeNewest(drafts(100), brought, told, now + at);
			taken.push(newest.length);
			({ told } = countTold(brought, told, stored(newest.length), now + at));
		}
		expect(taken).toEqual([100, 100, 100, 100, 100, 0, 100]);
		expect(told).toEqual({ since: now + day, count: 100 });
	});

	it("what was only revised is not counted, and nothing of the operator's is", () => {
		expect(countTold(brought, undefined, stored(3, 2), now)).toEqual({});
		expect(countTold({}, undefined, stored(3), now)).toEqual({});
		const told = { since: now - day, count: 500 };
		expect(takeNewest(drafts(900), {}, told, now).newest).toHaveLength(900);
	});
});
