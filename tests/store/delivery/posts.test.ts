import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { silentLog } from "../../../src/domain/log.ts";
import type { CardContent } from "../../../src/domain/post.ts";
import { createPostStore } from "../../../src/store/delivery/posts.ts";
import { type Connection, createConnection } from "../../../src/store/redis/connection.ts";
import { keys } from "../../../src/store/redis/keys.ts";
import { textPost } from "../../delivery/harness.ts";
import { startRedis, type TestRedis } from "../../support/redis.ts";

let server: TestRedis;
let connection: Connection;

beforeAll(async () => {
	server = await startRedis();
	connection = createConnection(server.url, { log: silentLog });
});
beforeEach(() => connection.redis.flushall());
afterAll(async () => {
	await connection.stop();
	await server.stop();
});

const card = (articleId: string): CardContent => ({
	...{ articleId, headline: "خبر", publishedAt: 0, publishedDate: "2026-11-22", datePrecision: "day" },
	...{ lead: "", sourceName: "", language: "ar", topics: [] },
});
const digest = textPost("d", { kind: "digest", content: { kind: "digest", cards: [card("x"), card("y")] } });

it("a post that was cut off while it was stored is not there, or is found by all of its articles", async () => {
	const posts = createPostStore(connection);
	// What Redis refuses stands for the moment at which the process died.
	await connection.redis.set(keys.postsOfArticle("y"), "no set");
	await expect(posts.put(digest)).rejects.toThrow("WRONGTYPE");
	expect(await posts.get("d")).toBeUndefined();
	await connection.redis.del(keys.postsOfArticle("y"));
	await posts.put(digest);
	expect(await posts.get("d")).toEqual(digest);
	expect([await posts.postsOfArticle("x"), await posts.postsOfArticle("y")]).toEqual([["d"], ["d"]]);
});

it("changes of what a post says that are made at once are all made, each in a revision of its own", async () => {
	const posts = createPostStore(connection);
	await posts.put(textPost("p"));
	const add = (word: string) =>
		posts.changeContent("p", (said) =>
			said.kind === "text" ? { ...said, paragraphs: [...said.paragraphs, word] } : undefined,
		);
	const changed = await Promise.all(["a", "b", "c"].map(add));
	expect(changed.map((post) => post?.revision).sort()).toEqual([2, 3, 4]);
	const content = (await posts.get("p"))?.content;
	expect(content?.kind === "text" && content.paragraphs.slice(-3).sort()).toEqual(["a", "b", "c"]);
	expect(await posts.changeContent("p", () => undefined)).toBeUndefined();
	expect(await posts.changeContent("none", (said) => said)).toBeUndefined();
});
