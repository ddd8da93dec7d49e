import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { Document, isSeq, parseDocument } from "yaml";
import { addWish, isEverything } from "../../commands/subscriptions/wish.ts";
import { type Channel, newsOf } from "../../domain/channel.ts";
import { AppError } from "../../domain/errors.ts";
import type { Source } from "../../domain/source.ts";
import { canonicalUrl } from "../../sources/canonical-url.ts";
import { type Outline, readOpml, writeOpml } from "../../sources/opml.ts";
import type { Config } from "../config/config.ts";
import { readSourceFile } from "../config/source-file.ts";
import type { Core } from "../core.ts";
import { readChannel } from "../operate/explain.ts";
import { withCore } from "../with-core.ts";

/** What an import did, or would do. */
export type OpmlImported = {
	/** Ids of the sources that are new in the file of sources. */
	added: readonly string[];
	/** How many were there already, and how many outlines name nothing that can be read. */
	known: number;
	left: number;
	/** The channel that gets them, where one was named. */
	channel?: string;
};

/**
 * The sources as OPML, or those that a channel gets. Files on this machine are nobody else's to read and are left out.
 * Throws `BQ_USAGE` where there is nothing to write, and for a channel that does not exist.
 */
export async function exportOpml(config: Config, channel: string | undefined, now: number): Promise<string> {
	const wanted = await withCore(config, async (core) =>
		channel === undefined ? core.catalogue.all() : sourcesOf(channel, core),
	);
	const outlines = wanted.flatMap(buildOutline);
	if (outlines.length === 0)
		throw new AppError("BQ_USAGE", "opml: there is no source with an address to write");
	return writeOpml(channel === undefined ? "barqiya" : `barqiya ${channel}`, now, outlines);
}

/**
 * Adds the sources of an OPML file to the file of sources, which keeps its comments, and subscribes a channel to them
 * where one is named. A source whose address is there already stays as it is: importing twice is importing once. Throws
 * `BQ_IMPORT_INVALID` for what is no OPML, and then has written nothing. `check`: nothing is written at all.
 */
export async function importOpml(
	text: string,
	config: Config,
	{ channel, check }: { channel: string | undefined; check: boolean },
): Promise<OpmlImported> {
	const read = readOpml(text);
	if (read.kind === "refused") throw new AppError("BQ_IMPORT_INVALID", `opml: ${read.reason}`);
	const byAddress = new Map(config.sources.map(({ location, id }) => [canonicalUrl(location), id]));
	const taken = new Set(config.sources.map(({ id }) => id));
	const added: NewSource[] = [];
	const ids = read.outlines.map((outline) => {
		const known = byAddress.get(canonicalUrl(outline.address));
		if (known !== undefined) return known;
		const source = buildSource(outline, taken);
		taken.add(source.id);
		added.push(source);
		return source.id;
	});
	// Before anything is written: an import with a channel that does not exist changes nothing.
	const subscribed = channel === undefined ? undefined : await subscribe(channel, ids, config, true);
	if (!check && added.length > 0) writeSources(config.options.BARQIYA_SOURCES, added, config);
	if (!check && channel !== undefined) await subscribe(channel, ids, config, false);
	return {
		added: added.map(({ id }) => id),
		known: ids.length - added.length,
		left: read.left,
		...(subscribed === undefined ? {} : { channel: subscribed }),
	};
}

/** A source as an outline; nothing for a file on this machine. */
export function buildOutline({ location, kind, name, topics }: Source): readonly Outline[] {
	if (!/^https?:\/\//i.test(location)) return [];
	const type = kind === "index" || kind === "page" ? "link" : "rss";
	return [{ type, name, address: location, topics }];
}

async function sourcesOf(channel: string, core: Core): Promise<readonly Source[]> {
	const found = await core.channels.get(await readChannel(channel, core));
	if (found === undefined) throw new AppError("BQ_USAGE", `opml: there is no channel "${channel}"`);
	return sourcesOfChannel(found, await core.catalogue.all());
}

/** Of these sources those that the subscriptions of a channel take something of. */
export function sourcesOfChannel(channel: Channel, all: readonly Source[]): readonly Source[] {
	const wishes = newsOf(channel);
	return all.filter(({ id, addedId, onlyByName }) =>
		wishes.some(({ sources }) =>
			sources.length === 0 ? onlyByName !== true : sources.some((named) => named === id || named === addedId),
		),
	);
}

/** A channel that gets everything stays as it is: naming sources would narrow it. Answers with the channel's id. */
async function subscribe(
	channel: string,
	sources: readonly string[],
	config: Config,
	check: boolean,
): Promise<string> {
	return withCore(config, async ({ channels, ...core }) => {
		const id = await readChannel(channel, { channels, ...core });
		if ((await channels.get(id)) === undefined) {
			throw new AppError("BQ_USAGE", `opml: there is no channel "${channel}"`);
		}
		const wish = { sources, topics: [] };
		if (check || sources.length === 0) return id;
		await channels.update(id, (now) =>
			newsOf(now).some((one) => isEverything(one) && one.include.length === 0)
				? now
				: { ...now, subscriptions: addWish(now.subscriptions, wish, "opml") },
		);
		return id;
	});
}

type NewSource = { id: string; name: string; location: string; kind?: "index"; topics?: readonly string[] };

function buildSource({ type, name, address, topics }: Outline, taken: ReadonlySet<string>): NewSource {
	return {
		id: chooseId(name, address, taken),
		name,
		location: address,
		...(type === "link" ? { kind: "index" } : {}),
		...(topics.length === 0 ? {} : { topics }),
	};
}

const longestId = 40;

/** What people type in commands: of the name where it is Latin, else of the address; numbered where it is taken. */
function chooseId(name: string, address: string, taken: ReadonlySet<string>): string {
	const latin = /^[\x20-\x7e]{3,}$/.test(name) ? name : new URL(address).hostname.replace(/^www\./, "");
	const slug = latin
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "-")
		.slice(0, longestId - 5)
		.replace(/^-|-$/g, "");
	const base = slug === "" ? "source" : slug;
	for (let nth = 1; ; nth += 1) {
		const id = nth === 1 ? base : `${base}-${nth}`;
		if (!taken.has(id)) return id;
	}
}

/** Writes beside the file, reads that as the program will, and only then puts it in the file's place. */
function writeSources(path: string, added: readonly NewSource[], { options }: Config): void {
	const document = existsSync(path) ? parseDocument(readFileSync(path, "utf8")) : new Document({});
	if (!isSeq(document.get("sources"))) document.set("sources", document.createNode([]));
	for (const source of added) document.addIn(["sources"], document.createNode(source));
	const beside = `${path}.import`;
	try {
		// Logins of sources may stand in it: who may read it stays as it was.
		const mode = existsSync(path) ? { mode: statSync(path).mode & 0o777 } : {};
		writeFileSync(beside, document.toString({ lineWidth: 0 }), mode);
		const read = readSourceFile(beside, options.BARQIYA_TIME_ZONE);
		if (read.kind === "invalid") throw new AppError("BQ_IMPORT_INVALID", `opml: ${read.problems.join("; ")}`);
		renameSync(beside, path);
	} finally {
		rmSync(beside, { force: true });
	}
}
