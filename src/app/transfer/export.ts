import type { Core } from "../core.ts";
import { platforms } from "../platforms.ts";
import { exportVersion, writeChannel, writeInstant, writeSource } from "./export-file.ts";

/**
 * Everything that people set up, as pieces of one JSON file: sources that they added, people with a role, public pages,
 * languages that people chose, and channels with subscriptions, look, schedule and state. Lane by lane, so that a million channels need no more memory than 500. The
 * platforms need not be switched on. Throws where something cannot be read: who keeps the file relies on it to be whole.
 */
export async function* exportEverything({
	channels,
	pages,
	people,
	clock,
	addedSources,
	staff,
}: Pick<Core, "channels" | "pages" | "people" | "clock" | "addedSources" | "staff">): AsyncGenerator<string> {
	const head = { format: "barqiya", version: exportVersion, exportedAt: writeInstant(clock.now()) };
	const [opening] = JSON.stringify(head, null, "\t").split("\n}");
	yield `${opening},\n\t"sources": [`;
	yield* rows(listSources());
	yield `],\n\t"staff": [`;
	yield* rows(listStaff());
	yield `],\n\t"pages": [`;
	yield* rows(listPages());
	yield `],\n\t"people": [`;
	yield* rows(listPeople());
	yield `],\n\t"channels": [`;
	yield* rows(listChannels());
	yield "]\n}\n";

	async function* listSources() {
		for (const source of await addedSources.all()) yield writeSource(source);
	}

	/** Owners whom the settings name are in the settings. */
	async function* listStaff() {
		for (const { since, ...member } of await staff.listed()) yield { ...member, since: writeInstant(since) };
	}

	async function* listPages() {
		for await (const { platform, address } of allChannels()) {
			const page = platform === "web" ? await pages.page(address) : undefined;
			if (page !== undefined) yield { slug: address, title: page.title, language: page.language };
		}
	}

	async function* listPeople() {
		for (const { name: platform } of platforms) {
			for (const [id, language] of await people.languages(platform)) yield { platform, id, language };
		}
	}

	async function* listChannels() {
		for await (const channel of allChannels()) yield writeChannel(channel);
	}

	async function* allChannels() {
		for (const { name } of platforms) {
			const lanes = await channels.laneCount(name);
			for (let lane = 0; lane < lanes; lane += 1) yield* (await channels.lane(name, lane, rethrow)).values();
		}
	}
}

function rethrow(error: Error): never {
	throw error;
}

/** One row a line: the file can be read, compared and kept in a repository. */
async function* rows(values: AsyncIterable<object>): AsyncGenerator<string> {
	let before = "\n\t\t";
	for await (const value of values) {
		yield `${before}${JSON.stringify(value)}`;
		before = ",\n\t\t";
	}
	if (before.startsWith(",")) yield "\n\t";
}
