import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { AuditEntry } from "../../domain/audit.ts";
import { AppError } from "../../domain/errors.ts";
import type { AddedSource } from "../../domain/source.ts";
import type { Instant } from "../../domain/time.ts";
import { auditKeptMs, writeAuditEntry } from "../people/audit.ts";
import type { Connection } from "../redis/connection.ts";
import { keys } from "../redis/keys.ts";

/** Sources that people added; those of the operator's file are not here. */
export type AddedSourceStore = {
	/** Changes with every change of any of them; the same: nothing was changed. */
	version(): Promise<string>;
	get(id: string): Promise<AddedSource | undefined>;
	/** By when they were added. */
	all(): Promise<readonly AddedSource[]>;
	/** Makes it what `next` says; undefined removes it. */
	change(
		id: string,
		next: AddedSource | undefined,
		given: SourceChange,
	): Promise<"done" | "changed-meanwhile" | "too-many" | "full">;
	/** How many of them this person brought. */
	countOf(person: { platform: string; id: string }): Promise<number>;
	/** How many there are. */
	count(): Promise<number>;
	/** Those that are to be checked by now, the longest due first. */
	due(now: Instant, limit: number): Promise<string[]>;
	/** They are to be checked then; those that are not to be checked at all stay so. */
	postpone(due: ReadonlyMap<string, Instant>): Promise<void>;
};

export type SourceChange = {
	/** What was read before; undefined: there was none. */
	read: AddedSource | undefined;
	/** When it is to be checked; undefined: not any more. */
	dueAt?: Instant;
	/** How many the person who adds it may have brought. Absent: any number. */
	most?: number;
	/** How many there may be in all. Absent: any number. */
	mostOfAll?: number;
	/** Goes into the audit log in the same step. */
	entry?: AuditEntry;
};

export const addedSourceSchema = z.object({
	id: z.string().regex(/^[a-z0-9-]{1,40}$/),
	name: z.string().min(1).max(120),
	location: z.string().regex(/^https?:\/\//i),
	kind: z.enum(["auto", "feed", "page", "text", "index"]),
	timeZone: z.string(),
	every: z.number().int().min(10_000),
	topics: z.array(z.string()),
	onlyByName: z.literal(true).exactOptional(),
	addedBy: z.object({ platform: z.string(), id: z.string(), name: z.string() }),
	addedAt: z.number(),
	unusedSince: z.number().exactOptional(),
}) satisfies z.ZodType<AddedSource>;

export function createAddedSourceStore(connection: Connection): AddedSourceStore {
	const { redis } = connection;
	return {
		version: async () => (await redis.get(keys.sourcesVersion())) ?? "",
		async get(id) {
			const json = await redis.hget(keys.sources(), id);
			return json === null ? undefined : readSource(id, json);
		},
		async all() {
			const all = Object.entries(await redis.hgetall(keys.sources()));
			return all
				.map(([id, json]) => readSource(id, json))
				.sort((one, other) => one.addedAt - other.addedAt || one.id.localeCompare(other.id, "en"));
		},
		async change(id, next, { read, dueAt, most, mostOfAll, entry }) {
			const by = (next ?? read)?.addedBy ?? { platform: "", id: "" };
			const done = await connection.run(
				"change-source",
				[
					...[keys.sources(), keys.sourcesVersion(), keys.sourcesDue()],
					...[keys.sourcesOf(by.platform, by.id), keys.audit("sources")],
				],
				[
					...[id, read === undefined ? "" : writeSource(read), next === undefined ? "" : writeSource(next)],
					...[most ?? "", dueAt ?? "", randomUUID()],
					...[entry === undefined ? "" : writeAuditEntry(entry), auditKeptMs, mostOfAll ?? ""],
				],
			);
			// What its checks taught is of no use any more; should this be cut off, it is a line too many.
			if (done === 1 && next === undefined) await redis.hdel(keys.sourceHealth(), id);
			return outcomes[String(done)] ?? "changed-meanwhile";
		},
		count: () => redis.hlen(keys.sources()),
		countOf: ({ platform, id }) => redis.scard(keys.sourcesOf(platform, id)),
		due: (now, limit) => redis.zrangebyscore(keys.sourcesDue(), "-inf", now, "LIMIT", 0, limit),
		async postpone(due) {
			const pairs = [...due].flatMap(([id, at]) => [at, id]);
			if (pairs.length > 0) await redis.zadd(keys.sourcesDue(), "XX", ...pairs);
		},
	};
}

const outcomes: Readonly<Record<string, "done" | "too-many" | "full">> = {
	"1": "done",
	"-1": "too-many",
	"-2": "full",
};

/** Always in this order: a script compares it with what is stored. */
function writeSource(source: AddedSource): string {
	return JSON.stringify(addedSourceSchema.parse(source));
}

function readSource(id: string, json: string): AddedSource {
	const read = addedSourceSchema.safeParse(JSON.parse(json));
	if (read.success) return read.data;
	throw new AppError("BQ_STORED_VALUE_INVALID", `store: source ${id}: ${z.prettifyError(read.error)}`);
}
