import { expect, it } from "vitest";
import { createSentences } from "../../src/i18n/sentences.ts";
import { buildOutage } from "../../src/message/outage.ts";
import { buildWithdrawn } from "../../src/message/withdrawn.ts";
import { plainLines } from "./plain.ts";

const sentences = createSentences();

it.each([
	["ar-JO", "ar", "تعذر تنفيذ الطلب الآن بسبب خلل مؤقت لدينا. أعد المحاولة بعد دقائق."],
	["en-GB", "en", "Something is down on our side for the moment. Please try again in a few minutes."],
])("an outage is told to somebody whose language is %s", (tag, language, line) => {
	const message = buildOutage(tag, sentences);
	expect([message.language, plainLines(message)]).toEqual([language, [line]]);
});

it("a post that was taken back leaves one sentence", () => {
	expect(plainLines(buildWithdrawn("ar", sentences))).toEqual(["سُحب هذا الخبر."]);
});
