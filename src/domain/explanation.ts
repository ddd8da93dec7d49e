import type { TemplateFault } from "./channel.ts";
import type { DeliveryState } from "./delivery.ts";
import type { Instant } from "./time.ts";

/**
 * Why a filter takes an article or does not, one entry a part of the filter that has a wish. `found` is what met the
 * wish, as it stands in the text.
 */
export type MatchReason =
	| { part: "sources"; ok: boolean; found?: string }
	| { part: "topics"; ok: boolean; found?: string }
	| { part: "importance"; ok: boolean; has: number; needs: number }
	/** `term`: the one that was found, or the `+term` that was not; absent when none of several was found. */
	| { part: "include"; ok: boolean; term?: string; found?: string; where?: TextPart }
	| { part: "exclude"; ok: boolean; term?: string; found?: string; where?: TextPart };

export type TextPart = "headline" | "lead";

/** One of a channel's subscriptions, held against an article. */
export type SubscriptionMatch = { id: string; reasons: readonly MatchReason[] };

/**
 * One step of an article's way to a channel, as a fact: sentences are made of it where somebody reads it. `ok: false`:
 * here it ended, or waits.
 */
export type ExplainStep = { ok: boolean } & ExplainFact;

export type ExplainFact =
	| { kind: "not-stored"; articleId: string }
	| { kind: "no-channel"; channelId: string }
	| { kind: "stored"; articleId: string; sourceId: string; firstSeenAt: Instant; revision: number }
	/** The channel has its story by this one: the steps that follow are of this one. */
	| { kind: "told"; articleId: string; sourceId: string; storyId: string }
	/** It goes only to channels that do not have this one. */
	| { kind: "repeats"; articleId: string; storyId: string }
	| { kind: "active"; channelId: string }
	/** Its posts are standard cards meanwhile. */
	| { kind: "template-fault"; since: Instant; fault: TemplateFault }
	| { kind: "gone"; channelId: string; since: Instant; reason: string }
	/** Without `until`: until its owner resumes it. */
	| { kind: "paused"; channelId: string; until?: Instant; reason: string }
	| { kind: "wanted"; by: readonly SubscriptionMatch[] }
	| { kind: "no-subscription" }
	/** `topics` are the article's, as they are written. */
	| { kind: "not-wanted"; sourceId: string; topics: readonly string[]; by: readonly SubscriptionMatch[] }
	/** It was there before its source was added, and not among the newest; or it was found long after it appeared. */
	| { kind: "backlog" }
	| { kind: "not-planned-yet" }
	| { kind: "planned-for-nobody" }
	| { kind: "planned-without"; postId: string; at: Instant }
	| { kind: "planned"; postId: string; at: Instant; digest: boolean }
	/** It waits for the channel's next digest, or went into one: `postId`. */
	| { kind: "held"; dueAt: Instant }
	| { kind: "in-digest"; postId: string }
	/** `words` are the platform's own, where it said something. */
	| { kind: "delivery"; state: DeliveryState; dueAt: Instant; words?: string };
