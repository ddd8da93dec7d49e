import { fetchSource } from "../sources/fetch-source.ts";
import type { OptionValues } from "./config/read-options.ts";

/** A post waits for it: below the time after which a claimed send is not begun any more. ms. */
const patienceMs = 2_500;

/** Loads pictures as sources are loaded: no private network, bounded in size and time, saying who asks. */
export function createPictureLoader(options: OptionValues) {
	return async (address: string, maxBytes: number): Promise<Uint8Array | undefined> => {
		if (!/^https?:/i.test(address)) return undefined;
		const fetched = await fetchSource(address, {
			allowPrivate: options.SOURCE_ALLOW_PRIVATE,
			userAgent: options.SOURCE_USER_AGENT,
			accept: "image/jpeg, image/png, image/webp;q=0.9, image/gif;q=0.8",
			timeoutMs: patienceMs,
			maxBytes,
		});
		return fetched.kind === "fetched" ? fetched.bytes : undefined;
	};
}
