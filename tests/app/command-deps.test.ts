import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requireConfig } from "../../src/app/config/config.ts";
import { type Core, openCore } from "../../src/app/core.ts";
import { createCommandDeps, createPlaceDeps } from "../../src/app/deps/command-deps.ts";
import { readArticleId } from "../../src/app/operate/explain.ts";
import { foldKey } from "../../src/arabic/fold.ts";
import { createCommands } from "../../src/commands/create-commands.ts";
import type { Caller, CommandPort } from "../../src/commands/port.ts";
import type { Article } from "../../src/domain/article.ts";
import type { ChannelState } from "../../src/domain/channel.ts";
import { planArticle, postIdOf } from "../../src/planning/plan-article.ts";
import type { StoryPlace } from "../../src/store/news/stories.ts";
import { channelPosition } from "../../src/store/redis/keys.ts";
import { createBroadcastsInMemory } from "../broadcasts/broadcasts-in-memory.ts";
import { buildArticle, buildCall } from "../commands/newsroom.ts";
import { plainLines } from "../message/plain.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const hour = 3_600_000;

let redis: TestRedis;
let core: Core;
let commands: CommandPort;
beforeAll(async () => {
	redis = await startRedis();
	const settings = { REDIS_URL: redis.url, BARQIYA_SOURCES: "none.yaml", COMMANDS_PER_MINUTE: "100" };
	core = await openCore(requireConfig(settings), silent);
	commands = createCommands(createCommandDeps(core, createBroadcastsInMemory(core.clock.now)));
	const now = core.clock.now();
	for (const nth of [1, 2, 3, 4, 5]) {
		const name = nth % 2 === 0 ? "بيئة" : "مدن";
		const id = readArticleId(`https://news.example/${nth}`);
		const at = { id, publishedAt: now - nth * hour, firstSeenAt: now };
		const article = buildArticle(nth, { headline: `جسر رقم ${nth}`, categories: [name], ...at });
		await core.articles.put(article, [{ key: foldKey(name), name }]);
	}
});
afterAll(async () => {
	await core.stop();
	await redis.stop();
});

async function ask(name: string, args = ""): Promise<readonly string[]> {
	return (await commands.run(buildCall(name, args))).messages.flatMap(plainLines);
}

const numbered = (lines: readonly string[]) =>
	lines.flatMap((line) => /^(\d+\. جسر رقم \d+)/.exec(line)?.[1] ?? []);

describe("commands on the stores", () => {
	it("page through the latest news", async () => {
		expect(numbered(await ask("latest", "2"))).toEqual(["1. جسر رقم 1", "2. جسر رقم 2"]);
		expect(numbered(await ask("more"))).toEqual(["3. جسر رقم 3", "4. جسر رقم 4"]);
		expect(numbered(await ask("more"))).toEqual(["5. جسر رقم 5"]);
		expect(await ask("more")).toEqual(["لا مزيد من الأخبار."]);
	});

	it("search, also within a topic", async () => {
		expect(numbered(await ask("search", "الجسر 3"))).toEqual(["1. جسر رقم 3"]);
		expect(numbered(await ask("search", "الجسر #بيئة"))).toEqual(["1. جسر رقم 2", "2. جسر رقم 4"]);
	});

	it("count topics", async () => {
		expect((await ask("topics")).slice(0, 3)).toEqual(["المواضيع", "• مدن: 3 أخبار", "• بيئة: خبران"]);
	});

	it("pause, and wake what waited on resuming", async () => {
		await ask("subscribe", "مدن");
		await ask("pause", "2h");
		const channel = await core.channels.find("telegram", "77");
		expect(channel?.state).toMatchObject({ kind: "paused", reason: "owner" });
		expect(await ask("resume")).toEqual(["استُؤنفت الأخبار هنا."]);
		expect(await core.channels.find("telegram", "77")).toEqual({ ...channel, state: { kind: "active" } });
		expect(await core.posts.isNoted({ platform: "telegram", number: 0, class: "news" })).toBe(true);
	});

	it("wake what waited for a channel that gets its right back, and not for one that had it all the while", async () => {
		const places = createPlaceDeps(core);
		const place = { address: "-100900", addressKind: "channel", title: "قناة", isPrivate: false };
		const { id } = await places.register("telegram", place);
		const { platform, lane: number } = channelPosition(id);
		const lane = { platform, number, class: "bulk" } as const;
		const later = core.clock.now() + hour;
		const change = async (state: ChannelState) => {
			await core.posts.setDue(lane, later);
			await places.changeState(id, () => state);
			return (await core.posts.dueLanes(core.clock.now(), 10)).some((due) => due.class === "bulk");
		};
		expect(await change({ kind: "paused", reason: "no-right-to-post" })).toBe(false);
		expect(await change({ kind: "active" })).toBe(true);
		expect(await change({ kind: "active" })).toBe(false);
		await core.posts.setDue(lane, undefined);
	});

	describe("bring forward the digest that a long pause put off", () => {
		const place = { address: "77", addressKind: "private", title: "س", isPrivate: true };
		const ways: Record<string, () => Promise<unknown>> = {
			"when it is resumed": () => ask("resume"),
			"when it is subscribed once more": () => ask("subscribe", "مدن"),
			"when a shorter pause takes its place": () => ask("pause", "1h"),
			"when the platform gives it back": async () => {
				const places = createPlaceDeps(core);
				const { id } = await places.register("telegram", place);
				await places.changeState(id, () => ({ kind: "active" }));
			},
		};
		it.each(Object.entries(ways))("%s", async (_, way) => {
			await ask("subscribe", "مدن");
			const channel = await core.channels.find("telegram", "77");
			const id = channel?.id ?? "";
			const { platform, lane: number, offset } = channelPosition(id);
			const now = core.clock.now();
			const article = { postId: `p${now}`, articleId: `a${now}`, at: now };
			const dueAt = now + hour;
			await core.digests.hold({ platform, number, class: "news" }, article, [{ offset, dueAt }]);
			await ask("pause", "30d");
			await core.digests.note(id, now + 30 * 24 * hour, "postpone");
			await way();
			expect(await core.digests.dueAt(id)).toBeLessThanOrEqual(core.clock.now());
			await ask("resume");
		});
	});

	it("explain, by an article's address", async () => {
		await ask("subscribe", "مدن");
		await ask("pause");
		expect(await ask("why", "https://www.news.example/2?utm_source=x")).toEqual([
			"جسر رقم 2",
			expect.stringMatching(/^✓ قُرئ الخبر من المصدر national بتاريخ /),
			"✗ القناة متوقفة: أوقفها أحد المشرفين.",
			"✗ لا يشمله الاشتراك: مصدره national ومواضيعه بيئة.",
			"✗ لم يحن دور توزيعه بعد.",
		]);
	});

	it("remember settings and the language", async () => {
		await ask("settings", "zone Asia/Beirut");
		expect((await core.channels.find("telegram", "77"))?.zone).toBe("Asia/Beirut");
		await ask("language", "en");
		expect((await ask("latest", "1"))[0]).toBe("The latest story");
	});

	/** Stores an article at its place among stories, wherever that is said to be. */
	function putTold(article: Article, place: Partial<StoryPlace> & { storyId: string }) {
		const topics = article.categories.map((name) => ({ key: foldKey(name), name }));
		const none = new Uint32Array();
		const sketch = {
			keys: [article.id],
			exact: "",
			...{ shingles: none, opening: none, figures: none, counts: [] },
		};
		return core.articles.put(article, topics, () => ({
			sketch,
			decide: () => ({ relation: "new", counts: [], ...place }),
		}));
	}

	it("show a story once, by its first telling and not by its repetitions, however many there are", async () => {
		const now = core.clock.now();
		const put = (nth: number, id: string, categories: string[], part: Partial<StoryPlace> = {}) => {
			const at = { id, publishedAt: now - hour + nth, firstSeenAt: now };
			const article = buildArticle(nth, { headline: `جسر رقم ${nth}`, categories, ...at });
			return putTold(article, { storyId: "first", ...part });
		};
		await put(6, "first", []);
		for (let nth = 0; nth < 40; nth++) {
			await put(7 + (nth % 2), `copy${nth}`, ["نقل"], { relation: "duplicate", of: "first" });
		}
		expect(numbered(await ask("latest", "3"))).toEqual(["1. جسر رقم 6", "2. جسر رقم 1", "3. جسر رقم 2"]);
		expect(numbered(await ask("latest", "3 نقل"))).toHaveLength(1);
	});

	it("show what is related to a story beside it", async () => {
		const now = core.clock.now();
		const put = (nth: number, id: string, part: Partial<StoryPlace> = {}) => {
			const at = { id, publishedAt: now - 60_000 + nth, firstSeenAt: now };
			const article = buildArticle(nth, { headline: `جسر رقم ${nth}`, categories: [], ...at });
			return putTold(article, { storyId: "tunnel", ...part });
		};
		await put(16, "tunnel");
		await put(17, "other", { relation: "related", of: "tunnel", eventId: "other" });
		await put(18, "copy", { relation: "duplicate", of: "other", eventId: "other" });
		expect(numbered(await ask("latest", "2"))).toEqual(["1. جسر رقم 17", "2. جسر رقم 16"]);
	});

	it("alert a person in their own place to what has the words, each story once", async () => {
		await ask("language", "ar");
		expect((await ask("alert", "زلزال المدينة"))[0]).toBe("سأرسل إليك هنا كل خبر فيه: زلزال المدينة");
		const channel = await core.channels.find("telegram", "77");
		const planning = { ...core, platforms: ["telegram"], wake: async () => {} };
		const told = async (part: Partial<Article>) => {
			const article = buildArticle(9, { publishedAt: core.clock.now(), categories: [], ...part });
			await core.articles.put(article, []);
			await planArticle(article, undefined, core.clock.now(), planning);
			const lane = { platform: "telegram", number: 0, class: "news" } as const;
			const { offset } = channelPosition(channel?.id ?? "");
			return (await core.ledger.entry(lane, postIdOf(article), offset))?.state.kind;
		};
		const quake = { headline: "الزلزال يهز مدينة ساحلية", storyId: "quake" };
		expect(await told({ id: "quake", ...quake })).toBe("pending");
		expect(await told({ id: "copy", ...quake, repeats: "quake" })).toBeUndefined();
		expect(await told({ id: "other", headline: "هدوء في المدينة" })).toBeUndefined();
		expect((await ask("alert", "حذف الكل"))[0]).toBe("حُذف التنبيه: «زلزال المدينة»");
	});

	it("count a person's channels as long as these get news", async () => {
		const options = { ...core.config.options, CHANNELS_PER_PERSON: 1 };
		const limited = { ...core, config: { ...core.config, options } };
		const few = createCommands(createCommandDeps(limited, createBroadcastsInMemory(core.clock.now)));
		const say = async (name: string, address: string) => {
			const place = { address, addressKind: "supergroup", title: "مجموعة", isPrivate: false };
			const reply = await few.run(
				buildCall(name, "", { place, person: { id: "9", name: "س", language: "en" } }),
			);
			return reply.messages.flatMap(plainLines)[0];
		};
		expect(await say("subscribe", "-31")).toMatch(/^Subscribed/);
		expect(await say("subscribe", "-31")).toMatch(/^Subscribed/);
		expect(await say("subscribe", "-32")).toMatch(/^You can set up one channel/);
		await say("unsubscribe", "-31");
		expect(await say("subscribe", "-32")).toMatch(/^Subscribed/);
	});

	it("keep the owner of a place that is known, and make nobody its owner who speaks in its own name", async () => {
		const place = { address: "-1009", addressKind: "channel", title: "قناة", isPrivate: false };
		const say = (name: string, args: string, person: Caller["person"]) =>
			commands.run(buildCall(name, args, { place, person }));
		const ownerNow = async () => (await core.channels.find("telegram", place.address))?.owner;
		const anonymous = { id: place.address, name: "قناة", language: "ar", isAnonymous: true } as const;
		await say("subscribe", "مدن", anonymous);
		await say("settings", "zone Asia/Beirut", anonymous);
		expect(await core.channels.find("telegram", place.address)).toMatchObject({ zone: "Asia/Beirut" });
		expect(await ownerNow()).toBeUndefined();
		await say("settings", "zone Asia/Amman", { id: "91", name: "س", language: "ar" });
		expect(await ownerNow()).toBe("91");
		await say("subscribe", "بيئة", anonymous);
		await say("settings", "zone Asia/Beirut", anonymous);
		expect(await ownerNow()).toBe("91");
	});
});
