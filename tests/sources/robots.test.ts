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

describe("robotsAddress", () => {
	it.each([
		["https://a.example:8443/news/1?x", "https://a.example:8443/robots.txt"],
		["/var/news/page.html", undefined],
		["file:///page.html", undefined],
	])("of %s is %s", (page, wanted) => expect(robotsAddress(page)).toBe(wanted));
});
