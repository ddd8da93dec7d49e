import type { Completes } from "../command.ts";
import type { CommandDeps } from "../deps.ts";
import type { Completion, CompletionCall } from "../port.ts";
import { listChoices } from "../subscriptions/read-wish.ts";
import { nameLanguages } from "../welcome/language.ts";
import { type Named, nameKey } from "./names.ts";
import { readTyped } from "./typed.ts";

/** What Discord shows at once, and the longest that it takes of a name or a value, in UTF-16 units. */
const mostOffered = 25;
const longestOffered = 100;

/**
 * What a person may mean who has typed this much into a parameter: first the names that begin so, then those with a word
 * that does, then those that hold it; compared by fold keys, without the article. Nothing typed: the first of all.
 */
export async function complete(
	what: Completes,
	{ typed, platform, place }: Pick<CompletionCall, "typed" | "platform" | "place">,
	deps: CommandDeps,
): Promise<readonly Completion[]> {
	const line = readTyped(typed);
	switch (what) {
		case "topic":
			return offer("", line, await namesOfTopics(deps));
		case "language":
			return offer("", line, nameLanguages(deps.sentences.locales));
		case "wishes": {
			const { before, last } = splitList(line);
			return offer(before, last, named(await listChoices(deps)));
		}
		case "unwishes": {
			const { before, last } = splitList(line);
			return offer(before, last, await namesOfSubscribed(platform, place.address, deps));
		}
	}
}

/** The most told first: who has typed nothing yet sees what there is most of. */
async function namesOfTopics(deps: CommandDeps): Promise<readonly Named<unknown>[]> {
	return (await deps.countedTopics()).map(({ id, name }) => ({ value: id, label: name, names: [name, id] }));
}

/** What is subscribed here; everything where nothing is, since another channel may be meant. */
async function namesOfSubscribed(
	platform: string,
	address: string,
	deps: CommandDeps,
): Promise<readonly Named<unknown>[]> {
	const channel = await deps.findChannel(platform, address);
	const choices = await listChoices(deps, channel);
	const ids = new Set(channel?.subscriptions.flatMap(({ topics, sources }) => [...topics, ...sources]));
	const subscribed = choices.filter(({ value }) => ids.has(value.id));
	return named(subscribed.length > 0 ? subscribed : choices);
}

function named(choices: readonly Named<unknown>[]): readonly Named<unknown>[] {
	return choices.filter(({ label }) => label !== "");
}

/** The names that stand already, with the comma behind them, and the one that is being typed. */
function splitList(line: string): { before: string; last: string } {
	const cut = Math.max(...[...",،;؛"].map((comma) => line.lastIndexOf(comma))) + 1;
	return { before: line.slice(0, cut), last: line.slice(cut).trim() };
}

function offer(before: string, typed: string, all: readonly Named<unknown>[]): readonly Completion[] {
	// Who has typed the article and a letter has not typed a word that `nameKey` would take it off.
	const key = nameKey(typed).replace(/^ال/, "");
	const ranked = all
		.map(({ label, names }) => ({
			label,
			rank: Math.min(...names.map((name) => rankOf(key, nameKey(name)))),
		}))
		.filter(({ rank }) => rank < unlike)
		.sort((one, other) => one.rank - other.rank);
	const labels = [...new Set(ranked.map(({ label }) => label))];
	return labels
		.map((label) => (before === "" ? label : `${before} ${label}`))
		.filter((text) => text.length <= longestOffered)
		.slice(0, mostOffered)
		.map((text) => ({ name: text, value: text }));
}

const unlike = 3;

function rankOf(typed: string, name: string): number {
	if (name.startsWith(typed)) return 0;
	if (` ${name}`.includes(` ${typed}`)) return 1;
	return name.includes(typed) ? 2 : unlike;
}
