import { announceArticle } from "../../jobs/plan-article.ts";
import { createQueues, type Queues } from "../../jobs/queues.ts";
import { requireConfig } from "../../src/app/config/config.ts";
import { type Core, openCore } from "../../src/app/core.ts";
import { type Running, startRoles } from "../../src/app/start-roles.ts";
import { foldKey } from "../../src/arabic/fold.ts";
import { toLocal } from "../../src/calendar/zone.ts";
import { silentLog } from "../../src/domain/log.ts";
import type { Source } from "../../src/domain/source.ts";
import { buildArticle } from "../commands/newsroom.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";

export type PublishedNews = { headline: string; topic: string; author?: string; image?: string };

/** The whole program but its reading, in this process, on a real Redis, under a clock that can be set. */
export type SetupStage = {
	core: Core;
	/** Sets the clock to the next time at which clocks in Riyadh show this. Never back. */
	setRiyadhClock(hour: number, minute: number): void;
	/** News comes in, in this order; of the topic «مدن» where none is named. */
	publish(news: readonly (string | PublishedNews)[]): Promise<void>;
	/** How many articles wait for the next digest of a place. */
	waiting(platform: string, address: number | string): Promise<number>;
	/** Ends the roles and begins them anew, as a restart does. */
	restart(): Promise<void>;
	stop(): Promise<void>;
};

const source = {
	location: "http://127.0.0.1:9/",
	kind: "feed",
	timeZone: "Asia/Riyadh",
	every: 3_600_000,
	topics: [],
} as const;
const sources: Source[] = [
	{ ...source, id: "national", name: "الوكالة الوطنية" },
	{ ...source, id: "gulf-post", name: "بريد الخليج" },
];

export async function openSetupStage(settings: Record<string, string>): Promise<SetupStage> {
	const redis: TestRedis = await startRedis();
	const config = requireConfig({
		REDIS_URL: redis.url,
		BARQIYA_SOURCES: "none.yaml",
		BARQIYA_TIME_ZONE: "Asia/Riyadh",
		COMMANDS_PER_MINUTE: "100",
		...settings,
	});
	const opened = await openCore({ ...config, sources }, silentLog);
	let shift = 0;
	const now = () => opened.clock.now() + shift;
	const core: Core = { ...opened, clock: { now, stop: opened.clock.stop } };
	const queues: Queues = createQueues(core.connection);
	let running: Running = await startRoles(core, ["deliver", "plan", "bots"]);
	let published = 0;
	return {
		core,
		setRiyadhClock(hour, minute) {
			const clock = toLocal(now(), "Asia/Riyadh");
			const minutes = (hour - clock.hour) * 60 + minute - clock.minute;
			shift += ((minutes + 1440) % 1440) * 60_000;
		},
		async publish(news) {
			for (const one of news) {
				published++;
				const { headline, topic, ...rest } = typeof one === "string" ? { headline: one, topic: "مدن" } : one;
				const id = `article${published}`;
				const article = buildArticle(published, {
					id,
					storyId: id,
					headline,
					lead: `نص الخبر رقم ${published} كما ورد من مراسل الوكالة صباح اليوم.`,
					publishedAt: now(),
					firstSeenAt: now(),
					categories: [topic],
					...rest,
				});
				await core.articles.put(article, [{ key: foldKey(topic), name: topic }]);
				await announceArticle(queues, { articleId: id, revision: 1 });
			}
		},
		async waiting(platform, address) {
			const channel = await core.channels.find(platform, String(address));
			return channel === undefined ? 0 : (await core.digests.waiting(channel.id)).length;
		},
		async restart() {
			await running.stop();
			running = await startRoles(core, ["deliver", "plan", "bots"]);
		},
		async stop() {
			await running.stop();
			await queues.stop();
			await opened.stop();
			await redis.stop();
		},
	};
}
