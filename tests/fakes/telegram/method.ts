import type { z } from "zod";
import type { Arrival, Arrivals } from "./arrivals.ts";
import type { Upload } from "./body.ts";
import type { Documents } from "./documents.ts";
import type { Photos } from "./photos.ts";
import type { Updates } from "./updates.ts";
import type { World } from "./world.ts";

/** What a method may touch. */
export type FakeState = {
	world: World;
	updates: Updates;
	arrivals: Arrivals;
	photos: Photos;
	documents: Documents;
	/** Epoch ms, shifted by what the script skipped. */
	now(): number;
	/** What the bot has set: commands by scope and language, descriptions, names. */
	settings: Map<string, unknown>;
	/** Answers to callback and inline queries, by the query's id. */
	queries: Map<
		string,
		{ kind: "callback" | "inline"; askedAt: number; answer?: Readonly<Record<string, unknown>> }
	>;
};

export type Call = {
	state: FakeState;
	files: Readonly<Record<string, Upload>>;
	/** The parameters as they came. */
	raw: Readonly<Record<string, unknown>>;
	/** Writes an accepted call into the log of arrivals. */
	accept(entry: Pick<Arrival, "chatId" | "messageIds"> & Partial<Arrival>): void;
	/** Aborted when the client has gone. */
	gone: AbortSignal;
};

export type Method = {
	shape: z.ZodType;
	/** How many sends a call counts for; absent: it is free. */
	cost?: (raw: Readonly<Record<string, unknown>>) => number;
	run(parameters: unknown, call: Call): unknown;
};

/** One row of the table of methods; `run` is given what `shape` has read. */
export function method<T extends z.ZodType>(
	shape: T,
	run: (parameters: z.infer<T>, call: Call) => unknown,
	cost?: Method["cost"],
): Method {
	return {
		shape,
		run: (parameters, call) => run(parameters as z.infer<T>, call),
		...(cost === undefined ? {} : { cost }),
	};
}

export const oneSend = () => 1;
