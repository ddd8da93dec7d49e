import type { Context } from "grammy";
import type { CommandCall, CommandPort } from "../../src/commands/port.ts";
import type { Log } from "../../src/domain/log.ts";
import type { Message } from "../../src/message/message.ts";
import { findPlace, isAdministrator } from "./find-place.ts";
import { hideToken } from "./hide-token.ts";
import { placeOf, topicOf } from "./place.ts";

export type Answering = {
	commands: CommandPort;
	reply: (address: string, message: Message, addressKind: string) => Promise<void>;
	outage: ((language: string) => Message) | undefined;
	log: Log;
	/** To be kept out of the log. */
	token: string;
};

/** Runs the command that a message consists of, if it is or means one and is meant for us, and sends what comes back. */
export async function answerCommand(ctx: Context, answering: Answering): Promise<void> {
	const message = ctx.msg;
	if (message?.text === undefined || message.is_automatic_forward === true) return;
	// A forwarded command was typed for somebody else.
	if (message.forward_origin !== undefined) return;
	const typed = parseCommand(message.text) ?? matchTalk(ctx, answering.commands);
	if (typed === undefined) return;
	if (typed.bot !== undefined && typed.bot.toLowerCase() !== ctx.me.username.toLowerCase()) return;
	// In a group a command without a name may be another bot's: only those that are ours are answered.
	const isOurs =
		typed.bot !== undefined || answering.commands.commands.some(({ name }) => name === typed.name);
	if (message.chat.type !== "private" && !isOurs) return;

	const call = buildCall(ctx, message, typed);
	const { address, addressKind } = call.place;
	const replies = await run(call, answering);
	for (const reply of replies) await answering.reply(address, reply, addressKind);
}

/** In a private chat words of Arabic are commands too; in a group people talk to each other. */
function matchTalk({ msg }: Context, commands: CommandPort): Typed | undefined {
	return msg?.text !== undefined && msg.chat.type === "private" ? commands.match(msg.text) : undefined;
}

async function run(
	call: CommandCall,
	{ commands, outage, log, token }: Answering,
): Promise<readonly Message[]> {
	try {
		return (await commands.run(call)).messages;
	} catch (error) {
		const problem = hideToken(error instanceof Error ? error.message : String(error), token);
		log.error({ command: call.name, problem }, "telegram: a command ended in an outage");
		return outage === undefined ? [] : [outage(call.person.language)];
	}
}

type Typed = { name: string; bot?: string; args: string };

/** `/name@bot arguments`; the name in lower case. */
export function parseCommand(text: string): Typed | undefined {
	const found = /^\/([A-Za-z0-9_]{1,64})(?:@([A-Za-z0-9_]{3,32}))?(?:\s+([\s\S]*))?$/.exec(text);
	const [, name, bot, args] = found ?? [];
	if (name === undefined) return undefined;
	return { name: name.toLowerCase(), ...(bot === undefined ? {} : { bot }), args: (args ?? "").trim() };
}

function buildCall(ctx: Context, message: NonNullable<Context["msg"]>, typed: Typed): CommandCall {
	const { chat, from, sender_chat: sender } = message;
	const place = placeOf(chat, topicOf(message));
	// Who posts in a channel, or in a group's own name, administers it; Telegram does not say who it is.
	const isAnonymous = chat.type === "channel" || sender?.id === chat.id;
	const speaker = isAnonymous || from === undefined ? (sender ?? chat) : from;
	const personId = speaker.id;
	return {
		platform: "telegram",
		name: typed.name,
		args: typed.args,
		person: {
			id: String(personId),
			name: nameOf(speaker),
			language: isAnonymous ? "ar" : (from?.language_code ?? "ar"),
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

function nameOf(speaker: {
	id: number;
	title?: string | undefined;
	first_name?: string | undefined;
	last_name?: string | undefined;
}): string {
	const name = [speaker.first_name, speaker.last_name].filter(Boolean).join(" ");
	return name !== "" ? name : (speaker.title ?? String(speaker.id));
}
