import { z } from "zod";

/**
 * The shapes of the parameters that we use, written by hand from the Bot API's documentation: strict, so that a
 * parameter or a field that does not exist is refused. In urlencoded and multipart bodies every value is a string, and
 * objects are strings of JSON, as the real server reads them.
 */
export const text = z.preprocess((value) => (typeof value === "number" ? String(value) : value), z.string());
export const integer = z.preprocess(
	(value) => (typeof value === "string" && /^-?\d{1,15}$/.test(value) ? Number(value) : value),
	z.int(),
);
export const flag = z.preprocess((value) => {
	if (value === "true" || value === "True" || value === "1" || value === 1) return true;
	if (value === "false" || value === "False" || value === "0" || value === 0) return false;
	return value;
}, z.boolean());
export const chatId = z.union([z.int(), z.string().min(1)]);

/** A value that comes as itself in a JSON body and as JSON text in the others. */
export function json<T extends z.ZodType>(shape: T) {
	return z.preprocess((value) => {
		if (typeof value !== "string") return value;
		try {
			return JSON.parse(value);
		} catch {
			return value;
		}
	}, shape);
}

export const entity = z.strictObject({
	type: z.string(),
	offset: z.int(),
	length: z.int(),
	url: z.string().optional(),
	language: z.string().optional(),
	custom_emoji_id: z.string().optional(),
	user: z.looseObject({ id: z.int() }).optional(),
});
export const entities = json(z.array(entity));

export const linkPreview = json(
	z.strictObject({
		is_disabled: z.boolean().optional(),
		url: z.string().optional(),
		prefer_small_media: z.boolean().optional(),
		prefer_large_media: z.boolean().optional(),
		show_above_text: z.boolean().optional(),
	}),
);

export const replyParameters = json(
	z.strictObject({
		message_id: z.int(),
		chat_id: chatId.optional(),
		allow_sending_without_reply: z.boolean().optional(),
		quote: z.string().optional(),
		quote_parse_mode: z.string().optional(),
		quote_entities: z.array(entity).optional(),
		quote_position: z.int().optional(),
	}),
);

const inlineButton = z.strictObject({
	text: z.string(),
	url: z.string().optional(),
	callback_data: z.string().optional(),
	switch_inline_query: z.string().optional(),
	switch_inline_query_current_chat: z.string().optional(),
});
export const inlineKeyboard = json(z.strictObject({ inline_keyboard: z.array(z.array(inlineButton)) }));
export type InlineKeyboard = { inline_keyboard: readonly (readonly InlineButton[])[] };
export type InlineButton = z.infer<typeof inlineButton>;

export const anyKeyboard = z.union([
	inlineKeyboard,
	json(z.strictObject({ remove_keyboard: z.literal(true), selective: z.boolean().optional() })),
	json(
		z.strictObject({
			force_reply: z.literal(true),
			input_field_placeholder: z.string().min(1).max(64).optional(),
			selective: z.boolean().optional(),
		}),
	),
]);

export const commands = json(
	z.array(z.strictObject({ command: z.string(), description: z.string() })).max(100),
);
export const commandScope = json(
	z.strictObject({ type: z.string(), chat_id: chatId.optional(), user_id: z.int().optional() }),
);
export const names = json(z.array(z.string()));
export const integers = json(z.array(z.int()));

/** What every method that posts takes. */
export const sending = {
	chat_id: chatId,
	message_thread_id: integer.optional(),
	disable_notification: flag.optional(),
	protect_content: flag.optional(),
	allow_paid_broadcast: flag.optional(),
	message_effect_id: text.optional(),
	reply_parameters: replyParameters.optional(),
	reply_markup: anyKeyboard.optional(),
};
