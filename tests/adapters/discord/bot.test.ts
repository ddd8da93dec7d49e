import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDiscordBot, type DiscordBot, type DiscordBotOptions } from "../../../adapters/discord/bot.ts";
import { checkDiscordToken } from "../../../adapters/discord/check-token.ts";
import { createDiscordPublisher } from "../../../adapters/discord/publisher.ts";
import type {
	CommandCall,
	CommandDescription,
	CommandReply,
	Completion,
	CompletionCall,
	FoundPlace,
	PlaceEvents,
} from "../../../src/commands/port.ts";
import type { Log } from "../../../src/domain/log.ts";
import type { ListeningState } from "../../../src/domain/platform-state.ts";
import type { Message } from "../../../src/message/message.ts";
import { createDiscordFake, type DiscordFake } from "../../fakes/discord/server.ts";
import { freePort } from "../../support/port.ts";
import { noControls } from "../no-controls.ts";
import { cardMessage } from "./stage.ts";

let fake: DiscordFake;
let bot: DiscordBot | undefined;
let home: { guildId: string; channelId: string; ownerId: string };
let calls: CommandCall[];
let told: string[];
let found: (readonly string[])[] = [];
let logged: string[];
let answer: (call: CommandCall) => Promise<CommandReply>;
let offer: (call: CompletionCall) => Promise<readonly Completion[]>;

const say = (text: string): Message => cardMessage({ blocks: [{ kind: "paragraph", spans: [{ text }] }] });
const reply = (text: string, visibility: CommandReply["visibility"] = "everybody"): CommandReply => ({
	messages: [say(text)],
	visibility,
});

const commands: CommandDescription[] = [
	{
		name: "latest",
		use: "readers",
		descriptions: { ar: "آخر الأخبار", en: "The latest news" },
		parameters: [
			{
				name: "count",
				descriptions: { ar: "كم خبرًا", en: "How many" },
				kind: "integer",
				required: false,
				minimum: 1,
				maximum: 10,
				completes: false,
			},
			{
				name: "topic",
				descriptions: { ar: "الموضوع", en: "Topic" },
				kind: "text",
				required: false,
				completes: true,
			},
		],
	},
	{
		name: "search",
		use: "readers",
		descriptions: { ar: "بحث" },
		parameters: [
			{ name: "words", descriptions: { ar: "كلمات" }, kind: "text", required: true, completes: false },
		],
	},
];

const events: PlaceEvents = {
	arrived: async (_platform, place) => void told.push(`arrived ${place.address}`),
	left: async (_platform, address, reason) => void told.push(`left ${address} ${reason}`),
	rightsChanged: async (_platform, address, may) => void told.push(`rights ${address} ${may}`),
	foundOpen: async (_platform, addresses) => void found.push(addresses),
	moved: async () => void told.push("moved"),
	seen: async () => void told.push("seen"),
};

const write = (fields: object, message: string) => void logged.push(`${message} ${JSON.stringify(fields)}`);
const log: Log = { debug: write, info: write, warn: write, error: write };

beforeEach(async () => {
	fake = await createDiscordFake();
	home = fake.addGuild({ name: "خادم الحي" });
	calls = [];
	told = [];
	found = [];
	logged = [];
	answer = async () => reply("تم");
	offer = async () => [];
});
afterEach(async () => {
	await bot?.stop();
	bot = undefined;
	const problems = fake.specProblems();
	const { token } = fake;
	await fake.stop();
	expect(problems).toEqual([]);
	expect(logged.join("\n")).not.toContain(token);
});

async function start(options: Partial<DiscordBotOptions> = {}): Promise<void> {
	bot = createDiscordBot({
		token: fake.token,
		api: fake.apiUrl,
		commands: {
			...noControls,
			commands,
			match: () => undefined,
			async run(call) {
				calls.push(call);
				return answer(call);
			},
			complete: (call) => offer(call),
		},
		events,
		outage: () => say("تعذر تنفيذ الطلب الآن."),
		log,
		retryMs: 50,
		...options,
	});
	await bot.start();
}

const slash = (options: Record<string, string | number> = {}, where = home.channelId, who = home.ownerId) =>
	fake.slash({ channelId: where, userId: who, command: "latest", options });

it("what the library asks by itself takes its turn; answers to people do not", async () => {
	let turns = 0;
	const turn = <T>(request: () => Promise<T>) => {
		turns++;
		return request();
	};
	await start({ turn });
	// Where the gateway is, and which commands there are.
	expect(turns).toBe(2);
	await slash();
	expect(turns).toBe(2);
	await calls[0]?.findPlace("<#123456789012345678>");
	expect(turns).toBe(3);
	expect(fake.counters().requests).toBe(turns + 1);
});

describe("commands", () => {
	it("are registered with Latin names and Arabic descriptions, English beside them", async () => {
		await start();
		expect(fake.commands()).toMatchObject([
			{
				name: "latest",
				description: "آخر الأخبار",
				description_localizations: { "en-US": "The latest news", "en-GB": "The latest news" },
				contexts: [0, 1],
				options: [
					{ name: "count", type: 4, description: "كم خبرًا", min_value: 1, max_value: 10, required: false },
					{ name: "topic", type: 3, required: false },
				],
			},
			{ name: "search", options: [{ name: "words", required: true }] },
		]);
	});

	it("reach the core with their values in the table's order, and who asks where", async () => {
		await start();
		const asked = await slash({ topic: "رياضة محلية", count: 3 });
		expect(calls[0]).toMatchObject({
			platform: "discord",
			name: "latest",
			args: "3 رياضة محلية",
			person: { id: home.ownerId, name: "مالك", language: "ar" },
			place: { address: home.channelId, addressKind: "text", title: "أخبار", isPrivate: false },
		});
		expect(asked).toMatchObject({ kind: "answered", callbackType: 4, message: { content: "تم" } });
		expect(fake.changes()[0]?.body).toMatchObject({ data: { allowed_mentions: { parse: [] } } });
	});

	it("are answered for one person or for everybody, as the core says", async () => {
		await start();
		expect(await slash()).toMatchObject({ ephemeral: false });
		answer = async () => reply("لك وحدك", "person");
		expect(await slash()).toMatchObject({ ephemeral: true, message: { content: "لك وحدك" } });
	});

	it("with several messages for an answer get them all, in order", async () => {
		await start();
		answer = async () => ({ messages: [say("أول"), cardMessage(), say("ثالث")], visibility: "person" });
		const asked = await slash();
		await expect.poll(() => asked.followups.length).toBe(2);
		expect(asked.message?.content).toBe("أول");
		expect(asked.followups).toMatchObject([
			{ embeds: [{ title: "افتتاح جسر جديد شمال المدينة" }], flags: 64 },
			{ content: "ثالث", flags: 64 },
		]);
	});

	it.each([
		["everybody", false],
		["person", true],
	] as const)("that take long are put off in time, and answered for %s", async (visibility, ephemeral) => {
		await start({ patienceMs: 50 });
		answer = async () => {
			await new Promise((resolve) => setTimeout(resolve, 300));
			return reply("بعد حين", visibility);
		};
		const asked = await slash();
		expect(asked).toMatchObject({
			kind: "answered",
			callbackType: 5,
			ephemeral,
			message: { content: "بعد حين" },
		});
		expect(asked.firstAnswerMs).toBeLessThan(300);
	});

	it("that end in an outage are answered politely, for the asker alone", async () => {
		await start();
		answer = async () => {
			throw new Error("the store is away");
		};
		expect(await slash()).toMatchObject({
			ephemeral: true,
			message: { content: "تعذر تنفيذ الطلب الآن." },
		});
		expect(logged.join()).toContain("the store is away");
	});

	it("without an answer leave nobody waiting", async () => {
		await start();
		answer = async () => ({ messages: [], visibility: "person" });
		expect(
			await fake.slash({ channelId: home.channelId, userId: home.ownerId, command: "latest", waitMs: 100 }),
		).toMatchObject({
			callbackType: 5,
		});
	});

	it("offer what is meant while somebody types, and only where something can be offered", async () => {
		await start();
		const typed: CompletionCall[] = [];
		offer = async (call) => {
			typed.push(call);
			return [{ name: "رياضة", value: "رياضة" }];
		};
		const typing = { channelId: home.channelId, userId: home.ownerId, command: "latest", option: "topic" };
		expect(await fake.autocomplete({ ...typing, typed: "ريا", others: { count: 3 } })).toMatchObject({
			callbackType: 8,
			data: { choices: [{ name: "رياضة", value: "رياضة" }] },
		});
		expect(typed).toEqual([
			{
				platform: "discord",
				name: "latest",
				parameter: "topic",
				typed: "ريا",
				place: { address: home.channelId },
			},
		]);
		await expect(fake.autocomplete({ ...typing, option: "count", typed: "3" })).rejects.toThrow(
			"does not complete",
		);
	});

	it("offer nothing in time where it takes too long or ends in an outage", async () => {
		await start();
		const typing = { channelId: home.channelId, userId: home.ownerId, command: "latest", option: "topic" };
		offer = () => new Promise(() => {});
		const late = await fake.autocomplete({ ...typing, typed: "" });
		expect(late).toMatchObject({ callbackType: 8, data: { choices: [] } });
		expect(late.firstAnswerMs).toBeLessThan(3_000);
		offer = async () => {
			throw new Error("the store is away");
		};
		expect(await fake.autocomplete({ ...typing, typed: "" })).toMatchObject({ data: { choices: [] } });
		expect(logged.join()).toContain("the store is away");
	});

	it("reach the person alone in a direct channel, or say that they take no messages", async () => {
		const publisher = createDiscordPublisher({ token: fake.token, api: fake.apiUrl, sendTimeoutMs: 10_000 });
		await start({
			async reply(address, message, addressKind) {
				const request = { deliveryId: `hello-${address}`, address, addressKind, message, plainText: false };
				return (await publisher.publish(request)).kind === "sent";
			},
		});
		const places: unknown[] = [];
		answer = async ({ alone }) => {
			const place = await alone?.open();
			const arrived = place !== undefined && (await alone?.write(place, say("مرحبًا"))) === true;
			places.push(place);
			return reply(arrived ? "وصلت" : "لم تصل", "person");
		};
		expect(await slash()).toMatchObject({ message: { content: "وصلت" } });
		const { channelId } = fake.openDm({ userId: home.ownerId });
		expect(places).toEqual([{ address: channelId, addressKind: "dm", title: "مالك", isPrivate: true }]);
		expect(fake.messages({ channelId }).map(({ content }) => content)).toEqual(["مرحبًا"]);
		fake.closeDm({ userId: home.ownerId, closed: true });
		expect(await slash()).toMatchObject({ message: { content: "لم تصل" } });
		publisher.close();
	});

	it("are nothing that a post could be: one that is looked for there is not taken for sent, nor in doubt", async () => {
		await start();
		answer = async () => ({ messages: [cardMessage()], visibility: "everybody" });
		await slash();
		const publisher = createDiscordPublisher({ token: fake.token, api: fake.apiUrl, sendTimeoutMs: 10_000 });
		const resolution = await publisher.resolve?.({
			deliveryId: "p/discord-1",
			address: home.channelId,
			addressKind: "text",
			message: cardMessage(),
			plainText: false,
			attemptedAt: Date.now() - 90_000,
			explained: [],
		});
		expect(fake.messages({ channelId: home.channelId })).toHaveLength(1);
		expect(resolution).toEqual({ kind: "not-sent" });
		publisher.close();
	});

	it("that came too late are noted and harm nothing", async () => {
		await start();
		fake.configure({ firstAnswerMs: 1 });
		answer = async () => {
			await new Promise((resolve) => setTimeout(resolve, 100));
			return reply("متأخر");
		};
		expect(await slash()).toMatchObject({ kind: "unanswered" });
		await expect.poll(() => logged.join()).toContain("10062");
		fake.configure({ firstAnswerMs: 3_000 });
		expect(await slash()).toMatchObject({ kind: "answered" });
	});
});

describe("places", () => {
	it("a thread is named with its channel, a direct channel is private", async () => {
		await start();
		const { threadId } = fake.addThread({ channelId: home.channelId, name: "موضوع" });
		await slash({}, threadId);
		const { channelId } = fake.openDm({ userId: home.ownerId });
		await slash({}, channelId);
		expect(calls.map(({ place }) => place)).toEqual([
			{
				address: `${home.channelId}/${threadId}`,
				addressKind: "thread",
				title: "موضوع",
				isPrivate: false,
				within: { address: home.channelId, addressKind: "text", title: "أخبار", part: "موضوع" },
			},
			{ address: channelId, addressKind: "dm", title: "مالك", isPrivate: true },
		]);
		expect(await calls[1]?.mayAdminister()).toBe(true);
	});

	it("a forum is a place where the bot makes posts, as far as it may; it is not greeted there", async () => {
		await start();
		const { channelId } = fake.addForum({ guildId: home.guildId, name: "منتدى" });
		const { threadId } = fake.addThread({ channelId, name: "مرحبا" });
		await slash({}, threadId);
		const forum = { address: channelId, addressKind: "forum", title: "منتدى", isPrivate: false };
		expect(calls[0]?.place).toMatchObject({
			address: `${channelId}/${threadId}`,
			within: { address: channelId, addressKind: "forum", title: "منتدى", part: "مرحبا" },
		});
		expect(await calls[0]?.nearby?.()).toContainEqual({
			...forum,
			personAdministers: true,
			botMayPost: true,
		});
		fake.setBotRights({ channelId, deny: ["SEND_MESSAGES"] });
		await expect.poll(() => told).toContain(`rights ${channelId} false`);
		expect(await calls[0]?.findPlace(`<#${channelId}>`)).toMatchObject({ ...forum, botMayPost: false });
		expect(await calls[0]?.nearby?.()).not.toContainEqual(expect.objectContaining({ address: channelId }));
	});

	it("who may manage the server, and who owns it, administers its channels; nobody else", async () => {
		await start();
		const [reader, manager, administrator] = [[], ["MANAGE_GUILD"], ["ADMINISTRATOR"]].map((permissions) => {
			const { userId } = fake.addUser();
			fake.addMember({ guildId: home.guildId, userId, permissions: permissions as never });
			return userId;
		});
		for (const who of [home.ownerId, reader, manager, administrator]) await slash({}, home.channelId, who);
		const may = await Promise.all(calls.map((call) => call.mayAdminister()));
		expect(may).toEqual([true, false, true, true]);
	});

	it("a channel is found by mention, id, link or address, with the asker's and the bot's rights there", async () => {
		await start();
		const other = fake.addGuild({ name: "خادم آخر" });
		const { userId } = fake.addUser();
		fake.addMember({ guildId: home.guildId, userId });
		fake.addMember({ guildId: other.guildId, userId, permissions: ["MANAGE_GUILD"] });
		const { channelId: quiet } = fake.addChannel({
			guildId: other.guildId,
			kind: "announcement",
			name: "إعلانات",
		});
		fake.setBotRights({ channelId: quiet, deny: ["SEND_MESSAGES"] });
		const { threadId } = fake.addThread({ channelId: other.channelId });
		await slash({}, home.channelId, userId);
		const [call] = calls;
		const found = (reference: string) => call?.findPlace(reference);
		const place: FoundPlace = {
			address: other.channelId,
			addressKind: "text",
			title: "أخبار",
			isPrivate: false,
			personAdministers: true,
			botMayPost: true,
		};
		for (const reference of [
			`<#${other.channelId}>`,
			other.channelId,
			`https://discord.com/channels/${other.guildId}/${other.channelId}`,
			`https://ptb.discord.com/channels/${other.guildId}/${other.channelId}/123456789012345678`,
		]) {
			expect(await found(reference)).toEqual(place);
		}
		expect(await found(quiet)).toMatchObject({ addressKind: "announcement", botMayPost: false });
		const thread = await found(`${other.channelId}/${threadId}`);
		expect(thread).toMatchObject({ address: `${other.channelId}/${threadId}`, addressKind: "thread" });
		expect(await found(home.channelId)).toMatchObject({ personAdministers: false });
		for (const nothing of ["@news", "123456789012345678", "أخبار", "<#1>", ""]) {
			expect(await found(nothing)).toBeUndefined();
		}
	});

	it("another person's direct channel and a server without the asker are not shown", async () => {
		await start();
		const other = fake.addGuild();
		const dm = fake.openDm({ userId: other.ownerId });
		await slash();
		expect(await calls[0]?.findPlace(dm.channelId)).toBeUndefined();
		expect(await calls[0]?.findPlace(other.channelId)).toBeUndefined();
	});
});

describe("what happens to places", () => {
	it("that a server lets the bot post somewhere is seen at the start, and after an outage of the server", async () => {
		const { channelId: shut } = fake.addChannel({ guildId: home.guildId });
		fake.setBotRights({ channelId: shut, deny: ["SEND_MESSAGES"] });
		const other = fake.addGuild();
		await start();
		await expect.poll(() => found.toSorted()).toEqual([[home.channelId], [other.channelId]].toSorted());
		found = [];
		fake.setGuildUnavailable({ guildId: home.guildId, unavailable: true });
		fake.setBotRights({ channelId: shut });
		fake.setGuildUnavailable({ guildId: home.guildId, unavailable: false });
		await expect.poll(() => found).toEqual([[home.channelId, shut]]);
	});

	it("removed from a server: every channel and thread there is left; let in again: they go on", async () => {
		await start();
		const { threadId } = fake.addThread({ channelId: home.channelId });
		const { channelId: second } = fake.addChannel({ guildId: home.guildId });
		await slash();
		fake.removeBot({ guildId: home.guildId });
		await expect
			.poll(() => told.toSorted())
			.toEqual(
				[
					`left ${home.channelId} removed`,
					`left ${home.channelId}/${threadId} removed`,
					`left ${second} removed`,
				].toSorted(),
			);
		told = [];
		fake.addBot({ guildId: home.guildId });
		await expect
			.poll(() => told.toSorted())
			.toEqual(
				[
					`rights ${home.channelId} true`,
					`rights ${home.channelId}/${threadId} true`,
					`rights ${second} true`,
				].toSorted(),
			);
	});

	it("an outage of a server is no removal", async () => {
		await start();
		fake.setGuildUnavailable({ guildId: home.guildId, unavailable: true });
		fake.setGuildUnavailable({ guildId: home.guildId, unavailable: false });
		fake.deleteChannel({ channelId: home.channelId });
		await expect.poll(() => told).toEqual([`left ${home.channelId} channel-deleted`]);
	});

	it("a deleted channel takes its threads along", async () => {
		await start();
		const { threadId } = fake.addThread({ channelId: home.channelId });
		await slash();
		fake.deleteChannel({ channelId: home.channelId });
		await expect
			.poll(() => told)
			.toEqual([
				`left ${home.channelId}/${threadId} channel-deleted`,
				`left ${home.channelId} channel-deleted`,
			]);
	});

	it("a right to post that is lost and given back is told, a new name is not", async () => {
		await start();
		fake.renameChannel({ channelId: home.channelId, name: "جديد" });
		fake.setBotRights({ channelId: home.channelId, deny: ["SEND_MESSAGES"] });
		fake.setBotRights({ channelId: home.channelId });
		await expect
			.poll(() => told)
			.toEqual([`rights ${home.channelId} false`, `rights ${home.channelId} true`]);
	});

	it("everybody's rights count for the bot", async () => {
		await start();
		fake.setEverybodysRights({ guildId: home.guildId, permissions: ["VIEW_CHANNEL"] });
		await expect.poll(() => told).toEqual([`rights ${home.channelId} false`]);
	});

	it("a locked thread takes nothing until it is opened", async () => {
		await start();
		const { threadId } = fake.addThread({ channelId: home.channelId });
		fake.setThread({ threadId, locked: true });
		fake.setThread({ threadId, locked: false });
		await expect
			.poll(() => told)
			.toEqual([`rights ${home.channelId}/${threadId} false`, `rights ${home.channelId}/${threadId} true`]);
	});

	it("an event that could not be noted stops none after it", async () => {
		await start({
			events: {
				...events,
				left: async (_platform, address) => {
					if (address === home.channelId) throw new Error("the store is away");
					told.push(`left ${address}`);
				},
			},
		});
		const { channelId } = fake.addChannel({ guildId: home.guildId });
		fake.deleteChannel({ channelId: home.channelId });
		fake.deleteChannel({ channelId });
		await expect.poll(() => told).toEqual([`left ${channelId}`]);
		expect(logged.join()).toContain("the store is away");
	});
});

describe("the connection", () => {
	it("a refused token is told as such", async () => {
		await expect(start({ token: "no.such.token" })).rejects.toMatchObject({ code: "BQ_DISCORD_TOKEN" });
	});

	it("Discord away at the start: the bot waits, and is there when Discord is", async () => {
		const port = await freePort();
		await start({ api: `http://127.0.0.1:${port}/api` });
		expect(logged.join()).toContain("not reached");
		const { token } = fake;
		await fake.stop();
		fake = await createDiscordFake({ port, token });
		home = fake.addGuild();
		await expect.poll(() => fake.commands().length, { timeout: 20_000 }).toBe(2);
		expect(await slash()).toMatchObject({ kind: "answered" });
	});

	it("a dropped connection is taken up again without another IDENTIFY", async () => {
		await start();
		fake.dropGateway({ code: 4000 });
		await expect.poll(() => fake.counters().connected).toBe(1);
		expect(await slash()).toMatchObject({ kind: "answered" });
		expect(fake.counters().identifies).toBe(1);
	});

	it("a session that Discord forgot is begun anew", async () => {
		await start();
		fake.invalidateSessions({ resumable: false });
		await expect
			.poll(() => fake.counters(), { timeout: 20_000 })
			.toMatchObject({ identifies: 2, connected: 1 });
		expect(await slash()).toMatchObject({ kind: "answered" });
	});

	it("a gateway that throws us out again and again is asked ever more rarely, long before the token is lost", async () => {
		await fake.stop();
		fake = await createDiscordFake({ gateway: { identifiesPerDay: 30 } });
		home = fake.addGuild();
		await start();
		const isLate = () => logged.join().includes("asked again later");
		for (let times = 1; !isLate(); times++) {
			await expect.poll(() => fake.counters().connected, { timeout: 20_000 }).toBe(1);
			expect(fake.counters().identifies).toBeLessThanOrEqual(3);
			fake.invalidateSessions({ resumable: false });
			const seen = () => isLate() || fake.counters().identifies > times;
			await expect.poll(seen, { timeout: 20_000 }).toBe(true);
		}
		expect(fake.counters().identifies).toBe(3);
	});

	const troubles = ["reset", "html-502", "unanswered", "mute"] as const;
	it.each(troubles)(
		"a gateway in trouble at the start (%s) keeps nobody waiting, and has one of us when it is back",
		async (trouble) => {
			fake.troubleGateway({ trouble });
			await start({ gatewayMs: 50 });
			expect(logged.join()).toMatch(/the gateway does not answer|not reached/);
			await expect.poll(() => fake.counters().visits).toBeGreaterThan(0);
			fake.troubleGateway();
			fake.dropGateway({ code: 1001 });
			await expect.poll(() => fake.commands().length, { timeout: 20_000 }).toBe(2);
			expect(await slash()).toMatchObject({ kind: "answered" });
			expect(calls).toHaveLength(1);
		},
	);

	it.each(troubles)("stopping while the gateway is in trouble (%s) ends all of it", async (trouble) => {
		fake.troubleGateway({ trouble });
		await start({ gatewayMs: 50 });
		await expect.poll(() => fake.counters().visits).toBeGreaterThan(0);
		await bot?.stop();
		const { visits } = fake.counters();
		fake.troubleGateway();
		fake.dropGateway({ code: 1001 });
		// Longer than discord.js waits between two tries.
		await new Promise((resolve) => setTimeout(resolve, 1_000));
		expect(fake.counters()).toMatchObject({ visits, identifies: 0, connected: 0 });
	});

	it("stopping while Discord is asked where the gateway is begins nothing afterwards", async () => {
		fake.addFault({ path: "^/gateway/bot", fault: { kind: "delay", ms: 300 } });
		await start({ gatewayMs: 50 });
		await bot?.stop();
		await new Promise((resolve) => setTimeout(resolve, 1_000));
		expect(fake.counters().visits).toBe(0);
	});

	it("stopping lets the command at work be answered, and then nothing is connected", async () => {
		await start();
		let begun = () => {};
		const working = new Promise<void>((resolve) => {
			begun = resolve;
		});
		answer = async () => {
			begun();
			await new Promise((resolve) => setTimeout(resolve, 200));
			return reply("آخر ما قلت");
		};
		const asked = slash();
		await working;
		await bot?.stop();
		expect(await asked).toMatchObject({ message: { content: "آخر ما قلت" } });
		await expect.poll(() => fake.counters().connected).toBe(0);
	});

	it("is told of whenever it begins or ceases to listen, and when Discord lets the bot in no more", async () => {
		const states: ListeningState[] = [];
		fake.troubleGateway({ trouble: "mute" });
		await start({ gatewayMs: 50, seen: (state) => states.push(state) });
		expect(states).toEqual([{ up: false, detail: expect.stringContaining("the gateway does not answer") }]);
		fake.troubleGateway();
		fake.dropGateway({ code: 1001 });
		await expect.poll(() => states.at(-1), { timeout: 20_000 }).toEqual({ up: true });
		fake.dropGateway({ code: 4000 });
		await expect.poll(() => states.length).toBe(4);
		expect(states.slice(2)).toEqual([
			{ up: false, detail: expect.stringContaining("the gateway is away") },
			{ up: true },
		]);
		fake.dropGateway({ code: 4004 });
		await expect.poll(() => states.length).toBe(5);
		expect(states.at(-1)).toEqual({ up: false, detail: expect.stringContaining("(4004)"), isOver: true });
	});

	it("stopping while Discord is away does not wait for it", async () => {
		await start({ api: `http://127.0.0.1:${await freePort()}/api`, retryMs: 60_000 });
		await bot?.stop();
		expect(fake.counters().connected).toBe(0);
	});
});

it("a token is asked about", async () => {
	const ask = (token: string, api = fake.apiUrl) => checkDiscordToken({ token, api, timeoutMs: 5_000 });
	expect(await ask(fake.token)).toBe("good");
	expect(await ask("wrong")).toBe("refused");
	expect(await ask(fake.token, `http://127.0.0.1:${await freePort()}/api`)).toBe("unreachable");
});
