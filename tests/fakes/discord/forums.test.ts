import { DiscordAPIError, REST, Routes } from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDiscordFake, type DiscordFake } from "./server.ts";

let fake: DiscordFake;
let rest: REST;
let guildId: string;
let forum: { channelId: string; tagIds: string[] };

beforeEach(async () => {
	fake = await createDiscordFake();
	({ guildId } = fake.addGuild());
	forum = fake.addForum({ guildId, tags: [{ name: "رياضة" }, { name: "تحرير", moderated: true }] });
	rest = new REST({ api: fake.apiUrl, retries: 0, rejectOnRateLimit: () => true }).setToken(fake.token);
});
afterEach(async () => {
	const problems = fake.specProblems();
	await fake.stop();
	expect(problems).toEqual([]);
});

type Started = {
	id: string;
	parent_id: string;
	owner_id: string;
	message: { id: string; channel_id: string };
};
const start = (more: object = {}, message: object = { content: "خبر" }) =>
	rest.post(Routes.threads(forum.channelId), {
		body: { name: "عنوان", message, ...more },
	}) as Promise<Started>;
const codeOf = async (promise: Promise<unknown>): Promise<unknown> => {
	const error = await promise.then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	return error instanceof DiscordAPIError ? error.code : error;
};

it("a post is a thread of the bot with its first message, both with one id", async () => {
	const post = await start({ applied_tags: forum.tagIds.slice(0, 1) });
	expect(post).toMatchObject({
		parent_id: forum.channelId,
		owner_id: fake.applicationId,
		message: { id: post.id, channel_id: post.id },
	});
	expect(await rest.get(Routes.channelMessage(post.id, post.id))).toMatchObject({ content: "خبر" });
	expect(fake.arrivals()).toMatchObject([{ channelId: forum.channelId, messageId: post.id, nonce: null }]);
});

describe("a post is refused", () => {
	it.each<[string, object, object | undefined, number]>([
		["without a name", { name: " " }, undefined, 50035],
		["with a name of more than a hundred signs", { name: "ا".repeat(101) }, undefined, 50035],
		["with a nonce, which it does not know", {}, { content: "خبر", nonce: "n", enforce_nonce: true }, 50035],
		["with nothing to show", {}, { content: " " }, 50006],
		["with a tag that is not there", { applied_tags: ["123456789012345678"] }, undefined, 10087],
		["with six tags", { applied_tags: Array(6).fill("123456789012345678") }, undefined, 50035],
	])("%s", async (_name, more, message, code) => {
		expect(await codeOf(start(more, message))).toBe(code);
		expect(fake.arrivals()).toEqual([]);
	});

	it("with a moderators' tag, without one where the forum wants it, without the right, or as a message", async () => {
		expect(await codeOf(start({ applied_tags: forum.tagIds }))).toBe(50013);
		fake.setForum({ channelId: forum.channelId, requiresTag: true });
		expect(await codeOf(start())).toBe(40067);
		fake.setBotRights({ channelId: forum.channelId, deny: ["SEND_MESSAGES"] });
		expect(await codeOf(start())).toBe(50013);
		const body = { content: "خبر" };
		expect(await codeOf(rest.post(Routes.channelMessages(forum.channelId), { body }))).toBe(50008);
	});
});

it("posts have a bucket of their own", async () => {
	for (let nth = 0; nth < 5; nth++) await start();
	await expect(start()).rejects.toMatchObject({ limit: 5 });
	expect(fake.arrivals()).toHaveLength(5);
});

it("open posts are listed for the guild, archived ones for the forum, the last first and only to who may read", async () => {
	const ids = [];
	for (let nth = 0; nth < 4; nth++) ids.push((await start()).id);
	for (const threadId of ids.slice(1)) fake.setThread({ threadId, archived: true });
	type List = {
		threads: { id: string; thread_metadata: { archive_timestamp: string } }[];
		has_more: boolean;
	};
	const list = async (query: object) => {
		const found = (await rest.get(Routes.channelThreads(forum.channelId, "public"), {
			query: new URLSearchParams({ ...query }),
		})) as List;
		return { ids: found.threads.map(({ id }) => id), more: found.has_more, threads: found.threads };
	};
	const active = (await rest.get(Routes.guildActiveThreads(guildId))) as List;
	expect(active.threads.map(({ id }) => id)).toEqual(ids.slice(0, 1));
	const first = await list({ limit: "2" });
	expect(first).toMatchObject({ ids: [ids[3], ids[2]], more: true });
	const before = first.threads[1]?.thread_metadata.archive_timestamp ?? "";
	expect(await list({ limit: "2", before })).toMatchObject({ ids: [ids[1]], more: false });
	expect(await codeOf(list({ limit: "1" }))).toBe(50035);
	fake.setBotRights({ channelId: forum.channelId, deny: ["READ_MESSAGE_HISTORY"] });
	expect(await codeOf(list({}))).toBe(50013);
});

it("the bot renames its own posts; it deletes and pins them only as a moderator", async () => {
	const post = await start();
	const route = Routes.channel(post.id);
	expect(await rest.patch(route, { body: { name: "آخر" } })).toMatchObject({ name: "آخر" });
	expect(await codeOf(rest.patch(route, { body: { flags: 2 } }))).toBe(50013);
	expect(await codeOf(rest.delete(route))).toBe(50013);
	const { threadId } = fake.addThread({ channelId: forum.channelId });
	expect(await codeOf(rest.patch(Routes.channel(threadId), { body: { name: "آخر" } }))).toBe(50013);
	fake.setBotRights({ channelId: forum.channelId, allow: ["MANAGE_THREADS"] });
	expect(await rest.delete(route)).toMatchObject({ id: post.id });
	expect(await codeOf(rest.get(route))).toBe(10003);
});
