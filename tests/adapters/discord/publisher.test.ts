import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildDiscordPost, nonceOf } from "../../../adapters/discord/publisher.ts";
import type { ResolveRequest } from "../../../src/delivery/publisher.ts";
import type { Message } from "../../../src/message/message.ts";
import type { Fault } from "../../fakes/discord/faults.ts";
import { cardMessage, type DiscordStage, openDiscordStage } from "./stage.ts";

let stage: DiscordStage;
beforeEach(async () => {
	stage = await openDiscordStage();
});
afterEach(() => stage.stop());

async function reopen(options: Parameters<typeof openDiscordStage>[0]): Promise<void> {
	await stage.stop();
	stage = await openDiscordStage(options);
}

it("what is built for a preview is what is sent", async () => {
	await stage.publisher.publish(stage.request());
	const built = buildDiscordPost(stage.request());
	expect(stage.fake.arrivals()[0]?.body).toEqual(built?.body);
	expect(built).toMatchObject({ method: "POST", route: `/channels/${stage.channelId}/messages` });
});

it("the nonce is the delivery's, at most 25 signs, and enforced", async () => {
	expect(nonceOf("a/discord-1")).toMatch(/^[\w-]{25}$/);
	expect(nonceOf("a/discord-1")).not.toBe(nonceOf("a/discord-2"));
	await stage.publisher.publish(stage.request());
	expect(stage.fake.arrivals()[0]).toMatchObject({
		nonce: nonceOf("post-1/discord-1"),
		body: { enforce_nonce: true, allowed_mentions: { parse: [] } },
	});
});

it("a picture that Discord refuses is left away, and nothing else; each request has a turn of its own", async () => {
	const message = cardMessage({ image: { url: "http://intranet/p.jpg", alt: "" } });
	const { image: _, ...bare } = message;
	const requests = () => stage.fake.counters().requests;
	const publish = () => stage.publisher.publish(stage.request({ message }));
	expect(await publish()).toMatchObject({ kind: "retry", afterMs: 0, limited: false });
	expect(requests()).toBe(1);
	const outcome = await publish();
	expect(outcome).toMatchObject({ kind: "sent" });
	const sent = buildDiscordPost(stage.request({ message: bare }));
	expect(stage.fake.arrivals().map(({ body }) => body)).toEqual([sent?.body]);
	// What one post has taught holds for every other.
	const messageIds = outcome.kind === "sent" ? outcome.messageIds : [];
	const edited = await stage.publisher.edit({ ...stage.request({ message }), messageIds });
	expect(edited).toMatchObject({ kind: "sent" });
	expect(requests()).toBe(3);
});

it("a picture that Discord refuses in an edit is left away when it is made again", async () => {
	const outcome = await stage.publisher.publish(stage.request());
	const messageIds = outcome.kind === "sent" ? outcome.messageIds : [];
	const message = cardMessage({ image: { url: "http://intranet/p.jpg", alt: "" } });
	const edit = () => stage.publisher.edit({ ...stage.request({ message }), messageIds });
	expect([(await edit()).kind, (await edit()).kind]).toEqual(["retry", "sent"]);
});

it("the same delivery published twice is one message, and both say which", async () => {
	const first = await stage.publisher.publish(stage.request());
	const second = await stage.publisher.publish(stage.request());
	expect(second).toEqual(first);
	expect(stage.fake.arrivals()).toHaveLength(1);
});

it("a full bucket's headers say how long the channel rests", async () => {
	const route = "POST /channels/{channel_id}/messages";
	stage.fake.configure({
		limits: {
			on: true,
			buckets: { [route]: { limit: 2, perMs: 3_000 }, default: { limit: 50, perMs: 1_000 } },
		},
	});
	const first = await stage.publisher.publish(stage.request({ deliveryId: "one/c" }));
	const second = await stage.publisher.publish(stage.request({ deliveryId: "two/c" }));
	expect(first).not.toHaveProperty("restMs");
	expect(second).toMatchObject({ kind: "sent", restMs: expect.any(Number) });
	expect(second.kind === "sent" ? second.restMs : 0).toBeLessThanOrEqual(3_000);
});

it("every answer that Discord counts against an address is told, with what is to rest for it, and no other", async () => {
	const told: unknown[] = [];
	await reopen({ refused: (layerKey, guard) => told.push([layerKey, guard]) });
	const { fake, publisher, channelId, request } = stage;
	const answers = [
		{ code: 50013, counts: true },
		{ code: 50001, counts: true },
		{ code: 10003, counts: false },
		{ code: 50035, counts: false },
	] as const;
	for (const { code, counts } of answers) {
		fake.refuse({ channelId, code });
		const before = told.length;
		await publisher.publish(request({ plainText: true }));
		expect([code, told.length > before]).toEqual([code, counts]);
	}
	fake.addFault({ method: "POST", fault: { kind: "limit", retryAfter: 0.1, scope: "shared" } });
	const before = told.length;
	await publisher.publish(request());
	expect(told).toHaveLength(before);
	fake.addFault({ method: "POST", fault: { kind: "limit", retryAfter: 0.1, scope: "user" } });
	await publisher.publish(request());
	expect(told).toHaveLength(before + 1);
	expect(told.at(-1)).toEqual([`bot-${fake.applicationId}`, { most: 2_000, perMs: 600_000 }]);
});

it("many channels at once do not wait for one another", async () => {
	await reopen({ sendTimeoutMs: 2_000 });
	const { channelIds } = stage.fake.addManyChannels({ guilds: 2, channelsEach: 20 });
	stage.fake.addFault({
		path: `/channels/${channelIds[0]}/`,
		fault: { kind: "silence", accepted: false },
	});
	const ended: string[] = [];
	await Promise.all(
		channelIds.map(async (address) => {
			await stage.publisher.publish(stage.request({ address, deliveryId: `p/${address}` }));
			ended.push(address);
		}),
	);
	expect(ended.at(-1)).toBe(channelIds[0]);
	expect(stage.fake.arrivals()).toHaveLength(39);
});

it("windows: the bot's for everything, the channel's or thread's own", () => {
	const thread = "123456789012345678";
	const layers = (address: string) => stage.publisher.windows(address, "text");
	expect(layers(stage.channelId)).toEqual([
		{ key: `bot-${stage.fake.applicationId}`, limit: 50, perMs: 1_000, shared: true },
		{
			key: `channel-${stage.fake.applicationId}-${stage.channelId}`,
			limit: 5,
			perMs: 5_000,
			shared: false,
		},
	]);
	expect(layers(`${stage.channelId}/${thread}`)[1]?.key).toBe(
		`channel-${stage.fake.applicationId}-${thread}`,
	);
});

const readButton = { label: "اقرأ", href: "https://news.example/1" };
const orNothing = (block: Message["blocks"][number] | undefined): Message["blocks"] =>
	block === undefined ? [] : [block];

const hasLate = (kind: Fault["kind"]) => kind === "silence" || kind === "hold";

/** What happens to the first attempt, and whether Discord has the message then. */
const doubts: readonly [string, Fault, number][] = [
	["a reset before Discord acts", { kind: "reset", accepted: false }, 0],
	["a reset after Discord acted", { kind: "reset", accepted: true }, 1],
	["a reset in the middle of the request", { kind: "reset-request", afterBytes: 20 }, 0],
	["an answer that is cut", { kind: "reset-answer", afterBytes: 250 }, 1],
	["a proxy's page before Discord acts", { kind: "html-502", accepted: false }, 0],
	["a proxy's page after Discord acted", { kind: "html-502", accepted: true }, 1],
	["a 500 after Discord acted", { kind: "status-500", accepted: true }, 1],
	["silence before Discord acts", { kind: "silence", accepted: false }, 0],
	["silence after Discord acted", { kind: "silence", accepted: true }, 1],
	["an answer held past the timeout", { kind: "hold", ms: 3_000 }, 1],
];

describe("an attempt without an answer", () => {
	it.each(doubts)(
		"%s: ambiguous, and resolved to exactly one message by its nonce",
		async (_n, fault, held) => {
			if (hasLate(fault.kind)) await reopen({ sendTimeoutMs: 1_000 });
			const { fake, publisher, request, doubt } = stage;
			fake.addFault({ method: "POST", fault });
			expect(await publisher.publish(request())).toMatchObject({ kind: "ambiguous" });
			expect(fake.arrivals()).toHaveLength(held);
			const resolution = await publisher.resolve?.(doubt());
			expect(resolution).toEqual({ kind: "sent", messageIds: [fake.arrivals()[0]?.messageId] });
			expect(fake.arrivals()).toHaveLength(1);
		},
	);

	it("whose request Discord holds up and acts on after the repeat is still one message", async () => {
		await reopen({ sendTimeoutMs: 1_000 });
		const { fake, publisher, request, doubt } = stage;
		fake.addFault({ method: "POST", fault: { kind: "delay", ms: 2_000 } });
		expect(await publisher.publish(request())).toMatchObject({ kind: "ambiguous" });
		const before = fake.counters().nonceRepeats;
		expect(await publisher.resolve?.(doubt())).toMatchObject({ kind: "sent" });
		await expect.poll(() => fake.counters().nonceRepeats).toBe(before + 1);
		expect(fake.arrivals()).toHaveLength(1);
	});

	it("keeps asking when the repeats lose their answers too", async () => {
		const { fake, publisher, doubt } = stage;
		fake.addFault({ method: "POST", times: 2, fault: { kind: "html-502", accepted: true } });
		expect(await publisher.resolve?.(doubt())).toMatchObject({ kind: "sent" });
		expect(fake.arrivals()).toHaveLength(1);
	});

	it("stops asking at a limit, says how long that lasts, and is found when it is asked again", async () => {
		const { fake, publisher, request, doubt } = stage;
		fake.addFault({ method: "POST", fault: { kind: "html-502", accepted: true } });
		await publisher.publish(request());
		fake.addFault({ method: "POST", fault: { kind: "limit", retryAfter: 0.1, scope: "user" } });
		const limit = { afterMs: 100, scope: "channel" };
		expect(await publisher.resolve?.(doubt())).toMatchObject({ kind: "unreachable", limit });
		expect(await publisher.resolve?.(doubt())).toMatchObject({ kind: "sent" });
		expect(fake.arrivals()).toHaveLength(1);
	});
});

describe("an attempt whose nonce is too old to rely on", () => {
	const old = () => Date.now() - 90_000;

	it("when its turn to be repeated comes: the channel's history tells", async () => {
		let late = 0;
		await reopen({ now: () => Date.now() + late });
		const { fake, publisher, request, doubt } = stage;
		fake.addFault({ method: "POST", fault: { kind: "reset", accepted: true } });
		await publisher.publish(request());
		const asked = fake.counters().requests;
		const turn: NonNullable<ResolveRequest["turn"]> = (_address, _kind, ask) => {
			late = 150_000;
			return ask();
		};
		const resolution = await publisher.resolve?.(doubt({ attemptedAt: Date.now(), turn }));
		expect(resolution).toEqual({ kind: "sent", messageIds: [fake.arrivals()[0]?.messageId] });
		expect(fake.counters()).toMatchObject({ requests: asked + 1, nonceRepeats: 0 });
	});

	it.each(doubts.filter(([, { kind }]) => !hasLate(kind)))(
		"%s: the channel's history tells",
		async (_n, fault, held) => {
			const { fake, publisher, request, doubt } = stage;
			fake.addFault({ method: "POST", fault });
			await publisher.publish(request());
			const resolution = await publisher.resolve?.(doubt({ attemptedAt: old() }));
			expect(resolution?.kind).toBe(held === 1 ? "sent" : "not-sent");
			expect(fake.arrivals()).toHaveLength(held);
		},
	);

	it("is found among many other messages, and not taken for another post, another bot's or a person's", async () => {
		const { fake, publisher, channelId, request, doubt } = stage;
		const other = cardMessage({ blocks: [{ kind: "headline", text: "خبر آخر" }] });
		const others: string[] = [];
		for (let index = 0; index < 130; index++) {
			const sent = await publisher.publish(request({ deliveryId: `other-${index}`, message: other }));
			if (sent.kind === "sent") others.push(...sent.messageIds);
		}
		const { userId } = fake.addUser();
		fake.say({ channelId, userId, content: "افتتاح جسر جديد شمال المدينة" });
		const known = { attemptedAt: old(), explained: others };
		expect(await publisher.resolve?.(doubt(known))).toEqual({ kind: "not-sent" });
		const outcome = await publisher.publish(request());
		expect(await publisher.resolve?.(doubt(known))).toEqual(outcome);
		const messageIds = outcome.kind === "sent" ? outcome.messageIds : [];
		const explained = await publisher.resolve?.(doubt({ ...known, explained: [...others, ...messageIds] }));
		expect(explained).toEqual({ kind: "not-sent" });
		const later = await publisher.resolve?.(doubt({ attemptedAt: old(), lastKnownId: messageIds[0] ?? "" }));
		expect(later).toEqual({ kind: "not-sent" });
	});

	it("is found where it was sent as plain text", async () => {
		const { publisher, request, doubt } = stage;
		const outcome = await publisher.publish(request({ plainText: true }));
		expect(await publisher.resolve?.(doubt({ attemptedAt: old() }))).toEqual(outcome);
	});

	it("an empty history proves nothing where the bot may not read it", async () => {
		const { fake, publisher, channelId, request, doubt } = stage;
		expect(await publisher.resolve?.(doubt({ attemptedAt: old() }))).toEqual({ kind: "not-sent" });
		await publisher.publish(request());
		fake.setBotRights({ channelId, deny: ["READ_MESSAGE_HISTORY"] });
		expect(await publisher.resolve?.(doubt({ attemptedAt: old() }))).toMatchObject({ kind: "unknown" });
	});

	it("is not sent again where the bot was removed: the next attempt says so", async () => {
		const { fake, publisher, guildId, doubt } = stage;
		fake.removeBot({ guildId });
		expect(await publisher.resolve?.(doubt({ attemptedAt: old() }))).toEqual({ kind: "not-sent" });
	});
});

describe("an attempt whose channel has another look by now", () => {
	const about = { headlines: ["افتتاح جسر جديد شمال المدينة"], links: ["https://news.example/1"] };
	const inLook = (blocks: Message["blocks"]) => cardMessage({ blocks });
	const [headline, , , source] = cardMessage().blocks;
	const old = () => Date.now() - 70_000;
	const looks: readonly [string, Message][] = [
		[
			"another date",
			inLook([headline, { kind: "date", text: "22/03/2023" } as const, source].flatMap(orNothing)),
		],
		["other digits and marks", inLook([{ kind: "headline", text: "اِفتتاح جسرٍ جديد شمال المدينة" }])],
		["no headline", inLook([source].flatMap(orNothing))],
		["a button alone", cardMessage({ blocks: [{ kind: "date", text: "اليوم" }], buttons: [[readButton]] })],
	];

	it.each(looks)("is known again with %s, and not sent again", async (_name, message) => {
		const { publisher, request, doubt } = stage;
		const outcome = await publisher.publish(request({ message }));
		expect(outcome.kind).toBe("sent");
		expect(await publisher.resolve?.(doubt({ attemptedAt: old(), about }))).toEqual(outcome);
	});

	it("is not sent again while a message of ours stands there that nothing explains; then a person decides", async () => {
		let shift = 0;
		await reopen({ now: () => Date.now() + shift });
		const { publisher, request, doubt } = stage;
		const message = inLook([{ kind: "paragraph", spans: [{ text: "لا شيء من ذلك" }] }]);
		const other = await publisher.publish(request({ deliveryId: "other", message }));
		const attemptedAt = old();
		const ask = (explained: readonly string[] = []) =>
			publisher.resolve?.(doubt({ attemptedAt, about, explained }));
		expect(await ask()).toMatchObject({ kind: "not-yet" });
		expect(await ask(other.kind === "sent" ? other.messageIds : [])).toEqual({ kind: "not-sent" });
		expect(await ask()).toMatchObject({ kind: "not-yet" });
		shift = 61_000;
		expect(await ask()).toMatchObject({ kind: "unknown" });
		expect(stage.fake.arrivals()).toHaveLength(1);
	});

	it("waits on for an explanation while another post in the channel is in doubt as well", async () => {
		let shift = 0;
		await reopen({ now: () => Date.now() + shift });
		const { publisher, request, doubt } = stage;
		const message = inLook([{ kind: "paragraph", spans: [{ text: "لا شيء من ذلك" }] }]);
		await publisher.publish(request({ deliveryId: "other", message }));
		const attemptedAt = old();
		const ask = (othersInDoubt: boolean) => publisher.resolve?.(doubt({ attemptedAt, about, othersInDoubt }));
		expect(await ask(true)).toMatchObject({ kind: "not-yet" });
		shift = 600_000;
		expect(await ask(true)).toMatchObject({ kind: "not-yet" });
		expect(await ask(false)).toMatchObject({ kind: "unknown" });
	});

	it("is not confused by what the bot wrote long before or after", async () => {
		const { fake, publisher, channelId, request, doubt } = stage;
		const message = inLook([{ kind: "paragraph", spans: [{ text: "لا شيء من ذلك" }] }]);
		await publisher.publish(request({ deliveryId: "other", message }));
		for (const attemptedAt of [Date.now() - 3_600_000, Date.now() + 3_600_000]) {
			const before = (BigInt(Date.now() - 1_420_070_400_000 - 60_000) << 22n).toString();
			const look = doubt({ attemptedAt, about, lastKnownId: before, beforeSend: () => false });
			const resolution = await publisher.resolve?.(look);
			expect(resolution).toEqual(
				attemptedAt < Date.now() ? { kind: "not-sent" } : { kind: "not-yet", at: attemptedAt + 60_000 },
			);
		}
		expect(fake.messages({ channelId })).toHaveLength(1);
	});
});

describe("a doubt during an outage", () => {
	it.each([
		["while the nonce holds", 0],
		["later", 70_000],
	])(
		"says %s that Discord cannot be asked, and not that nobody knows",
		async (_when, ago) => {
			const { fake, publisher, request, doubt } = stage;
			fake.addFault({ method: "POST", fault: { kind: "reset", accepted: true } });
			const attemptedAt = Date.now() - ago;
			expect(await publisher.publish(request())).toMatchObject({ kind: "ambiguous" });
			const { faultId } = fake.addFault({ times: 0, fault: { kind: "html-502", accepted: false } });
			expect(await publisher.resolve?.(doubt({ attemptedAt }))).toMatchObject({ kind: "unreachable" });
			fake.removeFault({ faultId });
			const messageIds = [fake.arrivals()[0]?.messageId];
			expect(await publisher.resolve?.(doubt({ attemptedAt }))).toMatchObject({ kind: "sent", messageIds });
			expect(fake.arrivals()).toHaveLength(1);
		},
		40_000,
	);
});

describe("a doubt that may not be settled by sending", () => {
	it("of which somebody else owns the delivery: the history is asked until nothing can come any more", async () => {
		await reopen({ sendTimeoutMs: 1_000, longestHoldMs: 3_000 });
		const { fake, publisher, request, doubt } = stage;
		fake.addFault({ method: "POST", fault: { kind: "delay", ms: 2_000 } });
		const attemptedAt = Date.now();
		await publisher.publish(request());
		const look = doubt({ attemptedAt, beforeSend: () => false });
		expect(await publisher.resolve?.(look)).toEqual({ kind: "not-yet", at: attemptedAt + 3_000 });
		const resolution = await stage.resolveInTheEnd(look);
		expect(resolution).toEqual({ kind: "sent", messageIds: [fake.arrivals()[0]?.messageId] });
		expect(fake.arrivals()).toHaveLength(1);
	});

	it("a repeat that is refused proves nothing of the first attempt", async () => {
		await reopen({ longestHoldMs: 100 });
		const { fake, publisher, channelId, request, doubt } = stage;
		fake.addFault({ method: "POST", fault: { kind: "reset", accepted: true } });
		await publisher.publish(request());
		fake.setBotRights({ channelId, deny: ["SEND_MESSAGES"] });
		expect(await publisher.resolve?.(doubt())).toMatchObject({ kind: "sent" });
	});
});

it("with the nonce off, the same doubt makes two messages: the proof can fail", async () => {
	await reopen({ enforceNonce: false });
	const { fake, publisher, request, doubt } = stage;
	fake.addFault({ method: "POST", fault: { kind: "reset", accepted: true } });
	await publisher.publish(request());
	await publisher.resolve?.(doubt());
	expect(fake.arrivals()).toHaveLength(2);
});

it("with discord.js's own retries on and the nonce off, a lost answer makes two messages", async () => {
	await reopen({ enforceNonce: false, retries: 3 });
	const { fake, publisher, request } = stage;
	fake.addFault({ method: "POST", fault: { kind: "html-502", accepted: true } });
	await publisher.publish(request());
	expect(fake.arrivals()).toHaveLength(2);
});
