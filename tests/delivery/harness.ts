import { createChannelLife } from "../../src/delivery/channel-life.ts";
import type { DeliveryDeps } from "../../src/delivery/deps.ts";
import type { Publisher } from "../../src/delivery/publisher.ts";
import { standardTiming } from "../../src/delivery/timing.ts";
import { type Log, silentLog } from "../../src/domain/log.ts";
import type { Post } from "../../src/domain/post.ts";
import { planPost } from "../../src/planning/plan-post.ts";
import { createChannelStore } from "../../src/store/channels/channels.ts";
import { createLedger } from "../../src/store/delivery/ledger.ts";
import { createOrders } from "../../src/store/delivery/orders.ts";
import { createPostStore } from "../../src/store/delivery/posts.ts";
import { createSendWindow } from "../../src/store/delivery/send-window.ts";
import { createConnection } from "../../src/store/redis/connection.ts";
import { keys } from "../../src/store/redis/keys.ts";
import { takeLease } from "../../src/store/redis/lease.ts";

let made = 0;

/** Delivery on a real Redis, with one publisher, as one process would have it. Call it again for another process. */
export function openDelivery(
	url: string,
	publisher: Publisher,
	options: { log?: Log; leaseMs?: number } = {},
) {
	const log = options.log ?? silentLog;
	const connection = createConnection(url, { log });
	const { platform } = publisher;
	const window = createSendWindow(connection, { platform, leaseMs: 5_000, log });
	const [channels, posts, ledger] = [
		createChannelStore(connection),
		createPostStore(connection),
		createLedger(connection),
	];
	const worker = `t${made++}`;
	let attempts = 0;
	const timing = { ...standardTiming, laneLeaseMs: options.leaseMs ?? 5_000 };
	const deps: DeliveryDeps = {
		ledger,
		orders: createOrders(connection, posts),
		posts,
		channels,
		life: createChannelLife({ channels, now: Date.now, log }),
		window: () => window,
		publisher: (name) => (name === platform ? publisher : undefined),
		takeLane: (lane) => takeLease(connection, keys.laneLease(lane), timing.laneLeaseMs),
		timing,
		render: (post) => ({
			language: "ar",
			blocks: [{ kind: "headline", text: post.content.kind === "text" ? post.content.headline : "" }],
			buttons: [],
			silent: false,
			linkPreview: false,
		}),
		renderWithdrawn: () => ({
			language: "ar",
			blocks: [{ kind: "headline", text: "سُحب" }],
			buttons: [],
			silent: false,
			linkPreview: false,
		}),
		whenUnknown: () => "hold",
		nextAttemptId: () => `${worker}.${attempts++}`,
		now: Date.now,
		log,
	};
	return {
		deps,
		connection,
		async addChannels(count: number) {
			const added = [];
			for (let n = 0; n < count; n++) {
				const fresh = { addressKind: "page", title: `قناة ${n}`, zone: "UTC", createdAt: 0 };
				added.push(await channels.register(platform, `a${n}`, fresh));
			}
			return added;
		},
		plan: (post: Post) =>
			planPost(post, () => true, { posts, ledger, channels, platforms: [platform], wake: async () => {} }),
		async stop() {
			await window.stop();
			await connection.stop();
		},
	};
}

export function textPost(id: string, over: Partial<Post> = {}): Post {
	return {
		id,
		kind: "broadcast",
		content: { kind: "text", headline: `خبر ${id}`, paragraphs: [], language: "ar" },
		dueAt: 0,
		expiresAt: Date.now() + 3600_000,
		priority: "normal",
		revision: 1,
		createdAt: 0,
		...over,
	};
}
