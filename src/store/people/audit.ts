import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type AuditArea, type AuditEntry, type AuditRecord, auditAreas } from "../../domain/audit.ts";
import { AppError } from "../../domain/errors.ts";
import { roles } from "../../domain/person.ts";
import type { Instant } from "../../domain/time.ts";
import type { Connection } from "../redis/connection.ts";
import { keys } from "../redis/keys.ts";

/** Who did what, in the order in which it was done. Nothing changes or takes out a line; the oldest end by themselves. */
export type AuditLog = {
	append(area: AuditArea, entry: AuditEntry): Promise<void>;
	/** Newest first, over all areas. `before` is the `id` of the last record of the page before; throws `BQ_USAGE` when it is none. */
	read(query: AuditQuery): Promise<readonly AuditRecord[]>;
};

export type AuditQuery = { limit: number; since?: Instant; until?: Instant; before?: string };

/** A year; and so many lines of each area, about 300 bytes each. */
export const auditKeptMs = 366 * 86_400_000;
export const auditMostLines = 100_000;

const longest = 500;

const recordId = /^\d{1,15}-\d{1,15}\.[a-z]+$/;

const entrySchema = z.object({
	who: z.object({ platform: z.string(), id: z.string(), name: z.string(), role: z.enum(roles) }),
	action: z.string(),
	object: z.string(),
	before: z.string().exactOptional(),
	after: z.string().exactOptional(),
	outcome: z.enum(["done", "refused", "failed"]),
	reason: z.string().exactOptional(),
}) satisfies z.ZodType<AuditEntry>;

export function createAuditLog(connection: Connection): AuditLog {
	const { redis } = connection;

	async function readArea(area: AuditArea, query: AuditQuery): Promise<AuditRecord[]> {
		const end = query.before === undefined ? (query.until ?? "+") : endBefore(query.before, area);
		const lines = await redis.xrevrange(keys.audit(area), end, query.since ?? "-", "COUNT", query.limit);
		return lines.map(([id, fields]) => readRecord(area, id, fields));
	}

	return {
		async append(area, entry) {
			const args = [randomUUID(), writeAuditEntry(entry), auditKeptMs, auditMostLines];
			await connection.run("append-audit", [keys.audit(area)], args);
		},
		async read(query) {
			if (query.before !== undefined && !recordId.test(query.before)) {
				throw new AppError("BQ_USAGE", "audit: `before` is the id of a record");
			}
			const found = await Promise.all(auditAreas.map((area) => readArea(area, query)));
			return found
				.flat()
				.sort((one, other) => compareRecords(other, one))
				.slice(0, query.limit);
		},
	};
}

/** An entry as a script appends it; long texts are cut. */
export function writeAuditEntry(entry: AuditEntry): string {
	const short = Object.entries(entry).map(([field, value]) => [
		field,
		typeof value === "string" && value.length > longest ? `${value.slice(0, longest)}…` : value,
	]);
	return JSON.stringify(Object.fromEntries(short));
}

function readRecord(area: AuditArea, streamId: string, fields: readonly string[]): AuditRecord {
	const read = entrySchema.safeParse(JSON.parse(fields[fields.indexOf("entry") + 1] ?? "null"));
	const [at] = readStreamId(streamId);
	if (read.success) return { id: `${streamId}.${area}`, at, area, ...read.data };
	throw new AppError(
		"BQ_STORED_VALUE_INVALID",
		`store: audit line ${streamId} of ${area}: ${z.prettifyError(read.error)}`,
	);
}

/** Two areas may have lines with one stream id: then the order of the areas is the order of the lines. */
function endBefore(id: string, area: AuditArea): string {
	const [streamId = "", of = ""] = id.split(".");
	const place = (auditAreas as readonly string[]).indexOf(of);
	return placeOf(area) < place ? streamId : `(${streamId}`;
}

function compareRecords(one: AuditRecord, other: AuditRecord): number {
	const [ms, count] = readStreamId(one.id);
	const [otherMs, otherCount] = readStreamId(other.id);
	return ms - otherMs || count - otherCount || placeOf(one.area) - placeOf(other.area);
}

function readStreamId(id: string): [ms: number, count: number] {
	const [ms = 0, count = 0] = (id.split(".")[0] ?? "").split("-").map(Number);
	return [ms, count];
}

function placeOf(area: AuditArea): number {
	return auditAreas.indexOf(area);
}
