import type { Article } from "../../src/domain/article.ts";
import type { Filter } from "../../src/planning/match-subscription.ts";

export const noon = Date.UTC(2023, 2, 22, 12);

let made = 0;

export function buildArticle(part: Partial<Article> = {}): Article {
	const id = `article${made++}`;
	return {
		id,
		sourceId: "national",
		sourceName: "الوكالة الوطنية",
		url: `https://news.example/${id}`,
		headline: "افتتاح محطة جديدة للقطار",
		publishedAt: noon,
		publishedDate: "2023-03-22",
		datePrecision: "instant",
		lead: "افتتحت البلدية صباح اليوم محطة جديدة في شمال المدينة.",
		body: "",
		categories: [],
		language: "ar",
		storyId: id,
		revision: 1,
		firstSeenAt: noon,
		...part,
	};
}

export const everything: Filter = {
	sources: [],
	topics: [],
	include: [],
	exclude: [],
	minimumImportance: 0,
};
