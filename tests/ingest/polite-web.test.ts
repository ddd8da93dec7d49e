import { expect, it } from "vitest";
import type { Loaded } from "../../src/ingest/ingest-deps.ts";
import { createPoliteWeb } from "../../src/ingest/polite-web.ts";

/** A web in which every site has a robots.txt that forbids `/private`; `asked` notes what was asked for, and how much of it. */
function createTestWeb(rules = "User-agent: *\nDisallow: /private\n") {
	const asked: { location: string; firstBytes?: number }[] = [];
	let now = Date.UTC(2025, 0, 1);
	const web = createPoliteWeb({
		userAgent: "barqiya/0.1 (test)",
		gapMs: 0,
		now: () => now,
		pause: async (milliseconds) => {
			now += milliseconds;
		},
		fetch: async (location, { firstBytes }): Promise<Exclude<Loaded, { kind: "stopped" }>> => {
			asked.push({ location, ...(firstBytes !== undefined && { firstBytes }) });
			return { kind: "fetched", bytes: Buffer.from(location.endsWith("/robots.txt") ? rules : "") };
		},
	});
	return { web, asked };
}

it("asks for no more of a robots.txt than is read of it, and for all of a page", async () => {
	const { web, asked } = createTestWeb();
	await web.load("https://a.example/news", { robots: true });
	expect(asked).toEqual([
		{ location: "https://a.example/robots.txt", firstBytes: 512_000 },
		{ location: "https://a.example/news" },
	]);
});

it("remembers the rules of five hundred sites, and asks once more for those that were not needed for longest", async () => {
	const { web, asked } = createTestWeb();
	const site = (nth: number) => `https://s${nth}.example`;
	for (let nth = 0; nth < 500; nth++) await web.refusal(`${site(nth)}/a`);
	await web.refusal(`${site(0)}/b`);
	expect(asked).toHaveLength(500);
	await web.refusal(`${site(500)}/a`);
	asked.length = 0;
	expect(await web.refusal(`${site(0)}/private`)).toMatchObject({ code: "BQ_SOURCE_FORBIDDEN_BY_ROBOTS" });
	expect(await web.refusal(`${site(1)}/private`)).toMatchObject({ code: "BQ_SOURCE_FORBIDDEN_BY_ROBOTS" });
	expect(asked.map(({ location }) => location)).toEqual([`${site(1)}/robots.txt`]);
});
