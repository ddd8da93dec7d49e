import type { Outcome } from "../../src/domain/outcome.ts";
import type { PictureFault } from "./publisher/pictures.ts";

/** A refusal as Telegram words it, the token hidden. */
export type TelegramAnswer = { code: number; text: string; retryAfter?: number; migrateTo?: number };

/** What follows an answer; the publisher acts on those that are no end in themselves. */
export type Reaction =
	| { kind: "gone"; reason: string }
	/** Gone, when a second question says so too. */
	| { kind: "gone-if-confirmed"; reason: string }
	| { kind: "moved" }
	| { kind: "forbidden"; reason: string }
	/** The topic takes nothing; a setting may send without it. */
	| { kind: "topic-closed"; reason: string }
	/** No picture may be posted in this chat: the text alone may pass. */
	| { kind: "without-photo" }
	/** The picture is what is wrong; given in another way it may pass, or the text alone. */
	| { kind: "photo-fault"; fault: PictureFault }
	/** What was wanted is so already. */
	| { kind: "done" }
	/** The message to change is not there or not ours: never post anew on its own. */
	| { kind: "give-up"; reason: string }
	/** It cannot be deleted: write the replacement over it. */
	| { kind: "write-over" }
	/** It has a caption where we edited the text, or the other way round. */
	| { kind: "other-part" }
	/** Our fault; once more as plain text. */
	| { kind: "malformed"; reason: string }
	| { kind: "refused-bot"; reason: string }
	| { kind: "limited" }
	| { kind: "conflict" }
	| { kind: "ambiguous" };

type Row = { code: number; text: string; reaction: Reaction };

/**
 * PLATFORMS §1: answers by code and a lower-case piece of their text; the first row that fits counts. The case of the
 * letters is the server's own and changes between its versions.
 */
export const reactions: readonly Row[] = [
	{ code: 403, text: "bot was blocked by the user", reaction: { kind: "gone", reason: "blocked" } },
	{ code: 403, text: "user is deactivated", reaction: { kind: "gone", reason: "blocked" } },
	{ code: 403, text: "bot was kicked from", reaction: { kind: "gone", reason: "removed" } },
	{ code: 403, text: "is not a member of", reaction: { kind: "gone", reason: "removed" } },
	{ code: 403, text: "the group chat was deleted", reaction: { kind: "gone", reason: "removed" } },
	{ code: 403, text: "can't initiate conversation", reaction: { kind: "gone", reason: "no-conversation" } },
	{ code: 403, text: "can't send messages to", reaction: { kind: "gone", reason: "no-conversation" } },
	{ code: 400, text: "upgraded to a supergroup", reaction: { kind: "moved" } },
	{ code: 400, text: "chat not found", reaction: { kind: "gone-if-confirmed", reason: "not-found" } },
	{ code: 400, text: "peer_id_invalid", reaction: { kind: "gone-if-confirmed", reason: "not-found" } },
	{ code: 400, text: "not enough rights to send photos", reaction: { kind: "without-photo" } },
	{ code: 400, text: "not enough rights to send", reaction: { kind: "forbidden", reason: "no-rights" } },
	{ code: 400, text: "have no rights to send", reaction: { kind: "forbidden", reason: "no-rights" } },
	{ code: 400, text: "chat_write_forbidden", reaction: { kind: "forbidden", reason: "no-rights" } },
	{ code: 400, text: "have no write access", reaction: { kind: "forbidden", reason: "no-rights" } },
	{ code: 400, text: "chat_restricted", reaction: { kind: "forbidden", reason: "restricted" } },
	{ code: 400, text: "chat_admin_required", reaction: { kind: "forbidden", reason: "no-rights" } },
	{ code: 400, text: "need administrator rights", reaction: { kind: "forbidden", reason: "no-rights" } },
	{
		code: 400,
		text: "message thread not found",
		reaction: { kind: "topic-closed", reason: "topic-missing" },
	},
	{ code: 400, text: "topic_closed", reaction: { kind: "topic-closed", reason: "topic-closed" } },
	{ code: 400, text: "topic_deleted", reaction: { kind: "topic-closed", reason: "topic-deleted" } },
	{ code: 400, text: "message is not modified", reaction: { kind: "done" } },
	{ code: 400, text: "message to edit not found", reaction: { kind: "give-up", reason: "not-found" } },
	{ code: 400, text: "message can't be edited", reaction: { kind: "give-up", reason: "not-editable" } },
	{ code: 400, text: "message_id_invalid", reaction: { kind: "give-up", reason: "not-found" } },
	{ code: 400, text: "message to delete not found", reaction: { kind: "done" } },
	{ code: 400, text: "message can't be deleted", reaction: { kind: "write-over" } },
	{ code: 400, text: "there is no text in the message to edit", reaction: { kind: "other-part" } },
	{ code: 400, text: "there is no caption in the message to edit", reaction: { kind: "other-part" } },
	{ code: 400, text: "can't parse entities", reaction: { kind: "malformed", reason: "mark-up" } },
	{ code: 400, text: "message is too long", reaction: { kind: "malformed", reason: "too-long" } },
	{ code: 400, text: "caption is too long", reaction: { kind: "malformed", reason: "too-long" } },
	{ code: 400, text: "message text is empty", reaction: { kind: "malformed", reason: "empty" } },
	{ code: 400, text: "wrong file identifier", reaction: { kind: "photo-fault", fault: "unfetched" } },
	{
		code: 400,
		text: "failed to get http url content",
		reaction: { kind: "photo-fault", fault: "unfetched" },
	},
	{
		code: 400,
		text: "wrong type of the web page content",
		reaction: { kind: "photo-fault", fault: "unfetched" },
	},
	{ code: 400, text: "photo_invalid_dimensions", reaction: { kind: "photo-fault", fault: "unusable" } },
	{ code: 400, text: "image_process_failed", reaction: { kind: "photo-fault", fault: "unusable" } },
	{ code: 400, text: "wrong http url specified", reaction: { kind: "photo-fault", fault: "unfetched" } },
	{ code: 400, text: "photo_save_file_invalid", reaction: { kind: "photo-fault", fault: "unusable" } },
	{ code: 400, text: "photo_ext_invalid", reaction: { kind: "photo-fault", fault: "unusable" } },
	{ code: 413, text: "", reaction: { kind: "photo-fault", fault: "unusable" } },
	{ code: 400, text: "query is too old", reaction: { kind: "done" } },
	{ code: 401, text: "", reaction: { kind: "refused-bot", reason: "token" } },
	{ code: 404, text: "", reaction: { kind: "refused-bot", reason: "token" } },
	{ code: 409, text: "", reaction: { kind: "conflict" } },
	{ code: 429, text: "", reaction: { kind: "limited" } },
	// Not in the table of PLATFORMS: a right that can be given back is the mildest reading of an unknown 403.
	{ code: 403, text: "", reaction: { kind: "forbidden", reason: "forbidden" } },
];

/** What follows an answer. An unknown refusal of a request is taken for our fault, an unknown code for no answer. */
export function reactionTo(answer: TelegramAnswer): Reaction {
	const text = answer.text.toLowerCase();
	const row = reactions.find(({ code, text: piece }) => code === answer.code && text.includes(piece));
	if (row !== undefined) return row.reaction;
	return answer.code >= 400 && answer.code < 500
		? { kind: "malformed", reason: "refused" }
		: { kind: "ambiguous" };
}

/** A reaction in the words that every platform shares; `messageIds` are those that an edit or a deletion is about. */
export function outcomeOf(
	reaction: Reaction,
	answer: TelegramAnswer,
	context: { messageIds: readonly string[]; limitScope: () => "channel" | "platform" },
): Outcome {
	const raw = `${answer.code} ${answer.text}`;
	switch (reaction.kind) {
		case "gone":
		case "gone-if-confirmed":
			return { kind: "gone", reason: reaction.reason, raw };
		case "moved":
			return answer.migrateTo === undefined
				? { kind: "gone", reason: "moved", raw }
				: { kind: "moved", newAddress: String(answer.migrateTo), raw };
		case "forbidden":
		case "topic-closed":
			return { kind: "forbidden", reason: reaction.reason, raw };
		case "done":
			return { kind: "sent", messageIds: context.messageIds };
		case "give-up":
			return { kind: "rejected", reason: reaction.reason, plainText: false, raw };
		case "write-over":
		case "other-part":
			return { kind: "rejected", reason: "not-editable", plainText: false, raw };
		case "without-photo":
		case "photo-fault":
			return { kind: "rejected", reason: "photo", plainText: true, raw };
		case "malformed":
			return { kind: "rejected", reason: reaction.reason, plainText: true, raw };
		case "refused-bot":
			return { kind: "refused-bot", reason: reaction.reason, raw };
		case "limited": {
			const afterMs = (answer.retryAfter ?? 1) * 1000;
			return { kind: "retry", afterMs, scope: context.limitScope(), limited: true, raw };
		}
		case "conflict":
			return { kind: "retry", afterMs: 1000, scope: "platform", limited: false, raw };
		case "ambiguous":
			return { kind: "ambiguous", why: raw };
	}
}
