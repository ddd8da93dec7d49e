import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sayWhyStep } from "../../src/commands/channel/say-why-step.ts";
import { explainDelivery } from "../../src/delivery/explain.ts";
import type { ChannelState } from "../../src/domain/channel.ts";
import type { DeliveryState } from "../../src/domain/delivery.ts";
import type { ExplainStep } from "../../src/domain/explanation.ts";
import { createSentences } from "../../src/i18n/sentences.ts";
import { buildArticlePost } from "../../src/planning/plan-article.ts";
import { type ChannelStore, createChannelStore } from "../../src/store/channels/channels.ts";
import { createLedger } from "../../src/store/delivery/ledger.ts";
import { createPostStore } from "../../src/store/delivery/posts.ts";
import { type ArticleStore, createArticleStore } from "../../src/store/news/articles.ts";
import { type Connection, createConnection } from "../../src/store/redis/connection.ts";
import { buildArticle, noon } from "../commands/newsroom.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const sentences = createSentences();
const article = buildArticle(1);
const post = buildArticlePost(article, undefined, noon);

let redis: TestRedis;
let connection: Connection;
let articles: ArticleStore;
let channels: ChannelStore;
beforeAll(async () => {
	redis = await startRedis();
	connection = createConnection(redis.url, { log: silent });
	articles = createArticleStore(connection);
	channels = createChannelStore(connection);
	await articles.put(article, []);
});
afterAll(async () => {
	await connection.stop();
	await redis.stop();
});

const everything = { id: "s1", sources: [], topics: [], include: [], exclude: [], minimumImportance: 0 };

/** What explains one delivery, told in Arabic; the ledger is the only part that is not Redis's own. */
const names = new Map([["national", "National"]]);
const context = { zone: "UTC", sentences, nameSource: (id: string) => names.get(id) ?? id };

async function explain(
	given: { article?: string; state?: ChannelState; wants?: "all" | "sport" | "none"; ledger?: DeliveryState },
	words?: string,
): Promise<readonly string[]> {
	const wishes = { all: [everything], sport: [{ ...everything, topics: ["sport"] }], none: [] };
	const { id } = await channels.register("telegram", `-${Math.random()}`, {
		addressKind: "channel",
		title: "قناة",
		zone: "UTC",
		createdAt: noon,
		state: given.state ?? { kind: "active" },
		subscriptions: wishes[given.wants ?? "all"],
	});
	const { ledger } = given;
	const posts = createPostStore(connection);
	const steps = await explainDelivery(given.article ?? article.id, id, {
		articles,
		channels,
		posts: { ...posts, postsOfArticle: async () => [post.id], get: async () => post },
		ledger: {
			...createLedger(connection),
			entry: async () => (ledger === undefined ? undefined : { offset: 0, raw: "", state: ledger }) as never,
			refusals: async () => ({ get: () => words }) as never,
		},
		sources: [],
		now: () => noon,
	});
	return steps.map((step) => sayWhyStep(step, { locale: "ar", ...context }));
}

describe("an explanation in Arabic", () => {
	it.each<[string, Parameters<typeof explain>[0]]>([
		[
			"one that waits for a digest",
			{ ledger: { kind: "skipped", reason: "in the digest of 2023-03-23T05:00Z" } },
		],
		["one that a digest took", { ledger: { kind: "skipped", reason: "in digest d1" } }],
		[
			"one that had to give way in a digest",
			{ ledger: { kind: "skipped", reason: "left out of a digest: newer ones are enough" } },
		],
		["an article that nobody knows", { article: "nobody" }],
		["a channel that is gone", { state: { kind: "gone", reason: "blocked", since: noon } }],
		["a channel that its owner paused", { state: { kind: "paused", reason: "owner" } }],
		["a channel that waits for a right", { state: { kind: "paused", reason: "no-rights", until: noon + 5 } }],
		["a channel that wants other news", { wants: "sport" }],
		["a channel without a subscription", { wants: "none" }],
		["a post without this channel", {}],
		["one that waits", { ledger: { kind: "pending", tries: 0 } }],
		["one that is tried again", { ledger: { kind: "pending", tries: 2, notBefore: noon } }],
		["one that is being sent", { ledger: { kind: "sending", attempt: "a", at: noon, tries: 1 } }],
		["one that was sent", { ledger: { kind: "sent", messageIds: ["7"] } }],
		["one that was refused", { ledger: { kind: "failed", reason: "too-long" } }],
		["one whose time was over", { ledger: { kind: "skipped", reason: "expired" } }],
		["one of which nobody knows", { ledger: { kind: "unknown", reason: "timeout", at: noon } }],
		["one that was corrected", { ledger: { kind: "corrected", messageIds: ["7"] } }],
		["one that was withdrawn", { ledger: { kind: "withdrawn", messageIds: ["7"] } }],
	])("has a counterpart for each sentence about %s", async (_what, given) => {
		const lines = await explain(given);
		expect(lines.length).toBeGreaterThan(0);
		// Names, reasons and times may be Latin; a sentence that was not translated has many such words in a row.
		for (const line of lines) expect(line).not.toMatch(/[A-Za-z']+ [A-Za-z']+ [A-Za-z']+/);
	});

	it("keeps what the platform said, in its own words", async () => {
		const lines = await explain({ ledger: { kind: "failed", reason: "too-long" } }, "Bad Request: too long");
		expect(lines.at(-1)).toBe("✗ رفضته المنصة لأنه أطول مما تقبل. قالت المنصة: Bad Request: too long");
	});

	it("says that a channel became one with another, and not by what id", async () => {
		const lines = await explain({ ledger: { kind: "skipped", reason: "moved to telegram.0.5" } });
		expect(lines.at(-1)).toBe("✗ لم يُرسل: اندمجت القناة في قناة أخرى مسجلة، والخبر يُرسل إليها.");
	});

	it("says which telling of a story a channel has, and what a repetition is", () => {
		const say = (step: ExplainStep) => sayWhyStep(step, { locale: "en", ...context });
		const story = { articleId: "a1", storyId: "a1" };
		expect(say({ ok: true, kind: "told", sourceId: "national", ...story })).toMatch(
			/^✓ This place has the same story from the source National, /,
		);
		expect(say({ ok: true, kind: "repeats", ...story })).toMatch(/^✓ It repeats an earlier story, /);
	});
});
