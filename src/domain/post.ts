import type { BroadcastVersion } from "./broadcast.ts";
import type { Instant, LocalDate } from "./time.ts";

/** News that is older than this when its turn comes is not sent any more (DESIGN §5: expired, with a reason); ms. */
export const newsLifeMs = 12 * 3600_000;

/** What a card says of an article: a copy, so that a post stays what it was when it was planned. */
export type CardContent = {
	articleId: string;
	/** Absent in posts of before there were routes. */
	sourceId?: string;
	/** Ids of other sources that list the article as news. */
	alsoFrom?: readonly string[];
	headline: string;
	publishedAt: Instant;
	publishedDate: LocalDate;
	datePrecision: "instant" | "day";
	lead: string;
	sourceName: string;
	url?: string;
	image?: string;
	language: string;
	topics: readonly string[];
	author?: string;
	/** The outlet marks it as breaking news. */
	breaking?: boolean;
};

/** What is said, before any channel's look is applied to it. */
export type PostContent =
	| { kind: "card"; card: CardContent }
	| { kind: "digest"; cards: readonly CardContent[] }
	| { kind: "text"; headline: string; paragraphs: readonly string[]; language: string }
	/** Each channel gets the version of its language; `at` is the day that `{date}` writes. */
	| { kind: "broadcast"; versions: readonly BroadcastVersion[]; at: Instant; silent: boolean };

/** How a post is sent, where that is unlike news. */
export type Manner = {
	/** A channel's quiet hours delay it there. */
	waitsForQuietHours?: boolean;
	/** At most so many messages a second on each platform, or on those that `rates` does not name. */
	perSecond?: number;
	rates?: Readonly<Record<string, number>>;
	/** Each message is pinned after it was sent, where that works. */
	pin?: boolean;
};

/** What a post does to the messages of an earlier one, in place of sending its own. */
export type Amends = { postId: string; action: "correct" | "withdraw" };

export const priorities = ["breaking", "normal", "bulk"] as const;
export type Priority = (typeof priorities)[number];

/** One thing to be sent to many channels. Delivery knows posts and channels, nothing of articles or campaigns. */
export type Post = {
	/** Same input, same id: planning twice makes one post. No `:` in it. */
	id: string;
	kind: "article" | "digest" | "broadcast";
	content: PostContent;
	dueAt: Instant;
	/** After this a delivery that has not begun is skipped with the reason `expired`. */
	expiresAt: Instant;
	priority: Priority;
	revision: number;
	createdAt: Instant;
	manner?: Manner;
	amends?: Amends;
};
