import type { OpmlDeps, SourceChoice } from "../../commands/deps.ts";
import type { FoundSource } from "../../domain/source.ts";
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
			const outlines = sourcesOfChannel(channel, await catalogue.all()).flatMap(buildOutline);
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
				else fresh.push({ location: address, kind: type === "link" ? "auto" : "feed", name, topics });
			}
			return { kind: "opml", known, fresh, left: read.left };
		},
	};
}
