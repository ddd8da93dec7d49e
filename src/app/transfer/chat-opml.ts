import type { OpmlDeps, SourceChoice } from "../../commands/deps.ts";
import type { FoundSource } from "../../domain/source.ts";
import { holdsSecret } from "../../sources/address-secrets.ts";
import { canonicalUrl } from "../../sources/canonical-url.ts";
import { decode } from "../../sources/decode.ts";
import { readOpml, writeOpml } from "../../sources/opml.ts";
import type { Core } from "../core.ts";
import { buildOutline, sourcesOfChannel } from "./opml.ts";

/** Entries of a file that somebody sends in a chat. */
const mostOutlines = 500;

/** OPML of one channel, out and in, on an open core. */
export function createOpml({ catalogue, clock }: Core): OpmlDeps {
	return {
		async write(channel) {
			// Whoever may have `/opml` did not bring all that is in it: an operator's login or key, or another person's, is not
			// handed on, and a group reads what is sent to one of it.
			const open = sourcesOfChannel(channel, await catalogue.all()).filter(
				({ location }) => !holdsSecret(location),
			);
			const outlines = open.flatMap(buildOutline);
			if (outlines.length === 0) return undefined;
			return { text: writeOpml(channel.title, clock.now(), outlines), count: outlines.length };
		},
		async read(bytes) {
			const decoded = decode(bytes, undefined);
			const read = decoded.kind === "unreadable" ? undefined : readOpml(decoded.text);
			if (read?.kind !== "opml") return { kind: "refused" };
			if (read.outlines.length > mostOutlines) return { kind: "too-many", most: mostOutlines };
			const known: SourceChoice[] = [];
			const fresh: FoundSource[] = [];
			for (const { type, name, address, topics } of read.outlines) {
				const source = await catalogue.findAddress(address);
				if (source !== undefined) known.push({ id: source.id, name: source.name });
				// Without the login that may stand in it: whoever brings the address after would read with it.
				else
					fresh.push({
						location: canonicalUrl(address) ?? address,
						kind: type === "link" ? "auto" : "feed",
						name,
						topics,
					});
			}
			return { kind: "opml", known, fresh, left: read.left };
		},
	};
}
