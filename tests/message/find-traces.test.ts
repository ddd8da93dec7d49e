import { expect, it } from "vitest";
import { aboutOf } from "../../src/message/about.ts";
import { findTraces } from "../../src/message/find-traces.ts";

const about = {
	headlines: ["ارتفاع أسعار النفط بنسبة 3% في أسبوع"],
	links: ["https://news.example/a/1?x=1"],
};
const none = { headline: false, link: false };

it.each<[string, { text: string; links: string[] }, object]>([
	[
		"in other digits and marks",
		{ text: "*إرتفاع* أسعارُ النفط بنسبة ٣٪ في أسبوع", links: [] },
		{ ...none, headline: true },
	],
	["by its address", { text: "اقرأ", links: ["HTTPS://News.example/a/1?x=1"] }, { ...none, link: true }],
	[
		"beside the site's front page",
		{ text: "اقرأ", links: [...about.links, "https://news.example"] },
		{ ...none, link: true },
	],
	["in neither of them", { text: "ارتفاع أسعار القمح", links: ["https://other.example/a/1"] }, none],
	[
		"not in a list of several articles",
		{ text: about.headlines.join(), links: [...about.links, "https://news.example/a/2"] },
		none,
	],
])("a post is found %s", (_name, shown, expected) => {
	expect(findTraces(about, shown)).toEqual(expected);
});

it("words too short to mean anything are no trace, and what is filled in for each channel does not hide the rest", () => {
	expect(findTraces({ headlines: ["خبر"], links: [] }, { text: "خبر آخر", links: [] })).toEqual(none);
	const version = { language: "ar", buttons: [], overrides: {} };
	const announced = aboutOf({
		kind: "broadcast",
		versions: [{ ...version, headline: "بيان", body: "أهلًا بمتابعي {channel} في ليلة العيد المباركة" }],
		at: 0,
		silent: false,
	});
	const text = "بيان\nأهلا بمتابعي «قناة الحي» في ليلة العيد المباركة";
	expect(findTraces(announced, { text, links: [] })).toEqual({ headline: true, link: false });
	const text2 = "بيان\nأهلا بمتابعي «قناة الحي» في ليلة الجمعة المباركة";
	expect(findTraces(announced, { text: text2, links: [] })).toEqual(none);
});

it("two announcements with one headline, or one opening, are not each other", () => {
	const say = (paragraph: string) =>
		aboutOf({
			kind: "text",
			headline: "بيان من إدارة القناة",
			paragraphs: ["تحية طيبة لكم", paragraph],
			language: "ar",
		});
	const text = "**بيان من إدارة القناة**\n\nتحية طيبة لكم\n\nينتقل البث غدا";
	expect(findTraces(say("ينتقل البث غدًا"), { text, links: [] }).headline).toBe(true);
	expect(findTraces(say("يتوقف البث الليلة"), { text, links: [] })).toEqual(none);
});
