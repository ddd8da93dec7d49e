import type { Instant } from "../../domain/time.ts";

/** Header names in lower case, as undici gives them. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** A header's value; of a repeated one, the values joined as RFC 9110 §5.3 allows. */
export function header(headers: Headers, name: string): string | undefined {
	const value = headers[name];
	return Array.isArray(value) ? value.join(", ") : value;
}

const day = 86_400_000;

/**
 * How long the server says its answer stays fresh, in milliseconds, at most a day: `Cache-Control: max-age` less `Age`,
 * else `Expires`. Undefined where it says nothing; 0 for `no-cache` and what is stale already.
 */
export function freshFor(headers: Headers, now: Instant): number | undefined {
	const control = header(headers, "cache-control")?.toLowerCase() ?? "";
	if (/\bno-(?:cache|store)\b/u.test(control)) return 0;
	const maxAge = /\bmax-age\s*=\s*"?(\d{1,10})/u.exec(control)?.[1];
	if (maxAge !== undefined) return within((Number(maxAge) - (Number(header(headers, "age")) || 0)) * 1000);
	const expires = header(headers, "expires");
	if (expires === undefined) return undefined;
	const until = Date.parse(expires);
	// `Expires: 0` and other nonsense mean "already" (RFC 9111 §5.3).
	if (Number.isNaN(until)) return 0;
	const sent = Date.parse(header(headers, "date") ?? "");
	return within(until - (Number.isNaN(sent) ? now : sent));
}

/** `Retry-After` in milliseconds, from seconds or a date, at most a day; undefined where there is none that can be read. */
export function retryAfter(headers: Headers, now: Instant): number | undefined {
	const value = header(headers, "retry-after")?.trim();
	if (value === undefined || value === "") return undefined;
	if (/^\d{1,10}$/u.test(value)) return within(Number(value) * 1000);
	const until = Date.parse(value);
	return Number.isNaN(until) ? undefined : within(until - now);
}

function within(milliseconds: number): number {
	return Math.min(day, Math.max(0, milliseconds));
}
