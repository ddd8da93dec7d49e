import { z } from "zod";
import { AppError } from "../../domain/errors.ts";
import type { Instant } from "../../domain/time.ts";
import type { Connection } from "../redis/connection.ts";
import { keys } from "../redis/keys.ts";

/** Public pages and their entries. `Message` is what an entry says; `readMessage` checks it when it comes back. */
export type PageStore<Message> = {
	/** Makes a page or changes its title and language. */
	putPage(slug: string, page: { title: string; language: string }): Promise<void>;
	page(slug: string): Promise<StoredPage | undefined>;
	put(slug: string, entry: { id: string; message: Message }): Promise<{ kind: "posted" | "no-page" }>;
	replace(slug: string, id: string, message: Message): Promise<boolean>;
	remove(slug: string, id: string, replacement: Message): Promise<boolean>;
	find(slug: string, id: string): Promise<PageEntry<Message> | undefined>;
	list(slug: string, limit: number, before?: string): Promise<readonly PageEntry<Message>[]>;
};

/** `revision` is another after every change of an entry, also where two fall on one millisecond. */
export type StoredPage = { title: string; language: string; changedAt: Instant; revision: number };

export type PageEntry<Message> = {
	id: string;
	message: Message;
	postedAt: Instant;
	changedAt: Instant;
	state: "posted" | "corrected" | "withdrawn";
};

/** Older entries leave the page and its feeds. */
const mostEntries = 2_000;

const entrySchema = z.object({
	message: z.unknown(),
	postedAt: z.number(),
	changedAt: z.number(),
	state: z.enum(["posted", "corrected", "withdrawn"]),
});

export function createPageStore<Message>(
	connection: Connection,
	options: { readMessage(value: unknown): Message; now(): Instant },
): PageStore<Message> {
	const { redis } = connection;

	function read(slug: string, id: string, json: string): PageEntry<Message> {
		const parsed = entrySchema.safeParse(JSON.parse(json));
		if (!parsed.success) {
			const reason = z.prettifyError(parsed.error);
			throw new AppError("BQ_STORED_VALUE_INVALID", `store: entry ${id} of page ${slug}: ${reason}`);
		}
		return { ...parsed.data, id, message: options.readMessage(parsed.data.message) };
	}

	async function find(slug: string, id: string): Promise<PageEntry<Message> | undefined> {
		const json = await redis.hget(keys.pageEntries(slug), id);
		return json === null ? undefined : read(slug, id, json);
	}

	async function change(slug: string, id: string, to: Pick<PageEntry<Message>, "message" | "state">) {
		for (;;) {
			const json = await redis.hget(keys.pageEntries(slug), id);
			if (json === null) return false;
			const entry = read(slug, id, json);
			if (entry.state === "withdrawn") return to.state === "withdrawn";
			const changedAt = options.now();
			const next = {
				message: to.message,
				postedAt: entry.postedAt,
				changedAt,
				state: to.state,
			};
			const done = await connection.run(
				"change-page-entry",
				[keys.page(slug), keys.pageEntries(slug)],
				[id, json, JSON.stringify(next), changedAt],
			);
			if (done === 1) return true;
		}
	}

	/** Ids from the newest, or from below one of them. */
	async function idsFrom(slug: string, start: string, count: number): Promise<string[]> {
		return redis.zrange(keys.pageOrder(slug), start, "-inf", "BYSCORE", "REV", "LIMIT", 0, count);
	}

	return {
		async putPage(slug, { title, language }) {
			await redis.hset(keys.page(slug), { title, language });
			await redis.hsetnx(keys.page(slug), "changed", String(options.now()));
		},
		async page(slug) {
			const { title, language = "ar", changed, revision = 0 } = await redis.hgetall(keys.page(slug));
			if (title === undefined) return undefined;
			return { title, language, changedAt: Number(changed), revision: Number(revision) };
		},
		async put(slug, { id, message }) {
			const at = options.now();
			const json = JSON.stringify({ message, postedAt: at, changedAt: at, state: "posted" });
			const done = await connection.run(
				"append-page-entry",
				[keys.page(slug), keys.pageEntries(slug), keys.pageOrder(slug)],
				[id, json, at, mostEntries],
			);
			return { kind: done === 1 ? "posted" : "no-page" };
		},
		replace: (slug, id, message) => change(slug, id, { message, state: "corrected" }),
		remove: (slug, id, replacement) => change(slug, id, { message: replacement, state: "withdrawn" }),
		find,
		async list(slug, limit, before) {
			let start = "+inf";
			if (before !== undefined) {
				const score = await redis.zscore(keys.pageOrder(slug), before);
				if (score === null) return [];
				start = `(${score}`;
			}
			const found: PageEntry<Message>[] = [];
			while (found.length < limit) {
				const ids = await idsFrom(slug, start, limit);
				if (ids.length === 0) break;
				const entries = await Promise.all(ids.map((id) => find(slug, id)));
				for (const entry of entries) if (entry && entry.state !== "withdrawn") found.push(entry);
				start = `(${await redis.zscore(keys.pageOrder(slug), ids.at(-1) ?? "")}`;
			}
			return found.slice(0, limit);
		},
	};
}
