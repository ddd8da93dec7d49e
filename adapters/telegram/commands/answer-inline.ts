import type { Context } from "grammy";
import type { InlineQueryResultArticle, InlineQueryResultsButton } from "grammy/types";
import { directText } from "../../../src/arabic/bidi.ts";
import type { CommandPort, LookUp, LookUpItem } from "../../../src/commands/port.ts";
import type { Log } from "../../../src/domain/log.ts";
import { isRightToLeft } from "../../../src/message/message.ts";
import { linkAddress } from "../render/link-address.ts";
import { renderMessage } from "../render.ts";
import { hideToken } from "../transport/hide-token.ts";
import { nameOf } from "./answer-command.ts";

/** How long Telegram may give the same answer again, in s: the latest news changes, what was found hardly does. */
const cacheSeconds = { latest: 15, found: 60 };

/** After so long nobody waits for an inline answer any more, and Telegram takes none; ms. */
const patienceMs = 8_000;

/**
 * Answers `@bot words` with articles to pick from, each posted as its card. Dates are written in the asker's language, so
 * Telegram may keep an answer for that person alone. A query that fails is not answered: the person types on.
 */
export async function answerInline(
	ctx: Context,
	{ commands, log, token }: { commands: CommandPort; log: Log; token: string },
): Promise<void> {
	const query = ctx.inlineQuery;
	if (query === undefined) return;
	const from = /^\d{1,3}$/.test(query.offset) ? Number(query.offset) : 0;
	const { id, language_code: language = "ar" } = query.from;
	const person = { id: String(id), name: nameOf(query.from), language };
	const call = { platform: "telegram", person, typed: query.query, from };
	try {
		const found = await Promise.race([commands.lookUp(call), tooLate()]);
		await ctx.answerInlineQuery(found.items.map(buildResult), {
			cache_time: query.query.trim() === "" ? cacheSeconds.latest : cacheSeconds.found,
			is_personal: true,
			next_offset: found.next === undefined ? "" : String(found.next),
			...buttonFor(found),
		});
	} catch (error) {
		const problem = hideToken(error instanceof Error ? error.message : String(error), token);
		log.warn({ problem }, "telegram: an inline query was not answered");
	}
}

function tooLate(): Promise<never> {
	return new Promise((_, reject) => {
		setTimeout(reject, patienceMs, new Error("it took too long")).unref();
	});
}

/** Above an empty list: a way to the chat with the bot. */
function buttonFor({ nothing }: LookUp): { button?: InlineQueryResultsButton } {
	return nothing === undefined ? {} : { button: { text: nothing, start_parameter: "start" } };
}

function buildResult(item: LookUpItem): InlineQueryResultArticle {
	const { text, parse_mode, link_preview_options, reply_markup } = renderMessage(item.message);
	const base = isRightToLeft(item.message.language) ? "rtl" : "ltr";
	const image = linkAddress(item.image);
	const url = linkAddress(item.url);
	return {
		type: "article",
		id: item.id,
		title: directText(item.title, base),
		description: directText(item.description, base),
		input_message_content: {
			message_text: text,
			...(parse_mode === undefined ? {} : { parse_mode }),
			link_preview_options,
		},
		...(reply_markup !== undefined && "inline_keyboard" in reply_markup ? { reply_markup } : {}),
		...(url === undefined ? {} : { url }),
		...(image === undefined ? {} : { thumbnail_url: image }),
	};
}
