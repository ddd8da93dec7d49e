import { z } from "zod";
import { AppError } from "../../domain/errors.ts";
import type { Post } from "../../domain/post.ts";
import type { Instant } from "../../domain/time.ts";
import type { Connection } from "../redis/connection.ts";
import { keys } from "../redis/keys.ts";
import type { PostStore } from "./posts.ts";

/** What was ordered about a post that is under way. */
export type Order = {
	/** Nothing of it is sent until the order is lifted. */
	hold?: boolean;
	/** What has not begun is skipped, for this reason. */
	stop?: string;
	/** Its text was replaced: what is sent from now on is at least of this revision. */
	revision?: number;
	/** From then on nothing of the post can be sent, and the order is of no use; absent: it is lifted by whoever gave it. */
	until?: Instant;
};

/**
 * The orders as one process sees them. All its lanes share one look at Redis, which is never older than `maxAgeMs` when
 * it is asked.
 */
export type Orders = {
	/** Looks again where the last look is too old. */
	refresh(): Promise<void>;
	/** As of the last look. */
	of(postId: string): Order;
	/** When the last look began, by `performance.now()`: what was ordered before that is known. */
	seenAt(): number;
	/** The post with the text that it is ordered to have; undefined while that is not written yet. */
	newest(post: Post): Promise<Post | undefined>;
};

/** Whether nothing of a post may leave as it is: held, stopped, or of an older text than it is ordered to have. */
export function forbids({ hold, stop, revision = 0 }: Order, post: Pick<Post, "revision">): boolean {
	return hold === true || stop !== undefined || revision > post.revision;
}

/** An order is known to every lane within this time; in ms. */
export const orderMaxAgeMs = 250;

const none: Order = {};

const orderSchema = z.object({
	hold: z.boolean().exactOptional(),
	stop: z.string().exactOptional(),
	revision: z.number().exactOptional(),
	until: z.number().exactOptional(),
}) satisfies z.ZodType<Order>;

export function createOrders(connection: Connection, posts: Pick<PostStore, "get">): Orders {
	let orders: ReadonlyMap<string, Order> = new Map();
	let seenAt = Number.NEGATIVE_INFINITY;
	let looking: Promise<void> | undefined;
	const replaced = new Map<string, Post>();

	async function look(): Promise<void> {
		const at = performance.now();
		const all = await connection.redis.hgetall(keys.orders());
		orders = new Map(Object.entries(all).map(([postId, json]) => [postId, readOrder(postId, json)]));
		for (const known of replaced.keys()) if (!orders.has(known)) replaced.delete(known);
		seenAt = at;
	}

	return {
		async refresh() {
			if (performance.now() - seenAt < orderMaxAgeMs) return;
			looking ??= look().finally(() => {
				looking = undefined;
			});
			await looking;
		},
		of: (postId) => orders.get(postId) ?? none,
		seenAt: () => seenAt,
		async newest(post) {
			const { revision = 0 } = orders.get(post.id) ?? {};
			if (revision <= post.revision) return post;
			const known = replaced.get(post.id);
			if (known !== undefined && known.revision >= revision) return known;
			const read = await posts.get(post.id);
			if (read === undefined || read.revision < revision) return undefined;
			replaced.set(post.id, read);
			return read;
		},
	};
}

/**
 * Adds an order about a post that is no broadcast's (those write theirs with their own change of state). What was ordered
 * about it before stands: a correction sends nothing that was stopped, and none brings an older text back.
 */
export async function putOrder(connection: Connection, postId: string, order: Order): Promise<void> {
	for (;;) {
		const json = await connection.redis.hget(keys.orders(), postId);
		const next = json === null ? order : addOrder(readOrder(postId, json), order);
		if (await replaceOrder(connection, postId, json ?? "", JSON.stringify(next))) return;
	}
}

/** Removes the orders about posts of which nothing can be sent any more. */
export async function dropOldOrders(connection: Connection, now: Instant): Promise<void> {
	const all = await connection.redis.hgetall(keys.orders());
	// One that cannot be read is another program's: it stays.
	const old = Object.entries(all).filter(([, json]) => {
		const { until = Number.POSITIVE_INFINITY } = orderSchema.safeParse(JSON.parse(json)).data ?? none;
		return until <= now;
	});
	await Promise.all(old.map(([postId, json]) => replaceOrder(connection, postId, json, "")));
}

/** What was ordered about it is done. */
export async function dropOrder(connection: Connection, postId: string): Promise<void> {
	await connection.redis.hdel(keys.orders(), postId);
}

function addOrder(before: Order, order: Order): Order {
	const revisions = [before.revision, order.revision].filter((each) => each !== undefined);
	const ends = [before.until, order.until].filter((each) => each !== undefined);
	return {
		...order,
		...before,
		...(revisions.length === 0 ? {} : { revision: Math.max(...revisions) }),
		...(ends.length === 0 ? {} : { until: Math.max(...ends) }),
	};
}

/** False, and nothing changed, where somebody else has written since; an empty `next` removes it. */
async function replaceOrder(
	connection: Connection,
	postId: string,
	read: string,
	next: string,
): Promise<boolean> {
	return (await connection.run("compare-and-set-field", [keys.orders()], [postId, read, next])) === 1;
}

function readOrder(postId: string, json: string): Order {
	const read = orderSchema.safeParse(JSON.parse(json));
	if (read.success) return read.data;
	throw new AppError(
		"BQ_STORED_VALUE_INVALID",
		`store: order about ${postId}: ${z.prettifyError(read.error)}`,
	);
}
