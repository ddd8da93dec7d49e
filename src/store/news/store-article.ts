import { createHash } from "node:crypto";
import type { Article } from "../../domain/article.ts";
import type { Connection } from "../redis/connection.ts";
import { keys } from "../redis/keys.ts";
import { mostCandidates, type StoryPlace, type StoryQuestion } from "./stories.ts";
import {
	bandLifeSeconds,
	locateBands,
	mostPerBand,
	readTellings,
	tellingLifeSeconds,
	writeTelling,
} from "./story-bands.ts";

export type Topic = { key: string; name: string };

export type Stored = {
	kind: "new" | "revised" | "known";
	/** With its true revision and, when it is new, its true story. */
	article: Article;
	/** How a new article stands to its story. */
	place?: StoryPlace;
};

/** An article is forgotten so long after its source named it last, unless a digest that is to tell it comes later. */
export const articleLifeSeconds = 30 * 24 * 3600;
export const mostInList = 10_000;

/**
 * Stores an article and places it in its story in one step of Redis. The script stores only while the candidates that
 * the article was compared with are all there are; else it names the others, and they are compared too. So two processes
 * that read two copies of one story at the same moment make one first and one repetition. An article that is
 * `onlyByName` is compared with the others and none of them with it; it stands in no list.
 */
export async function storeArticle(
	connection: Connection,
	article: Article,
	topics: readonly Topic[],
	askStory: (() => StoryQuestion) | undefined,
): Promise<Stored> {
	const print = fingerprint(article);
	const known = await connection.redis.hmget(keys.article(article.id), "fingerprint", "revision");
	if (known[0] === print) return stored(article, 0, Number(known[1]));
	// A revision stays in the story in which its article was placed.
	const story = known[0] === null ? askStory?.() : undefined;
	for (let candidates = ""; ; ) {
		const place = story?.decide(await readTellings(connection, candidates));
		const placed = story && place && { sketch: story.sketch, place };
		const call = scriptCall(article, print, topics, candidates, placed);
		const [kind, more] = (await connection.run("store-article", call.keys, call.args)) as Answer;
		if (kind !== 3) return stored(article, kind, Number(more), place);
		candidates = String(more);
	}
}

type Answer = [kind: 0 | 1 | 2 | 3, revisionOrCandidates: number | string];
type Placed = { sketch: StoryQuestion["sketch"]; place: StoryPlace };

function scriptCall(
	article: Article,
	print: string,
	topics: readonly Topic[],
	candidates: string,
	placed: Placed | undefined,
): { keys: string[]; args: (string | number | Buffer)[] } {
	const { id } = article;
	const bands = locateBands(placed?.sketch.keys ?? [], article.firstSeenAt);
	const storyId = placed?.place.storyId ?? id;
	const telling = placed && writeTelling(article, placed.sketch, placed.place);
	return {
		keys: [keys.article(id), keys.articlesLatest(), keys.articlesAnnounce(), keys.topics()]
			.concat([keys.telling(id), keys.storyMembers(storyId)])
			.concat(topics.map((topic) => keys.articlesOfTopic(topic.key)))
			.concat(bands.keys),
		args: [
			...[id, JSON.stringify(article), article.publishedAt, print, articleLifeSeconds, mostInList],
			...[topics.length, candidates, storyId, repeatedBy(placed?.place)],
			placed?.place.eventId ?? "",
			...[telling?.shingles ?? "", telling?.json ?? "", tellingLifeSeconds, bandLifeSeconds],
			...[mostPerBand, mostCandidates, article.onlyByName ? "" : "1"],
			...topics.flatMap((topic) => [topic.key, topic.name]),
			...bands.fields,
		],
	};
}

function repeatedBy(place: StoryPlace | undefined): string {
	return place?.relation === "duplicate" ? (place.of ?? "") : "";
}

function stored(article: Article, answer: 0 | 1 | 2, revision: number, place?: StoryPlace): Stored {
	const kind = answer === 1 ? "new" : answer === 2 ? "revised" : "known";
	if (kind !== "new" || place === undefined) return { kind, article: { ...article, revision } };
	const repeats = repeatedBy(place);
	const placed = {
		...{ ...article, revision, storyId: place.storyId },
		...(place.eventId === undefined ? {} : { eventId: place.eventId }),
		...(repeats === "" ? {} : { repeats }),
	};
	return { kind, article: placed, place };
}

function fingerprint(article: Article): string {
	return createHash("sha256").update(`${article.headline}\n${article.lead}`).digest("base64url").slice(0, 22);
}
