import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { reactions, reactionTo, readRefusal } from "../../../adapters/discord/errors.ts";
import type { RefusalCode } from "../../fakes/discord/answers.ts";
import { type DiscordStage, openDiscordStage } from "./stage.ts";

let stage: DiscordStage;
beforeEach(async () => {
	stage = await openDiscordStage();
});
afterEach(() => stage.stop());

/** PLATFORMS §2, every code, as a post meets it. `retry_after` in seconds where the code carries one. */
const posts: readonly [RefusalCode, number | undefined, object][] = [
	[10003, undefined, { kind: "gone", reason: "unknown-channel" }],
	[10004, undefined, { kind: "gone", reason: "unknown-guild" }],
	[50001, undefined, { kind: "gone", reason: "missing-access" }],
	[50007, undefined, { kind: "gone", reason: "closed-to-messages" }],
	[50278, undefined, { kind: "gone", reason: "no-mutual-guild" }],
	[50013, undefined, { kind: "forbidden", reason: "no-rights" }],
	[10008, undefined, { kind: "rejected", reason: "not-found", plainText: false }],
	[50005, undefined, { kind: "rejected", reason: "not-ours", plainText: false }],
	[50035, undefined, { kind: "rejected", reason: "form", plainText: true }],
	[50006, undefined, { kind: "rejected", reason: "empty", plainText: true }],
	[40005, undefined, { kind: "rejected", reason: "too-large", plainText: true }],
	[50008, undefined, { kind: "rejected", reason: "channel-kind", plainText: true }],
	[50024, undefined, { kind: "rejected", reason: "channel-kind", plainText: true }],
	[40058, undefined, { kind: "rejected", reason: "channel-kind", plainText: true }],
	[50083, undefined, { kind: "forbidden", reason: "thread-archived" }],
	[40067, undefined, { kind: "forbidden", reason: "tag-required" }],
	[160006, undefined, { kind: "retry", afterMs: 600_000, scope: "channel", limited: false }],
	[160005, undefined, { kind: "forbidden", reason: "thread-locked" }],
	[40033, undefined, { kind: "sent", messageIds: [] }],
	[20016, 4.5, { kind: "retry", afterMs: 4_500, scope: "channel", limited: true }],
	[20022, 2, { kind: "retry", afterMs: 2_000, scope: "channel", limited: true }],
	[20028, 2, { kind: "retry", afterMs: 2_000, scope: "channel", limited: true }],
	[20029, 2, { kind: "retry", afterMs: 2_000, scope: "channel", limited: true }],
	[40062, 1.25, { kind: "retry", afterMs: 1_250, scope: "channel", limited: true }],
	[130000, undefined, { kind: "retry", afterMs: 5_000, scope: "platform", limited: false }],
	[200000, undefined, { kind: "rejected", reason: "automod", plainText: false }],
	[240000, undefined, { kind: "rejected", reason: "harmful-link", plainText: false }],
	[40001, undefined, { kind: "refused-bot", reason: "token" }],
	[50014, undefined, { kind: "refused-bot", reason: "token" }],
	[10062, undefined, { kind: "sent" }],
	[40060, undefined, { kind: "sent" }],
	[40333, undefined, { kind: "retry", scope: "platform", limited: false }],
];

it.each(posts)("a post that is refused with %i", async (code, retryAfter, outcome) => {
	const { fake, publisher, channelId, request } = stage;
	fake.refuse({ channelId, code, ...(retryAfter === undefined ? {} : { retryAfter }) });
	expect(await publisher.publish(request())).toMatchObject(outcome);
	expect(fake.arrivals()).toEqual([]);
});

it("every code of the table is tried above", () => {
	const tried = new Set<number>(posts.map(([code]) => code));
	expect([...reactions.keys()].filter((code) => !tried.has(code))).toEqual([]);
});

it("what was refused as plain text is not offered as plain text again", async () => {
	const { fake, publisher, channelId, request } = stage;
	fake.refuse({ channelId, code: 50035 });
	expect(await publisher.publish(request({ plainText: true }))).toMatchObject({ plainText: false });
});

describe("what the channel's own state makes of a post", () => {
	it("without the right to embed alone, plain text is offered, and passes", async () => {
		const { fake, publisher, channelId, request } = stage;
		fake.setBotRights({ channelId, deny: ["EMBED_LINKS"] });
		expect(await publisher.publish(request())).toMatchObject({ kind: "rejected", plainText: true });
		expect(await publisher.publish(request({ plainText: true }))).toMatchObject({ kind: "sent" });
	});

	it("an archived thread is opened, and takes the next attempt", async () => {
		const { fake, publisher, channelId, request } = stage;
		const { threadId } = fake.addThread({ channelId });
		fake.setThread({ threadId, archived: true });
		const there = request({ address: `${channelId}/${threadId}`, addressKind: "thread" });
		expect(await publisher.publish(there)).toMatchObject({ kind: "retry", limited: false });
		expect(await publisher.publish(there)).toMatchObject({ kind: "sent" });
		expect(fake.arrivals()).toMatchObject([{ channelId: threadId }]);
	});

	it("a locked thread stays locked, and waits for its owner", async () => {
		const { fake, publisher, channelId, request } = stage;
		const { threadId } = fake.addThread({ channelId });
		fake.setThread({ threadId, archived: true, locked: true });
		const outcome = await publisher.publish(request({ address: `${channelId}/${threadId}` }));
		expect(outcome).toMatchObject({ kind: "forbidden", reason: "thread-locked" });
	});
});

describe("edits and withdrawals", () => {
	const post = async () => {
		const outcome = await stage.publisher.publish(stage.request());
		return outcome.kind === "sent" ? outcome.messageIds : [];
	};

	it.each([
		[10008, "not-found"],
		[50005, "not-ours"],
	] as const)("an edit that is refused with %i is given up", async (code, reason) => {
		const messageIds = await post();
		stage.fake.refuse({ channelId: stage.channelId, code, method: "PATCH" });
		expect(await stage.publisher.edit({ ...stage.request(), messageIds })).toMatchObject({
			kind: "rejected",
			reason,
			plainText: false,
		});
	});

	it("an edit replaces the whole message: nothing of the card is left under plain text", async () => {
		const messageIds = await post();
		await stage.publisher.edit({ ...stage.request({ plainText: true }), messageIds });
		expect(stage.fake.messages({ channelId: stage.channelId })).toMatchObject([
			{ embeds: [], components: [], content: expect.stringContaining("افتتاح جسر") },
		]);
	});

	it("what may not be deleted is written over", async () => {
		const messageIds = await post();
		stage.fake.refuse({ channelId: stage.channelId, code: 50013, method: "DELETE" });
		const replacement = cardOf("سُحب هذا الخبر.");
		const { address, addressKind } = stage.request();
		const outcome = await stage.publisher.withdraw({ address, addressKind, messageIds, replacement });
		expect(outcome).toEqual({ kind: "sent", messageIds });
		expect(stage.fake.messages({ channelId: stage.channelId })).toMatchObject([
			{ content: "سُحب هذا الخبر.", embeds: [] },
		]);
	});

	it("in an archived thread a withdrawal opens the thread first", async () => {
		const { fake, publisher, channelId, request } = stage;
		const { threadId } = fake.addThread({ channelId });
		const address = `${channelId}/${threadId}`;
		const outcome = await publisher.publish(request({ address }));
		const messageIds = outcome.kind === "sent" ? outcome.messageIds : [];
		fake.setThread({ threadId, archived: true });
		const withdrawal = { address, addressKind: "thread", messageIds, replacement: cardOf("سُحب.") };
		expect(await publisher.withdraw(withdrawal)).toMatchObject({ kind: "retry" });
		expect(await publisher.withdraw(withdrawal)).toMatchObject({ kind: "sent" });
		expect(fake.messages({ channelId: threadId })).toEqual([]);
	});

	function cardOf(text: string) {
		return { ...stage.request().message, blocks: [{ kind: "paragraph" as const, spans: [{ text }] }] };
	}
});

describe("what is not Discord's own JSON", () => {
	const cases: [string, Parameters<typeof readRefusal>[0], object][] = [
		[
			"the ban of an address is a long wait for the whole bot",
			{ status: 429, headers: { "retry-after": "600" }, body: "error code: 1015" },
			{ status: 429, text: "error code: 1015", waitMs: 600_000, global: true },
		],
		[
			"without a header the ban's usual length is taken",
			{ status: 429, headers: {}, body: "<html>1015</html>" },
			{ status: 429, text: "1015", waitMs: 600_000, global: true },
		],
		[
			"the body's retry_after counts, not the header's",
			{
				status: 429,
				headers: { "retry-after": "2" },
				body: '{"message":"You are being rate limited.","retry_after":1.234,"global":false}',
			},
			{ status: 429, text: "You are being rate limited.", waitMs: 1_234, global: false },
		],
		[
			"a proxy's page is told in its own words",
			{ status: 502, headers: {}, body: "<html><title>502 Bad Gateway</title></html>" },
			{ status: 502, text: "502 Bad Gateway", global: false },
		],
	];
	it.each(cases)("%s", (_name, answer, refusal) => {
		expect(readRefusal(answer)).toEqual(refusal);
	});

	it.each([
		[502, "ambiguous"],
		[500, "ambiguous"],
		[302, "ambiguous"],
		[403, "shut-out"],
		[404, "malformed"],
		[401, "refused-bot"],
		[429, "limited"],
	])("a status %i alone means: %s", (status, kind) => {
		expect(reactionTo({ status, text: "", global: false }).kind).toBe(kind);
	});
});

it("a global 429 holds the whole bot back, one of a channel the channel alone", async () => {
	const { fake, publisher, request } = stage;
	for (const [scope, held] of [
		["global", "platform"],
		["user", "channel"],
		["shared", "channel"],
	] as const) {
		fake.addFault({ fault: { kind: "limit", retryAfter: 3, scope } });
		expect(await publisher.publish(request())).toMatchObject({
			kind: "retry",
			scope: held,
			afterMs: 3_000,
			limited: true,
		});
	}
	expect(await publisher.publish(request())).toMatchObject({ kind: "sent" });
});

it("after a refused token the next attempt asks again, and passes when it is valid again", async () => {
	const { fake, publisher, request } = stage;
	fake.revokeToken();
	expect(await publisher.publish(request())).toMatchObject({ kind: "refused-bot" });
	expect(await publisher.publish(request())).toMatchObject({ kind: "refused-bot" });
	fake.revokeToken({ revoked: false });
	expect(await publisher.publish(request())).toMatchObject({ kind: "sent" });
});
