import type { Outcome } from "../../../src/domain/outcome.ts";
import { outcomeOf, type Reaction, reactionTo, type TelegramAnswer } from "../errors.ts";
import { type CallEnd, endOf } from "../transport/connection.ts";
import type { Sender } from "./sender.ts";

const atOnce = { kind: "retry", afterMs: 0, scope: "channel", limited: false } as const;
const fenced: Outcome = { ...atOnce, raw: "claimed by another worker" };

/**
 * A refusal proves that nothing was made, and has taught how to do it: the same once more, at once and in a turn of its own,
 * since the platform counts each request.
 */
export function again(end: CallEnd<unknown>): Outcome {
	const raw = end.kind === "refused" ? `${end.answer.code} ${end.answer.text}` : end.kind;
	return { ...atOnce, raw };
}

/** How long to wait for a server that cannot be reached. */
const unreachableMs = 5000;
/** How long to wait when a chat is there although the send said that it is not. */
const unconfirmedMs = 60_000;

/** The outcome of a call that did not succeed. */
export async function close(
	sender: Sender,
	chatId: number,
	end: Exclude<CallEnd<unknown>, { kind: "ok" }>,
	messageIds: readonly string[],
): Promise<Outcome> {
	if (end.kind === "fenced") return fenced;
	if (end.kind === "ambiguous") return end;
	if (end.kind === "not-sent") {
		const raw = `telegram: not sent: ${end.why}`;
		return { kind: "retry", afterMs: unreachableMs, scope: "platform", limited: false, raw };
	}
	const reaction = reactionTo(end.answer);
	if (reaction.kind === "gone-if-confirmed") return confirm(sender, chatId, reaction, end.answer);
	return outcomeOf(reaction, end.answer, { messageIds, limitScope: () => sender.limitScope(chatId) });
}

/** "Chat not found" may be a passing fault of the server's: the chat itself is asked for once. */
async function confirm(
	sender: Sender,
	chatId: number,
	reaction: Reaction,
	answer: TelegramAnswer,
): Promise<Outcome> {
	const end = await endOf(sender.token, () => sender.api.getChat(chatId));
	const again = end.kind === "refused" ? reactionTo(end.answer).kind : undefined;
	if (again === "gone-if-confirmed" || again === "gone") {
		return outcomeOf(reaction, answer, { messageIds: [], limitScope: () => "channel" });
	}
	const raw = `${answer.code} ${answer.text}`;
	return { kind: "retry", afterMs: unconfirmedMs, scope: "channel", limited: false, raw };
}
