import { messageSchema } from "../../../src/message/message-schema.ts";
import { createPageStore } from "../../../src/store/channels/pages.ts";
import { describeWebPages } from "../../adapters/web/web-pages-contract.ts";
import { useConnection } from "../../support/use-redis.ts";

const server = useConnection();

describeWebPages("pages in Redis", async () => {
	await server.connection.redis.flushall();
	const pages = createPageStore(server.connection, {
		readMessage: (value) => messageSchema.parse(value),
		now: Date.now,
	});
	await pages.putPage("أخبار", { title: "أخبار", language: "ar" });
	return pages;
});
