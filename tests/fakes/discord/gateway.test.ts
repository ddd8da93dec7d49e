import {
	ActionRowBuilder,
	ButtonBuilder,
	ButtonStyle,
	Client,
	DiscordAPIError,
	Events,
	GatewayIntentBits,
	type Interaction,
	MessageFlags,
	ModalBuilder,
	REST,
	Routes,
	StringSelectMenuBuilder,
	TextInputBuilder,
	TextInputStyle,
} from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectDiscordFake } from "./remote.ts";
import { createDiscordFake, type DiscordFake } from "./server.ts";

let fake: DiscordFake;
let client: Client;
let place: { guildId: string; channelId: string; ownerId: string };

beforeEach(async () => {
	fake = await createDiscordFake();
	place = fake.addGuild();
	client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: fake.apiUrl } });
});
afterEach(async () => {
	const problems = fake.specProblems();
	await client.destroy();
	await fake.stop();
	expect(problems).toEqual([]);
});

const next = <Name extends keyof import("discord.js").ClientEvents>(name: Name) =>
	new Promise<import("discord.js").ClientEvents[Name]>((resolve) =>
		client.once(name, (...args) => resolve(args as import("discord.js").ClientEvents[Name])),
	);

async function login(): Promise<void> {
	const ready = next(Events.ClientReady);
	await client.login(fake.token);
	await ready;
}

async function register(): Promise<void> {
	const body = [
		{
			name: "latest",
			description: "أحدث الأخبار",
			options: [
				{ name: "count", description: "كم خبرًا", type: 4, min_value: 1, max_value: 10 },
				{ name: "topic", description: "الموضوع", type: 3, autocomplete: true },
			],
		},
	];
	await client.rest.put(Routes.applicationCommands(fake.applicationId), { body });
}

const slash = (options = {}) =>
	fake.slash({ channelId: place.channelId, userId: place.ownerId, command: "latest", options });
const onInteraction = (answer: (interaction: Interaction) => Promise<unknown>) =>
	client.on(Events.InteractionCreate, (interaction) => void answer(interaction));

it("discord.js logs in, and knows the guild, its channels and its own rights", async () => {
	await login();
	const guild = client.guilds.cache.get(place.guildId);
	expect(guild?.channels.cache.get(place.channelId)?.name).toBe("أخبار");
	expect(guild?.members.me?.permissionsIn(place.channelId).has("SendMessages")).toBe(true);
	expect(fake.counters()).toMatchObject({ identifies: 1, connected: 1 });
});

it("a wrong token is turned away", async () => {
	await expect(client.login("no-token")).rejects.toThrow();
	expect(fake.counters().identifies).toBe(0);
});

it("an intent that the application was not granted is turned away", async () => {
	const greedy = new Client({
		intents: [GatewayIntentBits.Guilds, GatewayIntentBits.MessageContent],
		rest: { api: fake.apiUrl },
	});
	await expect(greedy.login(fake.token)).rejects.toThrow(/intents/i);
	await greedy.destroy();
});

it("a dropped connection is resumed without another IDENTIFY, and what happened meanwhile is told", async () => {
	await login();
	const resumed = next(Events.ShardResume);
	const deleted = next(Events.ChannelDelete);
	fake.dropGateway({ code: 4000 });
	fake.deleteChannel({ channelId: place.channelId });
	await resumed;
	expect((await deleted)[0].id).toBe(place.channelId);
	expect(fake.counters().identifies).toBe(1);
});

it("guilds come and go, channels change, threads are archived", async () => {
	await login();
	const created = next(Events.GuildCreate);
	const second = fake.addGuild({ name: "ثان" });
	expect((await created)[0].name).toBe("ثان");
	const updated = next(Events.ChannelUpdate);
	fake.renameChannel({ channelId: second.channelId, name: "جديد" });
	expect((await updated)[1]).toMatchObject({ name: "جديد" });
	const thread = next(Events.ThreadCreate);
	const { threadId } = fake.addThread({ channelId: second.channelId });
	expect((await thread)[0].id).toBe(threadId);
	const archived = next(Events.ThreadUpdate);
	fake.setThread({ threadId, archived: true });
	expect((await archived)[1].archived).toBe(true);
	const deleted = next(Events.GuildDelete);
	fake.removeBot({ guildId: second.guildId });
	expect((await deleted)[0].id).toBe(second.guildId);
});

it("an outage of a guild is not a removal", async () => {
	await login();
	const unavailable = next(Events.GuildUnavailable);
	fake.setGuildUnavailable({ guildId: place.guildId, unavailable: true });
	expect((await unavailable)[0].id).toBe(place.guildId);
});

describe("interactions", () => {
	beforeEach(async () => {
		await login();
		await register();
	});

	it("a direct reply is seen by the asker", async () => {
		onInteraction(async (interaction) => {
			if (interaction.isChatInputCommand()) {
				await interaction.reply(`عدد ${interaction.options.getInteger("count")}`);
			}
		});
		expect(await slash({ count: 3 })).toMatchObject({
			kind: "answered",
			callbackType: 4,
			ephemeral: false,
			message: { content: "عدد 3" },
		});
	});

	it("a deferred reply is filled in later, and stays for the asker alone when it was deferred so", async () => {
		onInteraction(async (interaction) => {
			if (!interaction.isChatInputCommand()) return;
			await interaction.deferReply({ flags: MessageFlags.Ephemeral });
			await interaction.editReply("جاهز");
			await interaction.followUp({ content: "وبعد", flags: MessageFlags.Ephemeral });
		});
		const asked = await slash();
		expect(asked).toMatchObject({
			kind: "answered",
			callbackType: 5,
			ephemeral: true,
			message: { content: "جاهز" },
		});
		expect(fake.arrivals()).toEqual([]);
	});

	it("no answer within the time: the person sees that the application did not respond, and an answer is too late", async () => {
		fake.configure({ firstAnswerMs: 100 });
		let late: Promise<unknown> = Promise.resolve();
		onInteraction(async (interaction) => {
			late = new Promise((resolve) => setTimeout(resolve, 200)).then(() =>
				interaction.isChatInputCommand()
					? interaction.reply("متأخر").catch((error: unknown) => error)
					: undefined,
			);
		});
		expect(await slash()).toMatchObject({ kind: "unanswered" });
		const error = await late;
		expect(error).toBeInstanceOf(DiscordAPIError);
		expect(error).toMatchObject({ code: 10062 });
	});

	it("a second first answer is refused with 40060", async () => {
		const codes: unknown[] = [];
		onInteraction(async (interaction) => {
			if (!interaction.isChatInputCommand()) return;
			const path = Routes.interactionCallback(interaction.id, interaction.token);
			const body = { type: 4, data: { content: "أ" } };
			await client.rest.post(path, { body, auth: false });
			await client.rest
				.post(path, { body, auth: false })
				.catch((error: DiscordAPIError) => codes.push(error.code));
		});
		await slash();
		await expect.poll(() => codes).toEqual([40060]);
	});

	it("buttons, menus, forms and completions reach the bot", async () => {
		const button = new ButtonBuilder().setCustomId("more").setLabel("المزيد").setStyle(ButtonStyle.Primary);
		const menu = new StringSelectMenuBuilder()
			.setCustomId("zone")
			.addOptions({ label: "عمّان", value: "amman" });
		onInteraction(async (interaction) => {
			if (interaction.isAutocomplete()) await interaction.respond([{ name: "رياضة", value: "sport" }]);
			else if (interaction.isChatInputCommand()) {
				await interaction.reply({
					content: "اختر",
					components: [
						new ActionRowBuilder<ButtonBuilder>().addComponents(button),
						new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu),
					],
				});
			} else if (interaction.isButton()) {
				const input = new TextInputBuilder()
					.setCustomId("word")
					.setLabel("كلمة")
					.setStyle(TextInputStyle.Short);
				const row = new ActionRowBuilder<TextInputBuilder>().addComponents(input);
				await interaction.showModal(
					new ModalBuilder().setCustomId("form").setTitle("بحث").addComponents(row),
				);
			} else if (interaction.isStringSelectMenu()) await interaction.update(`اخترت ${interaction.values[0]}`);
			else if (interaction.isModalSubmit())
				await interaction.reply(interaction.fields.getTextInputValue("word"));
		});
		const who = { channelId: place.channelId, userId: place.ownerId };
		const { message } = await slash();
		const messageId = message?.id ?? "";
		expect(await fake.autocomplete({ ...who, command: "latest", option: "topic", typed: "ر" })).toMatchObject(
			{
				data: { choices: [{ name: "رياضة", value: "sport" }] },
			},
		);
		expect(await fake.press({ ...who, messageId, customId: "more" })).toMatchObject({ callbackType: 9 });
		expect(await fake.submitModal({ ...who, customId: "form", fields: { word: "غاز" } })).toMatchObject({
			message: { content: "غاز" },
		});
		expect(await fake.select({ ...who, messageId, customId: "zone", values: ["amman"] })).toMatchObject({
			message: { content: "اخترت amman" },
		});
		await expect(fake.press({ ...who, messageId, customId: "other" })).rejects.toThrow("no component");
	});

	it("what Discord's client would not send is not sent", async () => {
		await expect(slash({ count: 11 })).rejects.toThrow("does not take count");
		await expect(slash({ other: "x" })).rejects.toThrow("has no option");
	});

	it("the whole can be done from another process", async () => {
		onInteraction(async (interaction) => {
			if (interaction.isChatInputCommand()) await interaction.reply("أهلا");
		});
		const remote = connectDiscordFake(fake.apiUrl);
		const asked = await remote.slash({
			channelId: place.channelId,
			userId: place.ownerId,
			command: "latest",
		});
		expect(asked).toMatchObject({ kind: "answered", message: { content: "أهلا" } });
		await expect(remote.deleteChannel({ channelId: "1" })).rejects.toThrow("no channel 1");
		const { channelId } = await remote.addGuild();
		const rest = new REST({ api: fake.apiUrl }).setToken((await remote.identity()).token);
		await rest.post(Routes.channelMessages(channelId), { body: { content: "خبر" } });
		expect(await remote.arrivals()).toMatchObject([{ channelId }]);
	});
});
