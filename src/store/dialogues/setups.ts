import { z } from "zod";
import type { Channel, Subscription } from "../../domain/channel.ts";
import { lookSchema, scheduleSchema, subscriptionSchema } from "../channels/channel-schema.ts";
import type { PersonKey } from "../people/people.ts";
import type { Connection } from "../redis/connection.ts";
import { keys } from "../redis/keys.ts";

/** How far somebody came in setting up a place. Nothing of it holds before they are done. */
export type SetupDraft = Pick<Channel, "zone" | "look" | "schedule"> & {
	/** Tells the buttons of one dialogue from those of another. */
	id: string;
	/** The name of the step that is shown. */
	step: string;
	/** What is set up; absent until it is chosen. */
	place?: SetupPlace;
	/** Whether the place is asked for. */
	asksPlace: boolean;
	/** The one of the channel's subscriptions that is set up. */
	subscription: Subscription;
};

export type SetupPlace = { address: string; addressKind: string; title: string; isPrivate: boolean };

/** What people are setting up, one place at a time each; forgotten a day after the last step. */
export type SetupStore = {
	/**
	 * Changes what a person is setting up, in one step: `change` runs again when another press of theirs was faster.
	 * Undefined, given or answered: nothing.
	 */
	change(
		person: PersonKey,
		change: (draft: SetupDraft | undefined) => Promise<SetupDraft | undefined>,
	): Promise<void>;
};

const dayMs = 86_400_000;
/** The one field of the hash; a hash, so that it is written by the script that all such changes are. */
const field = "draft";

const draftSchema = z.object({
	id: z.string(),
	step: z.string(),
	place: z
		.object({
			address: z.string(),
			addressKind: z.string(),
			title: z.string(),
			isPrivate: z.boolean(),
		})
		.exactOptional(),
	asksPlace: z.boolean(),
	subscription: subscriptionSchema,
	zone: z.string(),
	look: lookSchema,
	schedule: scheduleSchema,
}) satisfies z.ZodType<SetupDraft>;

export function createSetupStore(connection: Connection): SetupStore {
	const { redis } = connection;
	return {
		async change({ platform, id }, change) {
			const key = keys.setup(platform, id);
			for (;;) {
				const raw = await redis.hget(key, field);
				const next = await change(raw === null ? undefined : readDraft(raw));
				if (next === undefined) {
					await redis.del(key);
					return;
				}
				const written = await connection.run(
					"compare-and-set-field",
					[key],
					[field, raw ?? "", JSON.stringify(next)],
				);
				if (written !== 1) continue;
				await redis.pexpire(key, dayMs);
				return;
			}
		},
	};
}

/** Undefined for one that another version wrote: a dialogue is begun anew sooner than it is mended. */
function readDraft(json: string): SetupDraft | undefined {
	const read = draftSchema.safeParse(JSON.parse(json));
	return read.success ? read.data : undefined;
}
