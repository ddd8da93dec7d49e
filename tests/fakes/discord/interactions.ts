import { ok, refuse, refuseForm } from "./answers.ts";
import {
	type Callback,
	callbackForm,
	checkEmbedSum,
	checkMentions,
	type EditForm,
	readForm,
	webhookForm,
} from "./forms.ts";
import { applyEdit, putMessage, removeMessage } from "./messages.ts";
import type { Call, Handler, State } from "./state.ts";
import type { Bot, Channel, Message } from "./world.ts";

/** What became of something that a person did. */
export type Asked = {
	interactionId: string;
	/** `answered`: a reply, a form or choices came · `deferred`: promised and never kept · `unanswered`: no first answer in time. */
	kind: "answered" | "deferred" | "unanswered";
	/** The first answer's type: 4 reply, 5 and 6 "wait", 7 update, 8 choices, 9 form. */
	callbackType?: Callback["type"];
	/** Time until the first answer, in ms. */
	firstAnswerMs?: number;
	/** Shown to the asker alone. */
	ephemeral: boolean;
	/** The reply as it stands, after edits. */
	message?: Message;
	/** Further replies, in order. */
	followups: readonly Message[];
	/** What a form (9) or choices (8) hold. */
	data?: unknown;
};

export type Interaction = {
	id: string;
	token: string;
	/** 2 command · 3 component · 4 autocomplete · 5 form. */
	type: number;
	userId: string;
	bot: Bot;
	channel: Channel;
	askedAt: number;
	answeredAt?: number;
	callback?: Callback;
	original?: Message;
	/** The message whose button was pressed. */
	source?: Message;
	followups: Message[];
	/** A deferred reply was deleted before it came. */
	placeholderGone?: boolean;
	/** Called whenever something was answered. */
	changed: () => void;
};

export type Interactions = Map<string, Interaction>;

/** POST /interactions/{interaction_id}/{interaction_token}/callback */
export const answerInteraction: Handler = (state, { params, query, body }) => {
	const interaction = state.interactions.get(params.interaction_token ?? "");
	const now = state.now();
	if (interaction === undefined || interaction.id !== params.interaction_id) return refuse(10062);
	if (interaction.callback !== undefined) return refuse(40060);
	if (now - interaction.askedAt > state.settings.firstAnswerMs) return refuse(10062);
	const read = readForm(callbackForm, body);
	if (read.kind === "errors") return refuseForm(read.errors);
	const callback = read.form;
	if (!fitsQuestion(callback.type, interaction)) {
		return refuseForm([
			{ path: ["type"], code: "BASE_TYPE_CHOICES", message: "No such answer to this kind of interaction" },
		]);
	}
	if (callback.type === 4 || callback.type === 7) {
		const errors = [
			...checkEmbedSum(callback.data?.embeds),
			...checkMentions(callback.data?.allowed_mentions),
		];
		if (errors.length > 0) {
			return refuseForm(errors.map((error) => ({ ...error, path: ["data", ...error.path] })));
		}
		if (callback.type === 4 && isBlank(callback.data)) return refuse(50006);
	}
	interaction.callback = callback;
	interaction.answeredAt = now;
	if (callback.type === 9) {
		const { source, channel } = interaction;
		state.modals.set(interaction.userId, {
			form: callback.data,
			channelId: channel.id,
			...(source === undefined ? {} : { source }),
		});
	}
	if (callback.type === 4) interaction.original = reply(state, interaction, callback.data, body);
	if (callback.type === 6 || callback.type === 7) {
		if (interaction.source !== undefined) interaction.original = interaction.source;
		if (callback.type === 7 && interaction.original !== undefined && callback.data) {
			applyEdit(state, interaction.original, callback.data);
		}
	}
	interaction.changed();
	if (query.get("with_response") !== "true") return { status: 204 };
	return ok({
		interaction: { id: interaction.id, type: 2, response_message_id: interaction.original?.id },
		resource: { type: callback.type, message: interaction.original },
	});
};

/** Which answers a kind of interaction may get: a form cannot open a form, and only what stands on a message changes it. */
function fitsQuestion(answer: number, { type, source }: Interaction): boolean {
	if (type === 4) return answer === 8;
	if (answer === 8) return false;
	if (answer === 6 || answer === 7) return source !== undefined;
	return answer !== 9 || type !== 5;
}

/** GET, PATCH and DELETE /webhooks/{webhook_id}/{webhook_token}/messages/@original or /{message_id} */
export const getReply: Handler = withReply((_state, _interaction, message) => ok(message));

export const editReply: Handler = withReply((state, interaction, message, { body }) => {
	const read = readForm(webhookForm, body);
	if (read.kind === "errors") return refuseForm(read.errors);
	const errors = [...checkEmbedSum(read.form.embeds), ...checkMentions(read.form.allowed_mentions)];
	if (errors.length > 0) return refuseForm(errors);
	if (message === undefined) {
		if (isBlank(read.form)) return refuse(50006);
		const flags = deferredFlags(interaction);
		interaction.original = reply(
			state,
			interaction,
			{ ...read.form, flags: (read.form.flags ?? 0) | flags },
			body,
		);
	} else {
		applyEdit(state, message, read.form);
		state.changes.push({
			at: state.now(),
			kind: "edit",
			channelId: interaction.channel.id,
			messageId: message.id,
			body,
		});
	}
	interaction.changed();
	return ok(interaction.original ?? message);
});

export const deleteReply: Handler = withReply((_state, interaction, message) => {
	if (message === undefined) {
		// "The application is thinking" disappears, and what follows is a reply of its own.
		interaction.placeholderGone = true;
		return { status: 204 };
	}
	removeMessage(interaction.channel, message.id);
	if (interaction.original?.id === message.id) delete interaction.original;
	interaction.followups = interaction.followups.filter(({ id }) => id !== message.id);
	return { status: 204 };
});

/** POST /webhooks/{webhook_id}/{webhook_token}: one more reply; the first one after "wait" fills its place. */
export const followUp: Handler = (state, { params, body }) => {
	const interaction = openInteraction(state, params);
	if (interaction === undefined) return refuse(50027);
	if (interaction.callback === undefined) return refuse(10015);
	const read = readForm(webhookForm, body);
	if (read.kind === "errors") return refuseForm(read.errors);
	const errors = [...checkEmbedSum(read.form.embeds), ...checkMentions(read.form.allowed_mentions)];
	if (errors.length > 0) return refuseForm(errors);
	if (isBlank(read.form)) return refuse(50006);
	const fills =
		interaction.callback.type === 5 &&
		interaction.original === undefined &&
		interaction.placeholderGone !== true;
	const flags = fills ? deferredFlags(interaction) : 0;
	const message = reply(state, interaction, { ...read.form, flags: (read.form.flags ?? 0) | flags }, body);
	if (fills) interaction.original = message;
	else interaction.followups.push(message);
	interaction.changed();
	return ok(message);
};

function withReply(
	handle: (
		state: State,
		interaction: Interaction,
		message: Message | undefined,
		call: Call,
	) => ReturnType<Handler>,
): Handler {
	return (state, call) => {
		const interaction = openInteraction(state, call.params);
		if (interaction === undefined) return refuse(50027);
		if (interaction.callback === undefined) return refuse(10015);
		const wanted = call.params.message_id;
		if (wanted !== undefined) {
			const message = interaction.followups.find(({ id }) => id === wanted);
			return message === undefined ? refuse(10008) : handle(state, interaction, message, call);
		}
		const thinking = interaction.callback.type === 5 && interaction.placeholderGone !== true;
		if (interaction.original === undefined && (call.method === "GET" || !thinking)) return refuse(10008);
		return handle(state, interaction, interaction.original, call);
	};
}

function openInteraction(state: State, params: Call["params"]): Interaction | undefined {
	const interaction = state.interactions.get(params.webhook_token ?? "");
	if (interaction === undefined || interaction.bot.id !== params.webhook_id) return undefined;
	return state.now() - interaction.askedAt > state.settings.interactionTokenMs ? undefined : interaction;
}

function reply(state: State, interaction: Interaction, form: EditForm, body: unknown): Message {
	const message = putMessage(state, interaction.channel, interaction.bot, form);
	message.webhook_id = interaction.bot.id;
	message.application_id = interaction.bot.id;
	message.interaction_metadata = {
		id: interaction.id,
		type: interaction.type,
		user: { id: interaction.userId },
		authorizing_integration_owners: {},
	};
	state.changes.push({
		at: state.now(),
		kind: "answer",
		channelId: interaction.channel.id,
		messageId: message.id,
		body,
	});
	return message;
}

/** Whether a deferred reply is ephemeral was decided when it was deferred. */
function deferredFlags({ callback }: Interaction): number {
	return callback?.type === 5 ? (callback.data?.flags ?? 0) & 64 : 0;
}

function isBlank(form: EditForm | null | undefined): boolean {
	return (form?.content ?? "").trim() === "" && (form?.embeds ?? []).length === 0;
}
