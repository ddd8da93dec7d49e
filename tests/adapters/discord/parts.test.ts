import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runLane } from "../../../src/delivery/run-lane.ts";
import type { Route } from "../../../src/domain/channel.ts";
import type { Post } from "../../../src/domain/post.ts";
import { channelPosition, type Lane } from "../../../src/store/redis/keys.ts";
import { openDelivery, textPost } from "../../delivery/harness.ts";
import { everyonesPermissions } from "../../fakes/discord/world.ts";
import { startRedis, type TestRedis } from "../../support/redis.ts";
import { type DiscordStage, openDiscordStage } from "./stage.ts";

const lane: Lane = { platform: "discord", number: 0, class: "news" };
const never = new AbortController().signal;

let redis: TestRedis;
let stage: DiscordStage;
let delivery: ReturnType<typeof openDelivery>;
beforeEach(async () => {
	redis = await startRedis();
	stage = await openDiscordStage({ longestHoldMs: 300 });
	delivery = openDelivery(redis.url, stage.publisher);
	delivery.deps.render = ({ content }) => ({
		language: "ar",
		blocks: [{ kind: "headline", text: content.kind === "card" ? content.card.headline : "عنوان" }],
		buttons: [],
		silent: false,
		linkPreview: false,
	});
});
afterEach(async () => {
	await delivery.stop();
	const problems = stage.fake.specProblems();
	await stage.stop();
	await redis.stop();
	expect(problems).toEqual([]);
});

async function runToTheEnd(): Promise<void> {
	for (;;) {
		const { dueAt } = await runLane(lane, delivery.deps, never);
		if (dueAt === undefined) return;
		await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueAt - Date.now())));
	}
}

function cardPost(id: string, headline: string, over: Partial<Post> = {}): Post {
	const card = {
		articleId: id,
		sourceId: "s",
		headline,
		publishedAt: 0,
		publishedDate: "2023-03-22",
		datePrecision: "instant",
		lead: "",
		sourceName: "مصدر",
		language: "ar",
		topics: ["رياضة"],
		url: `https://news.example/${id}`,
	} as const;
	return textPost(id, { kind: "article", content: { kind: "card", card }, ...over });
}

const amendment = (action: "correct" | "withdraw", headline = "سُحب") =>
	cardPost(`${action}-p`, headline, { amends: { postId: "p", action } });
async function amend(action: "correct" | "withdraw", headline?: string): Promise<void> {
	const post = amendment(action, headline);
	await delivery.deps.posts.put(post);
	await delivery.deps.posts.addLane(post.id, lane);
	await delivery.deps.ledger.planAmendment(lane, "p", post.id, post.priority);
	await runToTheEnd();
}
const stateOf = async (id: string, postId = "p") =>
	(await delivery.deps.ledger.entry(lane, postId, channelPosition(id).offset))?.state;
const plain = (text: string) => text.replace(/\p{Cf}/gu, "");
const shown = (channelId: string) =>
	stage.fake.messages({ channelId }).map((message) => plain(JSON.stringify(message.embeds)));

async function addChannel(address: string, addressKind: string, routes: readonly Route[] = []) {
	const fresh = { addressKind, title: "أخبار", zone: "UTC", createdAt: 0 };
	const { id } = await delivery.deps.channels.register("discord", address, fresh);
	await delivery.deps.channels.update(id, (now) => ({ ...now, routes }));
	return id;
}
const routeTo = (threadId: string): Route => ({
	topics: ["رياضه"],
	sources: [],
	to: `${stage.channelId}/${threadId}`,
	toKind: "thread",
	title: "رياضة",
});

describe("a post in a thread to which the channel's rules led", () => {
	const changes: readonly [string, (threadId: string) => readonly Route[]][] = [
		["the rule has ended", () => []],
		[
			"the rule leads elsewhere",
			() => [routeTo(stage.fake.addThread({ channelId: stage.channelId }).threadId)],
		],
	];

	it.each(changes)("is corrected and taken back where it stands when %s", async (_name, routesNow) => {
		const { threadId } = stage.fake.addThread({ channelId: stage.channelId });
		const id = await addChannel(stage.channelId, "text", [routeTo(threadId)]);
		await delivery.plan(cardPost("p", "فوز الفريق"));
		await runToTheEnd();
		const messageId = stage.fake.messages({ channelId: threadId })[0]?.id;
		expect(await stateOf(id)).toEqual({ kind: "sent", messageIds: [`${threadId}/${messageId}`] });

		await delivery.deps.channels.update(id, (now) => ({ ...now, routes: routesNow(threadId) }));
		await amend("correct", "فوز الفريق بهدفين");
		expect(shown(threadId)).toEqual([expect.stringContaining("فوز الفريق بهدفين")]);
		expect(await stateOf(id)).toMatchObject({ kind: "corrected" });
		await amend("withdraw");
		expect(shown(threadId)).toEqual([]);
		expect(await stateOf(id)).toMatchObject({ kind: "withdrawn" });
		expect(shown(stage.channelId)).toEqual([]);
	});

	it("and one in the channel itself, where a rule leads away from it by now", async () => {
		const { threadId } = stage.fake.addThread({ channelId: stage.channelId });
		const id = await addChannel(stage.channelId, "text");
		await delivery.plan(cardPost("p", "فوز الفريق"));
		await runToTheEnd();
		await delivery.deps.channels.update(id, (now) => ({ ...now, routes: [routeTo(threadId)] }));
		await amend("correct", "فوز الفريق بهدفين");
		expect(shown(stage.channelId)).toEqual([expect.stringContaining("فوز الفريق بهدفين")]);
		await amend("withdraw");
		expect([shown(stage.channelId), shown(threadId)]).toEqual([[], []]);
		expect(await stateOf(id)).toMatchObject({ kind: "withdrawn" });
	});

	it("is given up when the thread is deleted, and the channel itself is well", async () => {
		const { threadId } = stage.fake.addThread({ channelId: stage.channelId });
		const id = await addChannel(stage.channelId, "text", [routeTo(threadId)]);
		await delivery.plan(cardPost("p", "فوز الفريق"));
		await runToTheEnd();
		stage.fake.deleteChannel({ channelId: threadId });
		await amend("correct", "فوز الفريق بهدفين");
		expect(await stateOf(id, "correct-p")).toMatchObject({ kind: "failed", reason: "not-found" });
		expect((await delivery.deps.channels.get(id))?.state).toEqual({ kind: "active" });
	});

	it("is pinned there", async () => {
		stage.fake.setEverybodysRights({
			guildId: stage.guildId,
			permissions: [...everyonesPermissions, "PIN_MESSAGES"],
		});
		const { threadId } = stage.fake.addThread({ channelId: stage.channelId });
		await addChannel(stage.channelId, "text", [routeTo(threadId)]);
		await delivery.plan(cardPost("p", "فوز الفريق", { manner: { pin: true } }));
		await runToTheEnd();
		expect(stage.fake.changes()).toMatchObject([{ kind: "pin", channelId: threadId }]);
	});
});

describe("a forum that news is delivered to", () => {
	const addForum = () =>
		stage.fake.addForum({ guildId: stage.guildId, tags: [{ name: "رياضة" }], requiresTag: true }).channelId;
	const posts = (channelId: string) =>
		stage.fake.forumPosts({ channelId }).map(({ name, tags }) => `${plain(name)} ${tags.join()}`);

	it("has a post for each, with its tags, each once though answers are lost, in order", async () => {
		const forumId = addForum();
		await addChannel(forumId, "forum");
		stage.fake.addFault({ method: "POST", fault: { kind: "reset", accepted: true } });
		await delivery.plan(cardPost("p", "أول"));
		await runToTheEnd();
		stage.fake.addFault({ method: "POST", fault: { kind: "reset", accepted: false } });
		await delivery.plan(cardPost("q", "ثان"));
		await delivery.plan(cardPost("r", "ثالث"));
		await runToTheEnd();
		expect(posts(forumId)).toEqual(["أول رياضة", "ثان رياضة", "ثالث رياضة"]);
		expect(stage.fake.arrivals()).toHaveLength(3);
	});

	it("has a post corrected with its name, and taken back", async () => {
		const forumId = addForum();
		const id = await addChannel(forumId, "forum");
		await delivery.plan(cardPost("p", "فوز الفريق"));
		await runToTheEnd();
		await amend("correct", "فوز الفريق بهدفين");
		expect(posts(forumId)).toEqual(["فوز الفريق بهدفين رياضة"]);
		expect(await stateOf(id)).toMatchObject({ kind: "corrected" });
		await amend("withdraw");
		expect(posts(forumId)).toEqual(["سُحب رياضة"]);
		expect(await stateOf(id)).toMatchObject({ kind: "withdrawn" });
	});

	it("has the name of a corrected post changed when the change had no answer at first", async () => {
		const forumId = addForum();
		const id = await addChannel(forumId, "forum");
		await delivery.plan(cardPost("p", "فوز الفريق"));
		await runToTheEnd();
		stage.fake.addFault({
			method: "PATCH",
			path: "/channels/\\d+$",
			fault: { kind: "reset", accepted: false },
		});
		await amend("correct", "فوز الفريق بهدفين");
		expect(posts(forumId)).toEqual(["فوز الفريق بهدفين رياضة"]);
		expect(await stateOf(id)).toMatchObject({ kind: "corrected" });
	});
});
