import type { CardContent } from "../domain/post.ts";

/** An article as rich as they come; its sentences are made up. */
export const fullCard: CardContent = {
	articleId: "sample",
	headline:
		"البلدية تفتتح 3 حدائق جديدة في وسط المدينة بعد عامين من العمل في الأحياء القديمة وعلى ضفتي النهر",
	publishedAt: Date.UTC(2023, 2, 22, 9),
	publishedDate: "2023-03-22",
	datePrecision: "instant",
	lead: "افتتحت البلدية صباح اليوم 3 حدائق جديدة في وسط المدينة، وقالت إنها تتسع لألفي زائر. ".repeat(20),
	sourceName: "الوكالة الوطنية للأنباء",
	url: "https://news.example/local/1",
	image: "https://news.example/local/1.jpg",
	language: "ar",
	topics: ["محليات", "الشرق الأوسط", "بيئة", "اقتصاد ومال", "مدن"],
	author: "ليلى حداد",
};

/** One that has a headline and a day alone. */
export const poorCard: CardContent = {
	articleId: "sample",
	headline: "هزة خفيفة",
	publishedAt: Date.UTC(2023, 2, 21, 22),
	publishedDate: "2023-03-22",
	datePrecision: "day",
	lead: "",
	sourceName: "",
	language: "ar",
	topics: [],
};
