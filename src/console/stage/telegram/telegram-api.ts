import { Hono } from "hono";
import { asList, asRecord, asText, type RequestBody, readBody } from "../request-body.ts";
import { linksOf, plainTextOf, type RichText, webAddress } from "../rich-text.ts";
import type { StageParts } from "../stage-parts.ts";
import type { LinkButton, TelegramPost } from "../stage-post.ts";
import { parseTelegramHtml } from "./telegram-html.ts";

/**
 * Plays as much of Telegram's Bot API (https://core.telegram.org/bots/api) as posting needs: it takes, changes and
 * deletes messages and answers in the API's shapes. It knows no limits and no rights; every chat exists.
 */
export function createTelegramApi(parts: StageParts): Hono {
	const app = new Hono();
	app.all("/stage/telegram/:bot/:method", async (c) => {
		const method = methods[c.req.param("method").toLowerCase()];
		if (!c.req.param("bot").startsWith("bot") || method === undefined)
			return c.json(refusal(404, "Not Found"), 404);
		const body = await readBody(c);
		const answer =
			body === undefined ? refusal(400, "Bad Request: can't parse the request") : method(parts, body);
		return c.json(answer, answer.ok ? 200 : answer.error_code);
	});
	return app;
}

type Answer = { ok: true; result: unknown } | Refusal;
type Refusal = { ok: false; error_code: 400 | 404; description: string };
type Method = (parts: StageParts, body: RequestBody) => Answer;

const me = {
	id: 7000000001,
	is_bot: true,
	first_name: "برقية",
	username: "barqiya_stage_bot",
	can_join_groups: true,
	can_read_all_group_messages: false,
	supports_inline_queries: false,
};

const yes: Method = () => ({ ok: true, result: true });

/** Method names in lower case: the API takes any. */
const methods: Readonly<Record<string, Method>> = {
	getme: () => ({ ok: true, result: me }),
	getupdates: () => ({ ok: true, result: [] }),
	getchat: (parts, { fields }) => ({ ok: true, result: chatOf(parts, asText(fields.chat_id) ?? "") }),
	sendmessage: (parts, body) => send(parts, body, "text"),
	sendphoto: (parts, body) => send(parts, body, "caption"),
	editmessagetext: (parts, body) => change(parts, body, "text"),
	editmessagecaption: (parts, body) => change(parts, body, "caption"),
	editmessagereplymarkup: (parts, body) => change(parts, body),
	deletemessage: (parts, { fields }) => remove(parts, fields.chat_id, [fields.message_id]),
	deletemessages: (parts, { fields }) => remove(parts, fields.chat_id, asList(fields.message_ids)),
	setmycommands: yes,
	deletewebhook: yes,
	sendchataction: yes,
};

function send(parts: StageParts, body: RequestBody, field: "text" | "caption"): Answer {
	const { fields } = body;
	const chatId = asText(fields.chat_id);
	if (chatId === undefined) return refusal(400, "Bad Request: chat_id is empty");
	const read = readText(fields, field);
	if (read.kind === "refused") return read.answer;
	const photo = field === "caption" ? photoOf(parts, body) : undefined;
	if (field === "caption" && photo === undefined)
		return refusal(400, "Bad Request: there is no photo in the request");
	if (field === "text" && plainTextOf(read.text).trim() === "") {
		return refusal(400, "Bad Request: message text is empty");
	}
	const messageId = parts.nextId(`telegram:${chatId}`);
	const post: TelegramPost = {
		platform: "telegram",
		key: `telegram-${chatId}-${messageId}`,
		place: parts.placeTitle("telegram", chatId),
		at: parts.now(),
		chatId,
		messageId,
		buttons: buttonsOf(fields),
		...(photo === undefined ? {} : { photo }),
		...describe(read.text, buttonsOf(fields)),
	};
	parts.posted.put(post);
	return { ok: true, result: messageOf(parts, post) };
}

function change(parts: StageParts, { fields }: RequestBody, field?: "text" | "caption"): Answer {
	const post = parts.posted.find(`telegram-${asText(fields.chat_id)}-${asText(fields.message_id)}`);
	if (post?.platform !== "telegram") return refusal(400, "Bad Request: message to edit not found");
	const read = field === undefined ? { kind: "text" as const, text: post.text } : readText(fields, field);
	if (read.kind === "refused") return read.answer;
	const buttons = buttonsOf(fields);
	const changed: TelegramPost = { ...post, buttons, ...describe(read.text, buttons), editedAt: parts.now() };
	if (JSON.stringify([post.text, post.buttons]) === JSON.stringify([changed.text, changed.buttons])) {
		return refusal(400, "Bad Request: message is not modified");
	}
	parts.posted.put(changed);
	return { ok: true, result: messageOf(parts, changed) };
}

function remove(parts: StageParts, chatId: unknown, messageIds: readonly unknown[]): Answer {
	const removed = messageIds.map((id) => parts.posted.remove(`telegram-${asText(chatId)}-${asText(id)}`));
	if (removed.includes(true)) return { ok: true, result: true };
	return refusal(400, "Bad Request: message to delete not found");
}

type ReadText = { kind: "text"; text: RichText } | { kind: "refused"; answer: Refusal };

function readText(fields: Record<string, unknown>, field: "text" | "caption"): ReadText {
	const source = asText(fields[field]) ?? "";
	if (asText(fields.parse_mode)?.toLowerCase() !== "html") return { kind: "text", text: [source] };
	const parsed = parseTelegramHtml(source);
	if (parsed.kind === "broken") return { kind: "refused", answer: refusal(400, parsed.description) };
	return parsed;
}

/** An address, or a file of the request that is named by `attach://`. */
function photoOf(parts: StageParts, { fields, files }: RequestBody): string | undefined {
	const named = asText(fields.photo);
	const partName = named?.startsWith("attach://") ? named.slice("attach://".length) : "photo";
	const file = files.find(({ name }) => name === partName);
	return file === undefined ? webAddress(named) : parts.uploads.keep(file);
}

function buttonsOf(fields: Record<string, unknown>): readonly (readonly LinkButton[])[] {
	return asList(asRecord(fields.reply_markup).inline_keyboard).map((row) =>
		asList(row).flatMap((button) => {
			const { text, url } = asRecord(button);
			const href = webAddress(asText(url));
			return href === undefined ? [] : [{ label: asText(text) ?? "", href }];
		}),
	);
}

function describe(text: RichText, buttons: readonly (readonly LinkButton[])[]) {
	const links = new Set([...linksOf(text), ...buttons.flat().map(({ href }) => href)]);
	const [link] = links.size === 1 ? links : [];
	const headline = plainTextOf(text).trim().split("\n", 1)[0] ?? "";
	return { text, headline, ...(link === undefined ? {} : { link }) };
}

function messageOf(parts: StageParts, post: TelegramPost): object {
	const text = plainTextOf(post.text).trim();
	return {
		message_id: post.messageId,
		date: Math.floor(post.at / 1000),
		...(post.editedAt === undefined ? {} : { edit_date: Math.floor(post.editedAt / 1000) }),
		chat: chatOf(parts, post.chatId),
		...(post.photo === undefined ? { text } : { caption: text, photo: [photoSize] }),
	};
}

const photoSize = { file_id: "stage", file_unique_id: "stage", width: 960, height: 480 };

function chatOf(parts: StageParts, chatId: string): object {
	const id = Number(chatId);
	const title = parts.placeTitle("telegram", chatId);
	if (Number.isSafeInteger(id) && id > 0) return { id, type: "private", first_name: title };
	const named = chatId.startsWith("@") ? { username: chatId.slice(1) } : {};
	return { id: Number.isSafeInteger(id) ? id : -1001000000001, type: "channel", title, ...named };
}

function refusal(code: 400 | 404, description: string): Refusal {
	return { ok: false, error_code: code, description };
}
