import { z } from "zod";
import { AppError } from "../../domain/errors.ts";
import type { Instant } from "../../domain/time.ts";
import type { Connection } from "../redis/connection.ts";
import { keys } from "../redis/keys.ts";

/** Somebody on a platform. */
export type PersonKey = { platform: string; id: string };

/** A list that somebody was shown a part of, and how to go on with it. */
export type OpenList = {
	/** The command that showed it, and what was asked of it. */
	command: string;
	args: string;
	/** Ids of what was shown. */
	shown: readonly string[];
	/** What came later than this does not belong to the list. */
	askedAt: Instant;
};

/** A form that somebody fills in by messages: what it comes back with, its fields, and the answers so far. */
export type OpenForm = {
	does: string;
	title: string;
	fields: readonly FormField[];
	answers: Readonly<Record<string, string>>;
};

export type FormField = {
	name: string;
	label: string;
	placeholder?: string;
	/** What stands there at first. */
	value?: string;
	/** Several lines. */
	long?: boolean;
	required?: boolean;
	maxLength?: number;
};

/** What is remembered of the people who talk to the bots: the language they chose, the list they look through, the form they fill in. */
export type PeopleStore = {
	language(person: PersonKey): Promise<string | undefined>;
	setLanguage(person: PersonKey, locale: string): Promise<void>;
	/** Everybody of a platform who chose a language, by id. */
	languages(platform: string): Promise<ReadonlyMap<string, string>>;
	/** The list that this person has open at this address; forgotten after an hour. */
	openList(person: PersonKey, address: string): Promise<OpenList | undefined>;
	/** Undefined closes it. */
	setOpenList(person: PersonKey, address: string, list: OpenList | undefined): Promise<void>;
	/** The form that this person is asked at this address; forgotten after an hour. */
	openForm(person: PersonKey, address: string): Promise<OpenForm | undefined>;
	/** Undefined closes it. */
	setOpenForm(person: PersonKey, address: string, form: OpenForm | undefined): Promise<void>;
	/** Counts a place as one that this person set up; false when they have `most` others. */
	takePlace(person: PersonKey, address: string, most: number): Promise<boolean>;
	placesOf(person: PersonKey): Promise<string[]>;
	dropPlace(person: PersonKey, address: string): Promise<void>;
	/** Remembers for a day that a place was greeted; false when it was already. */
	markGreeted(platform: string, address: string): Promise<boolean>;
};

const openListSeconds = 3_600;
const openFormSeconds = 3_600;
/** Who sets up nothing for a year is forgotten; their channels are not. */
const placesSeconds = 366 * 24 * 3_600;
const greetedSeconds = 86_400;

const openListSchema = z.object({
	command: z.string(),
	args: z.string(),
	shown: z.array(z.string()),
	askedAt: z.number(),
}) satisfies z.ZodType<OpenList>;

const openFormSchema = z.object({
	does: z.string(),
	title: z.string(),
	fields: z.array(
		z.object({
			name: z.string(),
			label: z.string(),
			placeholder: z.string().exactOptional(),
			value: z.string().exactOptional(),
			long: z.boolean().exactOptional(),
			required: z.boolean().exactOptional(),
			maxLength: z.number().exactOptional(),
		}),
	),
	answers: z.record(z.string(), z.string()),
}) satisfies z.ZodType<OpenForm>;

export function createPeopleStore(connection: Connection): PeopleStore {
	const { redis } = connection;
	return {
		async language({ platform, id }) {
			return (await redis.hget(keys.languages(platform), id)) ?? undefined;
		},
		async setLanguage({ platform, id }, locale) {
			await redis.hset(keys.languages(platform), id, locale);
		},
		async languages(platform) {
			return new Map(Object.entries(await redis.hgetall(keys.languages(platform))));
		},
		async openList({ platform, id }, address) {
			const json = await redis.get(keys.openList(platform, id, address));
			return json === null ? undefined : readStored("an open list", openListSchema, json);
		},
		async setOpenList({ platform, id }, address, list) {
			const key = keys.openList(platform, id, address);
			if (list === undefined) await redis.del(key);
			else await redis.set(key, JSON.stringify(list), "EX", openListSeconds);
		},
		async openForm({ platform, id }, address) {
			const json = await redis.get(keys.openForm(platform, id, address));
			return json === null ? undefined : readStored("an open form", openFormSchema, json);
		},
		async setOpenForm({ platform, id }, address, form) {
			const key = keys.openForm(platform, id, address);
			if (form === undefined) await redis.del(key);
			else await redis.set(key, JSON.stringify(form), "EX", openFormSeconds);
		},
		async takePlace({ platform, id }, address, most) {
			const args = [address, most, placesSeconds];
			return (await connection.run("take-place", [keys.placesOf(platform, id)], args)) === 1;
		},
		placesOf: ({ platform, id }) => redis.smembers(keys.placesOf(platform, id)),
		async dropPlace({ platform, id }, address) {
			await redis.srem(keys.placesOf(platform, id), address);
		},
		async markGreeted(platform, address) {
			return (await redis.set(keys.greeted(platform, address), "1", "EX", greetedSeconds, "NX")) === "OK";
		},
	};
}

function readStored<T>(what: string, schema: z.ZodType<T>, json: string): T {
	const read = schema.safeParse(JSON.parse(json));
	if (read.success) return read.data;
	throw new AppError("BQ_STORED_VALUE_INVALID", `store: ${what}: ${z.prettifyError(read.error)}`);
}
