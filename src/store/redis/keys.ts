import type { AuditArea } from "../../domain/audit.ts";

/**
 * Every key in Redis, in one place. What stands in `{…}` is the hash tag: keys of one script share it, so that all of
 * this works on Redis Cluster.
 *
 * A *lane* is up to 500 channels of one platform (channel number ÷ 500). Its class keeps news apart from bulk, so that
 * a broadcast to a million never stands before today's news (docs/decisions/0002-lanes.md).
 */
export const laneSize = 500;

export const laneClasses = ["news", "bulk"] as const;
export type LaneClass = (typeof laneClasses)[number];
/** `<platform>:<number>:<class>`, e.g. `telegram:0:news`. */
export type Lane = { platform: string; number: number; class: LaneClass };

export function laneName(lane: Lane): string {
	return `${lane.platform}:${lane.number}:${lane.class}`;
}

export function readLaneName(name: string): Lane {
	const [platform, number, laneClass] = name.split(":");
	if (
		platform === undefined ||
		!/^\d+$/.test(number ?? "") ||
		(laneClass !== "news" && laneClass !== "bulk")
	) {
		throw new Error(`store: ${name} is not a lane`);
	}
	return { platform, number: Number(number), class: laneClass };
}

export function channelPosition(channelId: string): { platform: string; lane: number; offset: number } {
	const cut = channelId.lastIndexOf("-");
	const number = Number(channelId.slice(cut + 1));
	if (cut < 1 || !Number.isSafeInteger(number) || number < 0) {
		throw new Error(`store: ${channelId} is not a channel's id`);
	}
	return {
		platform: channelId.slice(0, cut),
		lane: Math.floor(number / laneSize),
		offset: number % laneSize,
	};
}

export function channelId(platform: string, lane: number, offset: number): string {
	return `${platform}-${lane * laneSize + offset}`;
}

const laneTag = (platform: string, number: number) => `{${platform}:${number}}`;

export const keys = {
	article: (id: string) => `{articles}:article:${id}`,
	articlesLatest: () => "{articles}:latest",
	articlesOfTopic: (topicKey: string) => `{articles}:topic:${topicKey}`,
	articlesAnnounce: () => "{articles}:announce",
	topics: () => "{articles}:topics",
	/** What is compared with later articles, while the window lasts. */
	telling: (articleId: string) => `{articles}:telling:${articleId}`,
	/** The articles besides the first that tell a story. */
	storyMembers: (storyId: string) => `{articles}:story:${storyId}`,
	storyBands: (slice: number, bucket: number) => `{articles}:bands:${slice}:${bucket}`,

	once: (name: string) => `{once:${name}}:asked`,

	/** Sources that stand in no file: id → JSON; and what is another with every change of them. */
	sources: () => "{sources}:all",
	sourcesVersion: () => "{sources}:version",
	/** When each of them is to be checked next. */
	sourcesDue: () => "{sources}:due",
	/** The ids of those that a person brought. */
	sourcesOf: (platform: string, person: string) => `{sources}:of:${platform}:${person}`,
	sourceHealth: () => "{sources}:health",
	passedLink: (articleId: string) => `{sources}:passed:${articleId}`,

	addresses: (platform: string) => `{${platform}}:addresses`,
	nextChannel: (platform: string) => `{${platform}}:next`,
	channels: (platform: string, lane: number) => `${laneTag(platform, lane)}:channels`,
	/** Another text whenever one of the lane's channels has changed. */
	channelsMark: (platform: string, lane: number) => `${laneTag(platform, lane)}:channels-mark`,
	lastKnown: (platform: string, lane: number) => `${laneTag(platform, lane)}:last-known`,

	post: (postId: string) => `{post:${postId}}:post`,
	postLanes: (postId: string) => `{post:${postId}}:lanes`,
	postsOfArticle: (articleId: string) => `{post-of:${articleId}}:posts`,

	lanePosts: (lane: Lane) => `${laneTag(lane.platform, lane.number)}:${lane.class}:posts`,
	laneClosed: (lane: Lane) => `${laneTag(lane.platform, lane.number)}:${lane.class}:closed`,
	laneSequence: (lane: Lane) => `${laneTag(lane.platform, lane.number)}:${lane.class}:sequence`,
	laneLease: (lane: Lane) => `${laneTag(lane.platform, lane.number)}:${lane.class}:lease`,
	ledger: (lane: Lane, postId: string) =>
		`${laneTag(lane.platform, lane.number)}:${lane.class}:ledger:${postId}`,
	refusals: (lane: Lane, postId: string) =>
		`${laneTag(lane.platform, lane.number)}:${lane.class}:refusals:${postId}`,
	/** How many of a post's recipients in a lane ended in which state; only for posts whose progress is asked for. */
	counts: (lane: Lane, postId: string) =>
		`${laneTag(lane.platform, lane.number)}:${lane.class}:counts:${postId}`,
	lanesDue: () => "{lanes}:due",
	/** When every lane was looked at last. */
	lanesSwept: () => "{lanes}:swept",

	/** What waits for a channel's next digest. */
	digestPending: (platform: string, lane: number, offset: number) =>
		`${laneTag(platform, lane)}:digest:${offset}`,
	digestsDue: (platform: string, lane: number) => `${laneTag(platform, lane)}:digests-due`,
	/** Messages that are to be passed on to those who follow a place, and when the last were. */
	shares: (platform: string, lane: number) => `${laneTag(platform, lane)}:shares`,
	shared: (platform: string, lane: number, offset: number) => `${laneTag(platform, lane)}:shared:${offset}`,
	digestsOpen: (platform: string, lane: number) => `${laneTag(platform, lane)}:digests-open`,
	/** The posts that a capped channel got today. */
	admitted: (platform: string, lane: number, offset: number) =>
		`${laneTag(platform, lane)}:admitted:${offset}`,

	window: (platform: string, layer: string) => `{window:${platform}}:${layer}`,
	windowControl: (platform: string, layer: string) => `{window:${platform}}:${layer}:control`,
	windowRefusals: (platform: string, layer: string) => `{window:${platform}}:${layer}:refusals`,
	windowWaiting: (platform: string) => `{window:${platform}}:waiting`,

	page: (slug: string) => `{page:${slug}}:page`,
	pageEntries: (slug: string) => `{page:${slug}}:entries`,
	pageOrder: (slug: string) => `{page:${slug}}:order`,
	/** Languages that people chose, by their id. */
	languages: (platform: string) => `{people:${platform}}:languages`,
	/** Addresses of the places that a person set up. */
	placesOf: (platform: string, person: string) => `{people:${platform}}:places:${person}`,
	openList: (platform: string, person: string, address: string) =>
		`{people:${platform}}:list:${person}:${address}`,
	openForm: (platform: string, person: string, address: string) =>
		`{people:${platform}}:form:${person}:${address}`,
	/** What somebody is setting up. */
	setup: (platform: string, person: string) => `{people:${platform}}:setup:${person}`,
	/** That the bot greeted in this place. */
	greeted: (platform: string, address: string) => `{people:${platform}}:greeted:${address}`,
	/** A dialogue about a broadcast, by who leads it. */
	dialogue: (platform: string, person: string, id: string) => `{people:${platform}}:dialogue:${person}:${id}`,
	/** Sources that somebody was shown to choose from. */
	offer: (id: string) => `{offer:${id}}:sources`,
	/** People with a role; tokens of the HTTP API. */
	staff: () => "{staff}:people",
	tokens: () => "{staff}:tokens",
	/** A request that is answered once, by who asked and their key. */
	answer: (asker: string, key: string) => `{answer:${asker}:${key}}`,
	/** An area of the audit log: scripts that change something of the area append to it in the same step. */
	audit: (area: AuditArea) => `{${area}}:audit`,
	broadcasts: () => "{broadcasts}:all",
	broadcastsByAge: () => "{broadcasts}:by-age",
	broadcastsDue: () => "{broadcasts}:due",
	/** The idempotency key of a `create` → the broadcast that it made. */
	broadcastKey: (key: string) => `{broadcasts}:key:${key}`,
	segments: () => "{broadcasts}:segments",
	/** Corrections and withdrawals of posts that are no broadcast's. */
	amendments: () => "{broadcasts}:amendments",
	/** What was ordered about posts that are under way: held, stopped, another text. */
	orders: () => "{broadcasts}:orders",
	rateSamples: (postId: string) => `{broadcasts}:rate:${postId}`,
	lease: (name: string) => `{lease:${name}}`,
	/** Holds nothing: it names the node whose clock counts. */
	clock: () => "{clock}",
} as const;
