import type { Source } from "../../domain/source.ts";
import { canonicalUrl } from "../../sources/canonical-url.ts";
import { urlKey } from "../../sources/url-key.ts";
import type { AddedSourceStore } from "../../store/news/added-sources.ts";
import { addedSourceId } from "./added-source-id.ts";

/** All sources: those of the operator's file, and those that people added. The file wins where both name one address or id. */
export type Catalogue = {
	/** As they are now, in every process: a change is seen by the next who asks. */
	all(): Promise<readonly Source[]>;
	/** By its id, or by the one that it had before the operator listed it. */
	find(id: string): Promise<Source | undefined>;
	findAddress(address: string): Promise<Source | undefined>;
	/** As they were when somebody asked last; for what cannot wait. */
	known(): readonly Source[];
};

/** One value is asked of Redis each time, and everything only after a change. */
export function createCatalogue(
	file: readonly Source[],
	added: Pick<AddedSourceStore, "version" | "all">,
): Catalogue {
	const listed = file.map(withAddedId);
	let seen = buildIndex("none yet", listed);
	let reading: { version: string; done: Promise<void> } | undefined;

	async function read(version: string): Promise<void> {
		// After what changes while it is read there is another version, and the next who asks reads anew.
		seen = buildIndex(version, merge(listed, await added.all()));
	}

	async function look(): Promise<Index> {
		const version = await added.version();
		if (seen.version === version) return seen;
		if (reading?.version !== version) {
			const begun = { version, done: read(version) };
			reading = begun;
			// Who waits for it is told; the next tries again.
			begun.done
				.catch(() => undefined)
				.finally(() => {
					if (reading === begun) reading = undefined;
				});
		}
		await reading.done;
		return seen;
	}

	return {
		all: async () => (await look()).all,
		known: () => seen.all,
		find: async (id) => (await look()).byId.get(id),
		findAddress: async (address) => (await look()).byAddress.get(urlKey(address)),
	};
}

type Index = {
	version: string;
	all: readonly Source[];
	byId: ReadonlyMap<string, Source>;
	byAddress: ReadonlyMap<string, Source>;
};

function buildIndex(version: string, all: readonly Source[]): Index {
	const byId = new Map<string, Source>();
	const byAddress = new Map<string, Source>();
	const note = (map: Map<string, Source>, key: string | undefined, source: Source) => {
		if (key !== undefined && !map.has(key)) map.set(key, source);
	};
	for (const source of all) {
		note(byId, source.id, source);
		note(byAddress, isAddress(source.location) ? urlKey(source.location) : undefined, source);
	}
	for (const source of all) note(byId, source.addedId, source);
	return { version, all, byId, byAddress };
}

function merge(listed: readonly Source[], added: readonly Source[]): Source[] {
	const taken = new Set(
		listed.flatMap(({ id, addedId }) => [id, ...(addedId === undefined ? [] : [addedId])]),
	);
	return [...listed, ...added.filter(({ id }) => !taken.has(id))];
}

function withAddedId(source: Source): Source {
	return isAddress(source.location) ? { ...source, addedId: addedSourceId(source.location) } : source;
}

function isAddress(location: string): boolean {
	return canonicalUrl(location) !== undefined;
}
