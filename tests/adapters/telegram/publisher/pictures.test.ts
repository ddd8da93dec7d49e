import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTelegramPublisher, type TelegramPublisher } from "../../../../adapters/telegram/publisher.ts";
import type { PublishRequest } from "../../../../src/delivery/publisher.ts";
import { sampleMessage } from "../../../contract/publisher.ts";
import type { TelegramFake } from "../../../fakes/telegram/server.ts";
import { channelId, groupId, startFake } from "../stage.ts";

const image = { url: "https://news.example/p.png", alt: "صورة" };
const unfetched = "failed to get HTTP URL content";

let fake: TelegramFake;
let publisher: TelegramPublisher;
/** What is at the picture's address, and how often it was asked for. */
let bytes: Uint8Array | undefined;
let loads: number;

beforeEach(async () => {
	fake = await startFake();
	loads = 0;
	bytes = png(1280, 720);
	const { token, url: apiRoot } = fake;
	publisher = createTelegramPublisher({
		token,
		apiRoot,
		photoFallbackDelayMs: 0,
		async loadPicture() {
			loads += 1;
			return bytes;
		},
	});
});
afterEach(async () => {
	await publisher.stop();
	await fake.stop();
	expect(fake.violations).toEqual([]);
});

/** As much of a PNG as tells its size. */
function png(width: number, height: number): Uint8Array {
	const head = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
	const size = Buffer.alloc(16);
	size.writeUInt32BE(width, 0);
	size.writeUInt32BE(height, 4);
	return Buffer.concat([head, size]);
}

function request(changes: Partial<PublishRequest> = {}): PublishRequest {
	return {
		deliveryId: "post-1",
		address: String(channelId),
		addressKind: "channel",
		message: sampleMessage({ image }),
		plainText: false,
		...changes,
	};
}

const methods = () => fake.arrivals.entries.map(({ method }) => method);

describe("a picture that Telegram cannot fetch", () => {
	beforeEach(() => fake.photos.setAddress(image.url, unfetched));

	it("is uploaded, with the same caption", async () => {
		expect(await publisher.publish(request())).toEqual({ kind: "sent", messageIds: ["1"] });
		const [message] = fake.messages(channelId);
		expect(message?.json).toMatchObject({ photo: [{ width: 1280, height: 720 }] });
		expect(message?.caption).toContain("افتتاح مكتبة عامة");
		expect(methods()).toEqual(["sendPhoto"]);
	});

	it("is uploaded once; other chats get it from Telegram", async () => {
		await publisher.publish(request());
		await publisher.publish(request({ address: String(groupId), addressKind: "supergroup" }));
		await publisher.publish(request());
		expect(loads).toBe(1);
		// By address, uploaded; then twice by its file.
		expect(fake.requests.sendPhoto).toBe(4);
		expect(fake.arrivals.entries.at(-1)?.parameters.photo).toMatch(/^AgAC/);
	});

	it.each<[why: string, there: () => Uint8Array | undefined]>([
		["nobody can load", () => undefined],
		["is a page", () => Buffer.from("<!doctype html><title>404</title>")],
		["is too large", () => Buffer.concat([png(100, 100), Buffer.alloc(10 * 1024 * 1024)])],
		["is too long for its width", () => png(8000, 10)],
	])("is left away where it %s, and not tried again", async (_why, there) => {
		bytes = there();
		for (const id of ["1", "2"]) {
			expect(await publisher.publish(request())).toEqual({ kind: "sent", messageIds: [id] });
		}
		expect(methods()).toEqual(["sendMessage", "sendMessage"]);
		expect(loads).toBe(1);
	});

	it("leaves its post in doubt where the upload has no answer, and sends nothing beside it", async () => {
		const action = { kind: "html", status: 502, when: "after" } as const;
		fake.faults.add({ methods: ["sendPhoto"], skip: 1, action });
		expect(await publisher.publish(request())).toMatchObject({ kind: "ambiguous" });
		expect(fake.messages(channelId)).toHaveLength(1);
		expect(fake.requests.sendMessage).toBeUndefined();
	});

	it("is not sent by a worker that has lost the post meanwhile, and goes up at once in the next attempt", async () => {
		let asked = 0;
		const beforeSend = () => ++asked === 1;
		expect(await publisher.publish(request({ beforeSend }))).toMatchObject({ kind: "retry", afterMs: 0 });
		expect(fake.arrivals.entries).toEqual([]);
		await publisher.publish(request());
		expect([fake.requests.sendPhoto, loads, methods()]).toEqual([2, 1, ["sendPhoto"]]);
	});
});

it("a picture that is none that Telegram shows is left away without a second try", async () => {
	fake.photos.setAddress(image.url, "PHOTO_INVALID_DIMENSIONS");
	await publisher.publish(request());
	expect([methods(), loads, fake.requests.sendPhoto]).toEqual([["sendMessage"], 0, 1]);
});

it("a chat that takes no photos gets the text; the picture stays good for others", async () => {
	const description = "Bad Request: not enough rights to send photos to the chat";
	fake.faults.add({ methods: ["sendPhoto"], action: { kind: "refuse", code: 400, description } });
	await publisher.publish(request());
	await publisher.publish(request({ address: String(groupId), addressKind: "supergroup" }));
	expect(methods()).toEqual(["sendMessage", "sendPhoto"]);
});

it("a photo without an answer is in doubt, and nothing follows it", async () => {
	fake.faults.add({ methods: ["sendPhoto"], action: { kind: "html", status: 502, when: "after" } });
	expect(await publisher.publish(request())).toMatchObject({ kind: "ambiguous" });
	expect([fake.requests.sendPhoto, fake.requests.sendMessage]).toEqual([1, undefined]);
});
