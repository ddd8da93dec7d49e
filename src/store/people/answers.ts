import { randomUUID } from "node:crypto";
import type { Connection } from "../redis/connection.ts";
import { keys } from "../redis/keys.ts";

/** Answers to requests that must be done once however often they come, by whoever asked and the key that they gave. */
export type AnswerStore = {
	begin(asker: string, key: string, fingerprint: string): Promise<AnswerBegun>;
};

export type AnswerBegun =
	/** Do it, then keep the answer, or give it up where nothing was done. */
	| { kind: "yours"; keep(answer: string): Promise<void>; giveUp(): Promise<void> }
	| { kind: "answered"; answer: string }
	/** Another process is at it. */
	| { kind: "working"; waitMs: number }
	/** The key belongs to another request. */
	| { kind: "other" };

const workMs = 60_000;
const keptMs = 24 * 3_600_000;

export function createAnswerStore(connection: Connection): AnswerStore {
	return {
		async begin(asker, key, fingerprint) {
			const attempt = randomUUID();
			const names = [keys.answer(asker, key)];
			const begun = await connection.run("begin-answer", names, [fingerprint, attempt, workMs, keptMs]);
			const [kind, detail] = begun as [AnswerBegun["kind"], string | number | undefined];
			const finish = async (answer: string) => {
				await connection.run("finish-answer", names, [attempt, answer]);
			};
			switch (kind) {
				case "yours":
					return { kind, keep: finish, giveUp: () => finish("") };
				case "answered":
					return { kind, answer: String(detail) };
				case "working":
					return { kind, waitMs: Number(detail) };
				case "other":
					return { kind };
			}
		},
	};
}
