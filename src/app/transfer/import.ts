import { isDeepStrictEqual } from "node:util";
import type { Channel } from "../../domain/channel.ts";
import type { Core } from "../core.ts";
import { platforms } from "../platforms.ts";
import { type ExportedChannel, type ExportFile, readExportFile } from "./export-file.ts";

/** What an import did, and what in the file has no effect here. */
export type Imported = {
	channels: { added: number; changed: number; unchanged: number };
	pages: number;
	people: number;
	notes: readonly string[];
};

/**
 * Takes in an exported file: a channel that is known by its address becomes what the file says, others are added, none is
 * removed. Nothing is written unless the whole file is good; importing it twice is importing it once. `check`: nothing is
 * written at all. Throws `BQ_IMPORT_INVALID` with every problem.
 */
export async function importEverything(text: string, core: Core, check: boolean): Promise<Imported> {
	const file = readExportFile(text, {
		platforms: platforms.map(({ name }) => name),
		locales: core.sentences.locales,
	});
	const counts = { added: 0, changed: 0, unchanged: 0 };
	if (!check) {
		for (const { slug, ...page } of file.pages) await core.pages.putPage(slug, page);
		for (const { platform, id, language } of file.people) {
			await core.people.setLanguage({ platform, id }, language);
		}
	}
	for (const given of file.channels) counts[await putChannel(given, core, check)] += 1;
	const { pages, people } = file;
	return { channels: counts, pages: pages.length, people: people.length, notes: strangeSources(file, core) };
}

async function putChannel(
	given: ExportedChannel,
	{ channels }: Core,
	check: boolean,
): Promise<keyof Imported["channels"]> {
	const { platform, address } = given;
	const known = await channels.find(platform, address);
	if (known !== undefined && isDeepStrictEqual(known, become(known, given))) return "unchanged";
	if (check) return known === undefined ? "added" : "changed";
	// One that is new is made as it shall be: it is never there without its state.
	const { id } = known ?? (await channels.register(platform, address, given));
	await channels.update(id, (now) => become(now, given));
	return known === undefined ? "added" : "changed";
}

function become({ id }: Channel, given: ExportedChannel): Channel {
	return { id, ...given };
}

/** Sources are the operator's file, not ours to write: a subscription to one that is not there waits for it. */
function strangeSources({ channels }: ExportFile, { config }: Core): readonly string[] {
	const known = new Set(config.sources.map(({ id }) => id));
	const named = channels.flatMap(({ subscriptions }) => subscriptions.flatMap(({ sources }) => sources));
	return [...new Set(named)]
		.filter((id) => !known.has(id))
		.map((id) => `subscriptions name the source "${id}", which BARQIYA_SOURCES does not list`);
}
