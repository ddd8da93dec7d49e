import robotsModule from "robots-parser";
import { pickOurRules } from "./robots/our-rules.ts";

/** Its types describe an ES module; what it is, is CommonJS whose export is the function itself. */
const robotsParser = robotsModule as unknown as typeof robotsModule.default;

/** What a site's robots.txt says to us; pages are fetched by it, feeds are an invitation of their own. */
export type Robots = {
	allows(address: string): boolean;
	/** `Crawl-delay` in milliseconds, whole seconds, at most a minute. */
	delayMs?: number;
};

/** RFC 9309 §2.5: at least 500 KiB are read, and no more need be. Bytes. */
export const mostRobots = 512_000;
/** Characters of a path, its query among them, that are compared with the rules. */
const longestPath = 2_000;

/** Where the robots.txt that governs an address lies; undefined for a file. */
export function robotsAddress(address: string): string | undefined {
	try {
		const url = new URL(address);
		return /^https?:$/u.test(url.protocol) ? `${url.origin}/robots.txt` : undefined;
	} catch {
		return undefined;
	}
}

/** `status` as RFC 9309 §2.3.1 has it: a missing file allows everything, a server in trouble forbids everything for now. */
export function readRobots(
	address: string,
	answer: { kind: "text"; text: string } | { kind: "missing" } | { kind: "unreachable" },
	userAgent: string,
): Robots {
	if (answer.kind === "missing") return { allows: () => true };
	if (answer.kind === "unreachable") return { allows: () => false };
	const name = userAgent.split(/[/\s]/u, 1)[0] ?? userAgent;
	const rules = robotsParser(address, pickOurRules(answer.text.slice(0, mostRobots), name));
	const delay = rules.getCrawlDelay(name);
	return {
		// `undefined` is an address of another site: these rules do not speak of it.
		allows: (page) => rules.isAllowed(beginningOf(page), name) ?? true,
		...(delay !== undefined && delay > 0 && { delayMs: Math.min(Math.ceil(delay), 60) * 1000 }),
	};
}

function beginningOf(page: string): string {
	if (!URL.canParse(page)) return page;
	const { origin, pathname, search } = new URL(page);
	return `${origin}${`${pathname}${search}`.slice(0, longestPath)}`;
}
