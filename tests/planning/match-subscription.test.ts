import { describe, expect, it } from "vitest";
import { explainMatch, type Filter, matchSubscription } from "../../src/planning/match-subscription.ts";
import { testFilter } from "../../src/planning/test-filter.ts";
import { topicKeys } from "../../src/planning/topic-keys.ts";
import { buildArticle, everything } from "./articles.ts";

const takes = (filter: Partial<Filter>, article = buildArticle()) =>
	matchSubscription({ ...everything, ...filter }, article, topicKeys(article, undefined));

describe("a subscription's words", () => {
	it.each([
		["القمة", "قمة عربية في جدة", true],
		["القمة", "القادة يستعدون للقمة", true],
		["القمة", "وصول الوفود وللقمة جدول مزدحم", true],
		["قمة", "وَالقِمَّة تُفتتح غدًا", true],
		["القمة", "القمم العالية في الألب", false],
		["القمة", "أقمشة جديدة في السوق", false],
		["مسؤول", "المسؤولون في اجتماع", true],
		["إيران", "ايران تعلن موعدا", true],
		["وزير", "الوزير يزور إربد", true],
		["غزة", "الوضع في القطاع وبغزة خصوصا", true],
		["حر", "رحلة إلى بحر العرب", false],
		["كوفيد-19", "لقاح كوفيد 19 متوفر", true],
		["٢٠٢٣", "ميزانية 2023", true],
		["G20", "اجتماع g20 غدا", true],
		['"مجلس الأمن"', "جلسة لمجلس الأمن حول السودان", true],
		['"مجلس الأمن"', "بمجلس الأمن جلسة طارئة", true],
		['"مجلس الأمن"', "المجلس الأمني يجتمع", true],
		['"مجلس الأمن"', "مجلس النواب يبحث الأمن", false],
		["re:/قم[ةم]/", "قِمَم عالية", true],
		["re:/^عاجل/", "خبر غير عاجل", false],
		["re:/[أإا]سعار النفط/", "أسعار النفط ترتفع", true],
		["re:/brent.*\\d+/", "Brent يغلق عند ٨٢", true],
	])("%s in «%s»: %s", (term, headline, found) => {
		expect(takes({ include: [term] }, buildArticle({ headline, lead: "" }))).toBe(found);
	});

	it("are looked for in headline and lead, not in the body", () => {
		expect(takes({ include: ["البلدية"] })).toBe(true);
		expect(takes({ include: ["الزيتون"] }, buildArticle({ body: "موسم الزيتون" }))).toBe(false);
	});

	it("of several to include one is enough, unless it is marked with a plus", () => {
		expect(takes({ include: ["قطار", "طائرة"] })).toBe(true);
		expect(takes({ include: ["قطار", "+طائرة"] })).toBe(false);
		expect(takes({ include: ["سفينة", "+قطار"] })).toBe(false);
		expect(takes({ include: ["+قطار", "+محطة"] })).toBe(true);
	});

	it("that are excluded win over those that are included", () => {
		expect(takes({ include: ["قطار"], exclude: ["البلدية"] })).toBe(false);
		expect(takes({ exclude: ["طائرة"] })).toBe(true);
	});

	it("that cannot be read find nothing and break nothing", () => {
		expect(takes({ include: ["re:/(/"] })).toBe(false);
		expect(takes({ exclude: ["re:/(/", "🙂"] })).toBe(true);
	});
});

describe("a subscription's sources, topics and importance", () => {
	it("all have to hold", () => {
		const article = buildArticle({ categories: ["الإقتصاد"] });
		expect(takes({ sources: ["national"], topics: ["الاقتصاد"] }, article)).toBe(true);
		expect(takes({ sources: ["other"], topics: ["الاقتصاد"] }, article)).toBe(false);
		expect(takes({ sources: ["national"], topics: ["رياضة"] }, article)).toBe(false);
	});

	it.each([
		["ordinary news", {}, 0],
		["news that carries a story on", { storyId: "first" }, 1],
		["news that its outlet calls breaking", { headline: "عاجل | زلزال يضرب الساحل" }, 2],
		["news with a hashtag", { headline: "#عاجل: زلزال يضرب الساحل" }, 2],
		["news of a breaking category", { categories: ["أخبار عاجلة"] }, 2],
		["news with the word in its midst", { headline: "علاج عاجل للمصابين" }, 0],
		["news with a word that only begins like it", { headline: "عاجلا أم آجلا يعود القطار" }, 0],
	])("%s", (_, part, level) => {
		const article = buildArticle(part);
		const taken = [0, 1, 2].filter((minimumImportance) => takes({ minimumImportance }, article));
		expect(taken).toEqual([0, 1, 2].filter((each) => each <= level));
	});
});

describe("the test of a filter", () => {
	it("gives the reason of each part for each article", async () => {
		const filter: Filter = {
			...everything,
			sources: ["national"],
			include: ["القطار"],
			exclude: ["البلدية"],
		};
		const other = buildArticle({ sourceId: "gulf", lead: "" });
		const [first, second] = await testFilter(filter, [buildArticle(), other], []);
		expect(first?.matches).toBe(false);
		expect(first?.reasons).toEqual([
			{ part: "sources", ok: true, found: "national" },
			{ part: "exclude", ok: false, term: "البلدية", found: "البلدية", where: "lead" },
			{ part: "include", ok: true, term: "القطار", found: "للقطار", where: "headline" },
		]);
		expect(second?.reasons.map(({ part, ok }) => [part, ok])).toEqual([
			["sources", false],
			["exclude", true],
			["include", true],
		]);
	});

	it("ends after the first articles where an expression takes its time, and does not where words do", async () => {
		let now = 0;
		const tried = (filter: Partial<Filter>) =>
			testFilter(
				{ ...everything, ...filter },
				Array.from({ length: 50 }, () => buildArticle()),
				[],
				() => {
					now += 60;
					return now;
				},
			);
		expect(await tried({ include: ["re:/قطار/"] })).toHaveLength(4);
		expect(await tried({ include: ["قطار", "+البلدية"] })).toHaveLength(50);
	});

	it("names the word that was demanded and not found", () => {
		const match = explainMatch({ ...everything, include: ["+طائرة"] }, buildArticle(), new Set());
		expect(match).toEqual({ matches: false, reasons: [{ part: "include", ok: false, term: "+طائرة" }] });
	});

	it("takes everything where there is no wish", () => {
		expect(explainMatch(everything, buildArticle(), new Set())).toEqual({ matches: true, reasons: [] });
	});
});
