import type { Turn } from "../store/flood-guard.ts";
import { findClosest } from "./closest.ts";
import type { Command, ReadCall } from "./command.ts";
import type { CommandDeps } from "./deps.ts";
import { matchWords } from "./match-words.ts";
import type { CommandDescription, CommandPort, CommandReply } from "./port.ts";
import { buildReply } from "./reply.ts";
import { commandTable } from "./table.ts";
import { quoteTyped, readTyped } from "./typed.ts";

/** The commands as the platforms' bots see them. */
export function createCommands(deps: CommandDeps): CommandPort {
	return {
		commands: commandTable.map((command) => describe(command, deps)),
		match: matchWords,
		async run(call) {
			const asker = { platform: call.platform, ...call.person };
			const [turn, chosen] = await Promise.all([deps.takeTurn(asker), deps.languageOf(asker)]);
			const locale = deps.sentences.pickLocale(chosen ?? call.person.language);
			if (turn.kind === "too-many") return answerTooMany(turn, locale, deps);
			const read = { ...call, args: readTyped(call.args), locale };
			const command = commandTable.find(({ name }) => name === call.name.toLowerCase());
			return command === undefined ? answerUnknown(read, deps) : command.run(read, deps, commandTable);
		},
	};
}

function describe(command: Command, { sentences }: CommandDeps): CommandDescription {
	const inAllLanguages = (id: string) =>
		Object.fromEntries(sentences.locales.map((locale) => [locale, sentences.say(locale, id)]));
	return {
		name: command.name,
		descriptions: inAllLanguages(command.description),
		parameters: command.parameters.map(({ description, ...parameter }) => ({
			...parameter,
			descriptions: inAllLanguages(description),
		})),
	};
}

/** Once politely, then not at all: an answer to each would be a flood as well. */
function answerTooMany(
	{ first, waitMs }: Extract<Turn, { kind: "too-many" }>,
	locale: string,
	{ sentences }: CommandDeps,
): CommandReply {
	if (!first) return { messages: [], visibility: "person" };
	const seconds = Math.max(1, Math.ceil(waitMs / 1000));
	return buildReply("person", locale, [sentences.say(locale, "too-many", { count: seconds })]);
}

function answerUnknown({ name, locale }: ReadCall, { sentences }: CommandDeps): CommandReply {
	const known = commandTable.map((command) => ({
		value: command,
		label: command.name,
		names: [command.name, ...command.words],
	}));
	const [closest] = findClosest(readTyped(name), known);
	return buildReply("person", locale, [
		sentences.say(locale, "command-unknown", { command: quoteTyped(name) }),
		closest === undefined
			? sentences.say(locale, "start-help")
			: sentences.say(locale, "command-closest", { command: closest }),
	]);
}
