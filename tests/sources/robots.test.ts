import { describe, expect, it } from "vitest";
import { readRobots, robotsAddress } from "../../src/sources/robots.ts";

const address = "https://a.example/robots.txt";
const text = `User-agent: *
Disallow: /private/
Allow: /private/press/
Crawl-delay: 5

User-agent: barqiya
Disallow: /archive/*.html$
`;

describe("readRobots", () => {
	const ours = readRobots(address, { kind: "text", text }, "barqiya/1.0 (+https://a.example)");
	const others = readRobots(address, { kind: "text", text }, "somebody/1.0");

	it.each([
		["https://a.example/archive/1.html", false],
		["https://a.example/archive/1.html?x", true],
		["https://a.example/private/1", true],
		["https://elsewhere.example/archive/1.html", true],
	])("keeps the rules that name us: %s %s", (page, allowed) => expect(ours.allows(page)).toBe(allowed));

	it("keeps everybody's rules where none names us", () => {
		expect([
			others.allows("https://a.example/private/1"),
			others.allows("https://a.example/private/press/1"),
			others.delayMs,
		]).toEqual([false, true, 5000]);
	});

	it("allows everything where there is no such file, and nothing while the server is in trouble", () => {
		expect(readRobots(address, { kind: "missing" }, "x").allows("https://a.example/")).toBe(true);
		expect(readRobots(address, { kind: "unreachable" }, "x").allows("https://a.example/")).toBe(false);
	});

	it("survives a file that is none", () => {
		const noise = readRobots(address, { kind: "text", text: `\0<html>${"Disallow:".repeat(100_000)}` }, "x");
		expect(noise.allows("https://a.example/")).toBe(true);
	});
});

describe("a robots.txt that means harm, or is only long", () => {
	const allows = (text: string, path: string) =>
		readRobots(address, { kind: "text", text }, "barqiya").allows(`https://a.example${path}`);

	it("means by a row of stars what one means", () => {
		expect(allows(`User-agent: *\nDisallow: /${"*".repeat(500_000)}private`, "/a/private")).toBe(false);
		expect(allows(`User-agent: *\nDisallow: /${"*".repeat(500_000)}private`, "/a/public")).toBe(true);
	});

	it("is obeyed in its first thousand rules for us, whatever it has for others", () => {
		const others = Array.from({ length: 9_000 }, (_, nth) => `User-agent: bot${nth}\nDisallow: /`).join("\n");
		const ours = Array.from({ length: 1_001 }, (_, nth) => `Disallow: /${nth}.html`).join("\n");
		const text = `${others}\nUser-agent: Barqiya/2\n${ours}`;
		expect(["/0.html", "/999.html", "/1000.html"].map((path) => allows(text, path))).toEqual([
			false,
			false,
			true,
		]);
	});

	it("has no rule that is longer than any path", () => {
		const rules = (length: number) => `User-agent: *\nDisallow: /${"a".repeat(length - 1)}`;
		expect(allows(rules(1_000), `/${"a".repeat(1_000)}`)).toBe(false);
		expect(allows(rules(1_001), `/${"a".repeat(1_001)}`)).toBe(true);
	});

	it("is compared with the first two thousand characters of a path", () => {
		const rule = "User-agent: *\nDisallow: /*private";
		expect(allows(rule, `/${"a".repeat(1_900)}private`)).toBe(false);
		expect(allows(rule, `/${"a".repeat(2_000)}private`)).toBe(true);
	});

	it("keeps one group for several names, and takes an empty rule for none", () => {
		const text = "User-agent: other\nUser-agent: barqiya # us\nDisallow: /a\n\nUser-agent: *\nDisallow: /b";
		expect(["/a", "/b"].map((path) => allows(text, path))).toEqual([false, true]);
		expect(allows("User-agent: barqiya\nDisallow:\nUser-agent: *\nDisallow: /", "/a")).toBe(true);
	});

	it("asks for a pause in whole seconds", () => {
		const told = { kind: "text" as const, text: "User-agent: *\nCrawl-delay: 1.37" };
		expect(readRobots(address, told, "barqiya").delayMs).toBe(2_000);
	});
});

describe("robotsAddress", () => {
	it.each([
		["https://a.example:8443/news/1?x", "https://a.example:8443/robots.txt"],
		["/var/news/page.html", undefined],
		["file:///page.html", undefined],
	])("of %s is %s", (page, wanted) => expect(robotsAddress(page)).toBe(wanted));
});
