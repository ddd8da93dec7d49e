import { refuse } from "./refusal.ts";
import type { FakeChat } from "./world.ts";

type Row = { code: number; description: string };

/** States that a chat can be put into by a script, and what the server then answers to a send. */
const states = {
	blocked: { code: 403, description: "bot was blocked by the user" },
	deactivated: { code: 403, description: "user is deactivated" },
	"no-conversation": { code: 403, description: "bot can't initiate conversation with a user" },
	"bot-peer": { code: 403, description: "bot can't send messages to the bot" },
	kicked: { code: 403, description: "bot was kicked from the TYPE chat" },
	"not-member": { code: 403, description: "bot is not a member of the TYPE chat" },
	deleted: { code: 403, description: "the group chat was deleted" },
	"not-found": { code: 400, description: "chat not found" },
	"peer-invalid": { code: 400, description: "PEER_ID_INVALID" },
	"no-rights": { code: 400, description: "not enough rights to send text messages to the chat" },
	"write-forbidden": { code: 400, description: "CHAT_WRITE_FORBIDDEN" },
	"no-write-access": { code: 400, description: "have no write access to the chat" },
	restricted: { code: 400, description: "CHAT_RESTRICTED" },
	"admin-required": { code: 400, description: "CHAT_ADMIN_REQUIRED" },
	"channel-admin-required": { code: 400, description: "need administrator rights in the channel chat" },
} as const satisfies Record<string, Row>;

export type ChatState = "ok" | keyof typeof states;
export const chatStateNames: readonly ChatState[] = [
	"ok",
	...(Object.keys(states) as (keyof typeof states)[]),
];

/** Ends the call when the bot may not write in the chat. */
export function refuseUnlessWritable(chat: FakeChat, what: "text" | "photo"): void {
	if (chat.migratedTo !== undefined) {
		refuse(400, "group chat was upgraded to a supergroup chat", { migrate_to_chat_id: chat.migratedTo });
	}
	if (chat.state !== "ok") refuseFor(chat, chat.state);
	const { status, rights } = chat.bot;
	if (status === "kicked") refuseFor(chat, chat.type === "private" ? "blocked" : "kicked");
	if (status === "left") refuseFor(chat, chat.type === "private" ? "no-conversation" : "not-member");
	if (chat.type === "channel" && (status !== "administrator" || !rights.post)) {
		refuseFor(chat, "channel-admin-required");
	}
	if (!rights.post) refuseFor(chat, "no-rights");
	if (what === "photo" && !rights.photos) refuse(400, "not enough rights to send photos to the chat");
}

/** Ends the call when the bot cannot even see the chat. */
export function refuseUnlessVisible(chat: FakeChat): void {
	if (chat.migratedTo !== undefined) {
		refuse(400, "group chat was upgraded to a supergroup chat", { migrate_to_chat_id: chat.migratedTo });
	}
	const hidden: readonly ChatState[] = ["kicked", "not-member", "deleted", "not-found", "peer-invalid"];
	if (hidden.includes(chat.state) && chat.state !== "ok") refuseFor(chat, chat.state);
	if (chat.type === "private") return;
	if (chat.bot.status === "kicked") refuseFor(chat, "kicked");
	if (chat.bot.status === "left" && chat.username === undefined) refuseFor(chat, "not-member");
}

function refuseFor(chat: FakeChat, state: keyof typeof states): never {
	const row: Row = states[state];
	refuse(row.code, row.description.replace("TYPE", chat.type));
}
