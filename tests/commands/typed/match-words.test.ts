import { describe, expect, it } from "vitest";
import { matchWords } from "../../../src/commands/typed/match-words.ts";

describe("a plain message means a command", () => {
	it.each([
		["آخر الأخبار", "latest", ""],
		["اخر الاخبار", "latest", ""],
		["آخِرُ الأخبار؟", "latest", ""],
		["آخر الأخبار 5", "latest", "5"],
		["آخر 5 أخبار", "latest", "5"],
		["آخر ٥ أخبار سياسة", "latest", "٥ سياسة"],
		["أحدث الأخبار الرياضية", "latest", "الرياضية"],
		["  آخر\nالأخبار  ", "latest", ""],
		["اشترك", "subscribe", ""],
		["إشترك سياسة، اقتصاد", "subscribe", "سياسة، اقتصاد"],
		["اشترك @city_news", "subscribe", "@city_news"],
		["إلغاء الاشتراك", "unsubscribe", ""],
		["الغاء الاشتراك رياضة", "unsubscribe", "رياضة"],
		["مساعدة", "help", ""],
		["المساعدة", "help", ""],
		["ابدأ", "start", ""],
		["بحث قمة المناخ", "search", "قمة المناخ"],
		["ابحث عن قمة المناخ", "search", "قمة المناخ"],
		["المزيد", "more", ""],
		["المواضيع", "topics", ""],
		["المصادر", "sources", ""],
		["الإعدادات الأرقام هندية", "settings", "الأرقام هندية"],
		["أوقف الأخبار ساعتين", "pause", "ساعتين"],
		["استئناف", "resume", ""],
		["استأنف الأخبار", "resume", ""],
		["معاينة", "preview", ""],
		["لماذا https://news.example/1", "why", "https://news.example/1"],
		["اللغة الإنجليزية", "language", "الإنجليزية"],
	])("%j", (text, name, args) => {
		expect(matchWords(text, true)).toEqual({ name, args });
	});
});

describe("a plain message means nothing", () => {
	it.each([
		"",
		"👍",
		"؟؟؟",
		"مرحبا",
		"هل من أخبار؟",
		"هذه آخر الأخبار",
		"آخر",
		"اشتراكات",
		"5 آخر الأخبار",
		"اشترك في القناة من فضلك يا صديقي العزيز حالا",
		"/latest",
		"latest",
	])("%j", (text) => {
		expect(matchWords(text, true)).toBeUndefined();
	});
});

describe("said to others, a plain message", () => {
	it.each([
		["آخر الأخبار", "latest"],
		["آخر 5 أخبار", "latest"],
		["بحث قمة المناخ", "search"],
		["المصادر", "sources"],
	])("means a command where nobody says it by chance: %j", (text, name) => {
		expect(matchWords(text, false)?.name).toBe(name);
	});

	it.each(["مساعدة", "المزيد", "ابدأ", "لماذا", "اشترك", "المصادر كلها تقول ذلك", "اللغة", "الإعدادات"])(
		"means nothing where people may say it: %j",
		(text) => {
			expect(matchWords(text, false)).toBeUndefined();
		},
	);
});
