import { z } from "zod";
import type { ResolveLimit } from "../../src/delivery/publisher.ts";
import type { Outcome } from "../../src/domain/outcome.ts";
import { discordLimits } from "./limits.ts";

/** A refusal as Discord wrote it. `code` is that of its JSON body; absent when the body is not Discord's. */
export type DiscordRefusal = {
	status: number;
	code?: number;
	text: string;
	waitMs?: number;
	global: boolean;
};

/** What follows a refusal; the publisher acts on those that are no end in themselves. */
export type Reaction =
	| { kind: "gone"; reason: string }
	/** A right is missing: to post at all, or only to embed. */
	| { kind: "no-right"; reason: string }
	/** The thread was archived by itself: open it once. */
	| { kind: "open-thread" }
	| { kind: "forbidden"; reason: string }
	/** The message to change is not there or not ours: never post anew on its own. */
	| { kind: "give-up"; reason: string }
	/** What was wanted is so already, or nobody waits for it any more. */
	| { kind: "done" }
	/** Our fault; once more as plain text. */
	| { kind: "malformed"; reason: string }
	| { kind: "rejected"; reason: string }
	| { kind: "limited" }
	| { kind: "overloaded" }
	/** The guild has all the open threads that it may have. */
	| { kind: "full" }
	/** Shut out before the API was reached: nothing is wrong with any channel. */
	| { kind: "shut-out" }
	| { kind: "refused-bot"; reason: string }
	| { kind: "ambiguous" };

/** PLATFORMS §2. Codes: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
export const reactions: ReadonlyMap<number, Reaction> = new Map<number, Reaction>([
	[10003, { kind: "gone", reason: "unknown-channel" }],
	[10004, { kind: "gone", reason: "unknown-guild" }],
	[50001, { kind: "gone", reason: "missing-access" }],
	[50007, { kind: "gone", reason: "closed-to-messages" }],
	[50278, { kind: "gone", reason: "no-mutual-guild" }],
	[50013, { kind: "no-right", reason: "no-rights" }],
	[10008, { kind: "give-up", reason: "not-found" }],
	[50005, { kind: "give-up", reason: "not-ours" }],
	[50035, { kind: "malformed", reason: "form" }],
	[50006, { kind: "malformed", reason: "empty" }],
	[40005, { kind: "malformed", reason: "too-large" }],
	[50008, { kind: "malformed", reason: "channel-kind" }],
	[50024, { kind: "malformed", reason: "channel-kind" }],
	[40058, { kind: "malformed", reason: "channel-kind" }],
	[50083, { kind: "open-thread" }],
	// A lock is somebody's decision, and only a moderator can post there: we do not undo it.
	[160005, { kind: "forbidden", reason: "thread-locked" }],
	// All tags of the forum are for moderators: somebody must give the bot the right, or the forum another tag.
	[40067, { kind: "forbidden", reason: "tag-required" }],
	// Threads close by themselves when nobody writes in them.
	[160006, { kind: "full" }],
	[40033, { kind: "done" }],
	[20016, { kind: "limited" }],
	[20022, { kind: "limited" }],
	[20028, { kind: "limited" }],
	[20029, { kind: "limited" }],
	[40062, { kind: "limited" }],
	[130000, { kind: "overloaded" }],
	[200000, { kind: "rejected", reason: "automod" }],
	[240000, { kind: "rejected", reason: "harmful-link" }],
	[40001, { kind: "refused-bot", reason: "token" }],
	[50014, { kind: "refused-bot", reason: "token" }],
	[10062, { kind: "done" }],
	[40060, { kind: "done" }],
]);

/** What follows a refusal: by its code, else by its status. What is neither known nor a refusal tells nothing. */
export function reactionTo({ status, code }: DiscordRefusal): Reaction {
	const known = reactions.get(code ?? 0);
	if (known !== undefined) return known;
	if (status === 429) return { kind: "limited" };
	if (status === 401) return { kind: "refused-bot", reason: "token" };
	// A body that is not Discord's own comes from what stands before it and never let the request in.
	if (status === 403 && (code === undefined || code === 40333)) return { kind: "shut-out" };
	if (status === 403) return { kind: "forbidden", reason: `code-${code}` };
	if (status >= 400 && status < 500) return { kind: "malformed", reason: `code-${code ?? status}` };
	return { kind: "ambiguous" };
}

/** A reaction in the words that every platform shares; `messageIds` are those that an edit or a deletion is about. */
export function outcomeOf(
	reaction: Reaction,
	refusal: DiscordRefusal,
	context: { messageIds: readonly string[]; plainText: boolean },
): Outcome {
	const raw =
		`${refusal.status}${refusal.code === undefined ? "" : ` ${refusal.code}`} ${refusal.text}`.trim();
	const plainText = !context.plainText;
	switch (reaction.kind) {
		case "gone":
		case "forbidden":
		case "no-right":
		case "refused-bot":
			return {
				kind: reaction.kind === "no-right" ? "forbidden" : reaction.kind,
				reason: reaction.reason,
				raw,
			};
		case "open-thread":
			return { kind: "forbidden", reason: "thread-archived", raw };
		case "give-up":
		case "rejected":
			return { kind: "rejected", reason: reaction.reason, plainText: false, raw };
		case "malformed":
			return { kind: "rejected", reason: reaction.reason, plainText, raw };
		case "done":
			return { kind: "sent", messageIds: context.messageIds };
		case "limited": {
			return { kind: "retry", ...limitOf(refusal), limited: true, raw };
		}
		case "overloaded":
			return { kind: "retry", afterMs: refusal.waitMs ?? 5_000, scope: "platform", limited: false, raw };
		case "full":
			return { kind: "retry", afterMs: discordLimits.fullMs, scope: "channel", limited: false, raw };
		case "shut-out":
			return { kind: "retry", afterMs: refusal.waitMs ?? 60_000, scope: "platform", limited: false, raw };
		case "ambiguous":
			return { kind: "ambiguous", why: raw };
	}
}

const refusalBody = z.object({
	message: z.string().catch(""),
	code: z.int().optional(),
	retry_after: z.number().nonnegative().optional(),
	global: z.boolean().optional(),
	errors: z.unknown().optional(),
});

/**
 * Reads an answer that is no success. The body's `retry_after` is a float and exact, the header's is rounded: the body
 * counts. A 429 that is not JSON is the ban of the whole address.
 */
export function readRefusal(answer: {
	status: number;
	headers: Readonly<Record<string, string>>;
	body: string;
}): DiscordRefusal {
	const { status, headers } = answer;
	const header = Number(headers["retry-after"]);
	const byHeader = headers["retry-after"] !== undefined && header >= 0 ? header * 1_000 : undefined;
	const body = refusalBody.safeParse(parseJson(answer.body));
	if (!body.success) {
		const waitMs = byHeader ?? (status === 429 ? discordLimits.banMs : undefined);
		return {
			status,
			text: oneLine(answer.body).slice(0, 200),
			global: status === 429,
			...(waitMs === undefined ? {} : { waitMs }),
		};
	}
	const { message, code, retry_after, global, errors } = body.data;
	const waitMs = retry_after === undefined ? byHeader : Math.ceil(retry_after * 1_000);
	const detail = errors === undefined ? "" : ` ${JSON.stringify(errors)}`;
	return {
		status,
		text: `${message}${detail}`.slice(0, 600),
		global: global === true || headers["x-ratelimit-global"] === "true",
		...(code === undefined ? {} : { code }),
		...(waitMs === undefined ? {} : { waitMs }),
	};
}

/** The JSON of a text, or undefined. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function oneLine(text: string): string {
	return text
		.replace(/<[^>]*>/g, " ")
		.replace(/\s+/g, " ")
		.trim();
}

/** What a 429 says: how long to wait, and whether for everything. */
export function limitOf({ waitMs = 1_000, global }: DiscordRefusal): ResolveLimit {
	return { afterMs: waitMs, scope: global ? "platform" : "channel" };
}
