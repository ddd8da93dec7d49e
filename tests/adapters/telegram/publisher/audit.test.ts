import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AuditOptions } from "../../../../adapters/telegram/publisher/audit.ts";
import { createTelegramPublisher, type TelegramPublisher } from "../../../../adapters/telegram/publisher.ts";
import type { Resolution, ResolveRequest } from "../../../../src/delivery/publisher.ts";
import type { Message } from "../../../../src/message/message.ts";
import { sampleMessage } from "../../../contract/publisher.ts";
import type { TelegramFake } from "../../../fakes/telegram/server.ts";
import { auditId, channelId, groupId, readerId, startFake } from "../stage.ts";

let fake: TelegramFake;
let publisher: TelegramPublisher;

beforeEach(async () => {
	fake = await startFake();
	publisher = create({});
	// The newest message known before the doubtful one.
	await publisher.publish({ ...request(), message: textMessage("خبر سابق") });
});
afterEach(async () => {
	await publisher.stop();
	await fake.stop();
	expect(fake.violations).toEqual([]);
	// Nothing of a look stays behind.
	expect(fake.messages(auditId)).toEqual([]);
});

function create(audit: Partial<AuditOptions>, settleMs = 0): TelegramPublisher {
	return createTelegramPublisher({
		token: fake.token,
		apiRoot: fake.url,
		settleMs,
		audit: { chat: auditId, candidates: 5, ...audit },
	});
}

function textMessage(text: string): Message {
	return sampleMessage({ blocks: [{ kind: "paragraph", spans: [{ text }] }] });
}

function request(): ResolveRequest {
	return {
		deliveryId: "post-1",
		address: String(channelId),
		addressKind: "channel",
		message: sampleMessage(),
		plainText: false,
		attemptedAt: Date.now(),
		lastKnownId: "1",
		explained: [],
	};
}

async function resolve(changes: Partial<ResolveRequest> = {}): Promise<Resolution> {
	if (publisher.resolve === undefined) throw new Error("no resolve");
	const turn = <T>(_address: string, _kind: string, forward: () => Promise<T>) => forward();
	return publisher.resolve({ ...request(), turn, ...changes });
}

/** A send that arrived and whose answer was lost. */
async function publishInDoubt(message: Message = sampleMessage(), plainText = false): Promise<void> {
	fake.faults.add({ methods: ["sendMessage", "sendPhoto"], action: { kind: "reset", when: "after" } });
	expect(await publisher.publish({ ...request(), message, plainText })).toMatchObject({ kind: "ambiguous" });
}

describe("resolving a doubtful Telegram send", () => {
	it("finds what arrived, behind messages of others and ids that are not there", async () => {
		fake.say(channelId, readerId, "منشور لشخص آخر");
		fake.skipIds(channelId, 1);
		await publishInDoubt();
		expect(await resolve()).toEqual({ kind: "sent", messageIds: ["4"] });
	});

	it("finds a photo by its caption, and a plain text", async () => {
		const message = sampleMessage({ image: { url: "https://news.example/p.jpg", alt: "" } });
		await publishInDoubt(message);
		expect(await resolve({ message })).toEqual({ kind: "sent", messageIds: ["2"] });
		await publishInDoubt(message, true);
		expect(await resolve({ message, plainText: true, lastKnownId: "2" })).toEqual({
			kind: "sent",
			messageIds: ["3"],
		});
	});

	it("finds a text that Telegram has changed", async () => {
		const message = textMessage("  نتيجة 3-1 \u200f لصالح CNN:  ");
		await publishInDoubt(message);
		expect(await resolve({ message })).toMatchObject({ kind: "sent" });
	});

	const about = {
		headlines: ["افتتاح مكتبة عامة في وسط المدينة"],
		links: ["https://news.example/a/1?x=1&y=2"],
	};
	const [headline, , , source] = sampleMessage().blocks;
	const looks: readonly [string, Partial<Message>, Resolution["kind"]][] = [
		["headline and address", { blocks: [headline, source].flatMap((block) => block ?? []) }, "sent"],
		["the headline alone", { blocks: [headline].flatMap((block) => block ?? []) }, "unknown"],
		["the address alone", { blocks: [source].flatMap((block) => block ?? []) }, "unknown"],
		["neither", { blocks: [{ kind: "paragraph", spans: [{ text: "خبر آخر من أخبار اليوم" }] }] }, "not-sent"],
	];

	it.each(looks)("knows what arrived in another look again, or says so: %s", async (_name, look, kind) => {
		await publishInDoubt(sampleMessage(look));
		expect((await resolve({ about })).kind).toBe(kind);
	});

	it("takes an answer in a group neither for the post nor, where it lists others, for anything like it", async () => {
		const inGroup = { address: String(groupId), addressKind: "supergroup", about };
		const answer = (blocks: Message["blocks"]) =>
			publisher.publish({ ...request(), ...inGroup, message: sampleMessage({ blocks }) });
		await answer([{ kind: "paragraph", spans: [{ text: "قبل كل شيء" }] }]);
		const item = (text: string, href: string) => [{ text, href }];
		await answer([
			{
				kind: "list",
				items: [
					item("افتتاح مكتبة عامة في وسط المدينة", "https://news.example/a/1?x=1&y=2"),
					item("خبر آخر", "https://news.example/a/2"),
				],
			},
		]);
		expect((await resolve(inGroup)).kind).toBe("not-sent");
		await answer([headline, source].flatMap((block) => block ?? []));
		expect((await resolve(inGroup)).kind).toBe("unknown");
	});

	it("says that nothing was sent when there is nothing", async () => {
		fake.say(channelId, readerId, "منشور لشخص آخر");
		expect(await resolve()).toEqual({ kind: "not-sent" });
	});

	it("looks at no id that is explained, though its text is the same", async () => {
		await publisher.publish({ ...request() });
		expect(await resolve({ explained: ["2"] })).toEqual({ kind: "not-sent" });
		expect(fake.requests.forwardMessage).toBe(1);
	});

	it("asks what is explained when its turn comes: what arrived while it waited costs no look", async () => {
		const ids: string[] = [];
		for (let n = 0; n < 4; n++) {
			const outcome = await publisher.publish({ ...request(), message: textMessage(`خبر ${n}`) });
			if (outcome.kind === "sent") ids.push(...outcome.messageIds);
		}
		expect(await resolve({ explainedNow: async () => ids })).toEqual({ kind: "not-sent" });
		expect([ids.length, fake.requests.forwardMessage]).toEqual([4, 1]);
		await publishInDoubt();
		expect(await resolve({ explainedNow: async () => ids })).toMatchObject({ kind: "sent" });
		expect(fake.requests.forwardMessage).toBe(2);
	});

	it("does not know when the chat has gone on further than it looks", async () => {
		for (let i = 0; i < 6; i++) fake.say(channelId, readerId, `منشور ${i}`);
		expect(await resolve()).toMatchObject({ kind: "unknown" });
	});

	it("does not know where nothing can be read", async () => {
		expect((await resolve({ lastKnownId: "" })).kind).toBe("unknown");
		const { lastKnownId: _unknown, ...rest } = request();
		expect((await publisher.resolve?.(rest))?.kind).toBe("unknown");
		fake.removeBot(channelId, readerId);
		expect((await resolve()).kind).toBe("unknown");
		fake.addChat({ id: -1001000000077, type: "channel", protected: true });
		expect((await resolve({ address: "-1001000000077" })).kind).toBe("unknown");
	});

	it("does not know when the audit chat is not there, and says why", async () => {
		await publishInDoubt();
		fake.setState(auditId, "not-member");
		expect(await resolve()).toMatchObject({ kind: "unknown", why: expect.stringContaining("not a member") });
	});

	it("waits when it is limited, and tries again what broke", async () => {
		await publishInDoubt();
		fake.faults.add({ methods: ["forwardMessage"], action: { kind: "limit", retryAfter: 1 } });
		fake.faults.add({ methods: ["forwardMessage"], action: { kind: "html", status: 502, when: "before" } });
		expect(await resolve()).toEqual({ kind: "sent", messageIds: ["2"] });
	});

	it("says that Telegram cannot be asked, and not that nobody knows, while it has an outage", async () => {
		await publishInDoubt();
		const outage = { kind: "html", status: 502, when: "before" } as const;
		fake.faults.add({ methods: ["getChat"], action: outage });
		expect(await resolve()).toMatchObject({ kind: "unreachable" });
		fake.faults.add({ methods: ["forwardMessage"], action: outage, times: 4 });
		expect(await resolve()).toMatchObject({ kind: "unreachable" });
		expect(await resolve()).toEqual({ kind: "sent", messageIds: ["2"] });
	});

	it("does not look before the time is over within which it may still arrive", async () => {
		await publisher.stop();
		publisher = create({}, 400);
		fake.faults.add({ methods: ["sendMessage"], action: { kind: "latency", ms: 250 } });
		const impatient = createTelegramPublisher({ token: fake.token, apiRoot: fake.url, sendTimeoutMs: 50 });
		expect(await impatient.publish(request())).toMatchObject({ kind: "ambiguous" });
		expect(await resolve()).toEqual({ kind: "sent", messageIds: ["2"] });
		await impatient.stop();
	});

	it("asks for its turn before each forward, and needs two of them when nothing came", async () => {
		const turns: string[] = [];
		const turn = <T>(address: string, kind: string, forward: () => Promise<T>) => {
			turns.push(`${kind} ${address}`);
			return forward();
		};
		expect(await resolve({ turn })).toEqual({ kind: "not-sent" });
		expect(turns).toEqual([`channel ${auditId}`, `channel ${auditId}`]);
	});

	it("does not know in a private chat, whose ids are counted over all of them", async () => {
		expect((await resolve({ address: String(readerId) })).kind).toBe("unknown");
	});

	it("keeps the audit chat's limit by itself where nobody gives turns", async () => {
		await publisher.stop();
		const alone = { chat: auditId, candidates: 2 };
		publisher = createTelegramPublisher({ token: fake.token, apiRoot: fake.url, settleMs: 0, audit: alone });
		fake.limiter.set({ chat: { limit: 1, perMs: 1000 } });
		expect(await publisher.resolve?.(request())).toEqual({ kind: "not-sent" });
		expect(fake.refusals()).toEqual({});
	});

	it("is not there without an audit chat", async () => {
		const without = createTelegramPublisher({ token: fake.token, apiRoot: fake.url });
		expect(without).not.toHaveProperty("resolve");
		await without.stop();
	});
});
