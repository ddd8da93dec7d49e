import { afterAll, beforeAll } from "vitest";
import { silentLog } from "../../../src/domain/log.ts";
import { messageSchema } from "../../../src/message/message-schema.ts";
import { createPageStore } from "../../../src/store/channels/pages.ts";
import { type Connection, createConnection } from "../../../src/store/redis/connection.ts";
import { describeWebPages } from "../../adapters/web/web-pages-contract.ts";
import { startRedis, type TestRedis } from "../../support/redis.ts";

let server: TestRedis;
let connection: Connection;
beforeAll(async () => {
	server = await startRedis();
	connection = createConnection(server.url, { log: silentLog });
});
afterAll(async () => {
	await connection.stop();
	await server.stop();
});

describeWebPages("pages in Redis", async () => {
	await connection.redis.flushall();
	const pages = createPageStore(connection, {
		readMessage: (value) => messageSchema.parse(value),
		now: Date.now,
	});
	await pages.putPage("أخبار", { title: "أخبار", language: "ar" });
	return pages;
});
