import { describe, expect, it } from "vitest";
import { checkFit } from "../../../adapters/discord/check-fit.ts";
import { renderMessage } from "../../../adapters/discord/render.ts";
import type { LinkButton, Message } from "../../../src/message/message.ts";
import { cardMessage } from "./stage.ts";

const letters = (count: number) => "ا".repeat(count);
const headed = (text: string) => cardMessage({ blocks: [{ kind: "headline", text }] });
/** One paragraph below a headline, as words of nine letters and a blank. */
const words = (count: number) =>
	"كلمةطويلة "
		.repeat(Math.ceil(count / 10))
		.slice(0, count - 1)
		.concat("ن");
const telling = (text: string) =>
	cardMessage({
		blocks: [
			{ kind: "headline", text: "عنوان" },
			{ kind: "paragraph", spans: [{ text }] },
		],
	});
const button = (label = "اقرأ"): LinkButton => ({ label, href: "https://news.example/1" });
const withButtons = (...rows: LinkButton[][]) => cardMessage({ buttons: rows });
const row = Array.from({ length: 5 }, () => button());
const full = Array.from({ length: 5 }, () => row);
const share: LinkButton = { ...button("شارك"), share: "خبر" };

const embed = (message: Message) => renderMessage(message)?.embeds?.[0];
const shownButtons = (message: Message) =>
	(renderMessage(message)?.components ?? []).flatMap((row) =>
		row.components.flatMap((one) => ("label" in one ? [one.label] : [])),
	);

describe("what fits is shown whole", () => {
	it("a headline of 256 signs, a text of 4,096 and a label of 80", () => {
		expect(checkFit(headed(letters(256)))).toEqual([]);
		expect(embed(headed(letters(256)))?.title).toHaveLength(256);
		expect(checkFit(telling(words(4096)))).toEqual([]);
		expect(embed(telling(words(4096)))?.description).toHaveLength(4096);
		expect(checkFit(withButtons([button(letters(80))]))).toEqual([]);
		expect(shownButtons(withButtons([button(letters(80))]))).toEqual([letters(80)]);
	});

	it("five rows of five buttons, one long row, and any number that Discord has no use for", () => {
		expect(checkFit(withButtons(...full))).toEqual([]);
		expect(shownButtons(withButtons(...full))).toHaveLength(25);
		expect(checkFit(withButtons(full.flat()))).toEqual([]);
		expect(shownButtons(withButtons(full.flat()))).toHaveLength(25);
		expect(checkFit(withButtons(...full, [share], [share]))).toEqual([]);
	});

	it("the standard card, and a message of nothing", () => {
		expect(checkFit(cardMessage())).toEqual([]);
		expect(checkFit(cardMessage({ blocks: [] }))).toEqual([]);
	});
});

describe("what does not fit is told with what it comes to", () => {
	it.each<[string, Message, object]>([
		["a headline", headed(letters(257)), { code: "headline-too-long", length: 257, limit: 256 }],
		[
			// `*` is written `\*`.
			"a headline with its escapes",
			headed(`${letters(250)}****`),
			{ code: "headline-too-long", length: 258, limit: 256 },
		],
		["a text", telling(words(4097)), { code: "text-too-long", length: 4097, limit: 4096 }],
		["a sixth row", withButtons(...full, [button()]), { code: "too-many-buttons", length: 30, limit: 25 }],
		[
			"a row that takes two",
			withButtons(...full.slice(1), [...row, button()]),
			{ code: "too-many-buttons", length: 30, limit: 25 },
		],
		["a label", withButtons([button(letters(81))]), { code: "button-label-too-long", length: 81, limit: 80 }],
		[
			// A foreign run among Arabic letters takes two marks of direction.
			"a label with its marks",
			withButtons([button(`${letters(75)} A&B`)]),
			{ code: "button-label-too-long", length: 81, limit: 80 },
		],
	])("%s", (_name, message, problem) => {
		expect(checkFit(message)).toEqual([problem]);
	});

	it("several things at once", () => {
		const message = { ...telling(words(5000)), buttons: [[button(letters(90))]] };
		expect(checkFit(message).map(({ code }) => code)).toEqual(["text-too-long", "button-label-too-long"]);
	});
});
