import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PublishRequest, ResolveRequest } from "../../../../src/delivery/publisher.ts";
import type { Fault } from "../../../fakes/discord/faults.ts";
import { everyonesPermissions } from "../../../fakes/discord/world.ts";
import { cardMessage, type DiscordStage, openDiscordStage } from "../stage.ts";

const holdMs = 2_500;
const headline = "افتتاح جسر جديد شمال المدينة";

let stage: DiscordStage;
let forumId: string;
beforeEach(async () => {
	stage = await openDiscordStage({ sendTimeoutMs: 1_000, longestHoldMs: holdMs });
	forumId = addForum();
});
afterEach(async () => {
	const problems = stage.fake.specProblems();
	await stage.stop();
	expect(problems).toEqual([]);
});

type ForumOf = Parameters<DiscordStage["fake"]["addForum"]>[0];
function addForum(forum: Omit<ForumOf, "guildId"> = {}): string {
	return stage.fake.addForum({ guildId: stage.guildId, ...forum }).channelId;
}

const inForum = (changes: Partial<PublishRequest> = {}) =>
	stage.request({ address: forumId, addressKind: "forum", ...changes });
const publish = (changes: Partial<PublishRequest> = {}) => stage.publisher.publish(inForum(changes));
const posts = () => stage.fake.forumPosts({ channelId: forumId });
const plain = (text: string | undefined) => (text ?? "").replace(/\p{Cf}/gu, "");

async function sentId(changes: Partial<PublishRequest> = {}): Promise<string> {
	const outcome = await publish(changes);
	if (outcome.kind !== "sent") throw new Error(`not sent: ${JSON.stringify(outcome)}`);
	return outcome.messageIds[0] ?? "";
}

describe("a news post in a forum", () => {
	it("is a post of its own: the headline its name, the card its first message, the id naming both", async () => {
		const outcome = await publish();
		const [post] = posts();
		expect(outcome).toMatchObject({ kind: "sent", messageIds: [`${post?.threadId}/${post?.threadId}`] });
		expect(plain(post?.name)).toBe(headline);
		const [message] = stage.fake.messages({ channelId: post?.threadId ?? "" });
		expect(plain(JSON.stringify(message?.embeds))).toContain("يربط الحيين");
		expect(stage.fake.arrivals()[0]?.body).toMatchObject({ message: { allowed_mentions: { parse: [] } } });
	});

	it("is not taken for doubtful where another's look at the forum, for which it waited, was called off", async () => {
		let callOff = () => {};
		const turn = () => new Promise<never>((_, reject) => (callOff = () => reject(new Error("stopping"))));
		const looking = stage.publisher.prepare?.({ address: forumId, addressKind: "forum", turn });
		const waiting = publish();
		callOff();
		await looking;
		expect(await waiting).toMatchObject({ kind: "retry", limited: false });
		expect((await publish()).kind).toBe("sent");
	});

	it("has a name of at most a hundred signs that ends with a word, and never none", async () => {
		const long = "خبر طويل عن افتتاح جسر جديد ".repeat(8).trim();
		await publish({ message: cardMessage({ blocks: [{ kind: "headline", text: long }] }) });
		await publish({
			message: cardMessage({ blocks: [{ kind: "paragraph", spans: [{ text: "بلا عنوان **وفيه** نجوم" }] }] }),
		});
		const image = { url: "https://news.example/p.jpg", alt: "" };
		await publish({ message: cardMessage({ blocks: [], image }) });
		const [first, second, third] = posts().map(({ name }) => plain(name));
		expect(first?.length).toBeGreaterThan(80);
		expect(first?.length).toBeLessThanOrEqual(100);
		expect(`${long} `).toContain(`${first?.replace(/ ?…$/, "")} `);
		expect(second).toBe("بلا عنوان **وفيه** نجوم");
		expect(third).toBe("…");
	});

	it("gets the tags with the names of its topics, however they are written, five at most", async () => {
		const names = ["رِياضة", "اقتصاد", "سياسه", "علوم", "فن", "صحة", "طقس"];
		forumId = addForum({ tags: names.map((name) => ({ name })), kind: "media" });
		await publish({ topics: ["الطقس اليوم", "رياضة"] });
		await publish({ topics: ["سياسة", "علوم", "فنّ", "صحّة", "طقس", "اقتصاد"] });
		await publish();
		expect(posts().map(({ tags }) => tags)).toEqual([["رِياضة"], names.slice(1, 6), []]);
	});

	it("gets the tag of its source, else the first free one, where the forum wants one and no topic has any", async () => {
		forumId = addForum({
			tags: [{ name: "تحرير", moderated: true }, { name: "عام" }, { name: "صحيفة المدينة" }],
			requiresTag: true,
		});
		await publish({ topics: ["غير معروف"] });
		await publish({ message: cardMessage({ blocks: [{ kind: "headline", text: headline }] }) });
		expect(posts().map(({ tags }) => tags)).toEqual([["صحيفة المدينة"], ["عام"]]);
	});

	it("gets a tag that is for moderators only where the bot is one", async () => {
		const tags = [{ name: "رياضة", moderated: true }];
		forumId = addForum({ tags });
		await publish({ topics: ["رياضة"] });
		stage.fake.setEverybodysRights({
			guildId: stage.guildId,
			permissions: [...everyonesPermissions, "MANAGE_THREADS"],
		});
		const known = posts();
		forumId = addForum({ tags });
		await publish({ topics: ["رياضة"] });
		expect([...known, ...posts()].map((post) => post.tags)).toEqual([[], ["رياضة"]]);
	});

	it("is refused where all tags are for moderators and one is wanted: somebody must change that", async () => {
		forumId = addForum({ tags: [{ name: "تحرير", moderated: true }], requiresTag: true });
		expect(await publish()).toMatchObject({ kind: "retry", afterMs: 0 });
		expect(await publish()).toMatchObject({ kind: "forbidden", reason: "tag-required" });
	});

	it("asks once what the forum is like, for all that is posted at once, and anew when a tag is gone", async () => {
		forumId = addForum({ tags: [{ name: "رياضة" }] });
		const before = stage.fake.counters().requests;
		await Promise.all([1, 2, 3, 4].map((n) => publish({ deliveryId: `p${n}`, topics: ["رياضة"] })));
		expect(stage.fake.counters().requests - before).toBe(5);
		stage.fake.setForum({ channelId: forumId, tags: [{ name: "رياضة" }, { name: "عام" }] });
		expect(await publish({ topics: ["رياضة"] })).toMatchObject({ kind: "retry", afterMs: 0 });
		await sentId({ topics: ["رياضة"] });
		expect(posts().at(-1)?.tags).toEqual(["رياضة"]);
	});

	it("has what it needs to know looked up in turn before it is sent", async () => {
		const turns: string[] = [];
		const turn = <T>(address: string, kind: string, ask: () => Promise<T>) => {
			turns.push(`${kind} ${address}`);
			return ask();
		};
		await stage.publisher.prepare?.({ address: forumId, addressKind: "forum", turn });
		await stage.publisher.prepare?.({ address: forumId, addressKind: "forum", turn });
		await stage.publisher.prepare?.({ address: stage.channelId, addressKind: "text", turn });
		expect(turns).toEqual([`forum ${forumId}`]);
		const before = stage.fake.counters().requests;
		await publish();
		expect(stage.fake.counters().requests - before).toBe(1);
	});

	it("says which right is missing, and that a forum is gone", async () => {
		stage.fake.setBotRights({ channelId: forumId, deny: ["SEND_MESSAGES"] });
		expect(await publish()).toMatchObject({ kind: "retry", afterMs: 0 });
		expect(await publish()).toMatchObject({ kind: "forbidden", reason: "no-rights" });
		stage.fake.setBotRights({ channelId: forumId, deny: ["EMBED_LINKS"] });
		await publish();
		expect(await publish()).toMatchObject({ kind: "rejected", plainText: true });
		expect(await publish({ plainText: true })).toMatchObject({ kind: "sent" });
		stage.fake.deleteChannel({ channelId: forumId });
		expect(await publish()).toMatchObject({ kind: "gone" });
	});

	it("is not taken for sent when the forum could not be read before", async () => {
		stage.fake.addFault({ method: "GET", fault: { kind: "html-502", accepted: false } });
		expect(await publish()).toMatchObject({ kind: "retry", limited: false });
		expect(posts()).toEqual([]);
	});

	it("loses its picture where Discord refuses it, and nothing else", async () => {
		const message = cardMessage({ image: { url: "http://intranet/p.jpg", alt: "" } });
		expect([(await publish({ message })).kind, (await publish({ message })).kind]).toEqual(["retry", "sent"]);
		expect(posts()).toHaveLength(1);
	});
});

describe("a forum post without an answer", () => {
	const doubt = (changes: Partial<ResolveRequest> = {}): ResolveRequest => ({
		...inForum(),
		attemptedAt: Date.now(),
		explained: [],
		...changes,
	});

	/** What happens to the attempt, and whether Discord has the post in the end. */
	const faults: readonly [string, Fault, number][] = [
		["a reset before Discord acts", { kind: "reset", accepted: false }, 0],
		["a reset after Discord acted", { kind: "reset", accepted: true }, 1],
		["a reset in the middle of the request", { kind: "reset-request", afterBytes: 20 }, 0],
		["an answer that is cut", { kind: "reset-answer", afterBytes: 250 }, 1],
		["a proxy's page after Discord acted", { kind: "html-502", accepted: true }, 1],
		["silence before Discord acts", { kind: "silence", accepted: false }, 0],
		["silence after Discord acted", { kind: "silence", accepted: true }, 1],
		["a request that is held up and acted on after we gave up", { kind: "delay", ms: 1_300 }, 1],
	];

	it.each(faults)("%s: looked for, and never sent again by itself", async (_name, fault, held) => {
		await stage.publisher.prepare?.({
			address: forumId,
			addressKind: "forum",
			turn: (_address, _kind, ask) => ask(),
		});
		stage.fake.addFault({ method: "POST", fault });
		const attemptedAt = Date.now();
		expect(await publish()).toMatchObject({ kind: "ambiguous" });
		const resolution = await stage.resolveInTheEnd(doubt({ attemptedAt }));
		// Nothing is called unsent before Discord can act on it no more.
		if (held === 0) expect(Date.now()).toBeGreaterThanOrEqual(attemptedAt + holdMs);
		expect(posts()).toHaveLength(held);
		const id = posts()[0]?.threadId;
		expect(resolution).toEqual(
			held === 0 ? { kind: "not-sent" } : { kind: "sent", messageIds: [`${id}/${id}`] },
		);
	});

	it("is found though it was archived meanwhile, behind others that were", async () => {
		const attemptedAt = Date.now();
		const id = await sentId();
		for (let nth = 0; nth < 120; nth++) {
			const { threadId } = stage.fake.addThread({ channelId: forumId, name: `قديم ${nth}` });
			stage.fake.setThread({ threadId, archived: true });
		}
		stage.fake.setThread({ threadId: posts()[0]?.threadId ?? "", archived: true });
		expect(await stage.publisher.resolve?.(doubt({ attemptedAt }))).toEqual({
			kind: "sent",
			messageIds: [id],
		});
	});

	it("is not another post that the ledger knows, nor a person's with the same words", async () => {
		const explained = [await sentId()];
		stage.fake.addThread({ channelId: forumId, name: headline });
		expect(await stage.resolveInTheEnd(doubt({ explained }))).toEqual({ kind: "not-sent" });
	});

	it("is found by its name where somebody has deleted its first message", async () => {
		const id = await sentId();
		const threadId = posts()[0]?.threadId ?? "";
		stage.fake.removeMessage({ channelId: threadId, messageId: threadId });
		expect(await stage.publisher.resolve?.(doubt())).toEqual({ kind: "sent", messageIds: [id] });
	});

	it("stays unknown where the bot may not read the forum's archive", async () => {
		stage.fake.setBotRights({ channelId: forumId, deny: ["READ_MESSAGE_HISTORY"] });
		expect(await stage.resolveInTheEnd(doubt())).toMatchObject({ kind: "unknown" });
	});
});

describe("what stands in a forum", () => {
	let turns: string[] = [];
	beforeEach(() => {
		turns = [];
	});
	const turn = <T>(address: string, kind: string, ask: () => Promise<T>) => {
		turns.push(`${kind} ${address}`);
		return ask();
	};
	const there = (messageIds: readonly string[]) => ({ address: forumId, addressKind: "forum", messageIds });
	const corrected = cardMessage({ blocks: [{ kind: "headline", text: "افتتاح جسرين شمال المدينة" }] });
	const replacement = cardMessage({ blocks: [{ kind: "paragraph", spans: [{ text: "سُحب هذا الخبر." }] }] });

	it("is corrected in its first message and, where the headline changed, in its name", async () => {
		const messageIds = [await sentId()];
		const change = { ...inForum({ message: corrected }), messageIds };
		expect(await stage.publisher.edit(change)).toEqual({ kind: "sent", messageIds });
		expect(await stage.publisher.retitle?.({ ...change, turn })).toEqual({ kind: "sent", messageIds });
		expect(plain(posts()[0]?.name)).toBe("افتتاح جسرين شمال المدينة");
		expect(await stage.publisher.retitle?.({ ...change, turn })).toEqual({ kind: "sent", messageIds });
		expect(stage.fake.changes().map(({ kind }) => kind)).toEqual(["edit", "rename"]);
		// Looked at twice, and changed once.
		expect(turns).toEqual(Array(3).fill(`thread ${forumId}/${posts()[0]?.threadId}`));
	});

	it("is opened for a correction when it was archived", async () => {
		const messageIds = [await sentId()];
		stage.fake.setThread({ threadId: posts()[0]?.threadId ?? "", archived: true });
		const change = { ...inForum({ message: corrected }), messageIds };
		expect(await stage.publisher.edit(change)).toMatchObject({ kind: "retry", afterMs: 0 });
		expect(await stage.publisher.edit(change)).toMatchObject({ kind: "sent" });
		expect(await stage.publisher.retitle?.({ ...change, turn })).toMatchObject({ kind: "sent" });
	});

	it("is deleted as a whole where the bot may, and once more without harm", async () => {
		stage.fake.setBotRights({ channelId: forumId, allow: ["MANAGE_THREADS"] });
		const messageIds = [await sentId()];
		const request = { ...there(messageIds), replacement };
		expect(await stage.publisher.withdraw(request)).toMatchObject({ kind: "sent" });
		expect(posts()).toEqual([]);
		expect(await stage.publisher.withdraw(request)).toMatchObject({ kind: "sent" });
		expect(await stage.publisher.retitle?.({ ...request, message: replacement, turn })).toMatchObject({
			kind: "sent",
		});
	});

	it("is written over, its name too, where the bot may not delete it", async () => {
		const messageIds = [await sentId()];
		const request = { ...there(messageIds), replacement };
		expect(await stage.publisher.withdraw(request)).toMatchObject({ kind: "sent" });
		await stage.publisher.retitle?.({ ...request, message: replacement, turn });
		const [post] = posts();
		expect(plain(post?.name)).toBe("سُحب هذا الخبر.");
		const shown = JSON.stringify(stage.fake.messages({ channelId: post?.threadId ?? "" }));
		expect(plain(shown)).not.toContain(headline);
	});

	it("says nothing of the forum when it is gone or locked", async () => {
		const messageIds = [await sentId()];
		const change = { ...inForum({ message: corrected }), messageIds };
		const threadId = posts()[0]?.threadId ?? "";
		stage.fake.refuse({ channelId: threadId, code: 160005, method: "PATCH" });
		expect(await stage.publisher.edit(change)).toMatchObject({ kind: "rejected", reason: "thread-locked" });
		stage.fake.setThread({ threadId, locked: true });
		expect(await stage.publisher.retitle?.({ ...change, turn })).toMatchObject({ kind: "rejected" });
		stage.fake.deleteChannel({ channelId: threadId });
		expect(await stage.publisher.edit(change)).toMatchObject({ kind: "rejected", reason: "not-found" });
	});

	it("is pinned as a post, which takes the right to manage threads; one that is pinned already stays", async () => {
		const pin = (messageId: string) =>
			stage.publisher.pin?.({ address: forumId, addressKind: "forum", messageId });
		const [first, second] = [await sentId(), await sentId({ deliveryId: "other" })];
		expect(await pin(first)).toMatchObject({ kind: "rejected" });
		stage.fake.setBotRights({ channelId: forumId, allow: ["MANAGE_THREADS"] });
		expect(await pin(first)).toMatchObject({ kind: "sent" });
		expect(await pin(second)).toMatchObject({ kind: "rejected" });
		expect(posts().map(({ pinned }) => pinned)).toEqual([true, false]);
	});
});
