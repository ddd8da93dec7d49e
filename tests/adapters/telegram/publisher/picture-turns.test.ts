import { afterEach, beforeEach, expect, it } from "vitest";
import { createTelegramPublisher, type TelegramPublisher } from "../../../../adapters/telegram/publisher.ts";
import { stripDirection } from "../../../../src/arabic/bidi.ts";
import { runLane } from "../../../../src/delivery/run-lane.ts";
import { sampleMessage } from "../../../contract/publisher.ts";
import { openDelivery, textPost } from "../../../delivery/harness.ts";
import type { TelegramFake } from "../../../fakes/telegram/server.ts";
import { startRedis, type TestRedis } from "../../../support/redis.ts";
import { until } from "../../../support/until.ts";
import { groupId, startFake } from "../stage.ts";

/** Every request counts, also one that is refused: a second one for the same post must have a place of its own. */
const windows = {
	bot: { limit: 30, perMs: 1_000 },
	chat: { limit: 1, perMs: 100 },
	group: { limit: 2, perMs: 1_500 },
};
const lane = { platform: "telegram", number: 0, class: "news" } as const;

let fake: TelegramFake;
let redis: TestRedis;
let publisher: TelegramPublisher;
let delivery: ReturnType<typeof openDelivery>;

beforeEach(async () => {
	redis = await startRedis();
	fake = await startFake({ limits: windows });
	publisher = createTelegramPublisher({ token: fake.token, apiRoot: fake.url, windows });
	delivery = openDelivery(redis.url, publisher);
	const fresh = { addressKind: "supergroup", title: "مجموعة", zone: "UTC", createdAt: 0 };
	await delivery.deps.channels.register("telegram", String(groupId), fresh);
	return async () => {
		await delivery.stop();
		await publisher.stop();
		await fake.stop();
		await redis.stop();
	};
});
afterEach(() => expect(fake.violations).toEqual([]));

async function deliver(ids: readonly string[]): Promise<void> {
	for (const id of ids) await delivery.plan(textPost(id));
	await until(async () => {
		await runLane(lane, delivery.deps, new AbortController().signal);
		return fake.messages(groupId).length === ids.length;
	}, "every post stands in the group");
}

it("a group that takes no photos gets every post as its text, and earns no 429", async () => {
	fake.setRights(groupId, { photos: false });
	delivery.deps.render = ({ id }) => withPicture(id);
	await deliver(["P1", "P2", "P3"]);
	expect(fake.refusals()).toEqual({});
	expect(texts()).toEqual(["P1", "P2", "P3"]);
	expect(fake.requests).toMatchObject({ sendPhoto: 1, sendMessage: 3 });
});

it("a picture that nobody can fetch costs its post a turn more, and earns no 429", async () => {
	for (const id of ["P1", "P2"]) fake.photos.setAddress(pictureOf(id), "failed to get HTTP URL content");
	delivery.deps.render = ({ id }) => withPicture(id);
	await deliver(["P1", "P2"]);
	expect(fake.refusals()).toEqual({});
	expect(texts()).toEqual(["P1", "P2"]);
	expect(fake.requests).toMatchObject({ sendPhoto: 2, sendMessage: 2 });
});

it("a correction that finds a text where its article has a picture takes another turn", async () => {
	delivery.deps.render = ({ id }) => sampleMessage({ blocks: [{ kind: "headline", text: id }] });
	await deliver(["P1"]);
	delivery.deps.render = () => withPicture("تصحيح");
	const amends = { postId: "P1", action: "correct" } as const;
	await delivery.plan(textPost("P2", { amends }));
	await delivery.plan(textPost("P3", { amends }));
	await until(async () => {
		await runLane(lane, delivery.deps, new AbortController().signal);
		return (await delivery.deps.ledger.openPosts(lane)).length === 0;
	}, "both corrections are made");
	expect(fake.refusals()).toEqual({});
	expect(texts()).toEqual(["تصحيح"]);
	expect(fake.requests).toMatchObject({ editMessageCaption: 1, editMessageText: 2 });
});

const texts = () => fake.messages(groupId).map(({ text }) => stripDirection(text ?? ""));

function pictureOf(id: string): string {
	return `https://news.example/${id}.png`;
}

function withPicture(id: string) {
	const image = { url: pictureOf(id), alt: "صورة" };
	return sampleMessage({ image, blocks: [{ kind: "headline", text: id }] });
}
