import type { Channel } from "../domain/channel.ts";
import type { Log } from "../domain/log.ts";
import type { Post } from "../domain/post.ts";
import type { Message } from "../message/message.ts";
import type { ChannelStore } from "../store/channels/channels.ts";
import type { Ledger } from "../store/delivery/ledger.ts";
import type { Orders } from "../store/delivery/orders.ts";
import type { PostStore } from "../store/delivery/posts.ts";
import type { SendWindow } from "../store/delivery/send-window.ts";
import type { Lane } from "../store/redis/keys.ts";
import type { LeaseResult } from "../store/redis/lease.ts";
import type { ChannelLife } from "./channel-life.ts";
import type { Publisher } from "./publisher.ts";
import type { DeliveryTiming } from "./timing.ts";

/** All that delivery needs, given by whoever composes it. */
export type DeliveryDeps = {
	ledger: Ledger;
	orders: Orders;
	posts: PostStore;
	channels: ChannelStore;
	life: ChannelLife;
	window(platform: string): SendWindow;
	publisher(platform: string): Publisher | undefined;
	takeLane(lane: Lane): Promise<LeaseResult>;
	timing: DeliveryTiming;
	/** What a post says in a channel at a time, epoch ms. Must not throw. */
	render(post: Post, channel: Channel, at: number): Message;
	/** What stands in the place of a post that is taken back where nobody may delete it. */
	renderWithdrawn(channel: Channel): Message;
	/** What to do when nobody can tell whether a post arrived. */
	whenUnknown(post: Post): "hold" | "resend";
	/** Unique over all processes and restarts, short. */
	nextAttemptId(): string;
	/** Redis's clock: epoch ms. */
	now(): number;
	log: Log;
	/** Called where a process may die: the fault lab ends it there. A fourth point, between the two writes of a request, is the fake's. */
	at?(point: DeliveryPoint, deliveryId: string): void | Promise<void>;
};

export type DeliveryPoint = "granted" | "claimed" | "answered";
