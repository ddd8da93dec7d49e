import { describe, expect, it } from "vitest";
import { writeExplanation } from "../../src/cli/write-explanation.ts";
import { explainDelivery } from "../../src/delivery/explain.ts";
import type { Article } from "../../src/domain/article.ts";
import type { Schedule } from "../../src/domain/channel.ts";
import { findStory } from "../../src/ingest/find-story.ts";
import { planAnnounced } from "../../src/planning/plan-announced.ts";
import { planArticle } from "../../src/planning/plan-article.ts";
import type { StoryPlace } from "../../src/store/news/stories.ts";
import { keys } from "../../src/store/redis/keys.ts";
import { bulletin } from "../store/news/stories-contract.ts";
import { buildArticle } from "./articles.ts";
import { type Newsroom, useNewsroom } from "./newsroom.ts";

const hour = 3600_000;
const day = 24 * hour;
const atOnce: Schedule = { kind: "at-once" };
const atEight: Schedule = { kind: "times", times: ["08:00"] };

let room: Newsroom;
useNewsroom("2023-03-22T09:00Z", (opened) => {
	room = opened;
});

const from = (...sources: string[]) => ({ wish: { sources } });
let told = 0;

/** Stores what an outlet tells, as it stands to the story of `of`; nothing is planned yet. */
async function tell(
	sourceId: string,
	of?: { relation: "duplicate" | "update" | "related"; article: Article },
	part: Partial<Article> = {},
): Promise<Article> {
	room.clock.now += 1_000;
	const now = room.clock.now;
	const article = buildArticle({
		headline: `${sourceId} ${told++}`,
		sourceId,
		publishedAt: now,
		firstSeenAt: now,
		...part,
	});
	const place: StoryPlace =
		of === undefined
			? { storyId: article.id, relation: "new", counts: [] }
			: {
					...{ storyId: of.article.storyId, relation: of.relation, of: of.article.id, counts: [] },
					...(of.relation === "related" ? { eventId: article.id } : eventIdOf(of.article)),
				};
	const sketch = {
		keys: [article.id],
		exact: "",
		shingles: new Uint32Array(),
		opening: new Uint32Array(),
		figures: new Uint32Array(),
		counts: [],
	};
	const stored = await room.deps.articles.put(article, [], () => ({ sketch, decide: () => place }));
	return stored.article;
}

const eventIdOf = ({ eventId }: Article) => (eventId === undefined ? {} : { eventId });
const relatedTo = (article: Article) => ({ relation: "related", article }) as const;
const copyOf = (article: Article) => ({ relation: "duplicate", article }) as const;
const updateOf = (article: Article) => ({ relation: "update", article }) as const;
const plan = (...articles: readonly Article[]) =>
	articles.reduce(async (before, { id, revision }) => {
		await before;
		await planAnnounced({ articleId: id, revision }, room.deps);
	}, Promise.resolve());

describe("a story that several outlets tell", () => {
	it("reaches who has only the outlet that repeats it, and nobody twice", async () => {
		const [one, two, both, all] = [
			await room.addChannel(atOnce, from("one")),
			await room.addChannel(atOnce, from("two")),
			await room.addChannel(atOnce, from("one", "two")),
			await room.addChannel(atOnce),
		];
		const first = await tell("one");
		await plan(first);
		const copy = await tell("two", copyOf(first));
		await plan(copy, copy);
		expect(await room.planned(one)).toEqual([[first.headline]]);
		expect(await room.planned(two)).toEqual([[copy.headline]]);
		expect(await room.planned(both)).toEqual([[first.headline]]);
		expect(await room.planned(all)).toEqual([[first.headline]]);
	});

	it("reaches each once when a copy of a copy comes, and when its first telling is planned last", async () => {
		const [two, three, all] = [
			await room.addChannel(atOnce, from("two", "three")),
			await room.addChannel(atOnce, from("three")),
			await room.addChannel(atOnce),
		];
		const first = await tell("one");
		const copy = await tell("two", copyOf(first));
		const copyOfCopy = await tell("three", copyOf(copy));
		await plan(copyOfCopy, copy, first);
		expect(await room.planned(all)).toEqual([[first.headline]]);
		expect(await room.planned(two)).toEqual([[copy.headline]]);
		expect(await room.planned(three)).toEqual([[copyOfCopy.headline]]);
		expect(await room.deps.articles.toAnnounce()).toEqual([]);
	});

	it("waits for a digest once, whatever is at once and whatever waits", async () => {
		const [two, both] = [
			await room.addChannel(atEight, from("two")),
			await room.addChannel(atEight, from("one", "two")),
		];
		const first = await tell("one");
		const copy = await tell("two", copyOf(first));
		await plan(first, copy);
		await room.deps.channels.update(both.id, (now) => ({ ...now, schedule: atOnce }));
		const again = await tell("two", copyOf(copy));
		await plan(again);
		expect(await room.planned(both)).toEqual([]);
		room.clock.now = Date.parse("2023-03-23T05:00Z");
		await room.planDigests();
		expect(await room.planned(two)).toEqual([[copy.headline]]);
		expect(await room.planned(both)).toEqual([[first.headline]]);
	});

	it("counts against nobody's cap who has it already", async () => {
		const capped = await room.addChannel({ kind: "at-once", caps: { perHour: 2 } });
		const first = await tell("one");
		const copy = await tell("two", copyOf(first));
		const other = await tell("one");
		await plan(first, copy, other);
		expect(await room.planned(capped)).toEqual([[first.headline], [other.headline]]);
	});

	it("brings an update to all, a copy of the update to those without it, and no old figures after it", async () => {
		const [one, two, three] = [
			await room.addChannel(atOnce, from("one")),
			await room.addChannel(atOnce, from("one", "two")),
			await room.addChannel(atOnce, from("two", "three")),
		];
		const first = await tell("one");
		await plan(first);
		const update = await tell("two", updateOf(first));
		await plan(update);
		const copyOfUpdate = await tell("one", copyOf(update));
		const late = await tell("three", copyOf(first));
		await plan(copyOfUpdate, late);
		expect(await room.planned(one)).toEqual([[first.headline], [copyOfUpdate.headline]]);
		expect(await room.planned(two)).toEqual([[first.headline], [update.headline]]);
		expect(await room.planned(three)).toEqual([[update.headline]]);
	});

	it("brings what is related to all, and a late copy of what it is related to as well", async () => {
		const [one, two] = [
			await room.addChannel(atOnce, from("one")),
			await room.addChannel(atOnce, from("two")),
		];
		const first = await tell("one");
		const related = await tell("two", relatedTo(first));
		await plan(first, related);
		const [late, update] = [await tell("two", copyOf(first)), await tell("one", updateOf(related))];
		const copyOfRelated = await tell("one", copyOf(related));
		await plan(late, update, copyOfRelated);
		expect(await room.planned(one)).toEqual([[first.headline], [update.headline]]);
		expect(await room.planned(two)).toEqual([[related.headline], [late.headline]]);
	});

	it("stands in a digest once for each of its events, by what told that last", async () => {
		const all = await room.addChannel(atEight);
		const first = await tell("one");
		await plan(first);
		const related = await tell("two", relatedTo(first));
		await plan(related);
		const update = await tell("one", updateOf(related));
		await plan(update);
		room.clock.now = Date.parse("2023-03-23T05:00Z");
		await room.planDigests();
		expect(await room.planned(all)).toEqual([[update.headline, first.headline]]);
	});

	it("forgets members that are no longer stored", async () => {
		const first = await tell("one");
		const [copy, other] = [await tell("two", copyOf(first)), await tell("three", copyOf(first))];
		await room.connection.redis.del(keys.article(copy.id));
		await plan(other);
		expect(await room.deps.articles.storyMembers(first.id)).toEqual([other.id]);
	});

	it("brings every day's bulletin to all, though the words around its figures are the same", async () => {
		const [atOnceAll, digestAll] = [await room.addChannel(atOnce), await room.addChannel(atEight)];
		const days = [
			bulletin("m", "الاثنين", [14, 9, 2300, 1750, 120, 25], room.clock.now),
			bulletin("t", "الثلاثاء", [11, 12, 1980, 2140, 90, 18], room.clock.now + day),
			bulletin("w", "الأربعاء", [17, 8, 2450, 1620, 150, 31], room.clock.now + 2 * day),
		];
		for (const told of days) {
			room.clock.now = told.publishedAt;
			const article = buildArticle({ ...told, storyId: told.id, firstSeenAt: told.publishedAt });
			const stored = await room.deps.articles.put(article, [], () => findStory(article));
			await plan(stored.article);
			room.clock.now += day - 4 * hour; // the next morning at eight in Riyadh
			await room.planDigests();
		}
		const headlines = days.map(({ headline }) => [headline]);
		expect(await room.planned(atOnceAll)).toEqual(headlines);
		expect(await room.planned(digestAll)).toEqual(headlines);
	});

	it("weighs a repetition of a first telling as that one", async () => {
		const developing = await room.addChannel(atOnce, { wish: { minimumImportance: 1 } });
		const first = await tell("one");
		const copy = await tell("two", copyOf(first));
		await plan(first, copy, await tell("three", copyOf(copy)));
		expect(await room.planned(developing)).toEqual([]);
	});

	it("is posted by the first that is no backlog", async () => {
		const all = await room.addChannel(atOnce);
		const old = await tell("one", undefined, { backlog: true });
		const copy = await tell("two", copyOf(old));
		await plan(old, copy);
		expect(await room.planned(all)).toEqual([[copy.headline]]);
	});

	it("reaches each once when planners work on its tellings at the same time, over and over", async () => {
		const channels = await Promise.all(
			Array.from({ length: 12 }, (_, nth) =>
				room.addChannel(nth % 2 === 0 ? atOnce : atEight, from(...["one", "two", "three"].slice(nth % 3))),
			),
		);
		const first = await tell("one");
		const copy = await tell("two", copyOf(first));
		const other = await tell("three", copyOf(first));
		const runs = Array.from({ length: 4 }, () => [other, first, copy]).flat();
		await Promise.all(runs.map((article) => plan(article)));
		await Promise.all(runs.map((article) => planArticle(article, undefined, room.clock.now, room.deps)));
		room.clock.now = Date.parse("2023-03-23T05:00Z");
		await room.planDigests();
		for (const channel of channels) expect(await room.planned(channel)).toHaveLength(1);
	});

	it("is explained: which telling a channel has, and who may still get a repetition", async () => {
		const [one, two, neither] = [
			await room.addChannel(atOnce, from("one", "two")),
			await room.addChannel(atOnce, from("two")),
			await room.addChannel(atOnce, from("three")),
		];
		const first = await tell("one");
		const copy = await tell("two", copyOf(first));
		await plan(first, copy);
		const explain = async (article: Article, { id }: { id: string }) =>
			(await explainDelivery(article.id, id, { ...room.deps, sources: [] })).map((step) =>
				writeExplanation(step).slice(2),
			);
		expect(await explain(copy, one)).toEqual([
			expect.stringMatching(/^Article \S+ of source two/),
			expect.stringContaining(`has this story by article ${first.id} of source one`),
			expect.stringMatching(/^Article \S+ of source one/),
			expect.stringMatching(/is active/),
			expect.stringMatching(/^It is wanted/),
			expect.stringMatching(/was planned for it/),
			expect.stringMatching(/^It waits to be sent/),
		]);
		expect((await explain(first, two))[1]).toContain(`has this story by article ${copy.id} of source two`);
		const steps = await explain(copy, neither);
		expect(steps[1]).toBe(
			`It repeats article ${first.id} (story ${first.id}): channels that have that one do not get it.`,
		);
		expect(steps.at(-1)).toMatch(/without this channel/);
	});
});
