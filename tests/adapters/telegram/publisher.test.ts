import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTelegramPublisher } from "../../../adapters/telegram/publisher.ts";
import type { PublishRequest } from "../../../src/delivery/publisher.ts";
import type { Message } from "../../../src/message/message.ts";
import { sampleMessage } from "../../contract/publisher.ts";
import { basicId, channelId, groupId, readerId, startStage } from "./stage.ts";

let stage: Awaited<ReturnType<typeof startStage>>;
beforeEach(async () => {
	stage = await startStage();
});
afterEach(() => stage.stop());

const image = { url: "https://news.example/p.jpg", alt: "صورة" };

function request(changes: Partial<PublishRequest> = {}): PublishRequest {
	return {
		deliveryId: "post-1",
		address: String(channelId),
		addressKind: "channel",
		message: sampleMessage(),
		plainText: false,
		...changes,
	};
}

describe("the Telegram publisher", () => {
	it("sends a text as HTML, without a preview, silently where that is wished", async () => {
		await stage.publisher.publish(request({ message: sampleMessage({ silent: true }) }));
		expect(stage.fake.arrivals.entries[0]?.parameters).toEqual({
			chat_id: channelId,
			parse_mode: "HTML",
			disable_notification: true,
			link_preview_options: { is_disabled: true },
			text: [
				"<b>افتتاح مكتبة عامة في وسط المدينة</b>",
				"الأربعاء 22 مارس 2023",
				"",
				"افتتحت البلدية صباح اليوم مكتبة عامة تضم عشرة آلاف كتاب.",
				"",
				'<a href="https://news.example/a/1?x=1&amp;y=2">صحيفة المدينة</a>',
			].join("\n"),
		});
	});

	it("sends a photo with the whole text as caption", async () => {
		await stage.publisher.publish(request({ message: sampleMessage({ image }) }));
		expect(stage.fake.arrivals.entries).toMatchObject([
			{ method: "sendPhoto", parameters: { photo: image.url, parse_mode: "HTML" } },
		]);
	});

	it("shows the picture over the text where that is longer than a caption, after an edit too", async () => {
		const blocks = [{ kind: "paragraph" as const, spans: [{ text: "خبر طويل. ".repeat(120) }] }];
		const message = sampleMessage({ image, blocks, linkPreview: true });
		const preview = { url: image.url, prefer_large_media: true, show_above_text: true };
		await stage.publisher.publish(request({ message }));
		const longer = sampleMessage({ image, blocks: [...blocks, { kind: "source", name: "وكالة" }] });
		await stage.publisher.edit({ ...request({ message: longer }), messageIds: ["1"] });
		expect(stage.fake.arrivals.entries).toMatchObject([
			{ method: "sendMessage", parameters: { link_preview_options: preview } },
			{ method: "editMessageText", parameters: { link_preview_options: preview } },
		]);
	});

	it("edits the caption of what was posted as a photo, whatever the new message has; it asks once where the words stand", async () => {
		await stage.publisher.publish(request({ message: sampleMessage({ image }) }));
		const blocks = [{ kind: "headline" as const, text: "تصحيح" }];
		const edit = (message: Message) => stage.publisher.edit({ ...request({ message }), messageIds: ["1"] });
		expect(await edit(sampleMessage({ blocks }))).toMatchObject({ kind: "retry", afterMs: 0 });
		for (const message of [sampleMessage({ blocks }), sampleMessage({ blocks, image })]) {
			expect(await edit(message)).toEqual({ kind: "sent", messageIds: ["1"] });
		}
		expect(stage.fake.messages(channelId)[0]?.caption).toBe("تصحيح");
		expect(stage.fake.requests).toMatchObject({ editMessageText: 1, editMessageCaption: 2 });
	});

	it("edits the text of what was posted as a text though the new message has a picture", async () => {
		await stage.publisher.publish(request());
		const message = sampleMessage({ image, blocks: [{ kind: "headline", text: "تصحيح" }] });
		const edit = () => stage.publisher.edit({ ...request({ message }), messageIds: ["1"] });
		expect([(await edit()).kind, (await edit()).kind]).toEqual(["retry", "sent"]);
		expect(stage.fake.messages(channelId)[0]?.text).toBe("تصحيح");
	});

	it("posts into a topic, and into the General topic without its number", async () => {
		await stage.publisher.publish(request({ address: `${groupId}/7`, addressKind: "supergroup" }));
		await stage.publisher.publish(request({ address: `${groupId}/1`, addressKind: "supergroup" }));
		expect(stage.fake.arrivals.entries.map(({ threadId }) => threadId)).toEqual([7, undefined]);
	});

	it("keeps out of a closed topic, and posts beside it where that is set", async () => {
		stage.fake.setTopic(groupId, 7, "closed");
		const post = request({ address: `${groupId}/7`, addressKind: "supergroup" });
		expect(await stage.publisher.publish(post)).toMatchObject({ kind: "forbidden", reason: "topic-closed" });
		const { token, url: apiRoot } = stage.fake;
		const beside = createTelegramPublisher({ token, apiRoot, withoutClosedTopic: true });
		expect(await beside.publish(post)).toMatchObject({ kind: "sent" });
		await beside.stop();
	});

	it("says where a group has moved to", async () => {
		stage.fake.migrate(basicId, -1001000000300);
		const outcome = await stage.publisher.publish(
			request({ address: String(basicId), addressKind: "group" }),
		);
		expect(outcome).toMatchObject({ kind: "moved", newAddress: "-1001000000300" });
	});

	it("counts a scheduled message (id 0) as sent, and leaves it alone afterwards", async () => {
		stage.fake.faults.add({ action: { kind: "scheduled" } });
		const outcome = await stage.publisher.publish(request());
		expect(outcome).toEqual({ kind: "sent", messageIds: ["0"] });
		expect(await stage.publisher.edit({ ...request(), messageIds: ["0"] })).toMatchObject({ kind: "sent" });
		expect(stage.fake.requests.editMessageText).toBeUndefined();
	});

	it("writes over an old message in a group, which nobody can delete any more", async () => {
		await stage.publisher.publish(request({ address: String(basicId), addressKind: "group" }));
		stage.fake.advance(50 * 3600 * 1000);
		const replacement = sampleMessage({ blocks: [{ kind: "headline", text: "سُحب هذا الخبر" }] });
		const place = { address: String(basicId), addressKind: "group", messageIds: ["1"], replacement };
		expect(await stage.publisher.withdraw(place)).toMatchObject({ kind: "sent" });
		expect(stage.fake.messages(basicId).map(({ text }) => text)).toEqual(["سُحب هذا الخبر"]);
	});

	it.each([
		["a reset after acceptance", { kind: "reset", when: "after" }],
		["a cut answer", { kind: "reset-answer", afterBytes: 30 }],
		["a 502 of a proxy", { kind: "html", status: 502, when: "before" }],
		["a page with status 400", { kind: "html", status: 400, when: "before" }],
		["a reset in the middle of the request", { kind: "reset-request", afterBytes: 1 }],
		["silence", { kind: "silence", when: "before" }],
	] as const)("is in doubt after %s, and sends nothing again", async (_name, action) => {
		const { token, url: apiRoot } = stage.fake;
		const publisher = createTelegramPublisher({ token, apiRoot, sendTimeoutMs: 300 });
		stage.fake.faults.add({ methods: ["sendMessage"], action });
		expect(await publisher.publish(request())).toMatchObject({ kind: "ambiguous" });
		expect(stage.fake.requests.sendMessage).toBe(1);
		await publisher.stop();
	});

	it("knows that nothing was sent over a connection that closed before the first byte", async () => {
		stage.fake.dropConnections(1);
		let asked = 0;
		const beforeSend = () => {
			asked++;
			return true;
		};
		const outcome = await stage.publisher.publish(request({ beforeSend }));
		// The reset may come a moment after the write began: then it is in doubt, and never called unsent.
		expect(asked === 0 ? "retry" : "ambiguous").toBe(outcome.kind);
		expect(stage.fake.arrivals.entries).toEqual([]);
	});

	it("knows that nothing was sent to a host that has no address", async () => {
		const publisher = createTelegramPublisher({
			token: stage.fake.token,
			apiRoot: "http://no-such-host.invalid",
		});
		expect(await publisher.publish(request())).toMatchObject({ kind: "retry", scope: "platform" });
		await publisher.stop();
	});

	it("refuses a server's address that is none, and takes one with a slash at its end", async () => {
		const { token, url } = stage.fake;
		expect(() => createTelegramPublisher({ token, apiRoot: "nowhere" })).toThrow("no http(s) address");
		const publisher = createTelegramPublisher({ token, apiRoot: `${url}/` });
		expect(await publisher.publish(request())).toMatchObject({ kind: "sent" });
		await publisher.stop();
	});

	it("throws what beforeSend throws without the token in it", async () => {
		const beforeSend = () => {
			throw new Error(`store lost, by ${stage.fake.token}`);
		};
		const thrown = await stage.publisher.publish(request({ beforeSend })).catch((error: unknown) => error);
		expect(String(thrown)).toBe("Error: telegram: store lost, by <token>");
		expect(stage.fake.arrivals.entries).toEqual([]);
	});

	it("uses one connection for posts that follow one another", async () => {
		for (let i = 0; i < 5; i++) await stage.publisher.publish(request());
		expect(stage.fake.connections()).toBe(1);
	});

	it("names the windows of a private chat, a channel, a group and a topic", () => {
		const keys = (address: string, kind: string) =>
			stage.publisher
				.windows(address, kind)
				.map(({ key, limit, perMs, shared }) => [key, limit, perMs, shared]);
		const bot = ["bot-7000000001", 30, 1000, true];
		expect(keys(String(readerId), "private")).toEqual([bot, ["chat-7000000001-42", 1, 1000, false]]);
		expect(keys(String(channelId), "channel")).toHaveLength(2);
		const group = [
			bot,
			[`chat-7000000001-${groupId}`, 1, 1000, false],
			[`group-7000000001-${groupId}`, 20, 60_000, false],
		];
		expect(keys(String(groupId), "supergroup")).toEqual(group);
		expect(keys(`${groupId}/7`, "supergroup")).toEqual(group);
		expect(keys("nonsense", "group")).toEqual([]);
	});

	it("pays for a broadcast only where that is set", async () => {
		const { token, url: apiRoot } = stage.fake;
		const paying = createTelegramPublisher({ token, apiRoot, paidBroadcast: true });
		await paying.publish(request());
		expect(stage.fake.arrivals.entries[0]?.parameters).toMatchObject({ allow_paid_broadcast: true });
		expect(paying.windows("42", "private")[0]).toMatchObject({ limit: 1000 });
		await paying.stop();
	});
});
