import { DiscordAPIError, PermissionFlagsBits, REST, Routes } from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RefusalCode } from "./answers.ts";
import { createDiscordFake, type DiscordFake } from "./server.ts";

let fake: DiscordFake;
let rest: REST;
let channelId: string;
let guildId: string;

beforeEach(async () => {
	fake = await createDiscordFake();
	({ channelId, guildId } = fake.addGuild());
	rest = new REST({ api: fake.apiUrl, retries: 0 }).setToken(fake.token);
});
afterEach(async () => {
	const problems = fake.specProblems();
	await fake.stop();
	// Whatever the fake took, Discord's own OpenAPI file takes as well.
	expect(problems).toEqual([]);
});

const post = (body: unknown, to = channelId) => rest.post(Routes.channelMessages(to), { body });
const failure = async (promise: Promise<unknown>): Promise<DiscordAPIError> => {
	const error = await promise.then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	if (error instanceof DiscordAPIError) return error;
	throw new Error(`expected a refusal and got ${String(error)}`);
};
const headers = () => ({
	Authorization: `Bot ${fake.token}`,
	"Content-Type": "application/json",
	"User-Agent": "DiscordBot (test, 1)",
});
const raw = (path: string, init: RequestInit = {}) =>
	fetch(`${fake.apiUrl}/v10${path}`, { ...init, headers: { ...headers(), ...init.headers } });
const rawPost = (body: unknown) =>
	raw(`/channels/${channelId}/messages`, { method: "POST", body: JSON.stringify(body) });

it("a message that was accepted is in the log, in the channel, and has an id of 17 to 19 digits", async () => {
	const message = await post({ content: "خبر", allowed_mentions: { parse: [] } });
	expect(message).toMatchObject({ id: expect.stringMatching(/^\d{17,19}$/), content: "خبر" });
	expect(fake.arrivals()).toEqual([
		{
			at: expect.any(Number),
			channelId,
			messageId: (message as { id: string }).id,
			nonce: null,
			body: { content: "خبر", allowed_mentions: { parse: [] } },
			pings: [],
		},
	]);
});

describe("nonces", () => {
	it("a repeat with enforce_nonce gives the first message back and makes none", async () => {
		const first = await post({ content: "أ", nonce: "n1", enforce_nonce: true });
		const second = await post({ content: "ب", nonce: "n1", enforce_nonce: true });
		expect(second).toEqual(first);
		expect(fake.arrivals()).toHaveLength(1);
		expect(fake.counters().nonceRepeats).toBe(1);
	});

	it("without enforce_nonce, in another channel, or after the window, a repeat is a second message", async () => {
		fake.configure({ nonceMs: 0 });
		await post({ content: "أ", nonce: "n1", enforce_nonce: true });
		await post({ content: "أ", nonce: "n1", enforce_nonce: true });
		fake.configure({ nonceMs: 120_000 });
		await post({ content: "أ", nonce: "n1" });
		await post({ content: "أ", nonce: "n1", enforce_nonce: true }, fake.addChannel({ guildId }).channelId);
		expect(fake.arrivals()).toHaveLength(4);
	});
});

describe("mentions", () => {
	it.each([
		["left out, everything is parsed", undefined, ["everyone", "123456789012345678"]],
		["an empty list parses nothing", { parse: [] }, []],
		["users alone", { parse: ["users"] }, ["123456789012345678"]],
	])("allowed_mentions: %s", async (_name, allowed_mentions, pings) => {
		await post({ content: "@everyone <@123456789012345678>", allowed_mentions });
		expect(fake.arrivals()[0]?.pings).toEqual(pings);
	});
});

describe("forms", () => {
	const long = (count: number) => "س".repeat(count);
	const wrong: [string, unknown, unknown][] = [
		[
			"content over 2,000",
			{ content: long(2001) },
			{
				content: { _errors: [{ code: "BASE_TYPE_MAX_LENGTH", message: "Must be 2000 or fewer in length." }] },
			},
		],
		[
			"an embed's title over 256",
			{ embeds: [{ title: long(257) }] },
			{ embeds: { 0: { title: { _errors: [{ code: "BASE_TYPE_MAX_LENGTH" }] } } } },
		],
		[
			"an embed's description over 4,096",
			{ embeds: [{ description: long(4097) }] },
			{ embeds: { 0: { description: {} } } },
		],
		[
			"eleven embeds",
			{ embeds: Array.from({ length: 11 }, () => ({ title: "أ" })) },
			{ embeds: { _errors: [{}] } },
		],
		[
			"6,000 over all embeds",
			{ embeds: [{ description: long(4000) }, { description: long(2001) }] },
			{ embeds: { _errors: [{ code: "MAX_EMBED_SIZE_EXCEEDED" }] } },
		],
		[
			"an embed's address that is none",
			{ embeds: [{ title: "أ", url: "صفحة" }] },
			{ embeds: { 0: { url: { _errors: [{ code: "URL_TYPE_INVALID_URL" }] } } } },
		],
		[
			"an embed's address of another scheme",
			{ embeds: [{ title: "أ", url: "ftp://a.example/" }] },
			{ embeds: { 0: { url: { _errors: [{ code: "URL_TYPE_INVALID_SCHEME" }] } } } },
		],
		["a nonce over 25", { content: "أ", nonce: "n".repeat(26) }, { nonce: {} }],
		[
			"a field that nobody knows",
			{ content: "أ", parse_mode: "HTML" },
			{ parse_mode: { _errors: [{ code: "UNKNOWN_FIELD" }] } },
		],
		[
			"a kind of mention that is both parsed and listed",
			{ content: "أ", allowed_mentions: { parse: ["users"], users: ["123456789012345678"] } },
			{ allowed_mentions: { _errors: [{ code: "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE" }] } },
		],
		[
			"a link button without its address",
			{ content: "أ", components: [{ type: 1, components: [{ type: 2, style: 5, label: "أ" }] }] },
			{ components: { 0: { components: { 0: { url: { _errors: [{ code: "BASE_TYPE_REQUIRED" }] } } } } } },
		],
	];

	it.each(wrong)("%s is refused with 50035, nested like the form", async (_name, body, errors) => {
		const error = await failure(post(body));
		expect(error).toMatchObject({ status: 400, code: 50035, rawError: { errors } });
		expect(fake.arrivals()).toEqual([]);
	});

	it("a message with nothing in it is refused with 50006", async () => {
		expect((await failure(post({ content: "  \n " }))).code).toBe(50006);
	});

	it("an id that is none is refused before anything is looked up", async () => {
		expect(await failure(post({ content: "أ" }, "123"))).toMatchObject({
			code: 50035,
			rawError: { errors: { channel_id: { _errors: [{ code: "NUMBER_TYPE_COERCE" }] } } },
		});
	});

	it("commands may not be described in a language that Discord does not have", async () => {
		const body = [{ name: "latest", description: "أحدث الأخبار", description_localizations: { ar: "أحدث" } }];
		const error = await failure(rest.put(Routes.applicationCommands(fake.applicationId), { body }));
		expect(error.code).toBe(50035);
	});
});

describe("who may what", () => {
	it("a wrong token is refused with 401 and counts as an invalid answer", async () => {
		rest.setToken("wrong");
		expect((await failure(post({ content: "أ" }))).status).toBe(401);
		expect(fake.counters().invalid).toBe(1);
	});

	it("a client that does not say who it is gets no further than the door", async () => {
		const response = await raw("/users/@me", { headers: { "User-Agent": "curl" } });
		expect(response.status).toBe(403);
	});

	const closedThread = (state: { archived?: boolean; locked?: boolean }) => {
		const { threadId } = fake.addThread({ channelId });
		fake.setThread({ threadId, ...state });
		return threadId;
	};
	/** What happens, the code that a post then gets, and where it was sent when that is not the text channel. */
	// biome-ignore lint/suspicious/noConfusingVoidType: most rows return nothing
	const states: [string, () => string | void, RefusalCode][] = [
		["a channel that was deleted", () => fake.deleteChannel({ channelId }), 10003],
		["a guild that the bot was removed from", () => fake.removeBot({ guildId }), 50001],
		["a guild that was deleted", () => fake.deleteGuild({ guildId }), 10003],
		[
			"a channel that the bot may not see",
			() => fake.setBotRights({ channelId, deny: ["VIEW_CHANNEL"] }),
			50001,
		],
		[
			"a channel that the bot may not write in",
			() => fake.setBotRights({ channelId, deny: ["SEND_MESSAGES"] }),
			50013,
		],
		["a forum itself", () => fake.addChannel({ guildId, kind: "forum" }).channelId, 50008],
		["an archived thread", () => closedThread({ archived: true }), 50083],
		["a locked thread", () => closedThread({ locked: true }), 160005],
		[
			"a person who takes no messages",
			() => fake.openDm({ userId: fake.addUser({ closedToDm: true }).userId }).channelId,
			50007,
		],
		["what a test put there", () => fake.refuse({ channelId, code: 200000 }), 200000],
	];

	it.each(states)("%s refuses with its code", async (_name, happen, code) => {
		const where = happen() ?? channelId;
		expect((await failure(post({ content: "أ" }, where))).code).toBe(code);
		expect(fake.arrivals()).toEqual([]);
	});

	it("without the right to embed, a plain message passes and one with an embed does not", async () => {
		fake.setBotRights({ channelId, deny: ["EMBED_LINKS"] });
		expect((await failure(post({ embeds: [{ title: "أ" }] }))).code).toBe(50013);
		await post({ content: "أ" });
		expect(fake.arrivals()).toHaveLength(1);
	});

	it("a thread is opened again by a PATCH, a locked one only by who manages threads", async () => {
		const { threadId } = fake.addThread({ channelId });
		fake.setThread({ threadId, archived: true });
		await rest.patch(Routes.channel(threadId), { body: { archived: false } });
		await post({ content: "أ" }, threadId);
		fake.setThread({ threadId, archived: true, locked: true });
		const error = await failure(rest.patch(Routes.channel(threadId), { body: { archived: false } }));
		expect(error.code).toBe(50013);
	});
});

describe("history, edits, deletions, crossposts", () => {
	it("history comes newest first, around an anchor where one is named", async () => {
		fake.configure({ limits: { on: false } });
		const ids: string[] = [];
		for (let index = 0; index < 6; index++) {
			ids.push(((await post({ content: String(index) })) as { id: string }).id);
		}
		const read = async (query: string) => {
			const got = await rest.get(Routes.channelMessages(channelId), { query: new URLSearchParams(query) });
			return (got as { content: string }[]).map(({ content }) => content).join("");
		};
		expect(await read("limit=3")).toBe("543");
		expect(await read(`before=${ids[2]}`)).toBe("10");
		expect(await read(`after=${ids[1]}&limit=2`)).toBe("32");
		expect(await read(`around=${ids[3]}&limit=3`)).toBe("432");
		expect(
			(
				await failure(
					rest.get(`/channels/${channelId}/messages`, { query: new URLSearchParams("limit=101") }),
				)
			).code,
		).toBe(50035);
	});

	it("an edit changes what is named and leaves the rest", async () => {
		const { id } = (await post({ content: "أ", embeds: [{ title: "ت" }] })) as { id: string };
		const edited = await rest.patch(Routes.channelMessage(channelId, id), { body: { content: "ب" } });
		expect(edited).toMatchObject({ content: "ب", embeds: [{ title: "ت" }] });
		expect(fake.arrivals()).toHaveLength(1);
	});

	it("what others wrote is neither edited nor, without the right, deleted; what is gone is unknown", async () => {
		const { userId } = fake.addUser();
		const { messageId } = fake.say({ channelId, userId, content: "مرحبا" });
		const theirs = Routes.channelMessage(channelId, messageId);
		expect((await failure(rest.patch(theirs, { body: { content: "ب" } }))).code).toBe(50005);
		expect((await failure(rest.delete(theirs))).code).toBe(50013);
		const { id } = (await post({ content: "أ" })) as { id: string };
		await rest.delete(Routes.channelMessage(channelId, id));
		expect((await failure(rest.delete(Routes.channelMessage(channelId, id)))).code).toBe(10008);
	});

	it("a message is crossposted once, and only from an announcement channel", async () => {
		const { channelId: news } = fake.addChannel({ guildId, kind: "announcement" });
		const { id } = (await post({ content: "أ" }, news)) as { id: string };
		await rest.post(Routes.channelMessageCrosspost(news, id));
		expect((await failure(rest.post(Routes.channelMessageCrosspost(news, id)))).code).toBe(40033);
	});
});

it("members, roles and channels are told as they are, with their rights", async () => {
	const { userId } = fake.addUser();
	fake.addMember({ guildId, userId, permissions: ["MANAGE_GUILD"] });
	const member = (await rest.get(Routes.guildMember(guildId, userId))) as { roles: string[] };
	const roles = (await rest.get(Routes.guildRoles(guildId))) as { id: string; permissions: string }[];
	const role = roles.find(({ id }) => id === member.roles[0]);
	expect(BigInt(role?.permissions ?? 0) & PermissionFlagsBits.ManageGuild).not.toBe(0n);
	expect(await rest.get(Routes.channel(channelId))).toMatchObject({
		id: channelId,
		type: 0,
		guild_id: guildId,
	});
	expect(await rest.get(Routes.guild(guildId))).toMatchObject({ id: guildId, name: "خادم" });
});

describe("rate limits", () => {
	it("the sixth message within five seconds is refused, with all that a client needs to know", async () => {
		for (let index = 0; index < 5; index++) await rawPost({ content: "أ" });
		const response = await rawPost({ content: "أ" });
		const said = (await response.json()) as { retry_after: number; global: boolean };
		expect(response.status).toBe(429);
		expect(said).toEqual({
			message: "You are being rate limited.",
			retry_after: expect.any(Number),
			global: false,
		});
		expect(said.retry_after).toBeGreaterThan(3);
		expect(said.retry_after).toBeLessThanOrEqual(5);
		expect(Object.fromEntries(response.headers)).toMatchObject({
			"x-ratelimit-limit": "5",
			"x-ratelimit-remaining": "0",
			"x-ratelimit-scope": "user",
			"x-ratelimit-bucket": expect.stringMatching(/^[0-9a-f]{16}$/),
			"x-ratelimit-reset-after": expect.any(String),
		});
		expect(fake.limited()).toMatchObject([{ major: channelId, scope: "user", scripted: false }]);
		expect(fake.arrivals()).toHaveLength(5);
	});

	it("discord.js, which waits for its buckets, is never refused", async () => {
		fake.configure({ limits: { buckets: { default: { limit: 2, perMs: 200 } } } });
		await Promise.all(Array.from({ length: 7 }, (_, index) => post({ content: String(index) })));
		expect(fake.limited()).toEqual([]);
		expect(fake.arrivals()).toHaveLength(7);
	});

	it("over all channels a bot has 50 a second", async () => {
		const { channelIds } = fake.addManyChannels({ guilds: 6, channelsEach: 10 });
		const statuses = await Promise.all(
			channelIds.map(async (id) => {
				const body = JSON.stringify({ content: "أ" });
				return (await raw(`/channels/${id}/messages`, { method: "POST", body })).headers.get(
					"x-ratelimit-scope",
				);
			}),
		);
		expect(statuses.filter((scope) => scope === "global")).toHaveLength(10);
	});

	it("an address with too many invalid answers is banned, in words that are no JSON", async () => {
		fake.configure({ limits: { invalidPerTenMinutes: 3 } });
		fake.setBotRights({ channelId, deny: ["SEND_MESSAGES"] });
		for (let index = 0; index < 3; index++) expect((await rawPost({ content: "أ" })).status).toBe(403);
		const response = await rawPost({ content: "أ" });
		expect([response.status, await response.text()]).toEqual([429, "error code: 1015"]);
	});
});

describe("faults", () => {
	it.each([
		["a reset in the middle of the request", { kind: "reset-request", afterBytes: 5 }, 0, "broken"],
		["a reset after the headers", { kind: "reset-request", afterBytes: 0 }, 0, "broken"],
		["a reset before it acts", { kind: "reset", accepted: false }, 0, "broken"],
		["a reset after it acted", { kind: "reset", accepted: true }, 1, "broken"],
		["a reset in the answer's headers", { kind: "reset-answer", afterBytes: 20 }, 1, "broken"],
		["a reset in the answer's body", { kind: "reset-answer", afterBytes: 300 }, 1, "broken"],
		["an HTML page before it acts", { kind: "html-502", accepted: false }, 0, 502],
		["an HTML page after it acted", { kind: "html-502", accepted: true }, 1, 502],
		["a 500 before it acts", { kind: "status-500", accepted: false }, 0, 500],
		["a 500 after it acted", { kind: "status-500", accepted: true }, 1, 500],
		["a 429 out of the blue", { kind: "limit", retryAfter: 1.5, scope: "shared" }, 0, 429],
		["an answer held back", { kind: "hold", ms: 30 }, 1, 200],
		["a late act", { kind: "delay", ms: 30 }, 1, 200],
		["silence before it acts", { kind: "silence", accepted: false }, 0, "broken"],
		["silence after it acted", { kind: "silence", accepted: true }, 1, "broken"],
	] as const)("%s", async (_name, fault, accepted, outcome) => {
		fake.addFault({ method: "POST", path: "/messages$", fault });
		const seen = await raw(`/channels/${channelId}/messages`, {
			method: "POST",
			body: JSON.stringify({ content: "أ" }),
			signal: AbortSignal.timeout(500),
		})
			.then(async (response) => {
				await response.text();
				return response.status;
			})
			.catch(() => "broken");
		expect(fake.arrivals()).toHaveLength(accepted);
		expect(seen).toBe(outcome);
		expect((await rawPost({ content: "ب" })).status).toBe(200);
	});
});

it("the log file holds what the memory holds", async () => {
	const { mkdtemp, readFile, rm } = await import("node:fs/promises");
	const { tmpdir } = await import("node:os");
	const folder = await mkdtemp(`${tmpdir()}/barqiya-fake-`);
	const logged = await createDiscordFake({ logFile: `${folder}/arrivals.ndjson` });
	const { channelId: there } = logged.addGuild();
	const own = new REST({ api: logged.apiUrl }).setToken(logged.token);
	await own.post(Routes.channelMessages(there), { body: { content: "خبر" } });
	const lines = (await readFile(`${folder}/arrivals.ndjson`, "utf8")).trim().split("\n");
	expect(lines.map((line) => JSON.parse(line))).toEqual(logged.arrivals());
	await logged.stop();
	await rm(folder, { recursive: true });
});
