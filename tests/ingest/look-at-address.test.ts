import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { lookAtAddress } from "../../src/ingest/look-at-address.ts";
import { createPoliteWeb } from "../../src/ingest/polite-web.ts";
import { fetchSource } from "../../src/sources/fetch-source.ts";
import { readSource } from "../../src/sources/read-source.ts";
import { articlePage, feedOf, headline, indexPage, type Outlet, startOutlet } from "./outlet.ts";

const clock = { now: Date.UTC(2024, 4, 6, 12) };
let outlet: Outlet;
beforeAll(async () => {
	outlet = await startOutlet(clock);
});
beforeEach(() => outlet.pages.clear());
afterAll(() => outlet.stop());

function look(path: string, { allowPrivate = true, maxBytes = 1_000_000 } = {}) {
	const web = createPoliteWeb({
		...{ userAgent: "barqiya/0.1 (test)", gapMs: 0, now: () => clock.now, pause: async () => {} },
		fetch: (location, known) =>
			fetchSource(location, {
				...{ ...known, allowPrivate, maxBytes, timeoutMs: 500, userAgent: "barqiya/0.1 (test)" },
			}),
	});
	const location = /^https?:/.test(path) ? path : `${outlet.address}${path}`;
	return lookAtAddress(location, "Asia/Amman", {
		web,
		read: async (bytes, options) => readSource(bytes, options),
		now: () => clock.now,
	});
}
const nothing = (why: string) => ({ kind: "nothing", why });

describe("an address that somebody gives", () => {
	it("of a feed is that feed, by its own name, with its newest headline", async () => {
		outlet.pages.set("/rss", { body: feedOf([1, 3, 2]) });
		expect(await look("/rss")).toEqual({
			kind: "source",
			found: {
				...{ location: `${outlet.address}/rss`, kind: "feed", name: "جريدة المدينة", topics: [] },
				newest: headline(3),
			},
		});
	});

	it("of a page is the choice of its feeds, those that can be read", async () => {
		const links = ["/all", "/sport", "/gone"].map(
			(href) => `<link rel="alternate" type="application/rss+xml" href="${href}">`,
		);
		outlet.pages.set("/", { body: indexPage([1, 2, 3, 4, 5, 6, 7], links.join("")) });
		outlet.pages.set("/all", { body: feedOf([1, 2]) });
		outlet.pages.set("/sport", { body: feedOf([4]).replace("جريدة المدينة", "الرياضة &amp; <b>الشباب</b>") });
		expect(await look("/")).toMatchObject({
			kind: "choice",
			name: "جريدة المدينة",
			found: [
				{ location: `${outlet.address}/all`, name: "جريدة المدينة", newest: headline(2) },
				{ location: `${outlet.address}/sport`, newest: headline(4) },
			],
		});
	});

	it("of a page without feeds that lists articles is read as such", async () => {
		outlet.pages.set("/news", { body: indexPage([1, 2, 3, 4, 5, 6, 7]) });
		expect(await look("/news")).toEqual({
			kind: "source",
			found: { location: `${outlet.address}/news`, kind: "index", name: "جريدة المدينة", topics: [] },
		});
	});

	it.each<[string, { status?: number; body?: string; never?: true; type?: string }, object]>([
		["that is not there", { status: 404 }, nothing("missing")],
		["that is refused", { status: 403 }, nothing("forbidden")],
		["of a site in trouble", { status: 500 }, { kind: "nothing", why: "status", status: 500 }],
		["that never answers", { never: true }, nothing("too-slow")],
		["of an article", { body: articlePage(1) }, nothing("one-article")],
		["of a feed without items", { body: feedOf([]) }, nothing("empty")],
		["of an empty page", { body: "<!doctype html><html><body></body></html>" }, nothing("not-a-feed")],
		["of too much", { body: feedOf([1]).padEnd(2_000_000) }, nothing("too-large")],
		[
			"of a feed in another language",
			{
				body: `<rss version="2.0"><channel><title>City</title><item><title>The library opens its doors again</title><link>http://city.example/1</link><description>The library of the city opens its doors to readers after two years of work on its halls.</description></item></channel></rss>`,
			},
			nothing("not-arabic"),
		],
	])("%s is nothing to read, and says why", async (_, { status, body, never }, expected) => {
		outlet.pages.set("/x", {
			...(status === undefined ? {} : { status }),
			...(body === undefined ? {} : { body }),
			...(never === undefined ? {} : { never }),
		});
		expect(await look("/x")).toEqual(expected);
	});

	it("of a page that robots.txt forbids is not used", async () => {
		outlet.pages.set("/robots.txt", { body: "User-agent: *\nDisallow: /news" });
		outlet.pages.set("/news", { body: indexPage([1, 2, 3, 4, 5, 6, 7]) });
		expect(await look("/news")).toEqual(nothing("robots"));
	});

	it("in a private network is not asked, by name or by number", async () => {
		outlet.asked();
		for (const address of [
			`${outlet.address}/rss`,
			"http://[::1]/",
			"http://localhost:1/",
			"http://169.254.169.254/",
		]) {
			expect(await look(address, { allowPrivate: false })).toEqual(nothing("private"));
		}
		expect(outlet.asked()).toEqual([]);
	});

	it("that leads nowhere is not reached", async () => {
		expect(await look("http://127.0.0.1:1/")).toEqual(nothing("unreachable"));
		expect(await look("http://no-such-host.invalid/")).toEqual(nothing("unreachable"));
	});
});
