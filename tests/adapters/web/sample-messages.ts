import type { Message } from "../../../src/message/message.ts";

/** A card as planning makes it. */
export function cardMessage(headline: string, over: Partial<Message> = {}): Message {
	return {
		language: "ar",
		blocks: [
			{ kind: "headline", text: headline, href: "https://sahel.example/news/1" },
			{ kind: "date", text: "الاثنين 6 مايو 2024" },
			{
				kind: "paragraph",
				spans: [
					{ text: "افتتحت البلدية " },
					{ text: "ثلاث حدائق", bold: true },
					{ text: " في الحي القديم." },
				],
			},
			{ kind: "source", name: "صحيفة الساحل", href: "https://sahel.example/news/1" },
			{ kind: "tags", tags: ["مدن", "بيئة"] },
		],
		buttons: [[{ label: "الخبر كاملًا", href: "https://sahel.example/news/1?full=1&x=2" }]],
		silent: false,
		linkPreview: false,
		...over,
	};
}

export function textMessage(text: string, language = "ar"): Message {
	return {
		language,
		blocks: [{ kind: "paragraph", spans: [{ text }] }],
		buttons: [],
		silent: false,
		linkPreview: false,
	};
}
