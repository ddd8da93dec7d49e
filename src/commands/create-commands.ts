import { buildAnswer } from "../message/answer.ts";
import type { Turn } from "../store/people/flood-guard.ts";
import { buildReply } from "./answer/reply.ts";
import type { Command, ReadCall } from "./command.ts";
import type { CommandDeps } from "./deps.ts";
import { lookUp } from "./news/look-up.ts";
import type { Caller, CommandDescription, CommandPort, CommandReply, PressCall } from "./port.ts";
import { commandTable } from "./table.ts";
import { findClosest } from "./typed/closest.ts";
import { complete } from "./typed/complete.ts";
import { matchWords } from "./typed/match-words.ts";
import { quoteTyped, readTyped } from "./typed/typed.ts";
import { askInWriting, takeAnswer } from "./typed/written-form.ts";
import { greet } from "./welcome/greet.ts";

/** The commands as the platforms' bots see them. */
export function createCommands(deps: CommandDeps): CommandPort {
	async function localeOf({ platform, person }: Caller): Promise<string> {
		const chosen = await deps.languageOf({ platform, ...person });
		return deps.sentences.pickLocale(chosen ?? person.language);
	}

	async function press(call: PressCall): Promise<CommandReply> {
		const asker = { platform: call.platform, ...call.person };
		const [turn, locale] = await Promise.all([deps.takePress(asker), localeOf(call)]);
		if (turn.kind === "too-many") return noticeTooMany(turn, locale, deps);
		// Who presses something else does not answer the question any more.
		await deps.setOpenForm(asker, call.place.address, undefined);
		const command = commandTable.find(({ name }) => name === call.does.split(":", 1)[0]);
		if (command?.press === undefined) {
			return { messages: [], visibility: "person", notice: deps.sentences.say(locale, "press-stale") };
		}
		return command.press({ ...call, locale }, deps);
	}

	return {
		commands: commandTable.map((command) => describe(command, deps)),
		match: matchWords,
		async run(call) {
			const asker = { platform: call.platform, ...call.person };
			const [turn, locale] = await Promise.all([deps.takeTurn(asker), localeOf(call)]);
			if (turn.kind === "too-many") return answerTooMany(turn, locale, deps);
			await deps.setOpenForm(asker, call.place.address, undefined);
			const read = { ...call, args: readTyped(call.args), typed: call.args.slice(0, 4000), locale };
			const command = commandTable.find(({ name }) => name === call.name.toLowerCase());
			if (command === undefined) return answerUnknown(read, deps);
			const reply = await command.run(read, deps, commandTable);
			return call.overheard && reply.visibility === "person" ? { ...reply, messages: [] } : reply;
		},
		press,
		greet: (greeting) => greet(greeting, deps),
		ask: async (caller, form) => askInWriting(caller, form, await localeOf(caller), deps),
		async answer(written) {
			const taken = await takeAnswer(written, deps);
			if (taken === undefined || taken.kind === "asked") return taken?.reply;
			const call = { ...written, does: taken.does, values: [], offered: [], fields: taken.fields };
			const { notice, ...reply } = await press(call);
			// Nothing was pressed that a word could stand beside.
			if (notice === undefined) return reply;
			const word = buildAnswer(await localeOf(written), [notice]);
			return { ...reply, messages: [...reply.messages, word] };
		},
		async complete(call) {
			const command = commandTable.find(({ name }) => name === call.name);
			const completes = command?.parameters.find(({ name }) => name === call.parameter)?.completes;
			return completes === undefined ? [] : complete(completes, call, deps);
		},
		lookUp: (call) => lookUp(call, deps),
	};
}

function describe(command: Command, { sentences }: CommandDeps): CommandDescription {
	const inAllLanguages = (id: string) =>
		Object.fromEntries(sentences.locales.map((locale) => [locale, sentences.say(locale, id)]));
	return {
		name: command.name,
		use: command.use,
		descriptions: inAllLanguages(command.description),
		parameters: command.parameters.map(({ description, completes, ...parameter }) => ({
			...parameter,
			completes: completes !== undefined,
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
	return buildReply("person", locale, [sentences.say(locale, "too-many", { count: secondsOf(waitMs) })]);
}

/** Every press wants some answer, so each is told. */
function noticeTooMany(
	{ waitMs }: Extract<Turn, { kind: "too-many" }>,
	locale: string,
	{ sentences }: CommandDeps,
): CommandReply {
	const notice = sentences.say(locale, "too-many", { count: secondsOf(waitMs) });
	return { messages: [], visibility: "person", notice };
}

function secondsOf(ms: number): number {
	return Math.max(1, Math.ceil(ms / 1000));
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
