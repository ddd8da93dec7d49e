import { beforeEach, describe, expect, it } from "vitest";
import { createWebSite } from "../../../adapters/web/bot.ts";
import { silentLog } from "../../../src/domain/log.ts";
import { createSentences } from "../../../src/i18n/sentences.ts";
import type { Message } from "../../../src/message/message.ts";
import { createMemoryPages, type MemoryPages } from "./memory-pages.ts";
import { cardMessage, textMessage } from "./sample-messages.ts";

const sentences = createSentences();
const base = "https://news.example";
const pageAddress = `${base}/c/${encodeURIComponent("أخبار-الساحل")}`;
let pages: MemoryPages;
let site: ReturnType<typeof createWebSite>;

beforeEach(() => {
	pages = createMemoryPages();
	pages.addPage("أخبار-الساحل", { title: "أخبار الساحل", language: "ar" });
	site = createWebSite({ pages, baseUrl: base, sentences, log: silentLog });
});

async function put(id: string, message: Message = cardMessage(`خبر ${id}`)) {
	pages.clock.now += 60_000;
	await pages.put("أخبار-الساحل", { id, message });
}

async function get(path: string, headers: Record<string, string> = {}) {
	const response = await site.request(`${pageAddress}${path}`, { headers });
	return { response, text: await response.text() };
}

describe("a page", () => {
	it("is Arabic, from right to left, with a heading an entry and links to its feeds", async () => {
		await put("a1");
		const { response, text } = await get("");
		expect(response.status).toBe(200);
		expect(response.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
		expect(text).toContain('<html lang="ar" dir="rtl">');
		expect(text).toContain('<h1 class="title">');
		expect(text).toContain('<article id="a1" lang="ar" dir="rtl">');
		expect(text).toContain(
			`<h2 class="headline"><a href="https://sahel.example/news/1" rel="noopener">خبر a1</a></h2>`,
		);
		expect(text).toContain(`href="${pageAddress}/feed.xml"`);
		expect(text).toContain(`href="${pageAddress}/a1"`);
	});

	it("sets an English entry from left to right on an Arabic page", async () => {
		await put("a1", textMessage("The council met on Monday.", "en"));
		expect((await get("")).text).toContain('<article id="a1" lang="en" dir="ltr">');
	});

	it("says what is shown of it where its address is passed on; its later parts are its own words alone", async () => {
		for (let n = 1; n <= 25; n += 1) await put(`e${n}`);
		const { text } = await get("");
		expect(text).toContain(`<link rel="canonical" href="${pageAddress}">`);
		expect(text.match(/<meta property="og:.*>/g)).toEqual([
			'<meta property="og:type" content="website">',
			'<meta property="og:title" content="أخبار الساحل">',
			`<meta property="og:url" content="${pageAddress}">`,
		]);
		expect((await get("?before=e6")).text).not.toMatch(/og:|canonical/);
	});

	it("shows twenty entries, then leads on to the older ones and back", async () => {
		for (let n = 1; n <= 25; n += 1) await put(`e${n}`);
		const first = await get("");
		expect(first.text.match(/<article /g)).toHaveLength(20);
		expect(first.text).toContain(`<a rel="next" href="${pageAddress}?before=e6">`);
		const second = await get("?before=e6");
		expect(second.text.match(/<article id="[^"]+"/g)).toEqual(
			[5, 4, 3, 2, 1].map((n) => `<article id="e${n}"`),
		);
		expect(second.text).not.toContain('rel="next"');
		expect(second.text).toContain(`<a href="${pageAddress}">أحدث المنشورات</a>`);
	});

	it("says in Arabic that nothing was published yet", async () => {
		expect((await get("")).text).toContain("لم يُنشر شيء هنا بعد.");
	});

	it.each(["/c/nowhere", "/c/nowhere/feed.xml", "/c/nowhere/x", "/", "/c/%E0%A4%A"])(
		"answers %s with a 404 in Arabic",
		async (path) => {
			const response = await site.request(`${base}${path}`);
			expect(response.status).toBe(404);
			expect(await response.text()).toContain("لا توجد صفحة بهذا العنوان");
		},
	);

	it("answers 503 with an Arabic page while the store is away", async () => {
		pages.outage.error = new Error("connection is closed");
		const { response, text } = await get("");
		expect({ status: response.status, retry: response.headers.get("Retry-After") }).toEqual({
			status: 503,
			retry: "30",
		});
		expect(text).toContain("الصفحة غير متاحة الآن");
		expect(text).not.toContain("connection");
	});

	it("answers so too when the store says nothing, and keeps nobody waiting", async () => {
		const silent = { ...pages, page: () => new Promise<never>(() => {}) };
		site = createWebSite({ pages: silent, baseUrl: base, sentences, log: silentLog, patienceMs: 20 });
		const { response, text } = await get("");
		expect(response.status).toBe(503);
		expect(text).toContain("الصفحة غير متاحة الآن");
	});
});

it("what many readers ask for is written once, and anew as soon as the page changes", async () => {
	await put("a1");
	let looks = 0;
	const counted = {
		...pages,
		list(...given: Parameters<MemoryPages["list"]>) {
			looks++;
			return pages.list(...given);
		},
	};
	site = createWebSite({ pages: counted, baseUrl: base, sentences, log: silentLog });
	for (const path of ["", "/feed.xml", "/feed.json"]) {
		looks = 0;
		const [first, second] = [await get(path), await get(path)];
		expect(second.text).toBe(first.text);
		expect(looks).toBe(1);
	}
	await put("a2");
	expect((await get("")).text).toContain("خبر a2");
	await pages.remove("أخبار-الساحل", "a2", textMessage("سُحب"));
	expect((await get("")).text).not.toContain("خبر a2");
	expect((await get("/a2")).response.status).toBe(410);
	expect((await get("/a2")).response.status).toBe(410);
});

describe("an entry's own page", () => {
	it("has its headline as the heading and in the title", async () => {
		await put("a1");
		const { text } = await get("/a1");
		expect(text).toContain("<title>خبر a1 – أخبار الساحل</title>");
		expect(text).toContain('<h1 class="headline">');
		expect(text).toContain(`<link rel="canonical" href="${pageAddress}/a1">`);
	});

	it("says what is shown of it where its address is passed on", async () => {
		await put("a1");
		const { text } = await get("/a1");
		expect(text).toContain('<meta property="og:title" content="خبر a1">');
		expect(text).toContain(`<meta property="og:url" content="${pageAddress}/a1">`);
		expect(text).toMatch(/<meta property="article:published_time" content="\d{4}-\d{2}-\d{2}T[\d:.]+Z">/);
		expect((await get("/")).text).not.toContain("og:");
	});

	it("says when it was corrected", async () => {
		await put("a1");
		await pages.replace("أخبار-الساحل", "a1", cardMessage("خبر مصحح"));
		expect((await get("/a1")).text).toContain("صُحِّح هذا المنشور بعد نشره");
	});

	it("is 410 with what stands in its place once it was withdrawn, and off the page and its feeds", async () => {
		await put("a1");
		await pages.remove("أخبار-الساحل", "a1", textMessage("سحبت هيئة التحرير هذا الخبر."));
		const { response, text } = await get("/a1");
		expect(response.status).toBe(410);
		expect(text).toContain("سُحب هذا المنشور");
		expect(text).toContain("سحبت هيئة التحرير هذا الخبر.");
		for (const path of ["", "/feed.xml", "/feed.json"]) expect((await get(path)).text).not.toContain("/a1");
	});

	it("is 404 where there never was one, with the way back to the page", async () => {
		const { response, text } = await get("/zzz");
		expect(response.status).toBe(404);
		expect(text).toContain("لا يوجد منشور بهذا العنوان");
		expect(text).toContain(`href="${pageAddress}"`);
	});
});

describe("what a message may not do to a page", () => {
	const hostile = '"><script>alert(1)</script><b>';

	it("every text is escaped, wherever it stands", async () => {
		await put("a1", {
			...cardMessage(hostile),
			blocks: [
				{ kind: "headline", text: hostile },
				{ kind: "date", text: hostile },
				{ kind: "paragraph", spans: [{ text: hostile, bold: true, italic: true }] },
				{ kind: "list", items: [[{ text: hostile }]] },
				{ kind: "source", name: hostile },
				{ kind: "tags", tags: [hostile] },
			],
			buttons: [[{ label: hostile, href: `https://sahel.example/${hostile}` }]],
		});
		for (const path of ["", "/a1", "/feed.xml", "/feed.json"]) {
			const { text } = await get(path);
			expect(text, path).not.toContain("<script");
			expect(text.includes("alert(1)"), path).toBe(true);
		}
	});

	it.each(["javascript:alert(1)", "data:text/html,x", "vbscript:x", "//sahel.example/x", "not an address"])(
		"no link is made of %s",
		async (href) => {
			await put("a1", {
				...textMessage("نص"),
				blocks: [
					{ kind: "headline", text: "عنوان", href },
					{ kind: "paragraph", spans: [{ text: "نص", href }] },
					{ kind: "source", name: "مصدر", href },
				],
				buttons: [[{ label: "زر", href }]],
			});
			const { text } = await get("/a1");
			expect(text).not.toContain(`href="${href}"`);
			expect(text).toContain("زر");
		},
	);

	it("asks nobody else for a picture unless that was allowed", async () => {
		const image = { url: "https://pictures.example/a.jpg", alt: "حديقة" };
		await put("a1", cardMessage("خبر", { image }));
		expect((await get("")).text).not.toContain("<img");
		const allowed = createWebSite({
			pages,
			baseUrl: base,
			imageOrigins: ["https://pictures.example"],
			sentences,
			log: silentLog,
		});
		const response = await allowed.request(pageAddress);
		expect(response.headers.get("Content-Security-Policy")).toContain(
			"img-src data: https://news.example https://pictures.example;",
		);
		expect(await response.text()).toContain('<img src="https://pictures.example/a.jpg" alt="حديقة"');
	});

	it("no script runs, nothing frames it, and the style is the one whose hash is given", async () => {
		await put("a1");
		const { response, text } = await get("");
		const policy = response.headers.get("Content-Security-Policy") ?? "";
		expect(policy).toContain("default-src 'none'");
		expect(policy).not.toContain("unsafe");
		const style = /<style>([\s\S]*)<\/style>/.exec(text)?.[1] ?? "";
		const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(style));
		expect(policy).toContain(`'sha256-${Buffer.from(digest).toString("base64")}'`);
		expect(text).not.toMatch(/<script|\son\w+=|\sstyle=/);
	});
});

describe("asking again", () => {
	it.each(["", "/a1", "/feed.xml", "/feed.json"])(
		"%s answers 304 to its own tag or date, until it changes",
		async (path) => {
			await put("a1");
			const { response } = await get(path);
			const tag = response.headers.get("ETag") ?? "";
			const date = response.headers.get("Last-Modified") ?? "";
			expect(date).toBe("Mon, 06 May 2024 09:31:00 GMT");
			for (const headers of [
				{ "If-None-Match": tag },
				{ "If-None-Match": `"x", W/${tag}` },
				{ "If-Modified-Since": date },
			]) {
				const again = await get(path, headers);
				expect({ status: again.response.status, text: again.text }).toEqual({ status: 304, text: "" });
				expect(again.response.headers.get("ETag")).toBe(tag);
			}
			pages.clock.now += 1;
			await pages.replace("أخبار-الساحل", "a1", cardMessage("خبر مصحح"));
			// The same second, so the date alone cannot tell; the tag does.
			const changed = await get(path, { "If-None-Match": tag, "If-Modified-Since": date });
			expect(changed.response.status).toBe(200);
			expect(changed.text).toContain("خبر مصحح");
		},
	);
});
