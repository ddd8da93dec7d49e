import { createHash } from "node:crypto";
import { urlKey } from "../../sources/url-key.ts";

/** The id of a source that is added: the same wherever and whenever this address is added. 24 characters. */
export function addedSourceId(address: string): string {
	return `web-${createHash("sha256").update(urlKey(address)).digest("hex").slice(0, 20)}`;
}
