import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { reactions, reactionTo } from "../../../adapters/telegram/errors.ts";
import { createLimitScope } from "../../../adapters/telegram/publisher/limit-scope.ts";
import type { Outcome } from "../../../src/domain/outcome.ts";
import { sampleMessage } from "../../contract/publisher.ts";
import { channelId, startStage } from "./stage.ts";

let stage: Awaited<ReturnType<typeof startStage>>;
beforeEach(async () => {
	stage = await startStage();
});
afterEach(() => stage.stop());

type Refusal = { code: number; description: string; parameters?: Record<string, number> };

const request = () => ({
	deliveryId: "post-1",
	address: stage.address,
	addressKind: stage.addressKind,
	message: sampleMessage(),
	plainText: false,
});

/** PLATFORMS §1 row by row: what Telegram answers to a send, and what the outcome is. */
const sends: [string, Refusal, Partial<Outcome>][] = [
	[
		"blocked",
		{ code: 403, description: "Forbidden: bot was blocked by the user" },
		{ kind: "gone", reason: "blocked" },
	],
	[
		"deactivated",
		{ code: 403, description: "Forbidden: user is deactivated" },
		{ kind: "gone", reason: "blocked" },
	],
	[
		"kicked from a group",
		{ code: 403, description: "Forbidden: bot was kicked from the group chat" },
		{ kind: "gone", reason: "removed" },
	],
	[
		"kicked from a channel",
		{ code: 403, description: "Forbidden: bot was kicked from the channel chat" },
		{ kind: "gone", reason: "removed" },
	],
	[
		"no member",
		{ code: 403, description: "Forbidden: bot is not a member of the channel chat" },
		{ kind: "gone", reason: "removed" },
	],
	[
		"group deleted",
		{ code: 403, description: "Forbidden: the group chat was deleted" },
		{ kind: "gone", reason: "removed" },
	],
	[
		"no conversation",
		{ code: 403, description: "Forbidden: bot can't initiate conversation with a user" },
		{ kind: "gone", reason: "no-conversation" },
	],
	[
		"a bot",
		{ code: 403, description: "Forbidden: bot can't send messages to the bot" },
		{ kind: "gone", reason: "no-conversation" },
	],
	[
		"migrated",
		{
			code: 400,
			description: "Bad Request: group chat was upgraded to a supergroup chat",
			parameters: { migrate_to_chat_id: -1001234 },
		},
		{ kind: "moved", newAddress: "-1001234" },
	],
	[
		"no rights",
		{ code: 400, description: "Bad Request: not enough rights to send text messages to the chat" },
		{ kind: "forbidden", reason: "no-rights" },
	],
	[
		"write forbidden",
		{ code: 400, description: "Bad Request: CHAT_WRITE_FORBIDDEN" },
		{ kind: "forbidden", reason: "no-rights" },
	],
	[
		"no write access",
		{ code: 400, description: "Bad Request: have no write access to the chat" },
		{ kind: "forbidden", reason: "no-rights" },
	],
	[
		"no rights, as older servers say it",
		{ code: 400, description: "Bad Request: have no rights to send a message" },
		{ kind: "forbidden", reason: "no-rights" },
	],
	[
		"restricted",
		{ code: 400, description: "Bad Request: CHAT_RESTRICTED" },
		{ kind: "forbidden", reason: "restricted" },
	],
	[
		"admin required",
		{ code: 400, description: "Bad Request: CHAT_ADMIN_REQUIRED" },
		{ kind: "forbidden", reason: "no-rights" },
	],
	[
		"no administrator of a channel",
		{ code: 400, description: "Bad Request: need administrator rights in the channel chat" },
		{ kind: "forbidden", reason: "no-rights" },
	],
	[
		"topic missing",
		{ code: 400, description: "Bad Request: message thread not found" },
		{ kind: "forbidden", reason: "topic-missing" },
	],
	[
		"topic closed",
		{ code: 400, description: "Bad Request: TOPIC_CLOSED" },
		{ kind: "forbidden", reason: "topic-closed" },
	],
	[
		"topic deleted",
		{ code: 400, description: "Bad Request: TOPIC_DELETED" },
		{ kind: "forbidden", reason: "topic-deleted" },
	],
	[
		"mark-up",
		{
			code: 400,
			description: 'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 0',
		},
		{ kind: "rejected", reason: "mark-up", plainText: true },
	],
	[
		"too long",
		{ code: 400, description: "Bad Request: message is too long" },
		{ kind: "rejected", reason: "too-long", plainText: true },
	],
	[
		"caption too long",
		{ code: 400, description: "Bad Request: message caption is too long" },
		{ kind: "rejected", reason: "too-long", plainText: true },
	],
	[
		"empty",
		{ code: 400, description: "Bad Request: message text is empty" },
		{ kind: "rejected", reason: "empty", plainText: true },
	],
	[
		"something else",
		{ code: 400, description: "Bad Request: SOMETHING_NEW" },
		{ kind: "rejected", reason: "refused", plainText: true },
	],
	[
		"another 403",
		{ code: 403, description: "Forbidden: something new" },
		{ kind: "forbidden", reason: "forbidden" },
	],
	["wrong token", { code: 401, description: "Unauthorized" }, { kind: "refused-bot", reason: "token" }],
	["malformed token", { code: 404, description: "Not Found" }, { kind: "refused-bot", reason: "token" }],
	[
		"conflict",
		{ code: 409, description: "Conflict: terminated by other getUpdates request" },
		{ kind: "retry", limited: false, scope: "platform" },
	],
	[
		"limited",
		{ code: 429, description: "Too Many Requests: retry after 37", parameters: { retry_after: 37 } },
		{ kind: "retry", afterMs: 37_000, limited: true, scope: "channel" },
	],
	["a failure of the server's", { code: 500, description: "Internal Server Error" }, { kind: "ambiguous" }],
	["a bad gateway", { code: 502, description: "Bad Gateway" }, { kind: "ambiguous" }],
];

describe("Telegram's refusals of a send", () => {
	it.each(sends)("%s", async (_name, refusal, expected) => {
		stage.fake.faults.add({ methods: ["sendMessage"], action: { kind: "refuse", ...refusal } });
		const outcome = await stage.publisher.publish(request());
		expect(outcome).toMatchObject(expected);
		if ("raw" in outcome) expect(outcome.raw).toBe(`${refusal.code} ${refusal.description}`);
		expect(stage.fake.requests.sendMessage).toBe(1);
	});

	it.each(["Bad Request: chat not found", "Bad Request: PEER_ID_INVALID"])(
		"take a chat for gone after %s only when a second question says so",
		async (description) => {
			const action = { kind: "refuse", code: 400, description } as const;
			stage.fake.faults.add({ methods: ["sendMessage"], action });
			expect(await stage.publisher.publish(request())).toMatchObject({ kind: "retry", limited: false });
			stage.fake.faults.add({ methods: ["sendMessage", "getChat"], times: 2, action });
			expect(await stage.publisher.publish(request())).toMatchObject({ kind: "gone", reason: "not-found" });
		},
	);

	const photos = [
		"not enough rights to send photos to the chat",
		"wrong file identifier/HTTP URL specified",
		"failed to get HTTP URL content",
		"wrong type of the web page content",
		"PHOTO_INVALID_DIMENSIONS",
		"IMAGE_PROCESS_FAILED",
	];
	it.each(photos)("of a photo (%s) are followed by the text alone", async (why) => {
		const action = { kind: "refuse", code: 400, description: `Bad Request: ${why}` } as const;
		stage.fake.faults.add({ methods: ["sendPhoto"], action });
		const image = { url: "https://news.example/p.jpg", alt: "" };
		const publish = () => stage.publisher.publish({ ...request(), message: sampleMessage({ image }) });
		expect(await publish()).toMatchObject({ kind: "retry", afterMs: 0, limited: false });
		expect(await publish()).toEqual({ kind: "sent", messageIds: ["1"] });
		expect(stage.fake.arrivals.entries).toMatchObject([{ method: "sendMessage", chatId: channelId }]);
	});
});

describe("Telegram's refusals of an edit or a deletion", () => {
	const edits: [string, string, Partial<Outcome>][] = [
		[
			"not modified",
			"Bad Request: message is not modified: specified new message content and reply markup are exactly the same",
			{ kind: "sent" },
		],
		[
			"not found",
			"Bad Request: message to edit not found",
			{ kind: "rejected", reason: "not-found", plainText: false },
		],
		[
			"not ours",
			"Bad Request: message can't be edited",
			{ kind: "rejected", reason: "not-editable", plainText: false },
		],
		["no id", "Bad Request: MESSAGE_ID_INVALID", { kind: "rejected", reason: "not-found", plainText: false }],
	];
	it.each(edits)("edit: %s", async (_name, description, expected) => {
		const sent = await stage.publisher.publish(request());
		const messageIds = sent.kind === "sent" ? sent.messageIds : [];
		stage.fake.faults.add({
			methods: ["editMessageText"],
			action: { kind: "refuse", code: 400, description },
		});
		expect(await stage.publisher.edit({ ...request(), messageIds })).toMatchObject(expected);
		expect(stage.fake.messages(channelId)).toHaveLength(1);
	});

	const withdrawal = (messageIds: readonly string[]) => ({
		address: stage.address,
		addressKind: stage.addressKind,
		messageIds,
		replacement: sampleMessage({ blocks: [{ kind: "headline", text: "سُحب هذا الخبر" }] }),
	});

	it("deletion: not found is done", async () => {
		expect(await stage.publisher.withdraw(withdrawal(["77"]))).toEqual({ kind: "sent", messageIds: ["77"] });
	});

	it("deletion: what cannot be deleted is written over", async () => {
		await stage.publisher.publish(request());
		const description = "Bad Request: message can't be deleted";
		stage.fake.faults.add({ methods: ["deleteMessage"], action: { kind: "refuse", code: 400, description } });
		expect(await stage.publisher.withdraw(withdrawal(["1"]))).toMatchObject({ kind: "sent" });
		expect(stage.fake.messages(channelId).map(({ text }) => text)).toEqual(["سُحب هذا الخبر"]);
	});
});

describe("the table of reactions", () => {
	it("knows every row in any case of letters", () => {
		for (const { code, text, reaction } of reactions) {
			expect(reactionTo({ code, text: `Bad Request: ${text.toUpperCase()}` })).toEqual(reaction);
		}
	});

	it("ignores an answer to a query that is too old", () => {
		const text = "Bad Request: query is too old and response timeout expired or query ID is invalid";
		expect(reactionTo({ code: 400, text })).toEqual({ kind: "done" });
	});

	it("takes a code that nobody knows for no answer", () => {
		expect(reactionTo({ code: 599, text: "" })).toEqual({ kind: "ambiguous" });
	});
});

describe("whom a 429 is for", () => {
	it("is the chat, and the bot when several chats are limited within a second", () => {
		let now = 0;
		const scope = createLimitScope(() => now);
		expect([scope(1), scope(1), scope(2)]).toEqual(["channel", "channel", "channel"]);
		expect(scope(3)).toBe("platform");
		now = 1500;
		expect(scope(4)).toBe("channel");
	});
});
