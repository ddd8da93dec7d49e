import {
	type ChatInputCommandInteraction,
	DiscordAPIError,
	type MessageComponentInteraction,
	MessageFlags,
	type ModalSubmitInteraction,
	PermissionFlagsBits,
} from "discord.js";
import type {
	Caller,
	CommandCall,
	CommandParameter,
	CommandPort,
	CommandReply,
	Place,
	SentFile,
} from "../../../src/commands/port.ts";
import { loadFile } from "../../../src/commands/subscriptions/load-file.ts";
import type { Log } from "../../../src/domain/log.ts";
import type { Message } from "../../../src/message/message.ts";
import { findPlace, placesIn } from "../places/find-place.ts";
import { placeOf } from "../places/place.ts";
import { type DiscordBody, renderMessage } from "../render.ts";
import { buildModal } from "./modal.ts";
import { buildPrivatePlace } from "./private-place.ts";

export type CommandAnswering = {
	commands: CommandPort;
	/** What a person is told whose command ended in an outage. */
	outage?: ((language: string) => Message) | undefined;
	/** Sends a message of its own; false when it did not arrive. */
	write?: ((address: string, message: Message, addressKind: string) => Promise<boolean>) | undefined;
	log: Log;
	/** After this the person is told to wait, in ms: well below the three seconds that Discord gives. */
	patienceMs: number;
};

/** What a person did that wants an answer. */
export type Asking = ChatInputCommandInteraction | MessageComponentInteraction | ModalSubmitInteraction;

/**
 * Discord has no Arabic interface (PLATFORMS §2), so what somebody chose there says nothing of how they want to be
 * answered: the answers are Arabic.
 */
export const answerLanguage = "ar";

/**
 * Answers a slash command. The work begins at once; when it is not done soon, Discord is told that it goes on, and the
 * answer follows. Never rejects.
 */
export async function answerCommand(
	interaction: ChatInputCommandInteraction,
	answering: CommandAnswering,
): Promise<void> {
	const { commands } = answering.commands;
	const command = commands.find(({ name }) => name === interaction.commandName);
	const parameters = command?.parameters ?? [];
	const values = parameters.flatMap(({ name, kind }) => {
		const value = kind === "file" ? undefined : interaction.options.get(name)?.value;
		return value === undefined ? [] : [String(value)];
	});
	const call = {
		...buildCaller(interaction, answering),
		name: interaction.commandName,
		args: values.join(" "),
		...sentFile(interaction, parameters),
	};
	const what = interaction.commandName;
	const work = orOutage(() => runToEnd(answering.commands, call), what, answering);
	await settle(what, answering, async () => {
		const soon = await Promise.race([work, after(answering.patienceMs)]);
		if (soon !== undefined) await answerAtOnce(interaction, soon);
		else await answerLater(interaction, work);
	});
}

/** Discord keeps what was sent along, and says where. */
function sentFile(
	{ options }: ChatInputCommandInteraction,
	parameters: readonly CommandParameter[],
): { file?: SentFile } {
	const parameter = parameters.find(({ kind }) => kind === "file");
	const attachment = parameter && options.getAttachment(parameter.name);
	if (!attachment) return {};
	const { name, size, url } = attachment;
	return {
		file: {
			name,
			load: async (mostBytes) => (size > mostBytes ? { kind: "too-large" } : loadFile(url, mostBytes)),
		},
	};
}

/** What takes its time is told of by Discord itself, to the asker alone. */
async function runToEnd(commands: CommandPort, call: CommandCall): Promise<CommandReply> {
	const reply = await commands.run(call);
	return reply.later === undefined ? reply : reply.later();
}

/** Runs an answer's requests; that one of them is not taken any more is noted, and nothing else. */
export async function settle(
	what: string,
	{ log }: CommandAnswering,
	answer: () => Promise<void>,
): Promise<void> {
	try {
		await answer();
	} catch (error) {
		const fields = { command: what, problem: problemOf(error) };
		// It was answered already, or the person waits no more: nobody can do anything about it.
		if (isOver(error)) log.debug(fields, "discord: an interaction was over before its answer");
		else log.warn(fields, "discord: a command's answer was not taken");
	}
}

/** Codes of PLATFORMS §2: expired, answered already, its token too old. */
const overCodes = new Set<unknown>([10062, 40060, 10015, 50027]);

function isOver(error: unknown): boolean {
	return error instanceof DiscordAPIError && overCodes.has(error.code);
}

/** What a call answers; a word about the outage, where it ended in one. */
export async function orOutage(
	call: () => Promise<CommandReply>,
	what: string,
	{ outage, log }: CommandAnswering,
): Promise<CommandReply> {
	try {
		return await call();
	} catch (error) {
		log.error({ command: what, problem: problemOf(error) }, "discord: a command failed");
		const message = outage?.(answerLanguage);
		return { messages: message === undefined ? [] : [message], visibility: "person" };
	}
}

export function buildCaller(interaction: Asking, { write }: CommandAnswering): Caller {
	const { user } = interaction;
	const place = placeOfInteraction(interaction);
	return {
		platform: "discord",
		person: { id: user.id, name: user.displayName, language: answerLanguage },
		place,
		mayAdminister: async () =>
			place.isPrivate || interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true,
		findPlace: (reference) => findPlace(interaction.client, reference, user.id),
		nearby: async () => {
			const administers = interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true;
			return interaction.guild === null ? [] : placesIn(interaction.guild, administers);
		},
		...(write === undefined ? {} : { alone: buildPrivatePlace(user, write) }),
	};
}

/** Where the bot is no member it sees no channel: all that is known then is the id. */
function placeOfInteraction(interaction: Asking): Place {
	const { channel, user } = interaction;
	const channelId = interaction.channelId ?? "";
	const isPrivate = !interaction.inGuild();
	const known = channel === null ? undefined : placeOf(channel);
	if (known !== undefined && !known.isPrivate) return known;
	if (isPrivate) return { address: channelId, addressKind: "dm", title: user.displayName, isPrivate };
	return { address: channelId, addressKind: "text", title: "", isPrivate };
}

async function answerAtOnce(interaction: ChatInputCommandInteraction, reply: CommandReply): Promise<void> {
	if (reply.form !== undefined) {
		await interaction.showModal(buildModal(reply.form));
		return;
	}
	const flags = flagsOf(reply);
	const [first, ...rest] = bodiesOf(reply);
	// Discord wants some answer, or tells the person that the application did not respond.
	if (first === undefined) {
		await interaction.deferReply({ flags: MessageFlags.Ephemeral });
		await interaction.deleteReply();
		return;
	}
	await interaction.reply({ ...first, flags });
	for (const body of rest) await interaction.followUp({ ...body, flags });
}

/**
 * Whether an answer is for one person is decided when it is put off, and known only when the work is done. So it is put
 * off for that person alone, and an answer for everybody takes the place of it.
 */
async function answerLater(
	interaction: ChatInputCommandInteraction,
	work: Promise<CommandReply>,
): Promise<void> {
	await interaction.deferReply({ flags: MessageFlags.Ephemeral });
	const reply = await work;
	const flags = flagsOf(reply);
	const [first, ...rest] = bodiesOf(reply);
	if (first !== undefined && reply.visibility === "person") {
		await interaction.editReply(first);
		for (const body of rest) await interaction.followUp({ ...body, flags });
		return;
	}
	await interaction.deleteReply();
	for (const body of first === undefined ? [] : [first, ...rest])
		await interaction.followUp({ ...body, flags });
}

export function flagsOf({ visibility }: Pick<CommandReply, "visibility">): MessageFlags.Ephemeral[] {
	return visibility === "person" ? [MessageFlags.Ephemeral] : [];
}

/** The bodies of an answer's messages, the controls below the last. */
export function bodiesOf({ messages, controls }: CommandReply) {
	return messages.flatMap((message, index) => {
		const isLast = index === messages.length - 1;
		const body = renderMessage(isLast && controls !== undefined ? { ...message, controls } : message);
		const { file } = message;
		const files = file === undefined ? [] : [{ attachment: Buffer.from(file.text), name: file.name }];
		return body === undefined ? [] : [{ ...libraryBody(body), ...(files.length === 0 ? {} : { files }) }];
	});
}

/** The same body in discord.js's spelling. */
function libraryBody({ content = "", embeds = [], components = [] }: DiscordBody) {
	return {
		// Named even when there is none: an edit keeps what it does not name.
		content,
		embeds: [...embeds],
		components: [...components],
		allowedMentions: { parse: [] },
	};
}

export function after(ms: number): Promise<undefined> {
	return new Promise((resolve) => setTimeout(resolve, ms, undefined));
}

/** An error in words that hold neither token nor request. */
export function problemOf(error: unknown): string {
	if (error instanceof DiscordAPIError) return `${error.status} ${error.code} ${error.message}`;
	return error instanceof Error ? error.message : "unknown";
}
