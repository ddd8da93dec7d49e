import { isTimeZone } from "../../calendar/zone.ts";
import { AppError } from "../../domain/errors.ts";
import type { AddedSource, AddressLook, FoundSource, Source } from "../../domain/source.ts";
import { lookAtAddress } from "../../ingest/look-at-address.ts";
import { canonicalUrl } from "../../sources/canonical-url.ts";
import type { Config } from "../config/config.ts";
import type { Core } from "../core.ts";
import { addedSourceId } from "../sources/added-source-id.ts";
import { addSource, describeSource } from "../sources/bring-sources.ts";
import { withCore } from "../with-core.ts";
import { terminalActor } from "./staff.ts";

export type SourceGiven = {
	name?: string;
	timeZone?: string;
	topics: readonly string[];
	onlyByName: boolean;
};

/**
 * Adds a source for everybody, or for those who name it. Its address is read first. Throws `BQ_USAGE` where there is nothing to read, or a
 * choice to make, with what was found.
 */
export function addSourceAt(
	address: string,
	given: SourceGiven,
	config: Config,
): Promise<{ id: string; name: string; isNew: boolean }> {
	const timeZone = given.timeZone ?? config.options.BARQIYA_TIME_ZONE;
	const location = canonicalUrl(address);
	if (location === undefined) throw usage(`"${address}" is no http(s) address`);
	if (!isTimeZone(timeZone)) throw usage(`"${timeZone}" is no time zone`);
	return withCore(config, async (core) => {
		const { catalogue, clock, reader, web } = core;
		const known = await catalogue.findAddress(location);
		if (known !== undefined) return { id: known.id, name: known.name, isNew: false };
		const look = await lookAtAddress(location, timeZone, { web, read: reader.read, now: clock.now });
		const found: FoundSource = { ...requireFound(look, location), topics: given.topics };
		const added = await addSource(
			{ ...found, name: given.name ?? found.name },
			timeZone,
			{ by: terminalActor(), onlyByName: given.onlyByName },
			core,
		);
		if (added.kind !== "brought") throw usage("it was not added");
		return { ...added.source, isNew: added.isNew };
	});
}

function requireFound(look: AddressLook, location: string): FoundSource {
	switch (look.kind) {
		case "source":
			return look.found;
		case "choice": {
			const feeds = look.found.map((one) => `  ${one.location}  ${one.name}`).join("\n");
			throw usage(`${location} is a page; add one of its feeds:\n${feeds}`);
		}
		case "nothing":
			throw usage(`there is nothing to read at ${location}: ${look.why} ${look.status ?? ""}`.trimEnd());
	}
}

export type ListedSource = Source & Partial<Pick<AddedSource, "addedBy" | "addedAt" | "unusedSince">>;

/** All sources, those of the file first. */
export function listSources(config: Config): Promise<readonly ListedSource[]> {
	return withCore(config, ({ catalogue }) => catalogue.all());
}

/** Removes one that was added, by its id or its address. Throws `BQ_USAGE` for one of the file, and for none. */
export function removeSource(reference: string, config: Config): Promise<AddedSource> {
	return withCore(config, async (core) => {
		const id = canonicalUrl(reference) === undefined ? reference : addedSourceId(reference);
		const refused = await core.permit(terminalActor(), "source.remove", `source ${id}`);
		if (refused !== undefined) throw usage(`this needs the role ${refused.least}`);
		const removed = await remove(id, core);
		if (removed !== undefined) return removed;
		const known = await core.catalogue.find(id);
		throw usage(
			known === undefined
				? `there is no source "${reference}"; \`barqiya source list\` shows all`
				: `"${known.id}" stands in ${config.options.BARQIYA_SOURCES}; take it out there`,
		);
	});
}

async function remove(id: string, { addedSources }: Core): Promise<AddedSource | undefined> {
	for (;;) {
		const read = await addedSources.get(id);
		if (read === undefined) return undefined;
		const entry = {
			who: terminalActor(),
			action: "source.remove",
			object: `source ${id}`,
			before: describeSource(read),
			outcome: "done",
		} as const;
		if ((await addedSources.change(id, undefined, { read, entry })) === "done") return read;
	}
}

function usage(message: string): AppError {
	return new AppError("BQ_USAGE", `source: ${message}`);
}
