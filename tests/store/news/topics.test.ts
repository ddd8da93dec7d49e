import { expect, it } from "vitest";
import { createArticleStore } from "../../../src/store/news/articles.ts";
import { keys } from "../../../src/store/redis/keys.ts";
import { buildArticle } from "../../planning/articles.ts";
import { useConnection } from "../../support/use-redis.ts";

const server = useConnection();

it("topics of which nothing is left are forgotten, and no others", async () => {
	const articles = createArticleStore(server.connection);
	const topics = Array.from({ length: 450 }, (_, nth) => ({ key: `t${nth}`, name: `موضوع ${nth}` }));
	await articles.put(buildArticle(), topics);
	await articles.dropEmptyTopics();
	expect(await articles.topics()).toHaveLength(450);
	// As Redis does when nothing was told of them for as long as articles are kept.
	await server.connection.redis.del(
		topics.filter((_, nth) => nth % 3 > 0).map(({ key }) => keys.articlesOfTopic(key)),
	);
	await articles.dropEmptyTopics();
	const left = await articles.topics();
	expect(left.map(({ key }) => key).toSorted()).toEqual(
		topics
			.filter((_, nth) => nth % 3 === 0)
			.map(({ key }) => key)
			.toSorted(),
	);
});
