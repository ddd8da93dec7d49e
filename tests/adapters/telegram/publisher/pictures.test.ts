import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTelegramPublisher, type TelegramPublisher } from "../../../../adapters/telegram/publisher.ts";
import type { PublishRequest } from "../../../../src/delivery/publisher.ts";
import type { Outcome } from "../../../../src/domain/outcome.ts";
import { sampleMessage } from "../../../contract/publisher.ts";
import type { TelegramFake } from "../../../fakes/telegram/server.ts";
import { pngHead } from "../../../support/png-head.ts";
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
	bytes = pngHead(1280, 720);
	const { token, url: apiRoot } = fake;
	publisher = createTelegramPublisher({
		token,
		apiRoot,
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

/** As delivery does it: what comes again at once comes again, each time as a request of its own. */
async function publish(changes: Partial<PublishRequest> = {}): Promise<Outcome> {
	for (let tries = 1; ; tries++) {
		const before = sends();
		const outcome = await publisher.publish(request(changes));
		expect(sends() - before).toBeLessThanOrEqual(1);
		if (outcome.kind !== "retry" || outcome.afterMs > 0 || tries === 4) return outcome;
	}
}

const sends = () => (fake.requests.sendPhoto ?? 0) + (fake.requests.sendMessage ?? 0);
const methods = () => fake.arrivals.entries.map(({ method }) => method);

describe("a picture that Telegram cannot fetch", () => {
	beforeEach(() => fake.photos.setAddress(image.url, unfetched));

	it("is uploaded, with the same caption", async () => {
		expect(await publish()).toEqual({ kind: "sent", messageIds: ["1"] });
		const [message] = fake.messages(channelId);
		expect(message?.json).toMatchObject({ photo: [{ width: 1280, height: 720 }] });
		expect(message?.caption).toContain("افتتاح مكتبة عامة");
		expect(methods()).toEqual(["sendPhoto"]);
	});

	it("is uploaded once; other chats get it from Telegram", async () => {
		await publish();
		await publish({ address: String(groupId), addressKind: "supergroup" });
		await publish();
		expect(loads).toBe(1);
		// By address, uploaded; then twice by its file.
		expect(fake.requests.sendPhoto).toBe(4);
		expect(fake.arrivals.entries.at(-1)?.parameters.photo).toMatch(/^AgAC/);
	});

	it.each<[why: string, there: () => Uint8Array | undefined]>([
		["nobody can load", () => undefined],
		["is a page", () => Buffer.from("<!doctype html><title>404</title>")],
		["is too large", () => Buffer.concat([pngHead(100, 100), Buffer.alloc(10 * 1024 * 1024)])],
		["is too long for its width", () => pngHead(8000, 10)],
	])("is left away where it %s, and not tried again", async (_why, there) => {
		bytes = there();
		for (const id of ["1", "2"]) {
			expect(await publish()).toEqual({ kind: "sent", messageIds: [id] });
		}
		expect(methods()).toEqual(["sendMessage", "sendMessage"]);
		expect(loads).toBe(1);
	});

	it("leaves its post in doubt where the upload has no answer, and sends nothing beside it", async () => {
		const action = { kind: "html", status: 502, when: "after" } as const;
		fake.faults.add({ methods: ["sendPhoto"], skip: 1, action });
		expect(await publish()).toMatchObject({ kind: "ambiguous" });
		expect(fake.messages(channelId)).toHaveLength(1);
		expect(fake.requests.sendMessage).toBeUndefined();
	});

	it("comes again at once, as a request that takes its own turn, and says what Telegram said", async () => {
		const outcome = await publisher.publish(request());
		expect(outcome).toMatchObject({ kind: "retry", afterMs: 0, limited: false, scope: "channel" });
		expect(outcome).toHaveProperty("raw", expect.stringContaining(unfetched));
		expect([sends(), loads]).toEqual([1, 1]);
	});
});

it("a picture that is none that Telegram shows is left away without a second try", async () => {
	fake.photos.setAddress(image.url, "PHOTO_INVALID_DIMENSIONS");
	await publish();
	expect([methods(), loads, fake.requests.sendPhoto]).toEqual([["sendMessage"], 0, 1]);
});

it("a chat that takes no photos gets the texts, and is offered no other; the picture stays good for others", async () => {
	const address = String(groupId);
	fake.setRights(groupId, { photos: false });
	await publish({ address, addressKind: "supergroup" });
	const other = { ...image, url: "https://news.example/other.png" };
	await publish({ address, addressKind: "supergroup", message: sampleMessage({ image: other }) });
	await publish();
	expect(methods()).toEqual(["sendMessage", "sendMessage", "sendPhoto"]);
	expect(fake.requests.sendPhoto).toBe(2);
});

it("a photo without an answer is in doubt, and nothing follows it", async () => {
	fake.faults.add({ methods: ["sendPhoto"], action: { kind: "html", status: 502, when: "after" } });
	expect(await publisher.publish(request())).toMatchObject({ kind: "ambiguous" });
	expect([fake.requests.sendPhoto, fake.requests.sendMessage]).toEqual([1, undefined]);
});
