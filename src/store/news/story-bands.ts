import { z } from "zod";
import { AppError } from "../../domain/errors.ts";
import type { Connection } from "../redis/connection.ts";
import { keys } from "../redis/keys.ts";
import { type StoryPlace, type StorySketch, storyWindowMs, type Telling } from "./stories.ts";

/**
 * How stories lie in Redis. A key of a sketch is a field in one of 65,536 hashes, which Redis keeps packed while they
 * are small: about 2 KB an article for all its 43 keys, where a key of its own for each would take 8. The hashes are
 * those of a slice of time, and a slice goes as a whole when the window has passed over it.
 */
const sliceMs = storyWindowMs / 2;
const buckets = 65_536;

export const tellingLifeSeconds = storyWindowMs / 1000;
export const bandLifeSeconds = (storyWindowMs + sliceMs) / 1000;
/** With the blanks between them this is the longest value that Redis keeps packed. */
export const mostPerBand = 3;

/** The hashes that hold these keys now, three a key (this slice and the two before), and the fields in them. */
export function locateBands(
	sketchKeys: readonly string[],
	now: number,
): { keys: string[]; fields: string[] } {
	const slice = Math.floor(now / sliceMs);
	return {
		keys: sketchKeys.flatMap((key) => {
			const bucket = bucketOf(key);
			return [0, 1, 2].map((ago) => keys.storyBands(slice - ago, bucket));
		}),
		fields: [...sketchKeys],
	};
}

function bucketOf(key: string): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
	return ((hash ^ (hash >>> 16)) >>> 0) % buckets;
}

const written = z.object({
	story: z.string(),
	event: z.string().exactOptional(),
	storyAt: z.number().exactOptional(),
	at: z.number(),
	exact: z.string(),
	counts: z.array(z.string()),
	/** Numbers as the shingles are, in base64; tellings of before have none. */
	opening: z.base64().default(""),
	figures: z.base64().default(""),
});

/** A telling as the script stores it: numbers packed, the rest as JSON. */
export function writeTelling(
	{ publishedAt }: { publishedAt: number },
	{ exact, shingles, opening, figures }: StorySketch,
	{ storyId, eventId, storyAt, counts }: StoryPlace,
): { shingles: Buffer; json: string } {
	const rest: z.infer<typeof written> = {
		...{ story: storyId, at: publishedAt, exact, counts: [...counts] },
		...(eventId === undefined ? {} : { event: eventId }),
		...(storyAt === undefined ? {} : { storyAt }),
		opening: packed(opening).toString("base64"),
		figures: packed(figures).toString("base64"),
	};
	return { shingles: packed(shingles), json: JSON.stringify(rest) };
}

/** The tellings of articles, their ids parted by blanks; those that have expired are left out. */
export async function readTellings({ redis }: Connection, ids: string): Promise<Telling[]> {
	const found = await Promise.all(
		ids
			.split(" ")
			.filter((id) => id !== "")
			.map(async (id) => {
				const [shingles, json] = await redis.hmgetBuffer(keys.telling(id), "shingles", "json");
				return shingles && json ? [readTelling(id, shingles, json)] : [];
			}),
	);
	return found.flat();
}

function readTelling(id: string, shingles: Buffer, json: Buffer): Telling {
	const read = written.safeParse(JSON.parse(json.toString("utf8")));
	if (!read.success) {
		throw new AppError("BQ_STORED_VALUE_INVALID", `store: telling ${id}: ${z.prettifyError(read.error)}`);
	}
	const { story, event, storyAt, at, exact, counts, opening, figures } = read.data;
	return {
		...{ id, storyId: story, publishedAt: at, exact, counts, shingles: unpacked(shingles) },
		...(event === undefined ? {} : { eventId: event }),
		...(storyAt === undefined ? {} : { storyAt }),
		opening: unpacked(Buffer.from(opening, "base64")),
		figures: unpacked(Buffer.from(figures, "base64")),
	};
}

/** Little-endian, whatever the machine: processes on different ones read the same Redis. */
function packed(numbers: Uint32Array): Buffer {
	const buffer = Buffer.alloc(numbers.length * 4);
	for (const [at, number] of numbers.entries()) buffer.writeUInt32LE(number, at * 4);
	return buffer;
}

function unpacked(buffer: Buffer): Uint32Array {
	return Uint32Array.from({ length: buffer.length >> 2 }, (_, at) => buffer.readUInt32LE(at * 4));
}
