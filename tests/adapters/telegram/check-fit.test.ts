import { describe, expect, it } from "vitest";
import { checkFit } from "../../../adapters/telegram/check-fit.ts";
import { renderCall } from "../../../adapters/telegram/publisher/render-call.ts";
import type { Block, Message, Span } from "../../../src/message/message.ts";
import { sampleMessage } from "../../contract/publisher.ts";

const words = (count: number) =>
	"كلمةطويلة "
		.repeat(Math.ceil(count / 10))
		.slice(0, count - 1)
		.concat("ن");
const telling = (...spans: Span[]) => sampleMessage({ blocks: [{ kind: "paragraph", spans }] });
const text = (count: number) => telling({ text: words(count) });
const button = { label: "اقرأ", href: "https://news.example/1" };
const withButtons = (count: number) =>
	sampleMessage({ buttons: Array.from({ length: count }, () => [button]) });
/** So many bold words, each an entity of its own. */
const marked = (count: number): Message =>
	telling(
		...Array.from({ length: count }, (_, nth): Span[] => [
			{ text: `خبر${nth}`, bold: true },
			{ text: " ثم " },
		]).flat(),
	);
const visible = (message: Message) => renderCall(message, { plainText: false }).text.visible;
const entities = (message: Message) =>
	renderCall(message, { plainText: false }).text.text.match(/<(?:b|i|a)\b/g) ?? [];

describe("what fits is shown whole", () => {
	it("a text of 4,096 signs, also over a picture, which then stands above it", () => {
		expect(checkFit(text(4096))).toEqual([]);
		expect(visible(text(4096))).toHaveLength(4096);
		const pictured = { ...text(4096), image: { url: "https://news.example/p.jpg", alt: "" } };
		expect(checkFit(pictured)).toEqual([]);
		expect(visible(pictured)).toHaveLength(4096);
	});

	it("a hundred marked pieces, a hundred buttons, and a message of nothing", () => {
		expect(checkFit(marked(100))).toEqual([]);
		expect(entities(marked(100))).toHaveLength(100);
		expect(checkFit(withButtons(100))).toEqual([]);
		const empty: readonly Block[] = [];
		expect(checkFit(sampleMessage({ blocks: empty }))).toEqual([]);
	});

	it("signs that look like mark-up, which are text", () => {
		expect(checkFit(telling({ text: "<b>".repeat(150) }))).toEqual([]);
		expect(checkFit(text(10))).toEqual([]);
	});
});

describe("what does not fit is told with what it comes to", () => {
	it.each<[string, Message, object]>([
		["a text", text(4097), { code: "text-too-long", length: 4097, limit: 4096 }],
		["marked pieces", marked(101), { code: "too-much-mark-up", length: 101, limit: 100 }],
		[
			"a piece that is marked twice counts twice",
			{
				...marked(99),
				blocks: [...marked(99).blocks, ...telling({ text: "خبر", bold: true, italic: true }).blocks],
			},
			{ code: "too-much-mark-up", length: 101, limit: 100 },
		],
		["buttons", withButtons(101), { code: "too-many-buttons", length: 101, limit: 100 }],
	])("%s", (_name, message, problem) => {
		expect(checkFit(message)).toEqual([problem]);
	});

	it("marks of direction, which readers do not see and Telegram counts", () => {
		// 4,090 and four, and two that keep `A&B` together.
		expect(checkFit(telling({ text: `${words(4090)} A&B` }))).toEqual([]);
		expect(checkFit(telling({ text: `${words(4091)} A&B` }))).toEqual([
			{ code: "text-too-long", length: 4097, limit: 4096 },
		]);
	});
});
