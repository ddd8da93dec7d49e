import type { Instant } from "../domain/time.ts";

/** When each host was or will be asked last. */
export type HostTimes = ReadonlyMap<string, Instant>;

/**
 * When a host may be asked: now, or `gapMs` after it was asked last. The times with this visit noted come back with it, so
 * that a caller with many sources on one host gives each its own place in the line. Times that no longer matter are dropped.
 */
export function nextVisit(
	times: HostTimes,
	address: string,
	{ now, gapMs }: { now: Instant; gapMs: number },
): { at: Instant; times: HostTimes } {
	const host = hostOf(address);
	if (host === undefined) return { at: now, times };
	const last = times.get(host);
	const at = last === undefined ? now : Math.max(now, last + gapMs);
	const current = [...times].filter(([, time]) => time + gapMs > now);
	return { at, times: new Map([...current, [host, at]]) };
}

/** A file has no host and needs no pacing. */
function hostOf(address: string): string | undefined {
	try {
		return new URL(address).host || undefined;
	} catch {
		return undefined;
	}
}
