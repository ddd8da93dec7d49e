import type { Context } from "grammy";
import type { Caller } from "../../../src/commands/port.ts";
import { telegramLimits } from "../limits.ts";
import { findPlace, isAdministrator } from "../places/find-place.ts";
import { placeOf, topicOf } from "../places/place.ts";
import { readPressed, turnTo } from "../render/controls.ts";
import { pause } from "../transport/pause.ts";
import { type Answering, nameOf, orOutage, sendReply } from "./answer-command.ts";

/** After this a press is acknowledged without its answer: the app shows that it works, and gives up in the end; ms. */
const patienceMs = 5_000;

/** Answers a pressed button. Whatever it is, Telegram is told that it was taken. */
export async function answerPress(ctx: Context, answering: Answering): Promise<void> {
	const { data, message, from } = ctx.callbackQuery ?? {};
	const pressed = data === undefined ? undefined : readPressed(data);
	if (pressed === undefined || message === undefined || from === undefined) return acknowledge(ctx);
	const caller = buildCaller(ctx, message, from);
	const { does, values, offered } = pressed;
	const done = new AbortController();
	let isAcknowledged = false;
	const late = pause(patienceMs, done.signal).then(async () => {
		if (done.signal.aborted) return;
		isAcknowledged = true;
		await acknowledge(ctx);
	});
	const reply = await orOutage(
		() => answering.commands.press({ ...caller, does, values, offered, fields: {} }),
		caller,
		answering,
	);
	done.abort();
	await late;
	if (!isAcknowledged) await acknowledge(ctx, reply.notice);
	const controls = reply.controls && turnTo(reply.controls, pressed);
	const whole = { ...reply, ...(controls === undefined ? {} : { controls }) };
	const [only, ...others] = reply.messages;
	const id = message.message_id;
	if (reply.replaces !== true || reply.form !== undefined || only === undefined) {
		return sendReply(whole, caller, answering);
	}
	// Several, or a picture, cannot be written over one text: it goes, and they come.
	if (others.length > 0 || only.image !== undefined) {
		await ctx.api.deleteMessage(message.chat.id, id).catch(() => undefined);
		return sendReply(whole, caller, answering);
	}
	await sendReply(whole, caller, answering, String(id));
}

/** A query that is too old to be answered needs none. */
async function acknowledge(ctx: Context, notice?: string): Promise<void> {
	const text = notice && [...notice].slice(0, telegramLimits.notice).join("");
	await ctx.answerCallbackQuery(text ? { text, show_alert: true } : {}).catch(() => undefined);
}

type Query = NonNullable<Context["callbackQuery"]>;

function buildCaller(ctx: Context, message: NonNullable<Query["message"]>, from: Query["from"]): Caller {
	const { chat } = message;
	// A message that is no longer at hand is known by its chat and id alone.
	const place = placeOf(chat, message.date === 0 ? undefined : topicOf(message));
	return {
		platform: "telegram",
		person: { id: String(from.id), name: nameOf(from), language: from.language_code ?? "ar" },
		place,
		mayAdminister: async () => place.isPrivate || (await isAdministrator(ctx.api, chat.id, from.id)),
		findPlace: (reference) =>
			findPlace(ctx.api, reference, { personId: from.id, botId: ctx.me.id, isSpeakerOf: undefined }),
		linkTo: (payload) => `https://t.me/${ctx.me.username}?start=${payload}`,
	};
}
