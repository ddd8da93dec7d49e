import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { AuditEntry } from "../../domain/audit.ts";
import type { Broadcast, BroadcastAmendment, BroadcastAudience } from "../../domain/broadcast.ts";
import { AppError } from "../../domain/errors.ts";
import type { Instant } from "../../domain/time.ts";
import { dropOldOrders, dropOrder, type Order } from "../delivery/orders.ts";
import { auditKeptMs, writeAuditEntry } from "../people/audit.ts";
import type { Connection } from "../redis/connection.ts";
import { keys } from "../redis/keys.ts";
import { amendmentSchema, broadcastAudienceSchema, broadcastSchema } from "./broadcast-schema.ts";

/** Broadcasts. A change is written with all that belongs to it in one step, over the very state that was read. */
export type BroadcastStore = {
	get(id: string): Promise<Broadcast | undefined>;
	/** Newest first. */
	list(limit: number): Promise<readonly Broadcast[]>;
	/** Returns the id; that of an earlier one where `key` was used within a day. */
	create(broadcast: Broadcast, effects: Effects, key?: string): Promise<string>;
	/**
	 * `decide` says what the broadcast becomes, or why it stays as it is; it runs again when somebody else was faster.
	 * Undefined: there is no such broadcast.
	 */
	change<No>(
		id: string,
		decide: (broadcast: Broadcast) => { next: Broadcast; effects: Effects } | { no: No },
	): Promise<{ changed: Broadcast } | { no: No } | undefined>;
	due(now: Instant, limit: number): Promise<string[]>;
	/** When it is looked at next. */
	dueAt(id: string): Promise<Instant | undefined>;
	/** Sets that anew, unless somebody else has since `seen` was read; undefined: not by itself. */
	postpone(id: string, seen: Instant, at: Instant | undefined): Promise<void>;
	/** Notes when it is due, if that is not noted. */
	noteDue(id: string, at: Instant): Promise<void>;
	/** Lifts what was ordered about a post. */
	liftOrder(postId: string): Promise<void>;
	/** Removes the orders about posts of which nothing can be sent any more. */
	dropOldOrders(now: Instant): Promise<void>;
	segments(): Promise<ReadonlyMap<string, BroadcastAudience>>;
	/** Undefined removes it. */
	putSegment(name: string, audience: BroadcastAudience | undefined): Promise<void>;
	/** Corrections and withdrawals of posts that are no broadcast's, which are not done yet. */
	amendments(): Promise<readonly BroadcastAmendment[]>;
	putAmendment(amendment: BroadcastAmendment): Promise<void>;
	dropAmendment(postId: string): Promise<void>;
	/** How much of a post was settled at which times of late, oldest first. */
	samples(postId: string): Promise<readonly Sample[]>;
	addSample(postId: string, sample: Sample): Promise<void>;
};

export type Sample = { at: Instant; settled: number };

export type Effects = {
	/** When it is looked at next; absent: not by itself. */
	dueAt?: Instant;
	/** By post; undefined lifts an order. */
	orders?: ReadonlyMap<string, Order | undefined>;
	audit?: AuditEntry;
};

const keySeconds = 24 * 3600;
const mostKept = 5_000;
const mostSamples = 30;
const sampleSeconds = 24 * 3600;

export function createBroadcastStore(connection: Connection): BroadcastStore {
	const { redis } = connection;

	async function save(read: string, next: Broadcast, effects: Effects, key?: string): Promise<string> {
		const { dueAt, orders = new Map<string, Order | undefined>(), audit } = effects;
		const saved = await connection.run(
			"save-broadcast",
			[
				keys.broadcasts(),
				keys.broadcastsByAge(),
				keys.broadcastsDue(),
				keys.orders(),
				keys.audit("broadcasts"),
				key === undefined ? keys.broadcasts() : keys.broadcastKey(key),
			],
			[
				next.id,
				read,
				JSON.stringify(next),
				dueAt ?? "",
				randomUUID(),
				audit === undefined ? "" : writeAuditEntry(audit),
				auditKeptMs,
				next.createdAt,
				key === undefined ? "0" : "1",
				keySeconds,
				mostKept,
				...[...orders].flatMap(([postId, order]) => [
					postId,
					order === undefined ? "" : JSON.stringify(order),
				]),
			],
		);
		return String(saved);
	}

	return {
		async get(id) {
			const json = await redis.hget(keys.broadcasts(), id);
			return json === null ? undefined : readBroadcast(id, json);
		},
		async list(limit) {
			const ids = await redis.zrevrange(keys.broadcastsByAge(), 0, limit - 1);
			if (ids.length === 0) return [];
			const found = await redis.hmget(keys.broadcasts(), ...ids);
			return found.flatMap((json, at) => (json === null ? [] : [readBroadcast(ids[at] ?? "", json)]));
		},
		create: (broadcast, effects, key) => save("", broadcast, effects, key),
		async change(id, decide) {
			for (;;) {
				const json = await redis.hget(keys.broadcasts(), id);
				if (json === null) return undefined;
				const decided = decide(readBroadcast(id, json));
				if ("no" in decided) return decided;
				if ((await save(json, decided.next, decided.effects)) === id) return { changed: decided.next };
			}
		},
		due: (now, limit) => redis.zrangebyscore(keys.broadcastsDue(), "-inf", now, "LIMIT", 0, limit),
		async dueAt(id) {
			const score = await redis.zscore(keys.broadcastsDue(), id);
			return score === null ? undefined : Number(score);
		},
		async postpone(id, seen, at) {
			await connection.run("postpone-broadcast", [keys.broadcastsDue()], [id, seen, at ?? ""]);
		},
		async noteDue(id, at) {
			await redis.zadd(keys.broadcastsDue(), "NX", at, id);
		},
		liftOrder: (postId) => dropOrder(connection, postId),
		dropOldOrders: (now) => dropOldOrders(connection, now),
		async segments() {
			const all = await redis.hgetall(keys.segments());
			return new Map(
				Object.entries(all).map(([name, json]) => [
					name,
					read(broadcastAudienceSchema, json, `segment ${name}`),
				]),
			);
		},
		async putSegment(name, audience) {
			if (audience === undefined) await redis.hdel(keys.segments(), name);
			else await redis.hset(keys.segments(), name, JSON.stringify(audience));
		},
		async amendments() {
			const all = await redis.hgetall(keys.amendments());
			return Object.entries(all).map(([postId, json]) => read(amendmentSchema, json, `amendment ${postId}`));
		},
		async putAmendment(amendment) {
			await redis.hset(keys.amendments(), amendment.postId, JSON.stringify(amendment));
		},
		async dropAmendment(postId) {
			await redis.hdel(keys.amendments(), postId);
		},
		async samples(postId) {
			const all = await redis.lrange(keys.rateSamples(postId), 0, -1);
			return all.map((text) => {
				const [at = 0, settled = 0] = text.split(" ").map(Number);
				return { at, settled };
			});
		},
		async addSample(postId, { at, settled }) {
			const key = keys.rateSamples(postId);
			await redis.rpush(key, `${at} ${settled}`);
			await redis.ltrim(key, -mostSamples, -1);
			await redis.expire(key, sampleSeconds);
		},
	};
}

function readBroadcast(id: string, json: string): Broadcast {
	return read(broadcastSchema, json, `broadcast ${id}`);
}

function read<T>(schema: z.ZodType<T>, json: string, what: string): T {
	const parsed = schema.safeParse(JSON.parse(json));
	if (parsed.success) return parsed.data;
	throw new AppError("BQ_STORED_VALUE_INVALID", `store: ${what}: ${z.prettifyError(parsed.error)}`);
}
