import type { DeliveryState } from "../domain/delivery.ts";
import type { Post } from "../domain/post.ts";
import { channelPosition, type Lane } from "../store/redis/keys.ts";
import type { DeliveryListDeps } from "./list-deliveries.ts";

export type Decision = "sent" | "again";
export type Decided = "decided" | "no-such-delivery" | "not-unknown" | "too-old";

/**
 * What a person has seen with their own eyes about an `unknown` delivery: it arrived (`sent`), or it shall be sent
 * (`again`). Only what is unknown can be decided; two who decide at once decide once. What is too old to be sent stays as
 * it is until somebody says that it arrived.
 */
export async function decideUnknown(
	postId: string,
	channel: string,
	decision: Decision,
	deps: DeliveryListDeps,
): Promise<Decided> {
	const post = await deps.posts.get(postId);
	if (post === undefined) return "no-such-delivery";
	const { lane, offset } = placeOf(post, channel);
	const entry = await deps.ledger.entry(lane, postId, offset);
	if (entry === undefined) return "no-such-delivery";
	if (entry.state.kind !== "unknown") return "not-unknown";
	if (decision === "sent") {
		const to: DeliveryState = { kind: "sent", messageIds: [] };
		const { recorded } = await deps.ledger.record(lane, postId, { offset, from: entry.raw, to });
		return recorded ? "decided" : "not-unknown";
	}
	const now = deps.now();
	// It would be skipped as `expired`, and nobody would see it among the unknown any more.
	if (post.amends === undefined && post.expiresAt <= now) return "too-old";
	if (!(await deps.ledger.sendAgain(lane, postId, post.priority, entry, now))) return "not-unknown";
	await deps.posts.noteDue(lane, now);
	return "decided";
}

function placeOf(post: Post, channel: string): { lane: Lane; offset: number } {
	const { platform, lane: number, offset } = channelPosition(channel);
	return { lane: { platform, number, class: post.priority === "bulk" ? "bulk" : "news" }, offset };
}
