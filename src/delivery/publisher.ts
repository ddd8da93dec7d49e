import type { Outcome } from "../domain/outcome.ts";
import type { About } from "../message/about.ts";
import type { Message } from "../message/message.ts";

/**
 * The port through which delivery reaches a platform. You write one when you add a platform; delivery, replies and the
 * contract suite (`tests/contract/publisher.ts`) are its users.
 *
 * What it promises:
 * - It never throws for what a platform may answer, nor for a broken connection: every end is an `Outcome`.
 * - It never retries by itself, and lets no library do so.
 * - `ambiguous` unless it is *proved* that the platform did not take the message (refused connection, unknown host, a
 *   socket that closed before one byte of the request's body was written, an answer that says so).
 * - It holds no state that another process would need.
 */
export type Publisher = {
	readonly platform: string;
	/**
	 * Looks up, each request in its turn, what a post to this address needs to know of it and is not known yet. Called
	 * before `publish`; what cannot be found out is left to that. Never throws.
	 */
	prepare?(request: PrepareRequest): Promise<void>;
	/** Posts one message. `request.beforeSend` is called, synchronously, at the last moment before bytes leave. */
	publish(request: PublishRequest): Promise<Outcome>;
	/** Changes what was posted. "Not modified" counts as `sent`. */
	edit(request: EditRequest): Promise<Outcome>;
	/** Takes a post back: deletes it, or where that is not allowed writes `replacement` in its place. */
	withdraw(request: WithdrawRequest): Promise<Outcome>;
	/**
	 * Where a message makes a place of its own that has a name: gives it the one that goes with what the message says now.
	 * Called after an edit or a withdrawal; `rejected` where the name stays, `sent` where nothing is to be done.
	 */
	retitle?(request: RetitleRequest): Promise<Outcome>;
	/** Pins a message that was posted; without a word to its readers where that is possible. Pinning twice is pinning once. */
	pin?(request: PinRequest): Promise<Outcome>;
	/** The limits that a send to this address counts against; `delivery` asks the send window for all of them at once. */
	windows(address: string, addressKind: string): readonly WindowLayer[];
	/** Finds out what became of an ambiguous attempt. Absent where the platform has no way to tell. */
	resolve?(request: ResolveRequest): Promise<Resolution>;
	/** Passes posts on to those who follow the place elsewhere. Absent where the platform knows no such thing. */
	readonly sharing?: Sharing;
	/** Longest time, in ms, after which a request that was sent can still be delivered: resolve waits that long. */
	readonly settleMs: number;
	/** Longest time, in ms, for which a request is waited for: so long at least its place in the window is its own. */
	readonly sendTimeoutMs?: number;
};

/** Sharing comes after posting, in its own time: nothing waits for it, and a message that was shared already counts as `sent`. */
export type Sharing = {
	/** Whether places of this kind are followed. */
	isFor(addressKind: string): boolean;
	/** Requests for one channel: at most so many in any span. */
	readonly window: { limit: number; perMs: number };
	share(address: string, messageId: string): Promise<Outcome>;
};

export type PublishRequest = {
	/** Unique over all posts and channels, the same for every attempt; ≤ 120 characters. */
	deliveryId: string;
	address: string;
	addressKind: string;
	message: Message;
	/** What the post is about, in readers' words: platforms with tags choose theirs by it. */
	topics?: readonly string[];
	/** What it tells in whatever look: by it a message is known again that was sent in another. */
	about?: About;
	/** Write it with no mark-up at all: the second try after a refusal that a plain version may pass. */
	plainText: boolean;
	/**
	 * Called once, synchronously, with the connection open and no byte of this request written. When it returns false
	 * the request is not sent and the outcome is `retry` with `afterMs: 0`: somebody else owns the delivery now.
	 */
	beforeSend?: () => boolean;
};

/**
 * Ids are the platform's. One may name the part of the place that its message lies in, `part/id`: then it means that
 * message, wherever the channel's rules lead meanwhile, and `address` is the place itself.
 */
export type EditRequest = PublishRequest & { messageIds: readonly string[] };

export type WithdrawRequest = {
	address: string;
	addressKind: string;
	messageIds: readonly string[];
	/** Epoch ms at which it was sent, where it is known. */
	sentAt?: number;
	/** What stands there instead where the platform lets nobody delete. */
	replacement: Message;
};

export type PrepareRequest = { address: string; addressKind: string; turn: Turn };

export type RetitleRequest = Pick<EditRequest, "address" | "addressKind" | "message" | "messageIds"> & {
	turn: Turn;
};

/**
 * Runs a request in the send window's turn, as a send to this address. Not to be called by somebody who holds a place in
 * the window already.
 */
export type Turn = <T>(address: string, addressKind: string, request: () => Promise<T>) => Promise<T>;

export type PinRequest = { address: string; addressKind: string; messageId: string };

/** At most `limit` requests in flight or answered within the last `perMs` milliseconds, over all processes. `shared`: every send of the platform passes it. */
export type WindowLayer = { key: string; limit: number; perMs: number; shared: boolean };

export type ResolveRequest = PublishRequest & {
	/** Epoch ms at which the doubtful attempt was claimed. */
	attemptedAt: number;
	/** The newest message id known in the channel before the attempt. */
	lastKnownId?: string;
	/** Ids that the ledger explains as other posts. */
	explained: readonly string[];
	/** The same as they are by now: while a look waits for its turn other posts arrive. Absent: nobody else sends. */
	explainedNow?(): Promise<readonly string[]>;
	/** Whether another post in the channel is in doubt as well: what nothing explains may be that one. */
	othersInDoubt?: boolean;
	/** For all requests that count against the platform's limits, those that only look too. Absent: nobody else sends. */
	turn?: Turn;
};

export type Resolution =
	| { kind: "sent"; messageIds: readonly string[] }
	| { kind: "not-sent" }
	/** It cannot be told before this time, epoch ms: ask again then. */
	| { kind: "not-yet"; at: number }
	/** The platform could not be asked, or did not answer: it is asked again later, for so long as outages last. */
	| { kind: "unreachable"; why: string; limit?: ResolveLimit }
	| { kind: "unknown"; why: string };

/** The look itself met a limit: whoever else asks there is to wait as well. */
export type ResolveLimit = { afterMs: number; scope: "channel" | "platform" };
