import { z } from "zod";
import { AppError } from "../../domain/errors.ts";
import type { SourceHealth } from "../../domain/source.ts";
import type { Connection } from "../redis/connection.ts";
import { keys } from "../redis/keys.ts";

/** What is known of each source's last check. The sources themselves are configuration. */
export type SourceHealthStore = {
	get(sourceId: string): Promise<SourceHealth | undefined>;
	put(sourceId: string, health: SourceHealth): Promise<void>;
	all(): Promise<ReadonlyMap<string, SourceHealth>>;
};

const healthSchema = z.object({
	settings: z.string().exactOptional(),
	place: z
		.object({ location: z.string(), kind: z.enum(["auto", "feed", "page", "text", "index"]) })
		.exactOptional(),
	behind: z.boolean().exactOptional(),
	missed: z.array(z.string()).exactOptional(),
	told: z.object({ since: z.number(), count: z.number() }).exactOptional(),
	readAt: z.number().exactOptional(),
	checkedAt: z.number(),
	failures: z.number(),
	problem: z.object({ code: z.string(), message: z.string() }).exactOptional(),
	etag: z.string().exactOptional(),
	lastModified: z.string().exactOptional(),
	nextCheckAt: z.number(),
}) satisfies z.ZodType<SourceHealth>;

export function createSourceHealthStore(connection: Connection): SourceHealthStore {
	const { redis } = connection;
	return {
		async get(sourceId) {
			const json = await redis.hget(keys.sourceHealth(), sourceId);
			return json === null ? undefined : readHealth(sourceId, json);
		},
		async put(sourceId, health) {
			await redis.hset(keys.sourceHealth(), sourceId, JSON.stringify(health));
		},
		async all() {
			const all = await redis.hgetall(keys.sourceHealth());
			return new Map(Object.entries(all).map(([id, json]) => [id, readHealth(id, json)]));
		},
	};
}

function readHealth(sourceId: string, json: string): SourceHealth {
	const read = healthSchema.safeParse(JSON.parse(json));
	if (read.success) return read.data;
	throw new AppError(
		"BQ_STORED_VALUE_INVALID",
		`store: health of ${sourceId}: ${z.prettifyError(read.error)}`,
	);
}
