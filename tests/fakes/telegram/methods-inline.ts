import { z } from "zod";
import { readKeyboard, readText } from "./content.ts";
import { checkedUrl } from "./html.ts";
import { type Call, type Method, method } from "./method.ts";
import { refuse } from "./refusal.ts";
import { entities, flag, inlineKeyboard, integer, json, linkPreview, text } from "./shapes.ts";

/** What is offered as an article; other kinds of results are not modelled. */
const article = z.strictObject({
	type: z.literal("article"),
	id: z.string(),
	title: z.string(),
	input_message_content: z.strictObject({
		message_text: z.string(),
		parse_mode: z.string().optional(),
		entities: entities.optional(),
		link_preview_options: linkPreview.optional(),
	}),
	reply_markup: inlineKeyboard.optional(),
	url: z.string().optional(),
	description: z.string().optional(),
	thumbnail_url: z.string().optional(),
	thumbnail_width: z.int().optional(),
	thumbnail_height: z.int().optional(),
});

export const inlineMethods: Readonly<Record<string, Method>> = {
	answerInlineQuery: method(
		z.strictObject({
			inline_query_id: text,
			results: json(z.array(article)),
			cache_time: integer.optional(),
			is_personal: flag.optional(),
			next_offset: text.optional(),
			button: json(z.strictObject({ text: z.string(), start_parameter: z.string().optional() })).optional(),
		}),
		(parameters, call) => {
			const { results, button, next_offset: next = "" } = parameters;
			if (results.length > 50) refuse(400, "RESULTS_TOO_MUCH");
			if (Buffer.byteLength(next) > 64) refuse(400, "NEXT_OFFSET_INVALID");
			if (button !== undefined) checkButton(button);
			const ids = new Set(results.map(({ id }) => id));
			if (ids.size < results.length) refuse(400, "RESULT_ID_DUPLICATE");
			for (const result of results) checkArticle(result);
			return answerQuery(call, "inline", parameters.inline_query_id, parameters);
		},
	),
};

function checkButton({
	text: label,
	start_parameter: start,
}: {
	text: string;
	start_parameter?: string | undefined;
}) {
	if (label.trim() === "") refuse(400, "BUTTON_TEXT_INVALID");
	if (start === undefined || !/^[A-Za-z0-9_-]{1,64}$/.test(start)) refuse(400, "START_PARAM_INVALID");
}

function checkArticle({
	id,
	title,
	url,
	thumbnail_url,
	input_message_content,
	reply_markup,
}: z.infer<typeof article>) {
	if (Buffer.byteLength(id) < 1 || Buffer.byteLength(id) > 64) refuse(400, "RESULT_ID_INVALID");
	if (title.trim() === "") refuse(400, "ARTICLE_TITLE_EMPTY");
	for (const address of [url, thumbnail_url]) {
		if (address !== undefined && checkedUrl(address) === undefined) refuse(400, "WEBDOCUMENT_URL_INVALID");
	}
	const { message_text: message, parse_mode } = input_message_content;
	readText({ text: message, parse_mode, entities: input_message_content.entities });
	readKeyboard(reply_markup);
}

/** How long a query can be answered; in ms. */
const queryLifeMs = 15_000;

/** Keeps an answer with its query, which must be of this kind and young; an inline query takes one. */
export function answerQuery(
	call: Call,
	kind: "callback" | "inline",
	id: string,
	answer: Readonly<Record<string, unknown>>,
): true {
	const query = call.state.queries.get(id);
	const isOpen = query?.kind === kind && (kind === "callback" || query.answer === undefined);
	if (!isOpen || call.state.now() - query.askedAt > queryLifeMs) {
		refuse(400, "query is too old and response timeout expired or query ID is invalid");
	}
	query.answer = answer;
	return true;
}
