import type { Core } from "../core.ts";

/** Longer nobody waits who wants to know something of a platform. */
const patienceMs = 60_000;

/** A request that a platform counts, and that is no message: it takes its place among all others, in front of posts. */
export function createTurn(core: Core, platform: string) {
	return async <T>(request: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
		const publisher = core.publisher(platform);
		const row = core.platforms.find(({ name }) => name === platform);
		const layers = publisher?.windows(row?.sampleAddress ?? "", "").filter(({ shared }) => shared) ?? [];
		if (layers.length === 0) return request();
		const patience = AbortSignal.timeout(patienceMs);
		const window = core.window(platform);
		const until = signal === undefined ? patience : AbortSignal.any([patience, signal]);
		const slot = await window.acquire(layers, "reply", until);
		try {
			return await request();
		} finally {
			void window.release(slot);
		}
	};
}
