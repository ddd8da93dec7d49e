import type { Context } from "grammy";
import type { Caller, CommandPort, CommandReply } from "../../../src/commands/port.ts";
import type { Log } from "../../../src/domain/log.ts";
import type { Message } from "../../../src/message/message.ts";
import { findPlace, isAdministrator } from "../places/find-place.ts";
import { placeOf, topicNameOf, topicOf } from "../places/place.ts";
import { hideToken } from "../transport/hide-token.ts";
import { pause } from "../transport/pause.ts";
import { sentFile } from "./sent-file.ts";

export type Answering = {
	commands: CommandPort;
	/** Sends one message of an answer. `replaces`: the id of the message whose place it takes. */
	reply: (address: string, message: Message, addressKind: string, replaces?: string) => Promise<void>;
	outage: ((language: string) => Message) | undefined;
	log: Log;
	/** To be kept out of the log. */
	token: string;
	/** Where Telegram keeps files for this bot. A secret: the token is in it. */
	files: string;
	/** The bot's, without `@`. */
	username(): string;
	/** Work that no other update waits for; stopping does. */
	aside(work: Promise<void>): void;
};

/** An answer that takes its time is told of after so long; ms. */
const patienceMs = 1_500;

/**
 * Runs the command that a message consists of, if it is or means one and is meant for us, and sends what comes back;
 * what is no command may be the answer to a question of ours.
 */
export async function answerCommand(ctx: Context, answering: Answering): Promise<void> {
	const message = ctx.msg;
	// What is written under a document is said with it.
	const text = message?.text ?? (message?.document === undefined ? undefined : message.caption);
	if (message === undefined || text === undefined || message.is_automatic_forward === true) return;
	// A forwarded command was typed for somebody else.
	if (message.forward_origin !== undefined) return;
	const { commands } = answering;
	const caller = buildCaller(ctx, message);
	const typed = parseCommand(text);
	if (typed === undefined) {
		const answered = await takeAnswer(ctx, caller, text, answering);
		if (answered !== undefined) return sendReply(answered, caller, answering);
	}
	const meant = typed ?? matchTalk(ctx, commands);
	if (meant === undefined) return;
	if (meant.bot !== undefined && meant.bot.toLowerCase() !== ctx.me.username.toLowerCase()) return;
	// In a group a command without a name may be another bot's: only those that are ours are answered.
	const isOurs = meant.bot !== undefined || commands.commands.some(({ name }) => name === meant.name);
	if (message.chat.type !== "private" && !isOurs) return;
	const { name, args, overheard } = meant;
	const file = sentFile(ctx, answering.files);
	const call = {
		...{ ...caller, name, args },
		...(overheard === undefined ? {} : { overheard }),
		...(file === undefined ? {} : { file }),
	};
	const reply = await orOutage(() => commands.run(call), caller, answering);
	if (reply.later === undefined) return sendReply(reply, caller, answering);
	answering.aside(answerLater(reply, reply.later, caller, answering));
}

/** The next update of the chat does not wait for it. What to say meanwhile is said where it is not done soon. */
async function answerLater(
	{ later: _, ...meanwhile }: CommandReply,
	later: () => Promise<CommandReply>,
	caller: Caller,
	answering: Answering,
): Promise<void> {
	const done = new AbortController();
	const work = orOutage(later, caller, answering).finally(() => done.abort());
	await pause(patienceMs, done.signal);
	if (!done.signal.aborted) await sendReply(meanwhile, caller, answering);
	await sendReply(await work, caller, answering);
}

/** In a private chat every message may be an answer; in a group one that replies to a message of ours. */
async function takeAnswer(
	{ me, msg }: Context,
	caller: Caller,
	text: string,
	answering: Answering,
): Promise<CommandReply | undefined> {
	if (msg?.chat.type !== "private" && msg?.reply_to_message?.from?.id !== me.id) return undefined;
	return orOutage(() => answering.commands.answer({ ...caller, text }), caller, answering);
}

/**
 * A message with its controls. In a channel every reader would see them and press them: there they are links into the
 * private chat, which `/start` follows.
 */
export function withControls(
	message: Message,
	controls: CommandReply["controls"],
	addressKind: string,
	{ username }: Answering,
): Message {
	if (controls === undefined) return message;
	if (addressKind !== "channel") return { ...message, controls };
	const links = controls.map((row) =>
		row.flatMap((control) =>
			control.kind === "press"
				? [
						{
							label: control.label,
							href: `https://t.me/${username()}?start=${control.does.replaceAll(":", "_")}`,
						},
					]
				: [],
		),
	);
	return { ...message, buttons: [...message.buttons, ...links] };
}

/**
 * Words of Arabic are commands too, in a private chat or behind our name. What people say to each other in a group (the
 * bot hears it where it is an administrator or privacy mode is off) means only what nobody says by chance.
 */
function matchTalk({ msg, me }: Context, commands: CommandPort): Typed | undefined {
	if (msg?.text === undefined || msg.chat.type === "channel") return undefined;
	if (msg.chat.type === "private") return commands.match(msg.text, true);
	const [, named, rest = ""] = /^@(\w{3,32})\s+([\s\S]*)$/.exec(msg.text.trim()) ?? [];
	if (named?.toLowerCase() === me.username.toLowerCase()) return commands.match(rest, true);
	const heard = commands.match(msg.text, false);
	return heard && { ...heard, overheard: true };
}

/** What a call answers; a word about the outage, where it ended in one. */
export async function orOutage<T extends CommandReply | undefined>(
	call: () => Promise<T>,
	{ person }: Caller,
	{ outage, log, token }: Answering,
): Promise<T | CommandReply> {
	try {
		return await call();
	} catch (error) {
		const problem = hideToken(error instanceof Error ? error.message : String(error), token);
		log.error({ problem }, "telegram: a command ended in an outage");
		return { messages: outage === undefined ? [] : [outage(person.language)], visibility: "person" };
	}
}

/** Sends an answer's messages, the controls below the last; or asks the form that it consists of. */
export async function sendReply(
	reply: CommandReply,
	caller: Caller,
	answering: Answering,
	replaces?: string,
): Promise<void> {
	const { form } = reply;
	const asked =
		form === undefined
			? undefined
			: await orOutage(() => answering.commands.ask(caller, form), caller, answering);
	const { address, addressKind } = caller.place;
	const messages = (asked ?? reply).messages;
	const controls = asked === undefined ? reply.controls : undefined;
	for (const [index, message] of messages.entries()) {
		const isLast = index === messages.length - 1;
		const whole = isLast ? withControls(message, controls, addressKind, answering) : message;
		if (replaces === undefined) await answering.reply(address, whole, addressKind);
		else await answering.reply(address, whole, addressKind, replaces);
	}
}

type Typed = { name: string; bot?: string; args: string; overheard?: true };

/** `/name@bot arguments`; the name in lower case. */
export function parseCommand(text: string): Typed | undefined {
	const found = /^\/([A-Za-z0-9_]{1,64})(?:@([A-Za-z0-9_]{3,32}))?(?:\s+([\s\S]*))?$/.exec(text);
	const [, name, bot, args] = found ?? [];
	if (name === undefined) return undefined;
	return { name: name.toLowerCase(), ...(bot === undefined ? {} : { bot }), args: (args ?? "").trim() };
}

function buildCaller(ctx: Context, message: NonNullable<Context["msg"]>): Caller {
	const { chat, from, sender_chat: sender } = message;
	const place = placeOf(chat, topicOf(message), topicNameOf(message));
	// Who posts in a channel, or in a group's own name, administers it; Telegram does not say who it is.
	const isAnonymous = chat.type === "channel" || sender?.id === chat.id;
	// Whoever writes in a channel's name stands as `from` under one id that all of them share.
	const speaker = sender ?? (isAnonymous || from === undefined ? chat : from);
	const personId = speaker.id;
	return {
		platform: "telegram",
		linkTo: (payload) => `https://t.me/${ctx.me.username}?start=${payload}`,
		person: {
			id: String(personId),
			name: nameOf(speaker),
			language: isAnonymous ? "ar" : (from?.language_code ?? "ar"),
			...(isAnonymous ? { isAnonymous: true as const } : {}),
		},
		place,
		mayAdminister: async () =>
			place.isPrivate ||
			isAnonymous ||
			(sender === undefined && (await isAdministrator(ctx.api, chat.id, personId))),
		findPlace: (reference) =>
			findPlace(ctx.api, reference, {
				personId,
				botId: ctx.me.id,
				isSpeakerOf: isAnonymous ? chat.id : undefined,
			}),
	};
}

export function nameOf(speaker: {
	id: number;
	title?: string | undefined;
	first_name?: string | undefined;
	last_name?: string | undefined;
}): string {
	const name = [speaker.first_name, speaker.last_name].filter(Boolean).join(" ");
	return name !== "" ? name : (speaker.title ?? String(speaker.id));
}
