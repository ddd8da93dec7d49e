import { randomUUID } from "node:crypto";
import { type Channel, standardLook } from "../../domain/channel.ts";
import { type Log, silentLog } from "../../domain/log.ts";
import type { Connection } from "../redis/connection.ts";
import { channelId, channelPosition, keys, laneSize } from "../redis/keys.ts";
import { readChannel } from "./channel-schema.ts";

/** A channel is found by its address, and kept for ever: nothing here deletes one. */
export type ChannelStore = {
	/** The channel at this address; made from `fresh` when there is none. */
	register(platform: string, address: string, fresh: FreshChannel): Promise<Channel>;
	find(platform: string, address: string): Promise<Channel | undefined>;
	get(id: string): Promise<Channel | undefined>;
	/** Changes a channel; `change` may run again when somebody else was faster. Undefined when there is no such channel. */
	update(id: string, change: (channel: Channel) => Channel): Promise<Channel | undefined>;
	/** How many lanes of 500 a platform has. */
	laneCount(platform: string): Promise<number>;
	/**
	 * The channels of one lane by offset. One that cannot be read (an older program after a newer one) stands in no other's
	 * way: it is left out, and `unreadable` is told why; without that the log says so.
	 */
	lane(
		platform: string,
		lane: number,
		unreadable?: (error: Error) => void,
	): Promise<ReadonlyMap<number, Channel>>;
	/** The same for who looks again and again. */
	watchLane(platform: string, lane: number): Promise<LaneView>;
	/** Gives a channel a new address. When the new one is known, both keep their number: see `merged`. */
	move(platform: string, from: string, to: string, at?: number): Promise<MoveResult>;
};

/** A lane's channels as of the last look: kept as they are stored, and read when they are asked for. */
export type LaneView = {
	channel(offset: number): Channel | undefined;
	/** Looks again; costs one small read where nothing has changed. */
	refresh(): Promise<void>;
};

export type FreshChannel = Pick<Channel, "addressKind" | "title" | "zone" | "createdAt"> &
	Partial<Pick<Channel, "look" | "subscriptions" | "state">>;

export type MoveResult =
	| { kind: "moved"; channel: Channel }
	/** The target is a channel of its own: it has the subscriptions of both now, and the old one is gone. */
	| { kind: "merged"; from: Channel; into: Channel }
	| { kind: "unknown" };

export function createChannelStore(connection: Connection, log: Log = silentLog): ChannelStore {
	const { redis } = connection;
	const unread = new Set<string>();

	/** Once: lanes are read for every article. */
	function noteUnreadable(id: string, error: unknown): void {
		if (!unread.has(id))
			log.error({ channel: id, reason: String(error) }, "store: a channel cannot be read and gets nothing");
		unread.add(id);
	}

	async function readRaw(id: string): Promise<string | null> {
		const { platform, lane, offset } = channelPosition(id);
		return redis.hget(keys.channels(platform, lane), String(offset));
	}

	async function writeOver(id: string, read: string, written: string): Promise<boolean> {
		const { platform, lane, offset } = channelPosition(id);
		const pair = [keys.channels(platform, lane), keys.channelsMark(platform, lane)];
		return (await connection.run("write-channel", pair, [offset, read, written, randomUUID()])) === 1;
	}

	async function update(id: string, change: (channel: Channel) => Channel): Promise<Channel | undefined> {
		for (;;) {
			const raw = await readRaw(id);
			if (raw === null) return undefined;
			const next = change(readChannel(id, raw));
			if (await writeOver(id, raw, JSON.stringify(next))) return next;
		}
	}

	/** Message ids are counted anew at a new address. */
	async function forgetIds(id: string): Promise<void> {
		const { platform, lane, offset } = channelPosition(id);
		await redis.hdel(keys.lastKnown(platform, lane), String(offset));
	}

	async function idAt(platform: string, address: string): Promise<string | undefined> {
		const number = await redis.hget(keys.addresses(platform), address);
		return number === null ? undefined : channelId(platform, 0, Number(number));
	}

	async function get(id: string): Promise<Channel | undefined> {
		const raw = await readRaw(id);
		return raw === null ? undefined : readChannel(id, raw);
	}

	async function find(platform: string, address: string): Promise<Channel | undefined> {
		const id = await idAt(platform, address);
		return id === undefined ? undefined : get(id);
	}

	async function move(platform: string, from: string, to: string, at: number): Promise<MoveResult> {
		const [oldId, knownId] = [await idAt(platform, from), await idAt(platform, to)];
		if (oldId === undefined) return { kind: "unknown" };
		const old = await get(oldId);
		if (old === undefined) return { kind: "unknown" };
		if (knownId !== undefined && knownId !== oldId) {
			const into = await update(knownId, (channel) => merge(channel, old));
			const gone = await update(oldId, (channel) => ({
				...channel,
				state: { kind: "gone", reason: "moved", since: at, movedTo: knownId },
			}));
			if (into === undefined || gone === undefined) return { kind: "unknown" };
			return { kind: "merged", from: gone, into };
		}
		// The channel first: an address that leads to it is only added once it agrees, and the old one may stay until then.
		await forgetIds(oldId);
		const channel = await update(oldId, (now) => ({ ...now, address: to, movedAt: at }));
		if (channel === undefined) return { kind: "unknown" };
		await forgetIds(oldId);
		const isNew = await redis.hsetnx(keys.addresses(platform), to, String(channelNumber(oldId)));
		if (isNew === 0 && (await idAt(platform, to)) !== oldId) {
			// Somebody wrote there meanwhile, and it became a channel of its own: two at one address would each be posted to.
			const { movedAt } = old;
			await update(oldId, ({ movedAt: _, ...now }) => ({
				...now,
				address: from,
				...(movedAt === undefined ? {} : { movedAt }),
			}));
			return move(platform, from, to, at);
		}
		await redis.hdel(keys.addresses(platform), from);
		return { kind: "moved", channel };
	}

	return {
		async register(platform, address, fresh) {
			const number = await connection.run(
				"register-address",
				[keys.addresses(platform), keys.nextChannel(platform)],
				[address],
			);
			const id = channelId(platform, 0, Number(number));
			const channel: Channel = {
				id,
				platform,
				address,
				look: standardLook,
				subscriptions: [],
				schedule: { kind: "at-once" },
				state: { kind: "active" },
				...fresh,
			};
			await writeOver(id, "", JSON.stringify(channel));
			return (await get(id)) ?? channel;
		},
		find,
		get,
		update,
		async laneCount(platform) {
			return Math.ceil(Number((await redis.get(keys.nextChannel(platform))) ?? 0) / laneSize);
		},
		async lane(platform, lane, unreadable) {
			const all = await redis.hgetall(keys.channels(platform, lane));
			const channels = new Map<number, Channel>();
			for (const [offset, raw] of Object.entries(all)) {
				const id = channelId(platform, lane, Number(offset));
				try {
					channels.set(Number(offset), readChannel(id, raw));
				} catch (error) {
					if (unreadable === undefined) noteUnreadable(id, error);
					else unreadable(error as Error);
				}
			}
			return channels;
		},
		async watchLane(platform, lane) {
			let stored: Record<string, string> = {};
			let mark: string | null | undefined;
			const view: LaneView = {
				channel(offset) {
					const raw = stored[offset];
					return raw === undefined ? undefined : readChannel(channelId(platform, lane, offset), raw);
				},
				async refresh() {
					// The mark first: what changes between the two reads is read again at the next look.
					const now = await redis.get(keys.channelsMark(platform, lane));
					if (now === mark) return;
					stored = await redis.hgetall(keys.channels(platform, lane));
					mark = now;
				},
			};
			await view.refresh();
			return view;
		},
		move: (platform, from, to, at = Date.now()) => move(platform, from, to, at),
	};
}

function channelNumber(id: string): number {
	const { lane, offset } = channelPosition(id);
	return lane * laneSize + offset;
}

/**
 * One that nobody has set up becomes what the other is, a pause of its owner's included. When its own address changed last
 * is its own: its messages lie there.
 */
function merge(into: Channel, from: Channel): Channel {
	if (into.subscriptions.length === 0) {
		const { id, address, addressKind, title, createdAt, movedAt } = into;
		const { state } = from.state.kind === "paused" ? from : into;
		const { movedAt: _, ...kept } = from;
		const moved = movedAt === undefined ? {} : { movedAt };
		return { ...kept, id, address, addressKind, title, createdAt, state, ...moved };
	}
	const known = new Set(into.subscriptions.map((subscription) => subscription.id));
	const others = from.subscriptions.filter(({ id }) => !known.has(id));
	return { ...into, subscriptions: [...into.subscriptions, ...others] };
}
