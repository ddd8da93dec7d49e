import { LRUCache } from "lru-cache";
import type { Instant } from "../domain/time.ts";
import { type HostTimes, nextVisit } from "../sources/pacing.ts";
import { mostRobots, type Robots, readRobots, robotsAddress } from "../sources/robots.ts";
import type { Ask, Failed, Loaded, Web } from "./ingest-deps.ts";

export type PoliteWebSettings = {
	fetch(location: string, ask: Asked): Promise<Exclude<Loaded, { kind: "stopped" }>>;
	userAgent: string;
	/** Milliseconds between two requests of this process to one host; a `Crawl-delay` that is longer wins. */
	gapMs: number;
	now(): Instant;
	/** Resolves after so many milliseconds, or when the signal is aborted. */
	pause(milliseconds: number, signal?: AbortSignal): Promise<void>;
};

/** `firstBytes`: so many from the beginning are enough. */
type Asked = Pick<Ask, "etag" | "lastModified"> & { firstBytes?: number };

/** What a site's robots.txt said, or why it could not say anything. */
type Rules = { kind: "rules"; robots: Robots } | Failed;

/** RFC 9309 §2.4: not longer than a day. */
const rulesLifeMs = 24 * 3600_000;
/** Sites whose rules are remembered: the one that was asked for them longest ago is asked once more. */
const mostSites = 500;
/** A site in trouble is asked again for its rules as soon as it may have recovered. */
const troubleLifeMs = 10 * 60_000;

/**
 * Loads with manners: one request after the other at each host, pages by the rules of robots.txt (of the place to which
 * they were redirected too), which are kept for a day. What it remembers is bounded, and lasts as long as the process.
 */
export function createPoliteWeb(settings: PoliteWebSettings): Web {
	const { fetch, userAgent, gapMs, now, pause } = settings;
	const known = new LRUCache<string, { until: Instant; rules: Promise<Rules> }>({ max: mostSites });
	// Hosts with one gap make one line: times are dropped by the gap of whoever asks.
	const lines = new Map<number, HostTimes>();

	function rulesOf(address: string): Promise<Rules> {
		const found = known.get(address);
		if (found !== undefined && found.until > now()) return found.rules;
		const entry = { until: now() + rulesLifeMs, rules: askRules(address) };
		known.set(address, entry);
		void entry.rules.then((rules) => {
			if (rules.kind === "failed") entry.until = now() + troubleLifeMs;
		});
		return entry.rules;
	}

	async function askRules(address: string): Promise<Rules> {
		const answer = await fetch(address, { firstBytes: mostRobots });
		if (answer.kind === "failed" && !isMissing(answer)) return answer;
		const told =
			answer.kind === "fetched"
				? { kind: "text" as const, text: new TextDecoder().decode(answer.bytes) }
				: { kind: "missing" as const };
		return { kind: "rules", robots: readRobots(address, told, userAgent) };
	}

	async function refusal(location: string): Promise<Failed | undefined> {
		const address = robotsAddress(location);
		if (address === undefined) return undefined;
		const rules = await rulesOf(address);
		if (rules.kind === "failed") return rules;
		if (rules.robots.allows(location)) return undefined;
		const message = `robots: ${address} forbids ${new URL(location).pathname}`;
		return { kind: "failed", code: "BQ_SOURCE_FORBIDDEN_BY_ROBOTS", message };
	}

	/** The site's own wish where it is known already; a feed does not ask for it. */
	async function gapOf(location: string): Promise<number> {
		const rules = await known.get(robotsAddress(location) ?? "")?.rules;
		return Math.max(gapMs, rules?.kind === "rules" ? (rules.robots.delayMs ?? 0) : 0);
	}

	async function takeTurn(location: string, signal: AbortSignal | undefined): Promise<void> {
		const gap = await gapOf(location);
		const { at, times } = nextVisit(lines.get(gap) ?? new Map(), location, { now: now(), gapMs: gap });
		lines.set(gap, times);
		if (at > now()) await pause(at - now(), signal);
	}

	return {
		refusal,
		async load(location, { robots, signal, ...validators }) {
			const refused = robots ? await refusal(location) : undefined;
			if (refused !== undefined) return refused;
			await takeTurn(location, signal);
			if (signal?.aborted) return { kind: "stopped" };
			const loaded = await fetch(location, validators);
			const moved =
				loaded.kind === "fetched" && loaded.finalUrl !== undefined && loaded.finalUrl !== location;
			return (robots && moved ? await refusal(loaded.finalUrl ?? "") : undefined) ?? loaded;
		},
	};
}

/** RFC 9309 §2.3.1.3: a site that says it has no such file, or does not show it, allows everything. */
function isMissing({ status }: Failed): boolean {
	return status !== undefined && status >= 400 && status < 500 && status !== 429;
}
