import type { Look } from "../../domain/channel.ts";
import type { CardContent } from "../../domain/post.ts";
import type { MessageContext } from "../context.ts";
import type { TemplateFault } from "./fault.ts";
import { writeTemplate } from "./write-template.ts";

/**
 * What is wrong with a template, before a channel takes it; undefined for one that is sound. It is read, and tried on
 * articles as rich and as poor as they come.
 */
export function checkTemplate(text: string, look: Look, context: MessageContext): TemplateFault | undefined {
	for (const card of [fullCard, { ...fullCard, breaking: true }, poorCard]) {
		const written = writeTemplate(text, card, look, context);
		// Not every template has words for an article that has a headline alone: that one gets the standard card.
		const isPoor = card === poorCard && written.kind === "fault" && written.fault.kind === "shows-nothing";
		if (written.kind === "fault" && !isPoor) return written.fault;
	}
	return undefined;
}

const fullCard: CardContent = {
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

const poorCard: CardContent = {
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
