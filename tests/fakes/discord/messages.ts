import { type Answer, ok, refuse, refuseForm } from "./answers.ts";
import { checkEmbedSum, checkMentions, type EditForm, editForm, messageForm, readForm } from "./forms.ts";
import type { Handler, State } from "./state.ts";
import { type Channel, isForum, isThread, type Message, type User } from "./world.ts";

/** POST /channels/{channel_id}/messages */
export const createMessage: Handler = (state, { params, body, bot }) => {
	const read = readForm(messageForm, body);
	if (read.kind === "errors") return refuseForm(read.errors);
	const { form } = read;
	const errors = [...checkEmbedSum(form.embeds), ...checkMentions(form.allowed_mentions)];
	if (errors.length > 0) return refuseForm(errors);

	const channel = state.world.channels.get(params.channel_id ?? "");
	const refusal =
		refuseAccess(state, channel, bot, "POST") ??
		refusePosting(state, channel, bot, (form.embeds ?? []).length > 0);
	if (refusal !== undefined || channel === undefined) return refusal ?? refuse(10003);
	if (isEmpty(form)) return refuse(50006);

	const nonce = form.nonce ?? null;
	const nonceKey = `${bot.id} ${channel.id} ${nonce}`;
	const first = state.nonces.get(nonceKey);
	const repeats = nonce !== null && form.enforce_nonce === true && first !== undefined;
	if (repeats && state.now() - first.at < state.settings.nonceMs) {
		state.counters.nonceRepeats++;
		return ok(channel.byId.get(first.messageId) ?? { id: first.messageId, channel_id: channel.id });
	}
	const message = putMessage(state, channel, bot, form, nonce);
	if (nonce !== null) state.nonces.set(nonceKey, { messageId: message.id, at: state.now() });
	state.arrivals.add({
		at: state.now(),
		channelId: channel.id,
		messageId: message.id,
		nonce: nonce === null ? null : String(nonce),
		body,
		pings: pingsOf(form),
	});
	return ok(message);
};

/** GET /channels/{channel_id}/messages?before|after|around&limit: newest first, whatever was asked. */
export const listMessages: Handler = (state, { params, query, bot }) => {
	const channel = state.world.channels.get(params.channel_id ?? "");
	const refusal = refuseAccess(state, channel, bot, "GET");
	if (refusal !== undefined || channel === undefined) return refusal ?? refuse(10003);
	if (!state.world.may(channel, bot.id, "READ_MESSAGE_HISTORY")) return ok([]);
	const limit = Number(query.get("limit") ?? 50);
	if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
		return refuseForm([
			{
				path: ["limit"],
				code: "NUMBER_TYPE_MAX",
				message: "int value should be between 1 and 100 (inclusive).",
			},
		]);
	}
	const anchors = ["before", "after", "around"].filter((name) => query.has(name));
	if (anchors.length > 1) {
		return refuseForm([
			{ path: [anchors[1] ?? ""], code: "BASE_TYPE_BAD", message: "Only one of before, after and around." },
		]);
	}
	const [anchor] = anchors;
	const id = BigInt(query.get(anchor ?? "") ?? 0);
	const all = channel.messages.filter((message) => (message.flags & 64) === 0).map(withoutNonce);
	const older = all.filter((message) => BigInt(message.id) < id).reverse();
	const newer = all.filter((message) => BigInt(message.id) > id);
	if (anchor === "before") return ok(older.slice(0, limit));
	// Discord gives those right after the anchor, and still newest first.
	if (anchor === "after") return ok(newer.slice(0, limit).reverse());
	if (anchor === "around") {
		const half = Math.floor(limit / 2);
		const middle = all.filter((message) => BigInt(message.id) === id);
		return ok([...newer.slice(0, half).reverse(), ...middle, ...older.slice(0, half)]);
	}
	return ok([...all].reverse().slice(0, limit));
};

/** GET /channels/{channel_id}/messages/{message_id} */
export const getMessage: Handler = (state, { params, bot }) => {
	const channel = state.world.channels.get(params.channel_id ?? "");
	const refusal = refuseAccess(state, channel, bot, "GET");
	if (refusal !== undefined || channel === undefined) return refusal ?? refuse(10003);
	if (!state.world.may(channel, bot.id, "READ_MESSAGE_HISTORY")) return refuse(50013);
	const message = channel.byId.get(params.message_id ?? "");
	return message === undefined ? refuse(10008) : ok(withoutNonce(message));
};

/** The nonce comes back to who sent it, in the answer and over the gateway; no history is known to keep it. */
function withoutNonce({ nonce: _, ...message }: Message): Message {
	return message as Message;
}

/** PATCH /channels/{channel_id}/messages/{message_id} */
export const editMessage: Handler = (state, { params, body, bot }) => {
	const read = readForm(editForm, body);
	if (read.kind === "errors") return refuseForm(read.errors);
	const errors = [...checkEmbedSum(read.form.embeds), ...checkMentions(read.form.allowed_mentions)];
	if (errors.length > 0) return refuseForm(errors);
	const channel = state.world.channels.get(params.channel_id ?? "");
	const refusal = refuseAccess(state, channel, bot, "PATCH");
	if (refusal !== undefined || channel === undefined) return refusal ?? refuse(10003);
	const message = channel.byId.get(params.message_id ?? "");
	if (message === undefined) return refuse(10008);
	if (message.author.id !== bot.id) return refuse(50005);
	if (isThread(channel) && channel.archived) return refuse(50083);
	applyEdit(state, message, read.form);
	if (isEmpty(message as unknown as EditForm)) return refuse(50006);
	state.changes.push({
		at: state.now(),
		kind: "edit",
		channelId: channel.id,
		messageId: message.id,
		body,
	});
	return ok(message);
};

/** DELETE /channels/{channel_id}/messages/{message_id} */
export const deleteMessage: Handler = (state, { params, bot }) => {
	const channel = state.world.channels.get(params.channel_id ?? "");
	const refusal = refuseAccess(state, channel, bot, "DELETE");
	if (refusal !== undefined || channel === undefined) return refusal ?? refuse(10003);
	const message = channel.byId.get(params.message_id ?? "");
	if (message === undefined) return refuse(10008);
	if (message.author.id !== bot.id && !state.world.may(channel, bot.id, "MANAGE_MESSAGES")) {
		return refuse(channel.kind === "dm" ? 50005 : 50013);
	}
	if (isThread(channel) && channel.archived) return refuse(50083);
	removeMessage(channel, message.id);
	state.changes.push({
		at: state.now(),
		kind: "delete",
		channelId: channel.id,
		messageId: message.id,
		body: null,
	});
	return { status: 204 };
};

/** PUT /channels/{channel_id}/messages/pins/{message_id} */
export const pinMessage: Handler = (state, { params, bot }) => {
	const channel = state.world.channels.get(params.channel_id ?? "");
	const refusal = refuseAccess(state, channel, bot, "PUT");
	if (refusal !== undefined || channel === undefined) return refusal ?? refuse(10003);
	const message = channel.byId.get(params.message_id ?? "");
	if (message === undefined) return refuse(10008);
	if (channel.kind !== "dm" && !state.world.may(channel, bot.id, "PIN_MESSAGES")) return refuse(50013);
	state.changes.push({
		at: state.now(),
		kind: "pin",
		channelId: channel.id,
		messageId: message.id,
		body: null,
	});
	return { status: 204 };
};

/** POST /channels/{channel_id}/messages/{message_id}/crosspost */
export const crosspostMessage: Handler = (state, { params, bot }) => {
	const channel = state.world.channels.get(params.channel_id ?? "");
	const refusal = refuseAccess(state, channel, bot, "POST");
	if (refusal !== undefined || channel === undefined) return refusal ?? refuse(10003);
	if (channel.kind !== "announcement") return refuse(50024);
	const message = channel.byId.get(params.message_id ?? "");
	if (message === undefined) return refuse(10008);
	const isOwn = message.author.id === bot.id;
	const right = isOwn ? "SEND_MESSAGES" : "MANAGE_MESSAGES";
	if (!state.world.may(channel, bot.id, right)) return refuse(50013);
	if ((message.flags & 1) !== 0) return refuse(40033);
	message.flags |= 1;
	state.changes.push({
		at: state.now(),
		kind: "crosspost",
		channelId: channel.id,
		messageId: message.id,
		body: null,
	});
	return ok(message);
};

/** Whether the bot may see the channel at all, and what a test has put on it. */
export function refuseAccess(
	state: State,
	channel: Channel | undefined,
	bot: User,
	method: string,
): Answer | undefined {
	if (channel === undefined) return refuse(10003);
	const scripted = takeScripted(state, channel.id, method);
	if (scripted !== undefined) return scripted;
	if (channel.guildId === undefined) return undefined;
	return state.world.may(channel, bot.id, "VIEW_CHANNEL") ? undefined : refuse(50001);
}

function takeScripted(state: State, channelId: string, method: string): Answer | undefined {
	const rules = state.refusals.get(channelId) ?? [];
	const index = rules.findIndex((rule) => (rule.method ?? "POST") === method || rule.method === "*");
	const rule = rules[index];
	if (rule === undefined) return undefined;
	rule.times--;
	if (rule.times <= 0) rules.splice(index, 1);
	return refuse(rule.code, rule.retryAfter);
}

function refusePosting(
	state: State,
	channel: Channel | undefined,
	bot: User,
	hasEmbeds: boolean,
): Answer | undefined {
	if (channel === undefined) return refuse(10003);
	if (channel.kind === "dm") {
		return state.world.users.get(channel.recipientId ?? "")?.closedToDm === true ? refuse(50007) : undefined;
	}
	if (channel.kind === "category" || isForum(channel)) return refuse(50008);
	if (isThread(channel)) {
		if (channel.locked && !state.world.may(channel, bot.id, "MANAGE_THREADS")) return refuse(160005);
		if (channel.archived) return refuse(50083);
	}
	const wanted = isThread(channel) ? "SEND_MESSAGES_IN_THREADS" : "SEND_MESSAGES";
	if (!state.world.may(channel, bot.id, wanted)) return refuse(50013);
	if (hasEmbeds && !state.world.may(channel, bot.id, "EMBED_LINKS")) return refuse(50013);
	return undefined;
}

export function isEmpty(form: Pick<EditForm, "content" | "embeds" | "components">): boolean {
	const embeds = (form.embeds ?? []).filter(
		({ title, description, image, thumbnail, author, footer, fields }) =>
			[title, description, author?.name, footer?.text].some((text) => (text ?? "").trim() !== "") ||
			image !== undefined ||
			thumbnail !== undefined ||
			(fields ?? []).length > 0,
	);
	return (form.content ?? "").trim() === "" && embeds.length === 0;
}

/** Writes a message into a channel as Discord stores it: texts trimmed. */
export function putMessage(
	state: State,
	channel: Channel,
	author: User,
	form: EditForm,
	nonce: string | number | null = null,
	id = state.world.nextId(),
): Message {
	const message: Message = {
		id,
		type: 0,
		channel_id: channel.id,
		author: { ...state.world.writeUser(author), id: author.id },
		content: (form.content ?? "").trim(),
		timestamp: new Date(state.now()).toISOString(),
		edited_timestamp: null,
		tts: false,
		mention_everyone: false,
		mentions: [],
		mention_roles: [],
		attachments: (form.attachments ?? []).flatMap(({ id }) => {
			const file = state.files.find((one) => one.id === id);
			return file === undefined
				? []
				: [{ id, filename: file.name, size: file.bytes.length, url: "", text: file.bytes.toString("utf8") }];
		}),
		embeds: (form.embeds ?? []).map((embed) => ({ type: "rich", ...embed })),
		components: form.components ?? [],
		pinned: false,
		flags: form.flags ?? 0,
		...(nonce === null ? {} : { nonce }),
	};
	channel.messages.push(message);
	channel.byId.set(message.id, message);
	for (const bot of state.world.bots.values()) {
		const seesGuild = state.world.guilds.get(channel.guildId ?? "")?.members.has(bot.id) ?? true;
		// Without the privileged intent the words of others are empty, but for direct messages.
		const content = author.id === bot.id || channel.kind === "dm" ? message.content : "";
		if (seesGuild && (message.flags & 64) === 0) {
			state.gateway.dispatch(
				bot,
				"MESSAGE_CREATE",
				{ ...message, content, ...(channel.guildId === undefined ? {} : { guild_id: channel.guildId }) },
				channel.guildId,
			);
		}
	}
	return message;
}

/** What is not named stays as it was. */
export function applyEdit(state: State, message: Message, form: EditForm): void {
	if (form.content !== undefined) message.content = (form.content ?? "").trim();
	if (form.embeds !== undefined) {
		message.embeds = (form.embeds ?? []).map((embed) => ({ type: "rich", ...embed }));
	}
	if (form.components !== undefined) message.components = form.components ?? [];
	if (form.flags !== undefined && form.flags !== null) {
		message.flags = (message.flags & ~4) | (form.flags & 4);
	}
	message.edited_timestamp = new Date(state.now()).toISOString();
}

export function removeMessage(channel: Channel, id: string): void {
	channel.byId.delete(id);
	const index = channel.messages.findIndex((message) => message.id === id);
	if (index >= 0) channel.messages.splice(index, 1);
}

/**
 * Only the content can disturb anybody, and only as far as `allowed_mentions` lets it; left out, it lets everything.
 * The right to mention everyone is taken for given, since some server will have given it.
 */
export function pingsOf(form: Pick<EditForm, "content" | "allowed_mentions">): string[] {
	const content = form.content ?? "";
	const allowed = form.allowed_mentions ?? { parse: ["everyone", "users", "roles"] };
	const parse = allowed.parse ?? [];
	const pings: string[] = [];
	if (parse.includes("everyone")) {
		for (const [, word] of content.matchAll(/@(everyone|here)/g)) pings.push(word ?? "");
	}
	for (const [, id] of content.matchAll(/<@!?(\d{17,19})>/g)) {
		if (id !== undefined && (parse.includes("users") || allowed.users?.includes(id))) pings.push(id);
	}
	for (const [, id] of content.matchAll(/<@&(\d{17,19})>/g)) {
		if (id !== undefined && (parse.includes("roles") || allowed.roles?.includes(id))) pings.push(id);
	}
	return pings;
}
