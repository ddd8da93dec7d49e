import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { FoundSource } from "../../domain/source.ts";
import type { Connection } from "../redis/connection.ts";
import { keys } from "../redis/keys.ts";

/** Sources that somebody was shown and may choose. */
export type Offer = {
	found: readonly FoundSource[];
	/** The place that they named and that shall get them; absent: the place where they were asked. */
	reference?: string;
	/** Sources there are already, and that the place shall get along with all of `found`. */
	known?: readonly string[];
};

/** What was offered, for a day. */
export type OfferStore = {
	/** Returns ten letters and digits. */
	put(offer: Offer): Promise<string>;
	get(id: string): Promise<Offer | undefined>;
};

const lifeSeconds = 86_400;

const offerSchema = z.object({
	found: z.array(
		z.object({
			location: z.string(),
			kind: z.enum(["auto", "feed", "page", "text", "index"]),
			name: z.string(),
			topics: z.array(z.string()),
			newest: z.string().exactOptional(),
		}),
	),
	reference: z.string().exactOptional(),
	known: z.array(z.string()).exactOptional(),
}) satisfies z.ZodType<Offer>;

export function createOfferStore({ redis }: Connection): OfferStore {
	return {
		async put(offer) {
			const id = randomBytes(5).toString("hex");
			await redis.set(keys.offer(id), JSON.stringify(offer), "EX", lifeSeconds);
			return id;
		},
		async get(id) {
			const json = await redis.get(keys.offer(id));
			// What another version wrote is asked for anew.
			const read = offerSchema.safeParse(JSON.parse(json ?? "null"));
			return read.success ? read.data : undefined;
		},
	};
}
