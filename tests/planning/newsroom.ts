import { afterEach, beforeEach } from "vitest";
import type { Article } from "../../src/domain/article.ts";
import type { Channel, Look, Schedule, Subscription } from "../../src/domain/channel.ts";
import { standardLook } from "../../src/domain/channel.ts";
import { silentLog } from "../../src/domain/log.ts";
import type { Post } from "../../src/domain/post.ts";
import { planArticle } from "../../src/planning/plan-article.ts";
import { type DigestDeps, planDueDigests } from "../../src/planning/plan-digests.ts";
import { createChannelStore } from "../../src/store/channels/channels.ts";
import { createDigestStore } from "../../src/store/channels/digests.ts";
import { createLedger } from "../../src/store/delivery/ledger.ts";
import { createPostStore } from "../../src/store/delivery/posts.ts";
import { createArticleStore } from "../../src/store/news/articles.ts";
import { type Connection, createConnection } from "../../src/store/redis/connection.ts";
import type { Lane } from "../../src/store/redis/keys.ts";
import { channelPosition } from "../../src/store/redis/keys.ts";
import { useRedis } from "../support/use-redis.ts";
import { buildArticle } from "./articles.ts";

/** Planning on a real Redis under a clock of the test's own. Nothing is sent: what was planned is looked at. */
export type Newsroom = {
	clock: { now: number };
	deps: DigestDeps;
	connection: Connection;
	addChannel(
		schedule: Schedule,
		part?: { zone?: string; look?: Partial<Look>; wish?: Partial<Subscription> },
	): Promise<Channel>;
	/** Stores an article and plans it, as of the clock. */
	publish(part?: Partial<Article>): Promise<Article>;
	planDigests(): Promise<number>;
	/** The headlines of each post that is planned for a channel, in the order of planning. */
	planned(channel: Channel): Promise<readonly (readonly string[])[]>;
	posts(channel: Channel): Promise<readonly Post[]>;
	stop(): Promise<void>;
};

/** A new one for each test of a file, given before it, on one Redis that is emptied after it. */
export function useNewsroom(start: string, opened: (room: Newsroom) => void): void {
	const redis = useRedis();
	let room: Newsroom;
	beforeEach(() => {
		room = openNewsroom(redis.url, start);
		opened(room);
	});
	afterEach(async () => {
		await room.connection.redis.flushall();
		await room.stop();
	});
}

export function openNewsroom(url: string, start: string): Newsroom {
	const connection = createConnection(url, { log: silentLog });
	const clock = { now: Date.parse(start) };
	const deps: DigestDeps = {
		articles: createArticleStore(connection),
		channels: createChannelStore(connection),
		posts: createPostStore(connection),
		ledger: createLedger(connection),
		digests: createDigestStore(connection),
		platforms: ["telegram"],
		findSource: async () => undefined,
		wake: async () => {},
		now: () => clock.now,
		log: silentLog,
	};
	let channels = 0;

	async function posts({ id }: Channel): Promise<readonly Post[]> {
		const { platform, lane: number, offset } = channelPosition(id);
		const lane: Lane = { platform, number, class: "news" };
		const ids = await deps.ledger.openPosts(lane);
		const entries = await Promise.all(ids.map((postId) => deps.ledger.entry(lane, postId, offset)));
		const mine = ids.filter((_, i) => entries[i]?.state.kind === "pending");
		const found = await Promise.all(mine.map((postId) => deps.posts.get(postId)));
		return found.filter((post) => post !== undefined);
	}

	return {
		clock,
		deps,
		connection,
		posts,
		async addChannel(schedule, { zone = "Asia/Riyadh", look = {}, wish = {} } = {}) {
			const all = { id: "s", sources: [], topics: [], include: [], exclude: [], minimumImportance: 0 };
			const fresh = {
				addressKind: "channel",
				title: "قناة",
				createdAt: clock.now,
				zone,
				subscriptions: [{ ...all, ...wish }],
			};
			const { id } = await deps.channels.register("telegram", `-100${channels++}`, fresh);
			const changed = await deps.channels.update(id, (channel) => ({
				...channel,
				schedule,
				look: { ...standardLook, ...look },
			}));
			if (changed === undefined) throw new Error("tests: it was just registered");
			return changed;
		},
		async publish(part = {}) {
			const article = buildArticle({ publishedAt: clock.now, ...part });
			await deps.articles.put(article, []);
			await planArticle(article, undefined, clock.now, deps);
			return article;
		},
		planDigests: () => planDueDigests(deps),
		async planned(channel) {
			return (await posts(channel)).map(({ content }) => {
				if (content.kind === "card") return [content.card.headline];
				return content.kind === "digest" ? content.cards.map(({ headline }) => headline) : [];
			});
		},
		async stop() {
			await connection.stop();
		},
	};
}
