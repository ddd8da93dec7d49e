import type { Source } from "../../domain/source.ts";
import { canonicalUrl } from "../../sources/canonical-url.ts";
import { urlKey } from "../../sources/url-key.ts";
import type { AddedSourceStore } from "../../store/added-sources.ts";
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
	let seen = { version: "none yet", all: listed as readonly Source[] };
	let reading: { version: string; done: Promise<void> } | undefined;

	async function read(version: string): Promise<void> {
		// After what changes while it is read there is another version, and the next who asks reads anew.
		seen = { version, all: merge(listed, await added.all()) };
	}

	async function all(): Promise<readonly Source[]> {
		const version = await added.version();
		if (seen.version === version) return seen.all;
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
		return seen.all;
	}

	return {
		all,
		known: () => seen.all,
		async find(id) {
			const sources = await all();
			return sources.find((one) => one.id === id) ?? sources.find(({ addedId }) => addedId === id);
		},
		async findAddress(address) {
			const key = urlKey(address);
			return (await all()).find(({ location }) => isAddress(location) && urlKey(location) === key);
		},
	};
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
