import { z } from "zod";
import type { Connection } from "../redis/connection.ts";
import { keys } from "../redis/keys.ts";

/** Links that could not be had, or that hold no article: they are left alone for a while. Named by the article's id. */
export type PassedLinkStore = {
	/** Those of the ids whose while is not over, with what kept them from being had; null where nothing did. */
	among(ids: readonly string[]): Promise<ReadonlyMap<string, LinkProblem | null>>;
	pass(id: string, forMs: number, problem?: LinkProblem): Promise<void>;
};

export type LinkProblem = { code: string; message: string };

const markSchema = z.object({ code: z.string(), message: z.string() }).nullable();

export function createPassedLinkStore({ redis }: Connection): PassedLinkStore {
	return {
		async among(ids) {
			const marks = ids.length === 0 ? [] : await redis.mget(ids.map(keys.passedLink));
			return new Map(
				ids.flatMap((id, nth) => {
					const mark = marks[nth] ?? null;
					return mark === null ? [] : [[id, markSchema.parse(JSON.parse(mark))]];
				}),
			);
		},
		async pass(id, forMs, problem) {
			const mark = JSON.stringify(problem ?? null);
			await redis.set(keys.passedLink(id), mark, "PX", Math.max(1, Math.ceil(forMs)));
		},
	};
}
