import { z } from "zod";
import { type Call, type Method, method } from "./method.ts";
import { answerQuery } from "./methods-inline.ts";
import { refuse } from "./refusal.ts";
import { commandScope, commands, flag, integer, names, text } from "./shapes.ts";

const none = z.strictObject({});
const scoped = { scope: commandScope.optional(), language_code: text.optional() };
const inOneLanguage = z.strictObject({ language_code: text.optional() });

export const botMethods: Readonly<Record<string, Method>> = {
	getMe: method(none, (_parameters, { state }) => ({
		...state.world.me,
		can_join_groups: true,
		can_read_all_group_messages: false,
		supports_inline_queries: true,
		can_connect_to_business: false,
		has_main_web_app: false,
	})),
	getUpdates: method(
		z.strictObject({
			offset: integer.optional(),
			limit: integer.optional(),
			timeout: integer.optional(),
			allowed_updates: names.optional(),
		}),
		(parameters, { state, gone }) =>
			state.updates.poll({
				offset: parameters.offset ?? 0,
				limit: Math.min(Math.max(parameters.limit ?? 100, 1), 100),
				seconds: Math.min(Math.max(parameters.timeout ?? 0, 0), 50),
				allowed: parameters.allowed_updates,
				gone,
			}),
	),
	setWebhook: method(
		z.strictObject({
			url: text.optional(),
			ip_address: text.optional(),
			max_connections: integer.optional(),
			allowed_updates: names.optional(),
			drop_pending_updates: flag.optional(),
			secret_token: text.optional(),
		}),
		setWebhook,
	),
	deleteWebhook: method(
		z.strictObject({ drop_pending_updates: flag.optional() }),
		(parameters, { state }) => {
			state.updates.deleteWebhook(parameters.drop_pending_updates ?? false);
			return true;
		},
	),
	getWebhookInfo: method(none, (_parameters, { state }) => state.updates.webhookInfo()),
	setMyCommands: method(z.strictObject({ ...scoped, commands }), (parameters, call) => {
		for (const { command, description } of parameters.commands) {
			if (!/^[a-z0-9_]{1,32}$/.test(command)) refuse(400, "BOT_COMMAND_INVALID");
			if (description.length < 1 || description.length > 256) refuse(400, "BOT_COMMAND_DESCRIPTION_INVALID");
		}
		return set(call, `commands ${scopeOf(parameters)}`, parameters.commands);
	}),
	getMyCommands: method(
		z.strictObject(scoped),
		(parameters, { state }) => state.settings.get(`commands ${scopeOf(parameters)}`) ?? [],
	),
	deleteMyCommands: method(z.strictObject(scoped), (parameters, call) =>
		set(call, `commands ${scopeOf(parameters)}`, []),
	),
	...textSetting("Name", "name", 64),
	...textSetting("Description", "description", 512),
	...textSetting("ShortDescription", "short_description", 120),
	answerCallbackQuery: method(
		z.strictObject({
			callback_query_id: text,
			text: text.optional(),
			show_alert: flag.optional(),
			url: text.optional(),
			cache_time: integer.optional(),
		}),
		(parameters, call) => {
			if ((parameters.text ?? "").length > 200) refuse(400, "MESSAGE_TOO_LONG");
			return answerQuery(call, "callback", parameters.callback_query_id, parameters);
		},
	),
};

type WebhookParameters = {
	url?: string | undefined;
	max_connections?: number | undefined;
	allowed_updates?: readonly string[] | undefined;
	drop_pending_updates?: boolean | undefined;
	secret_token?: string | undefined;
};

/** Plain http is allowed to loopback, where the real server would insist on https. */
function setWebhook(parameters: WebhookParameters, { state }: Call): true {
	const url = parameters.url ?? "";
	if (url !== "" && !/^https:\/\/|^http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/.test(url)) {
		refuse(400, "bad webhook: An HTTPS URL must be provided for webhook");
	}
	const secret = parameters.secret_token;
	if (secret !== undefined && !/^[A-Za-z0-9_-]{1,256}$/.test(secret)) {
		refuse(400, "secret token contains unallowed characters");
	}
	state.updates.setWebhook(
		{
			url,
			secret,
			allowed: parameters.allowed_updates,
			maxConnections: parameters.max_connections ?? 40,
		},
		parameters.drop_pending_updates ?? false,
	);
	return true;
}

function scopeOf(parameters: { scope?: object | undefined; language_code?: string | undefined }): string {
	return `${JSON.stringify(parameters.scope ?? { type: "default" })} ${parameters.language_code ?? ""}`;
}

function set(call: Call, key: string, value: unknown): true {
	call.state.settings.set(key, value);
	return true;
}

function textSetting(suffix: string, field: string, longest: number): Record<string, Method> {
	const shape = z.strictObject({ [field]: text.optional(), language_code: text.optional() });
	return {
		[`setMy${suffix}`]: method(shape, (parameters, call) => {
			const value = parameters[field] ?? "";
			if (value.length > longest) refuse(400, `BOT_${field.toUpperCase()}_TOO_LONG`);
			return set(call, `${field} ${parameters.language_code ?? ""}`, value);
		}),
		[`getMy${suffix}`]: method(inOneLanguage, (parameters, { state }) => ({
			[field]: state.settings.get(`${field} ${parameters.language_code ?? ""}`) ?? "",
		})),
	};
}
