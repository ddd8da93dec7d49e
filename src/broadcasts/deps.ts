import type { Channel } from "../domain/channel.ts";
import type { Log } from "../domain/log.ts";
import type { Outcome } from "../domain/outcome.ts";
import type { PostContent } from "../domain/post.ts";
import type { Instant } from "../domain/time.ts";
import type { FitProblem } from "../message/fit-problem.ts";
import type { Message } from "../message/message.ts";
import type { BroadcastStore } from "../store/broadcasts/broadcasts.ts";
import type { ChannelStore } from "../store/channels/channels.ts";
import type { Ledger } from "../store/delivery/ledger.ts";
import type { PostStore } from "../store/delivery/posts.ts";
import type { AuditLog } from "../store/people/audit.ts";
import type { Lane } from "../store/redis/keys.ts";

/** All that broadcasts need, given by whoever composes them. */
export type BroadcastDeps = {
	broadcasts: BroadcastStore;
	channels: ChannelStore;
	posts: PostStore;
	ledger: Ledger;
	audit: Pick<AuditLog, "append">;
	/** The platforms that are switched on. */
	platforms: readonly string[];
	/** Redis's clock: epoch ms. */
	now(): Instant;
	/** Tells delivery that a lane has work. */
	wake(lane: Lane): Promise<void>;
	render(content: PostContent, channel: Viewed): Message;
	/** What of a message does not fit a platform. */
	fit(platform: string, message: Message): readonly FitProblem[];
	/** The request that would post it, for a preview. */
	request(platform: string, message: Message): unknown;
	/** Messages a second that a platform takes of us at most; undefined where nothing limits them. */
	rate(platform: string): number | undefined;
	/** Sends to one place at once, and once. */
	sendDirect(
		platform: string,
		place: { address: string; addressKind: string },
		message: Message,
	): Promise<Outcome>;
	/** The zone of places that are no channels. */
	zone: string;
	/** Whoever approves is somebody else than who wrote it. */
	needsSecondPerson: boolean;
	log: Log;
};

/** As much of a channel as decides how a message looks in it. */
export type Viewed = Pick<Channel, "platform" | "title" | "zone" | "look">;
