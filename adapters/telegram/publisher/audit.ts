import type { Api } from "grammy";
import type { Message } from "grammy/types";
import type { Publisher, Resolution, ResolveRequest } from "../../../src/delivery/publisher.ts";
import { findTraces, type Traces } from "../../../src/message/find-traces.ts";
import { reactionTo } from "../errors.ts";
import { telegramLimits } from "../limits.ts";
import { parseAddress } from "../places/address.ts";
import { keptText } from "../render/kept-text.ts";
import { renderMessage } from "../render.ts";
import { endOf } from "../transport/connection.ts";
import { pause } from "../transport/pause.ts";
import { renderCall } from "./render-call.ts";

export type AuditOptions = {
	/** A private channel or group in which only the bot writes; TELEGRAM_AUDIT_CHAT. */
	chat: number;
	/** How many ids after the newest known one are looked at, those that the ledger explains not counted. */
	candidates?: number;
};

type Audit = AuditOptions & { api: Api; token: string; settleMs: number; now: () => number };
type Turn = <T>(forward: () => Promise<T>) => Promise<T>;

/** What a look at one id shows. */
type Look =
	| { kind: "text"; text: string; links: readonly string[] }
	| { kind: "none" }
	/** There is one, and it is none of ours: a service message, a sticker. */
	| { kind: "other" }
	| { kind: "unreadable"; why: string }
	| { kind: "unreachable"; why: string };

/**
 * Finds out what became of a doubtful send (DESIGN §5): Telegram gives a bot no way to read a chat, but a message can be
 * forwarded, and the forward's answer shows its content. Looks at the ids after `lastKnownId` that nothing explains,
 * forwards each to the audit chat, compares, and deletes the copy. "Not sent" is said only when the last id looked at
 * is not there, and not before the time has passed within which Telegram may still deliver.
 */
export function createAudit(audit: Audit): NonNullable<Publisher["resolve"]> {
	const alone = everySecond();
	return async (request) => {
		const inTurn = request.turn;
		const turn: Turn =
			inTurn === undefined ? alone : (forward) => inTurn(String(audit.chat), "channel", forward);
		const address = parseAddress(request.address);
		if (address === undefined) return { kind: "unknown", why: "the address is not Telegram's" };
		if (request.lastKnownId === undefined || !/^\d+$/.test(request.lastKnownId)) {
			return { kind: "unknown", why: "no message id of the chat is known from before the attempt" };
		}
		if (!hasOwnCounter(address.chatId)) {
			return { kind: "unknown", why: "ids of private chats and basic groups are counted over all of them" };
		}
		await pause(request.attemptedAt + audit.settleMs - audit.now());
		const chat = await endOf(audit.token, () => audit.api.getChat(address.chatId));
		if (chat.kind !== "ok") {
			const kind = isPassing(chat) ? "unreachable" : "unknown";
			return { kind, why: `the chat cannot be seen: ${whyOf(chat)}` };
		}
		if (chat.result.has_protected_content === true) {
			return { kind: "unknown", why: "the chat's content is protected from forwarding" };
		}
		return lookThrough({ ...audit, turn }, address.chatId, Number(request.lastKnownId), request);
	};
}

/** Ids of channels and supergroups: `-100…`, each with a counter of its own. */
function hasOwnCounter(chatId: number): boolean {
	return chatId < -1_000_000_000_000;
}

async function lookThrough(
	audit: Audit & { turn: Turn },
	chatId: number,
	lastKnown: number,
	request: ResolveRequest,
): Promise<Resolution> {
	const wanted = wantedTexts(request);
	const walk = createWalk(lastKnown, request);
	const count = audit.candidates ?? 20;
	let unreadable: string | undefined;
	let isLastThere = false;
	let alike: Alike | undefined;
	for (let looked = 0; looked < count; looked++) {
		// Mostly the next id is the one, or nothing came at all: one more call tells that of all the others at once.
		if (looked === 1 && (await areMissing(audit, chatId, walk, count - 1))) {
			isLastThere = false;
			break;
		}
		const look = await lookAt(audit, chatId, walk);
		const id = walk.goOn();
		if (look.kind === "text") {
			if (wanted.has(look.text)) return { kind: "sent", messageIds: [String(id)] };
			alike = moreAlike(alike, { id, ...tracesIn(look, request) });
		}
		if (look.kind === "unreachable") return look;
		if (look.kind === "unreadable") unreadable = look.why;
		isLastThere = look.kind !== "none";
	}
	if (alike !== undefined) return inAnotherLook(alike, request.addressKind);
	if (unreadable !== undefined) return { kind: "unknown", why: unreadable };
	if (isLastThere) return { kind: "unknown", why: `more than ${count} messages came since` };
	return { kind: "not-sent" };
}

/** The ids behind the newest known one, in order, without those that the ledger explains when they are asked for. */
type Walk = {
	/** The next ids to look at. */
	next(count: number): Promise<readonly number[]>;
	/** The one that was looked at last is done with; names it. */
	goOn(): number;
};

function createWalk(lastKnown: number, { explained, explainedNow }: ResolveRequest): Walk {
	const known = new Set(explained);
	let done = lastKnown;
	let first = lastKnown;
	return {
		async next(count) {
			for (const id of (await explainedNow?.()) ?? []) known.add(id);
			const open: number[] = [];
			for (let id = done + 1; open.length < count; id++) if (!known.has(String(id))) open.push(id);
			first = open[0] ?? first;
			return open;
		},
		goOn() {
			done = first;
			return done;
		},
	};
}

/** A message that says what the post says, in other words. */
type Alike = { id: number } & Traces;

function tracesIn({ text, links }: Extract<Look, { kind: "text" }>, { about }: ResolveRequest): Traces {
	return about === undefined ? { headline: false, link: false } : findTraces(about, { text, links });
}

function moreAlike(before: Alike | undefined, now: Alike): Alike | undefined {
	if (before?.headline && before.link) return before;
	return now.headline || now.link ? now : before;
}

/**
 * The look of the channel, or a relative date in it, may have changed since the attempt: then the words are others, and the
 * headline and the article's address the same. With both of them it is the post where nobody is answered; one alone, or in
 * a group, where the bot answers people with the same news, leaves it to a person. It is never taken for unsent.
 */
function inAnotherLook({ id, headline, link }: Alike, addressKind: string): Resolution {
	if (headline && link && addressKind === "channel") return { kind: "sent", messageIds: [String(id)] };
	return { kind: "unknown", why: `message ${id} tells the same in other words` };
}

/** True when there is proof that none of the next so many can be forwarded; false when each must be looked at. */
async function areMissing(
	audit: Audit & { turn: Turn },
	chatId: number,
	walk: Walk,
	count: number,
): Promise<boolean> {
	const { api, token, turn } = audit;
	const quietly = { disable_notification: true };
	const end = await turn(async () => {
		const ids = await walk.next(count);
		return endOf(token, () => api.forwardMessages(audit.chat, chatId, [...ids], quietly));
	});
	if (end.kind !== "ok") return false;
	const copies = end.result.map(({ message_id }) => message_id);
	if (copies.length > 0) await endOf(token, () => api.deleteMessages(audit.chat, copies));
	return copies.length === 0;
}

/** Every shape in which the post may have arrived: as text, as caption, plain. */
function wantedTexts({ message, plainText }: ResolveRequest): Set<string> {
	const shapes = [
		renderCall(message, { plainText }).text,
		renderMessage(message, { plainText }),
		renderMessage(message, { plainText: true }),
		renderMessage(message, { plainText, limit: telegramLimits.caption }),
	];
	return new Set(shapes.map(({ visible }) => keptText(visible)));
}

async function lookAt(audit: Audit & { turn: Turn }, chatId: number, walk: Walk): Promise<Look> {
	const { api, token, turn } = audit;
	const quietly = { disable_notification: true };
	for (let tries = 1; ; tries++) {
		const end = await turn(async () => {
			const [id = 0] = await walk.next(1);
			return endOf(token, () => api.forwardMessage(audit.chat, chatId, id, quietly));
		});
		if (end.kind === "ok") {
			// Whether the copy goes or stays changes nothing of what was found.
			await endOf(token, () => api.deleteMessage(audit.chat, end.result.message_id));
			return readCopy(end.result);
		}
		if (end.kind === "refused") {
			const text = end.answer.text.toLowerCase();
			if (text.includes("message to forward not found") || text.includes("message_id_invalid")) {
				return { kind: "none" };
			}
			// The chat's content is not protected, so this is a service message.
			if (text.includes("message can't be forwarded")) return { kind: "other" };
		}
		const why = `forward: ${whyOf(end)}`;
		if (!isPassing(end)) return { kind: "unreadable", why };
		if (tries >= 4) return { kind: "unreachable", why };
		await pause(end.kind === "refused" ? (end.answer.retryAfter ?? 1) * 1000 : 1000 * tries);
	}
}

function readCopy(copy: Message): Look {
	const text = copy.text ?? copy.caption;
	if (text === undefined) return { kind: "other" };
	const entities = copy.entities ?? copy.caption_entities ?? [];
	const links = entities.flatMap((entity) => {
		if (entity.type === "text_link") return [entity.url];
		return entity.type === "url" ? [text.slice(entity.offset, entity.offset + entity.length)] : [];
	});
	return { kind: "text", text: keptText(text), links };
}

/** Answers that say nothing of the chat: asked again, it may be another one. */
const passing = new Set(["limited", "conflict", "refused-bot", "ambiguous"]);

function isPassing(end: Exclude<Awaited<ReturnType<typeof endOf>>, { kind: "ok" }>): boolean {
	return end.kind !== "refused" || passing.has(reactionTo(end.answer).kind);
}

function whyOf(end: Exclude<Awaited<ReturnType<typeof endOf>>, { kind: "ok" }>): string {
	if (end.kind === "refused") return `${end.answer.code} ${end.answer.text}`;
	return end.kind === "fenced" ? "fenced" : end.why;
}

/** One after the other, a second after the last one's answer: the audit chat has a limit like any other. */
function everySecond(): Turn {
	let last: Promise<unknown> = Promise.resolve();
	let first = true;
	return (forward) => {
		const mine = last.then(async () => {
			if (!first) await pause(telegramLimits.chatWindow.perMs);
			first = false;
			return forward();
		});
		last = mine.catch(() => undefined);
		return mine;
	};
}
