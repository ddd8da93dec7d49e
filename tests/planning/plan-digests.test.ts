import { describe, expect, it } from "vitest";
import type { Channel, Schedule } from "../../src/domain/channel.ts";
import { noteStandingDigests, rescheduleDigest, resumeDigest } from "../../src/planning/note-digests.ts";
import { planArticle, postIdOf } from "../../src/planning/plan-article.ts";
import { finishDigest, openDigest, planDueDigests } from "../../src/planning/plan-digests.ts";
import { keys, type Lane } from "../../src/store/redis/keys.ts";
import { type Newsroom, useNewsroom } from "./newsroom.ts";

const at = (iso: string) => Date.parse(iso);
const news: Lane = { platform: "telegram", number: 0, class: "news" };
const atEight: Schedule = { kind: "times", times: ["08:00"] };
const night: Schedule = { kind: "at-once", quiet: { from: "22:00", to: "07:00" } };

let room: Newsroom;
// 12:00 in Riyadh
useNewsroom("2023-03-22T09:00Z", (opened) => {
	room = opened;
});

const publishAll = async (...headlines: readonly string[]) => {
	const articles = [];
	for (const headline of headlines) {
		room.clock.now += 1_000;
		articles.push(await room.publish({ headline }));
	}
	return articles;
};
const ledgerOf = async (channel: Channel, article: { id: string }) => {
	return (await room.deps.ledger.entry(news, postIdOf(article), Number(channel.id.split("-")[1])))?.state;
};

describe("planning by schedules", () => {
	it("posts at once where nothing else is wished, also in channels of before there were schedules", async () => {
		const channel = await room.addChannel({ kind: "at-once" });
		await publishAll("أ", "ب");
		expect(await room.planned(channel)).toEqual([["أ"], ["ب"]]);
		const stored = await room.connection.redis.hget(keys.channels("telegram", 0), "0");
		expect(JSON.parse(stored ?? "").schedule).toEqual({ kind: "at-once" });
	});

	it("gathers a digest for its time, the newest first, once", async () => {
		const channel = await room.addChannel(atEight);
		await publishAll("أ", "ب");
		room.clock.now = at("2023-03-23T04:59:59Z");
		expect([await room.planDigests(), await room.planned(channel)]).toEqual([0, []]);
		room.clock.now = at("2023-03-23T05:00Z");
		expect([await room.planDigests(), await room.planDigests()]).toEqual([1, 0]);
		expect(await room.planned(channel)).toEqual([["ب", "أ"]]);
		const [post] = await room.posts(channel);
		expect(post).toMatchObject({
			kind: "digest",
			dueAt: at("2023-03-23T05:00Z"),
			expiresAt: at("2023-03-23T17:00Z"),
		});
	});

	it("makes a digest of its own for each part of the place that has news by a rule", async () => {
		const channel = await room.addChannel(atEight);
		const part = { toKind: "supergroup", title: "قسم", topics: [], sources: [] };
		await room.deps.channels.update(channel.id, (now) => ({
			...now,
			routes: [
				{ ...part, to: "-1000/5", topics: ["رياضة"] },
				{ ...part, to: "-1000/6", sources: ["gulf"] },
			],
		}));
		const tell = (headline: string, more: object) => {
			room.clock.now += 1_000;
			return room.publish({ headline, ...more });
		};
		await tell("هدف", { categories: ["رياضة"] });
		await tell("قمة", { categories: ["سياسة"] });
		await tell("نفط", { sourceId: "gulf" });
		await tell("كأس", { categories: ["الرياضة", "رياضة"], sourceId: "gulf" });
		room.clock.now = at("2023-03-23T05:00Z");
		await room.planDigests();
		expect(await room.planned(channel)).toEqual([["كأس", "هدف"], ["نفط"], ["قمة"]]);
	});

	it("posts a single article as the card that it is", async () => {
		const channel = await room.addChannel(night);
		room.clock.now = at("2023-03-22T20:00Z");
		await publishAll("أ");
		room.clock.now = at("2023-03-23T04:00Z");
		await room.planDigests();
		expect((await room.posts(channel)).map(({ content }) => content.kind)).toEqual(["card"]);
	});

	it("holds what falls into quiet hours for their end, as one digest, and lets the day's news through", async () => {
		const channel = await room.addChannel(night);
		await publishAll("نهار");
		room.clock.now = at("2023-03-22T19:00Z");
		await publishAll("مساء");
		room.clock.now = at("2023-03-22T23:00Z");
		await publishAll("ليل");
		room.clock.now = at("2023-03-23T03:59Z");
		expect(await room.planDigests()).toBe(0);
		room.clock.now = at("2023-03-23T04:00Z");
		await room.planDigests();
		await publishAll("صباح");
		expect(await room.planned(channel)).toEqual([["نهار"], ["ليل", "مساء"], ["صباح"]]);
	});

	it("lets breaking news through the quiet where its owner allows it", async () => {
		const allows = await room.addChannel({ ...night, breakingPasses: true });
		const refuses = await room.addChannel(night);
		room.clock.now = at("2023-03-22T20:00Z");
		await publishAll("عاجل: زلزال يضرب الساحل", "افتتاح معرض");
		expect(await room.planned(allows)).toEqual([["عاجل: زلزال يضرب الساحل"]]);
		expect(await room.planned(refuses)).toEqual([]);
	});

	it("posts up to the cap of an hour and puts the rest into a digest at the next", async () => {
		const channel = await room.addChannel({ kind: "at-once", caps: { perHour: 2 } });
		await publishAll("أ", "ب", "ج", "د");
		expect(await room.planned(channel)).toEqual([["أ"], ["ب"]]);
		room.clock.now = at("2023-03-22T10:00Z");
		await room.planDigests();
		await publishAll("ه", "و");
		expect(await room.planned(channel)).toEqual([["أ"], ["ب"], ["د", "ج"], ["ه"]]);
		room.clock.now = at("2023-03-22T11:00Z");
		await room.planDigests();
		expect((await room.planned(channel)).at(-1)).toEqual(["و"]);
	});

	it("posts up to the cap of a day, digests counted, until midnight of the channel's clock", async () => {
		const channel = await room.addChannel({ kind: "at-once", caps: { perHour: 1, perDay: 2 } });
		await publishAll("أ", "ب");
		room.clock.now = at("2023-03-22T10:00Z");
		await room.planDigests();
		await publishAll("ج", "د");
		room.clock.now = at("2023-03-22T20:59Z");
		expect(await room.planDigests()).toBe(0);
		room.clock.now = at("2023-03-22T21:00Z");
		await room.planDigests();
		expect(await room.planned(channel)).toEqual([["أ"], ["ب"], ["د", "ج"]]);
	});

	it("makes a digest wait for a cap that is full", async () => {
		const channel = await room.addChannel({ kind: "every", minutes: 10, caps: { perHour: 1 } });
		await publishAll("أ");
		room.clock.now = at("2023-03-22T09:10Z");
		await room.planDigests();
		await publishAll("ب");
		room.clock.now = at("2023-03-22T09:59Z");
		await room.planDigests();
		expect(await room.planned(channel)).toEqual([["أ"]]);
		room.clock.now = at("2023-03-22T10:00Z");
		await room.planDigests();
		expect(await room.planned(channel)).toEqual([["أ"], ["ب"]]);
	});

	it("catches up three missed digests as one, and then keeps to its times", async () => {
		const channel = await room.addChannel({ kind: "times", times: ["08:00", "14:00", "20:00"] });
		await publishAll("أ", "ب");
		room.clock.now = at("2023-03-23T09:30Z"); // 14:00, 20:00 and 08:00 went by
		expect([await room.planDigests(), await room.planDigests()]).toEqual([1, 0]);
		await publishAll("ج");
		expect(await room.planned(channel)).toEqual([["ب", "أ"]]);
		expect(await room.deps.digests.dueAt(channel.id)).toBe(at("2023-03-23T11:00Z"));
	});

	it("catches up in the quiet only when it has ended", async () => {
		const channel = await room.addChannel({ ...atEight, quiet: { from: "22:00", to: "07:00" } });
		await publishAll("أ");
		room.clock.now = at("2023-03-23T20:00Z"); // 23:00 of the next day
		expect(await room.planDigests()).toBe(0);
		room.clock.now = at("2023-03-24T04:00Z");
		await room.planDigests();
		expect(await room.planned(channel)).toEqual([["أ"]]);
	});

	it("keeps what waits for a monthly digest until then, however long it is the only one", async () => {
		room.clock.now = at("2023-03-01T06:01Z"); // a minute after the digest of March
		const channel = await room.addChannel({ kind: "cron", expression: "0 9 1 * *" });
		await room.addChannel({ kind: "at-once" });
		const [article] = await publishAll("أ");
		if (article === undefined) throw new Error("tests: it was published");
		await room.deps.articles.keep([article.id]); // its source names it, and then never again
		await room.deps.articles.put({ ...article, lead: "كتب المصدر مقدمة أخرى." }, []);
		room.clock.now = at("2023-04-01T06:00Z");
		await letLive(31);
		await room.planDigests();
		expect(await room.planned(channel)).toEqual([["أ"]]);
		const [post] = await room.posts(channel);
		expect(await ledgerOf(channel, article)).toEqual({ kind: "skipped", reason: `in digest ${post?.id}` });
	});

	it("keeps the articles of a yearly digest for a month and a half at most", async () => {
		await room.addChannel({ kind: "cron", expression: "0 9 1 1 *" });
		const [article] = await publishAll("أ");
		const isKept = async () => (await room.deps.articles.get(article?.id ?? "")) !== undefined;
		await letLive(44);
		expect(await isKept()).toBe(true);
		await letLive(2);
		expect(await isKept()).toBe(false);
	});

	it("sends no empty digest unless asked, and then one a time, once after downtime", async () => {
		const silent = await room.addChannel(atEight);
		const wanting = await room.addChannel({ ...atEight, emptyDigests: true });
		await noteStandingDigests(room.deps);
		room.clock.now = at("2023-03-25T05:00Z"); // three times eight o'clock
		await room.planDigests();
		await noteStandingDigests(room.deps);
		expect([await room.planned(silent), await room.planned(wanting)]).toEqual([[], [[]]]);
		expect(await room.deps.digests.dueAt(wanting.id)).toBe(at("2023-03-26T05:00Z"));
		expect(await room.deps.digests.dueAt(silent.id)).toBeUndefined();
	});

	it("tells a story once in a digest, by its latest article, and says what became of the others", async () => {
		const channel = await room.addChannel(atEight);
		const [first] = await publishAll("مقتل 3 في حادث");
		await publishAll("خبر آخر");
		if (first === undefined) throw new Error("tests: it was published");
		room.clock.now += 1_000;
		await room.publish({ headline: "مقتل 5 في حادث", storyId: first.storyId });
		await room.connection.redis.hset(keys.article((await lastArticle()).id), "story", first.storyId);
		room.clock.now = at("2023-03-23T05:00Z");
		await room.planDigests();
		expect(await room.planned(channel)).toEqual([["مقتل 5 في حادث", "خبر آخر"]]);
		expect(await ledgerOf(channel, first)).toEqual({
			kind: "skipped",
			reason: "a later one of its story is in the digest",
		});
	});

	it("keeps the news of a paused channel for when it is back", async () => {
		const channel = await room.addChannel(atEight);
		await publishAll("أ");
		const until = at("2023-03-24T09:00Z");
		await room.deps.channels.update(channel.id, (one) => ({
			...one,
			state: { kind: "paused", reason: "عطلة", until },
		}));
		room.clock.now = at("2023-03-23T05:00Z");
		expect(await room.planDigests()).toBe(0);
		room.clock.now = until;
		await room.planDigests();
		expect(await room.planned(channel)).toEqual([["أ"]]);
	});

	it("keeps what waits through an open pause of any length, though nothing new comes", async () => {
		const channel = await room.addChannel(atEight);
		const [article] = await publishAll("أ");
		const setState = (state: Channel["state"]) =>
			room.deps.channels.update(channel.id, (one) => ({ ...one, state }));
		await setState({ kind: "paused", reason: "عطلة" });
		for (let tenDays = 0; tenDays < 4; tenDays++) {
			room.clock.now += 10 * 86_400_000;
			await letLive(10);
			expect(await room.planDigests()).toBe(0);
		}
		await setState({ kind: "active" });
		await resumeDigest(channel, room.deps);
		room.clock.now += 86_400_000;
		await room.planDigests();
		expect(await room.planned(channel)).toEqual([["أ"]]);
		const [post] = await room.posts(channel);
		expect(article && (await ledgerOf(channel, article))).toEqual({
			kind: "skipped",
			reason: `in digest ${post?.id}`,
		});
	});

	it("keeps what waits for a channel that is gone for two weeks, and then looks after it no more", async () => {
		const channel = await room.addChannel(atEight);
		await publishAll("أ");
		const state = { kind: "gone", reason: "removed", since: room.clock.now } as const;
		await room.deps.channels.update(channel.id, (one) => ({ ...one, state }));
		for (let tenDays = 0; tenDays < 2; tenDays++) {
			room.clock.now += 10 * 86_400_000;
			await letLive(10);
			await room.planDigests();
		}
		expect(await room.deps.digests.waiting(channel.id)).toEqual([]);
		expect(await room.deps.digests.dueAt(channel.id)).toBeUndefined();
	});

	it("does not keep the night's news for the end of a pause that is taken back", async () => {
		const channel = await room.addChannel(night);
		room.clock.now = at("2023-03-22T20:00Z");
		await publishAll("ليل");
		const state = { kind: "paused", reason: "عطلة", until: at("2023-04-22T03:00Z") } as const;
		await room.deps.channels.update(channel.id, (one) => ({ ...one, state }));
		room.clock.now = at("2023-03-23T04:00Z");
		await room.planDigests();
		await room.deps.channels.update(channel.id, (one) => ({ ...one, state: { kind: "active" } }));
		room.clock.now = at("2023-03-23T05:00Z");
		await resumeDigest(channel, room.deps);
		await room.planDigests();
		expect(await room.planned(channel)).toEqual([["ليل"]]);
	});

	it("makes a digest that is overdue although its channel is resumed before anybody saw it", async () => {
		const channel = await room.addChannel(atEight);
		await publishAll("أ");
		room.clock.now = at("2023-03-23T05:01Z");
		await resumeDigest(channel, room.deps);
		await room.planDigests();
		expect(await room.planned(channel)).toEqual([["أ"]]);
	});

	it("tells what waited for a channel that moved into another there, at that one's time, and nothing twice", async () => {
		const old = await room.addChannel(atEight);
		const into = await room.addChannel(
			{ kind: "times", times: ["15:00"] },
			{ wish: { id: "t", topics: ["رياضة"] } },
		);
		await publishAll("أ");
		room.clock.now += 1_000;
		await room.publish({ headline: "ب", categories: ["رياضة"] });
		const [first] = await room.deps.digests.waiting(old.id);
		await room.deps.channels.move("telegram", old.address, into.address, room.clock.now);
		await publishAll("ج");
		room.clock.now = at("2023-03-22T12:00Z");
		await room.planDigests();
		expect(await room.planned(into)).toEqual([["ج", "ب"]]);
		room.clock.now = at("2023-03-23T05:00Z");
		await room.planDigests();
		room.clock.now = at("2023-03-23T12:00Z");
		await room.planDigests();
		expect(await room.planned(into)).toEqual([["ج", "ب"], ["أ"]]);
		expect(await room.planned(old)).toEqual([]);
		expect(await room.deps.digests.waiting(old.id)).toEqual([]);
		expect(await room.deps.digests.opened("telegram", 0)).toEqual([]);
		expect(await room.deps.digests.dueAt(old.id)).toBeUndefined();
		expect(await ledgerOf(old, { id: first?.articleId ?? "" })).toEqual({
			kind: "skipped",
			reason: `moved to ${into.id}`,
		});
	});

	it("says in the ledger where an article waits, and then in which digest it went", async () => {
		const channel = await room.addChannel(atEight);
		const [article] = await publishAll("أ", "ب");
		if (article === undefined) throw new Error("tests: it was published");
		expect(await ledgerOf(channel, article)).toEqual({
			kind: "skipped",
			reason: "in the digest of 2023-03-23T05:00Z",
		});
		room.clock.now = at("2023-03-23T05:00Z");
		await room.planDigests();
		const [post] = await room.posts(channel);
		expect(await ledgerOf(channel, article)).toEqual({ kind: "skipped", reason: `in digest ${post?.id}` });
	});

	it("cuts a long digest between articles into several posts, none lost and none twice", async () => {
		const channel = await room.addChannel({ kind: "every", minutes: 60 });
		const headlines = Array.from({ length: 60 }, (_, i) =>
			`${i} ${"خبر طويل من المدينة القديمة ".repeat(4)}`.trim(),
		);
		await publishAll(...headlines);
		room.clock.now = at("2023-03-22T10:00Z");
		await room.planDigests();
		const planned = await room.planned(channel);
		expect(planned.length).toBeGreaterThan(2);
		expect(planned.flat()).toEqual(headlines.toReversed());
		for (const { content } of await room.posts(channel)) {
			const texts =
				content.kind === "digest" ? content.cards.map(({ headline, url = "" }) => headline + url) : [];
			expect(texts.join("").length).toBeLessThan(3_500);
		}
	});

	it("keeps the hundred newest and says so of the others", async () => {
		const channel = await room.addChannel(atEight);
		const articles = await publishAll(...Array.from({ length: 100 }, (_, i) => `خبر ${i}`));
		const forgotten = keys.ledger(news, postIdOf(articles[1] ?? { id: "" }));
		await room.connection.redis.del(forgotten); // its time was over
		articles.push(...(await publishAll("أ", "ب", "ج")));
		expect((await room.deps.digests.waiting(channel.id)).map(({ articleId }) => articleId)).toEqual(
			articles.slice(3).map(({ id }) => id),
		);
		const [oldest] = articles;
		expect(oldest && (await ledgerOf(channel, oldest))).toEqual({
			kind: "skipped",
			reason: "left out of a digest: newer ones are enough",
		});
		expect(await room.connection.redis.exists(forgotten)).toBe(0);
	});

	it("shares a post between channels with the same digest", async () => {
		const [one, other] = [await room.addChannel(atEight), await room.addChannel(atEight)];
		await publishAll("أ", "ب");
		room.clock.now = at("2023-03-23T05:00Z");
		expect(await room.planDigests()).toBe(2);
		const ids = await Promise.all(
			[one, other].map(async (channel) => (await room.posts(channel)).map(({ id }) => id)),
		);
		expect(ids[0]).toEqual(ids[1]);
	});

	it("follows a schedule that changed", async () => {
		const channel = await room.addChannel(atEight);
		await publishAll("أ");
		const changed = await room.deps.channels.update(channel.id, (one) => ({
			...one,
			schedule: { kind: "times", times: ["15:00"] },
		}));
		if (changed === undefined) throw new Error("tests: it is there");
		await rescheduleDigest(changed, room.deps);
		room.clock.now = at("2023-03-22T12:00Z");
		await room.planDigests();
		expect(await room.planned(channel)).toEqual([["أ"]]);
	});
});

describe("planning by schedules, through faults", () => {
	it("decides once: planned again at another time, nothing changes", async () => {
		const channel = await room.addChannel(night);
		const [day] = await publishAll("نهار");
		room.clock.now = at("2023-03-22T20:00Z");
		const [late] = await publishAll("ليل");
		for (const time of ["2023-03-22T21:00Z", "2023-03-23T05:00Z", "2023-03-23T20:00Z"]) {
			for (const article of [day, late]) {
				if (article !== undefined) await planArticle(article, undefined, at(time), room.deps);
			}
		}
		expect(await room.planned(channel)).toEqual([["نهار"]]);
		expect((await room.deps.digests.waiting(channel.id)).map(({ articleId }) => articleId)).toEqual([
			late?.id,
		]);
		room.clock.now = at("2023-03-23T05:00Z");
		await room.planDigests();
		if (late !== undefined) await planArticle(late, undefined, at("2023-03-23T06:00Z"), room.deps);
		room.clock.now = at("2023-03-24T05:00Z");
		await room.planDigests();
		expect(await room.planned(channel)).toEqual([["نهار"], ["ليل"]]);
	});

	const steps = [
		"articles.get",
		"digests.open",
		"posts.put",
		"posts.addLane",
		"ledger.plan",
		"posts.noteDue",
		"digests.close",
	] as const;

	it.each(
		steps.flatMap(
			(step) =>
				[
					[step, "before"],
					[step, "after"],
				] as const,
		),
	)("makes one digest when it dies at %s, %s it was done, and news comes in between", async (step, when) => {
		const channel = await room.addChannel({ kind: "every", minutes: 60 });
		await publishAll(...Array.from({ length: 40 }, (_, i) => `${i} ${"خبر ".repeat(30)}`.trim()));
		room.clock.now = at("2023-03-22T10:00Z");
		// It dies at the second time that it comes to the step, where there is one: between two parts.
		for (const survives of [0, 1]) {
			const broken = breakAt(room.deps, step, when, survives);
			await planDueDigests(broken);
		}
		await publishAll("أثناء ذلك");
		await Promise.all([room.planDigests(), room.planDigests()]);
		room.clock.now = at("2023-03-22T11:00Z");
		await room.planDigests();
		const told = (await room.planned(channel)).flat();
		expect(new Set(told).size).toBe(41);
		expect(told.length).toBe(41);
		expect(await room.deps.digests.opened("telegram", 0)).toEqual([]);
		expect(await room.deps.digests.dueAt(channel.id)).toBeUndefined();
	});

	it.each([
		["digests.hold", "before"],
		["digests.hold", "after"],
		["digests.open", "before"],
		["digests.open", "after"],
		["digests.close", "before"],
	] as const)(
		"hands a moved channel's news over once when it dies at %s, %s it was done",
		async (step, when) => {
			const old = await room.addChannel({ kind: "every", minutes: 60 });
			const into = await room.addChannel(
				{ kind: "every", minutes: 10 },
				{ wish: { id: "t", topics: ["رياضة"] } },
			);
			await publishAll("أ", "ب");
			await room.deps.channels.move("telegram", old.address, into.address, room.clock.now);
			room.clock.now = at("2023-03-22T10:00Z");
			await planDueDigests(breakAt(room.deps, step, when, 0));
			for (const time of [
				"2023-03-22T10:10Z",
				"2023-03-22T10:20Z",
				"2023-03-22T11:00Z",
				"2023-03-22T11:10Z",
			]) {
				room.clock.now = at(time);
				await room.planDigests();
			}
			expect((await room.planned(into)).flat().toSorted()).toEqual(["أ", "ب"]);
			expect(await room.deps.digests.opened("telegram", 0)).toEqual([]);
		},
	);

	it("makes one digest when many processes see it due", async () => {
		const channel = await room.addChannel({ kind: "every", minutes: 60 });
		await publishAll("أ", "ب", "ج");
		room.clock.now = at("2023-03-22T10:00Z");
		await Promise.all(Array.from({ length: 6 }, () => room.planDigests()));
		expect(await room.planned(channel)).toEqual([["ج", "ب", "أ"]]);
	});

	it("lets a process that was frozen over two digests change nothing", async () => {
		const channel = await room.addChannel({ kind: "every", minutes: 60 });
		await publishAll("أ", "ب");
		room.clock.now = at("2023-03-22T10:00Z");
		const due = { channelId: channel.id, dueAt: room.clock.now };
		const frozen = await openDigest(due, room.deps);
		await room.planDigests();
		await publishAll("ج");
		room.clock.now = at("2023-03-22T11:00Z");
		await room.planDigests();
		if (frozen !== undefined) await finishDigest(channel.id, frozen, room.deps);
		expect(await openDigest(due, room.deps)).toBeUndefined();
		expect(await room.planned(channel)).toEqual([["ب", "أ"], ["ج"]]);
	});

	it("goes on with other channels when one cannot be read", async () => {
		const broken = await room.addChannel({ kind: "every", minutes: 60 });
		const channel = await room.addChannel({ kind: "every", minutes: 60 });
		await publishAll("أ");
		room.clock.now = at("2023-03-22T10:00Z");
		const get = async (id: string) => {
			if (id === broken.id) throw new Error("unreadable");
			return room.deps.channels.get(id);
		};
		await planDueDigests({ ...room.deps, channels: { ...room.deps.channels, get } });
		expect(await room.planned(channel)).toEqual([["أ"]]);
		expect(await room.planned(broken)).toEqual([]);
		await room.planDigests();
		expect(await room.planned(broken)).toEqual([["أ"]]);
	});
});

/** So many days go by for all that Redis keeps for a time only. */
async function letLive(days: number) {
	const { redis } = room.connection;
	for (const key of await redis.keys("*")) {
		const left = await redis.pttl(key);
		if (left >= 0) await redis.pexpire(key, left - days * 86_400_000);
	}
}

async function lastArticle() {
	const [last] = await room.deps.articles.latest(1);
	if (last === undefined) throw new Error("tests: something was published");
	return last;
}

/** The same parts, one of which fails at one step: before it is done, or after it was. */
function breakAt(
	deps: Newsroom["deps"],
	step: string,
	when: "before" | "after",
	survives: number,
): Newsroom["deps"] {
	const [part = "", name = ""] = step.split(".");
	const whole = deps as unknown as Record<string, Record<string, (...args: unknown[]) => Promise<unknown>>>;
	let left = survives;
	const broken = async (...args: unknown[]) => {
		const dies = left-- <= 0;
		if (dies && when === "before") throw new Error(`dies before ${step}`);
		const answer = await whole[part]?.[name]?.(...args);
		if (dies) throw new Error(`dies after ${step}`);
		return answer;
	};
	return { ...deps, [part]: { ...whole[part], [name]: broken } };
}
