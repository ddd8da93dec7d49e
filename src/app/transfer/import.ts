import { isDeepStrictEqual } from "node:util";
import type { Channel, Route } from "../../domain/channel.ts";
import type { Core } from "../core.ts";
import { terminalActor } from "../operate/staff.ts";
import { platforms } from "../platforms.ts";
import { describeSource } from "../sources/bring-sources.ts";
import { type ExportedChannel, type ExportFile, readExportFile } from "./export-file.ts";

/** What an import did, and what in the file has no effect here. */
export type Imported = {
	channels: { added: number; changed: number; unchanged: number };
	/** Of those in the file: how many are new here. */
	sources: number;
	/** Of those in the file: how many got another role here than they had. */
	staff: number;
	pages: number;
	people: number;
	notes: readonly string[];
};

/**
 * Takes in an exported file: a channel that is known by its address becomes what the file says, others are added, none is
 * removed; a source that is there stays as it is; people get the roles that the file gives them. Nothing is written unless the whole file is good; importing it twice is importing it once. `check`: nothing is
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
	let [sources, staff] = [0, 0];
	for (const given of file.sources) sources += await putSource(given, core, check);
	for (const given of file.staff) staff += await putRole(given, core, check);
	for (const given of file.channels) counts[await putChannel(given, core, check)] += 1;
	const { pages, people } = file;
	const notes = [...(await strangeSources(file, core)), ...(await firstPosts(core))];
	return { channels: counts, sources, staff, pages: pages.length, people: people.length, notes };
}

/** 1 when it is new here. Its first news is read at once, and the newest of it posted, as of every new source. */
async function putSource(
	given: ExportFile["sources"][number],
	{ addedSources, catalogue, clock }: Core,
	check: boolean,
): Promise<0 | 1> {
	if ((await catalogue.findAddress(given.location)) !== undefined) return 0;
	if (check) return 1;
	const entry = {
		who: terminalActor(),
		action: "source.add",
		object: `source ${given.id}`,
		after: describeSource(given),
		outcome: "done",
	} as const;
	const done = await addedSources.change(given.id, given, { read: undefined, dueAt: clock.now(), entry });
	return done === "done" ? 1 : 0;
}

/** 1 when the person has another role than before. Whoever the settings make an owner stays one. */
async function putRole(
	{ role, ...person }: ExportFile["staff"][number],
	{ staff }: Core,
	check: boolean,
): Promise<0 | 1> {
	const before = await staff.roleOf(person);
	if (before === role || check) return before === role ? 0 : 1;
	const changed = await staff.setRole(terminalActor(), person, role);
	return changed.kind === "done" ? 1 : 0;
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

/** What the file says, and what this Redis alone knows: where the channel's messages lie, and which parts take nothing. */
function become(now: Channel, { state, routes, ...given }: ExportedChannel): Channel {
	const { id, movedAt } = now;
	const movedTo = now.state.kind === "gone" ? now.state.movedTo : undefined;
	return {
		...given,
		id,
		state: state.kind === "gone" && movedTo !== undefined ? { ...state, movedTo } : state,
		...(movedAt === undefined ? {} : { movedAt }),
		...(routes === undefined ? {} : { routes: routes.map((route) => keepHindrance(route, now.routes)) }),
	};
}

function keepHindrance(given: Route, now: readonly Route[] = []): Route {
	const hindered = now.find(({ to }) => to === given.to)?.hindered;
	return hindered === undefined ? given : { ...given, hindered };
}

/** The file tells of channels and not of what they have got: what is read here first may be what they have. */
async function firstPosts({ health, config }: Core): Promise<readonly string[]> {
	const most = config.options.SOURCE_FIRST_POSTS;
	if (most === 0 || (await health.all()).size > 0) return [];
	return [
		`no source has been read here yet: the newest ${most} of each will be posted to these channels; if they have them already, start with SOURCE_FIRST_POSTS=0 until each source was read once`,
	];
}

/** The operator's file is not ours to write: a subscription to a source that is not there waits for it. */
async function strangeSources(
	{ channels, sources }: ExportFile,
	{ catalogue }: Core,
): Promise<readonly string[]> {
	const all = [...(await catalogue.all()), ...sources];
	const known = new Set(
		all.flatMap((source) => ("addedId" in source ? [source.id, source.addedId] : [source.id])),
	);
	const named = channels.flatMap(({ subscriptions }) => subscriptions.flatMap(({ sources }) => sources));
	return [...new Set(named)]
		.filter((id) => !known.has(id))
		.map((id) => `subscriptions name the source "${id}", which BARQIYA_SOURCES does not list`);
}
