import { randomBytes } from "node:crypto";
import { z } from "zod";
import { AppError } from "../../domain/errors.ts";
import type { LocalDate } from "../../domain/time.ts";
import type { PersonKey } from "../people/people.ts";
import type { Connection } from "../redis/connection.ts";
import { keys } from "../redis/keys.ts";

/** Where somebody is in a dialogue about a broadcast. */
export type Dialogue = {
	/** Absent until the text was written. */
	broadcastId?: string;
	/** The revision that this person was shown last: what they change is that one. */
	revision?: number;
	/** The day that was chosen, until the hour is. */
	day?: LocalDate;
	/** What was typed into the form of the text and refused, so that it need not be typed again. */
	typed?: Readonly<Record<string, string>>;
};

/** Dialogues by person: nobody goes on with another's. They survive a restart, and end a day after the last step. */
export type DialogueStore = {
	/** The id of a new one: 8 of `[a-z0-9]`. */
	open(person: PersonKey, dialogue: Dialogue): Promise<string>;
	get(person: PersonKey, id: string): Promise<Dialogue | undefined>;
	put(person: PersonKey, id: string, dialogue: Dialogue): Promise<void>;
};

const keptSeconds = 24 * 3_600;

const dialogueSchema = z.object({
	broadcastId: z.string().exactOptional(),
	revision: z.number().exactOptional(),
	day: z.string().exactOptional(),
	typed: z.record(z.string(), z.string()).exactOptional(),
}) satisfies z.ZodType<Dialogue>;

export function createDialogueStore(connection: Connection): DialogueStore {
	const { redis } = connection;

	async function put({ platform, id: person }: PersonKey, id: string, dialogue: Dialogue): Promise<void> {
		await redis.set(keys.dialogue(platform, person, id), JSON.stringify(dialogue), "EX", keptSeconds);
	}

	return {
		async open(person, dialogue) {
			const id = BigInt(`0x${randomBytes(8).toString("hex")}`)
				.toString(36)
				.padStart(8, "0")
				.slice(-8);
			await put(person, id, dialogue);
			return id;
		},
		async get({ platform, id: person }, id) {
			const json = await redis.get(keys.dialogue(platform, person, id));
			if (json === null) return undefined;
			const read = dialogueSchema.safeParse(JSON.parse(json));
			if (read.success) return read.data;
			throw new AppError("BQ_STORED_VALUE_INVALID", `store: a dialogue: ${z.prettifyError(read.error)}`);
		},
		put,
	};
}
