import { createQueues } from "../../jobs/queues.ts";
import { wakeLane } from "../../jobs/run-lane.ts";
import { isReceiving } from "../../src/domain/channel.ts";
import { silentLog } from "../../src/domain/log.ts";
import type { Post, Priority } from "../../src/domain/post.ts";
import { planPost } from "../../src/planning/plan-post.ts";
import { type ChannelStore, createChannelStore } from "../../src/store/channels/channels.ts";
import { createLedger } from "../../src/store/delivery/ledger.ts";
import { createPostStore } from "../../src/store/delivery/posts.ts";
import { createConnection } from "../../src/store/redis/connection.ts";
import { channelId, laneClasses } from "../../src/store/redis/keys.ts";
import type { Sizing } from "./sizing.ts";
import type { Witnesses } from "./witnesses.ts";

/** Where posts shall arrive: as the platform calls it. */
export type Place = {
	platform: "telegram" | "discord";
	address: string;
	addressKind: string;
	channelId: string;
};

/** A post, and where it shall arrive: what the checker holds the witnesses' logs against. */
export type Planned = { post: string; priority: Priority; places: readonly string[] };

export type Load = {
	places: readonly Place[];
	/** Plans the next post for those of these places (absent: of all) that take posts at this moment. */
	plan(priority: Priority, only?: readonly Place[], picture?: Picture): Promise<Planned>;
	planned: readonly Planned[];
	channels: ChannelStore;
	/** Posts with something open, by the ledger; only to know when to stop waiting. */
	open(): Promise<number>;
	/** Deliveries of which the program itself says that it does not know: `post → place`. */
	unknown(): Promise<string[]>;
	stop(): Promise<void>;
};

/** What a post's picture is like: `unfetched` can be had by us and not by Telegram, `broken` by nobody. */
export const pictures = ["none", "good", "unfetched", "broken"] as const;
export type Picture = (typeof pictures)[number];

export const auditChat = -1_001_999_999_999;
export const readerChat = 900_001;
const platforms = ["telegram", "discord"] as const;

/** The name of a place over both platforms. */
export const placeName = (platform: string, address: string) => `${platform} ${address}`;

/** Makes the places on the fakes and the channels in Redis. */
export async function createLoad(redisUrl: string, witnesses: Witnesses, sizing: Sizing): Promise<Load> {
	const connection = createConnection(redisUrl, { log: silentLog, name: "lab" });
	const channels = createChannelStore(connection);
	const [posts, ledger] = [createPostStore(connection), createLedger(connection)];
	const queues = createQueues(connection);
	const places = await createPlaces(witnesses, sizing, channels);
	const byChannel = new Map(places.map((place) => [place.channelId, place]));
	const planned: Planned[] = [];

	async function plan(
		priority: Priority,
		only: readonly Place[] = places,
		picture: Picture = "none",
	): Promise<Planned> {
		const wanted = new Set(only.map((place) => place.channelId));
		const number = planned.length + 1;
		const image = picture === "none" ? undefined : `https://news.example/${picture}/${number}.png`;
		if (image !== undefined && picture !== "good") {
			await witnesses.telegram.remote.setPhotoAddress(image, "failed to get HTTP URL content");
		}
		const post = buildPost(number, priority, image);
		const names: string[] = [];
		const entry: Planned = { post: post.id, priority, places: names };
		planned.push(entry);
		const now = Date.now();
		await planPost(
			post,
			(channel) => {
				const place = byChannel.get(channel.id);
				if (place === undefined || !wanted.has(channel.id) || !isReceiving(channel, now)) return false;
				names.push(placeName(place.platform, channel.address));
				return true;
			},
			{ posts, ledger, channels, platforms, wake: (lane) => wakeLane(queues, lane) },
		);
		return entry;
	}

	async function unknown(): Promise<string[]> {
		const found: string[] = [];
		for (const { post } of planned) {
			for (const lane of await posts.lanes(post)) {
				for (const { offset, state } of await ledger.entries(lane, post)) {
					const place = byChannel.get(channelId(lane.platform, lane.number, offset));
					if (state.kind !== "unknown" || place === undefined) continue;
					found.push(`${post} → ${placeName(place.platform, place.address)}`);
				}
			}
		}
		return found;
	}

	return {
		places,
		plan,
		planned,
		channels,
		async open() {
			let open = 0;
			for (const platform of platforms) {
				const lanes = await channels.laneCount(platform);
				for (let number = 0; number < lanes; number++) {
					for (const laneClass of laneClasses) {
						open += (await ledger.openPosts({ platform, number, class: laneClass })).length;
					}
				}
			}
			return open;
		},
		unknown,
		async stop() {
			await queues.stop();
			await connection.stop();
		},
	};
}

async function createPlaces(witnesses: Witnesses, sizing: Sizing, channels: ChannelStore): Promise<Place[]> {
	const { telegram, discord } = witnesses;
	// Of the groups, every other one takes no photos.
	const chats = Array.from({ length: sizing.telegramChannels }, (_, n) => ({
		id: -1_001_000_100_000 - n,
		type: n % 4 === 3 ? ("supergroup" as const) : ("channel" as const),
		...(n % 8 === 3 ? { rights: { photos: false } } : {}),
	}));
	const groups = Array.from({ length: sizing.migratingGroups }, (_, n) => ({
		id: -(5_000 + n),
		type: "group" as const,
		...(n % 3 === 0 ? { rights: { photos: false } } : {}),
	}));
	const seeds = [...chats, ...groups, { id: readerChat, type: "private" as const }].concat();
	for (let at = 0; at < seeds.length; at += 500) await telegram.remote.addChats(seeds.slice(at, at + 500));
	await telegram.remote.addChats([{ id: auditChat, type: "channel" }]);
	const { channelIds } = await discord.remote.addManyChannels({
		guilds: Math.ceil(sizing.discordChannels / 10),
		channelsEach: 10,
	});
	const forums = await createForums(witnesses, sizing.forums);
	const wanted = [
		...[...chats, ...groups].map(({ id, type }) => ({
			platform: "telegram" as const,
			address: String(id),
			addressKind: type,
		})),
		...channelIds
			.slice(0, sizing.discordChannels)
			.map((id) => ({ platform: "discord" as const, address: id, addressKind: "text" })),
		...forums.map((id) => ({ platform: "discord" as const, address: id, addressKind: "forum" })),
	];
	return Promise.all(
		wanted.map(async (place) => {
			const fresh = { addressKind: place.addressKind, title: place.address, zone: "UTC", createdAt: 0 };
			const channel = await channels.register(place.platform, place.address, fresh);
			return { ...place, channelId: channel.id };
		}),
	);
}

async function createForums({ discord }: Witnesses, count: number): Promise<string[]> {
	const { guildId } = await discord.remote.addGuild({ name: "منتديات" });
	const made: string[] = [];
	for (let n = 0; n < count; n++) {
		made.push((await discord.remote.addForum({ guildId, tags: [{ name: "عام" }] })).channelId);
	}
	return made;
}

/** The name of the post stands in its text, so that the log of a platform tells which one arrived. */
function buildPost(number: number, priority: Priority, image: string | undefined): Post {
	const id = `P${number}Q`;
	const now = Date.now();
	const shared = {
		id,
		dueAt: 0,
		expiresAt: now + 3_600_000,
		priority,
		revision: 1,
		createdAt: now,
	};
	if (priority === "bulk") {
		const paragraphs = ["بيان إلى جميع القنوات، ليُنشر مرة واحدة."];
		return {
			...shared,
			kind: "broadcast",
			content: {
				kind: "text",
				headline: `بيان ${id}`,
				paragraphs,
				language: "ar",
				...(image === undefined ? {} : { image }),
			},
		};
	}
	const card = {
		articleId: `article-${id}`,
		headline: `خبر عاجل رقم ${id}`,
		publishedAt: now,
		publishedDate: "2026-11-22",
		datePrecision: "instant" as const,
		lead: "نص قصير يكفي لأن يُعرف به الخبر حين يصل إلى قناته.",
		sourceName: "وكالة التجربة",
		url: `https://news.example/${id}`,
		language: "ar",
		topics: [],
		...(image === undefined ? {} : { image }),
	};
	return { ...shared, kind: "article", content: { kind: "card", card } };
}
