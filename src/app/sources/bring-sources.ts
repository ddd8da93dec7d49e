import type { Asker, BringingDeps, Brought } from "../../commands/deps.ts";
import type { Actor } from "../../domain/person.ts";
import { mayDo } from "../../domain/rights.ts";
import type { AddedSource, AddressLook, FoundSource, Source } from "../../domain/source.ts";
import type { TimeZone } from "../../domain/time.ts";
import { lookAtAddress } from "../../ingest/look-at-address.ts";
import { canonicalUrl } from "../../sources/canonical-url.ts";
import { createOfferStore } from "../../store/dialogues/offers.ts";
import type { SourceChange } from "../../store/news/added-sources.ts";
import { keys } from "../../store/redis/keys.ts";
import { takeLease } from "../../store/redis/lease.ts";
import type { Core } from "../core.ts";
import { addedSourceId } from "./added-source-id.ts";

/** Everything that one look may take: a page and the feeds that it names. */
const longestLookMs = 60_000;
/** As often as a source of the file that says nothing of it. */
export const addedEveryMs = 300_000;
const longestName = 120;

/** Sources that people bring, on an open core. */
export function createBringing(core: Core): BringingDeps {
	const { catalogue, config, connection, staff } = core;
	const offers = createOfferStore(connection);
	const { SOURCES_PER_PERSON: most, SOURCES_BROUGHT: mostOfAll } = config.options;
	const limits = { most, mostOfAll };
	return {
		most: limits.most,
		async find(address) {
			const found = await catalogue.findAddress(address);
			if (found !== undefined) await wantAgain(found.id, core);
			return found && { id: found.id, name: found.name };
		},
		idOf: async (address) => addedSourceId(address),
		async look(address, zone, by) {
			const looks = await lookAll([address], 1, zone, by, core);
			return looks === "busy" ? { kind: "busy" } : (looks[0] ?? { kind: "nothing", why: "no-address" });
		},
		lookAll: (addresses, atOnce, zone, by) => lookAll(addresses, atOnce, zone, by, core),
		async room(by) {
			if (mayDo((await staff.actor(by)).role, "source.add")) return Number.POSITIVE_INFINITY;
			const [own, all] = await Promise.all([core.addedSources.countOf(by), core.addedSources.count()]);
			return Math.max(0, Math.min(limits.most - own, limits.mostOfAll - all));
		},
		async add(found, zone, by: Asker) {
			const actor = await staff.actor(by);
			const bounds = mayDo(actor.role, "source.add") ? {} : limits;
			return addSource(found, zone, { by: actor, onlyByName: true, ...bounds }, core);
		},
		keepOffer: offers.put,
		offer: offers.get,
	};
}

/** One such work of a person at a time, in whatever process; what does not end in time is not reached. */
async function lookAll(
	addresses: readonly string[],
	atOnce: number,
	zone: TimeZone,
	by: Asker,
	{ clock, connection, reader, web }: Core,
): Promise<AddressLook[] | "busy"> {
	const key = keys.lease(`look:${by.platform}:${by.id}`);
	const taken = await takeLease(connection, key, longestLookMs * 2);
	if (taken.kind === "taken") return "busy";
	const signal = AbortSignal.timeout(longestLookMs);
	const deps = { web, read: reader.read, now: clock.now };
	try {
		const looks: AddressLook[] = [];
		for (let from = 0; from < addresses.length; from += atOnce) {
			const some = addresses.slice(from, from + atOnce).map(async (address): Promise<AddressLook> => {
				const location = canonicalUrl(address);
				if (location === undefined) return { kind: "nothing", why: "no-address" };
				return lookAtAddress(location, zone, deps, signal);
			});
			looks.push(...(await Promise.all(some)));
		}
		return looks;
	} finally {
		await taken.lease.release();
	}
}

export type AddGiven = { by: Actor; onlyByName: boolean } & Pick<SourceChange, "most" | "mostOfAll">;

/** Makes a source of what was found; what is one already stays as it is. */
export async function addSource(
	found: FoundSource,
	timeZone: string,
	{ by, onlyByName, ...bounds }: AddGiven,
	core: Core,
): Promise<Brought> {
	const { addedSources, catalogue, clock } = core;
	const known = await catalogue.findAddress(found.location);
	if (known !== undefined) {
		await wantAgain(known.id, core);
		return { kind: "brought", source: { id: known.id, name: known.name }, isNew: false };
	}
	const now = clock.now();
	const source: AddedSource = {
		id: addedSourceId(found.location),
		name: found.name.slice(0, longestName),
		location: found.location,
		kind: found.kind,
		timeZone,
		every: addedEveryMs,
		topics: [...found.topics],
		...(onlyByName ? { onlyByName: true as const } : {}),
		addedBy: { platform: by.platform, id: by.id, name: by.name },
		addedAt: now,
	};
	const done = await addedSources.change(source.id, source, {
		read: undefined,
		dueAt: now,
		...bounds,
		entry: {
			who: by,
			action: "source.add",
			object: `source ${source.id}`,
			after: describeSource(source),
			outcome: "done",
		},
	});
	if (done === "too-many" || done === "full") return { kind: done };
	// Somebody brought it at the same moment.
	return { kind: "brought", source: { id: source.id, name: source.name }, isNew: done === "done" };
}

/** It is read again at once, where nobody had wanted it any more. */
export async function wantAgain(id: string, { addedSources, clock }: Core): Promise<void> {
	for (;;) {
		const read = await addedSources.get(id);
		if (read?.unusedSince === undefined) return;
		const { unusedSince: _, ...wanted } = read;
		if ((await addedSources.change(id, wanted, { read, dueAt: clock.now() })) === "done") return;
	}
}

/** For the log and for lists: without its query, which may be a key. */
export function describeSource({ name, location }: Pick<Source, "name" | "location">): string {
	const { origin, pathname } = new URL(location);
	return `${name}: ${origin}${pathname}`;
}
