import { REST, Routes } from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDiscordFake, type DiscordFake } from "./server.ts";

let fake: DiscordFake;
let rest: REST;
let channelId: string;

beforeEach(async () => {
	fake = await createDiscordFake({ limits: { on: false } });
	({ channelId } = fake.addGuild());
	rest = new REST({ api: fake.apiUrl, retries: 0 }).setToken(fake.token);
});
afterEach(() => fake.stop());

const button = (customId: string) => ({ type: 2, style: 2, label: "زر", custom_id: customId });
const menu = (part: object = {}) => ({
	type: 3,
	custom_id: "menu",
	options: [
		{ label: "واحد", value: "1" },
		{ label: "اثنان", value: "2" },
	],
	...part,
});
const row = (...components: object[]) => ({ type: 1, components });
const post = (...components: object[]) =>
	rest.post(Routes.channelMessages(channelId), { body: { content: "اختر", components } });

describe("a message's components", () => {
	it("are taken when they are as Discord wants them", async () => {
		await expect(post(row(menu()), row(button("a"), button("b")))).resolves.toBeDefined();
	});

	it.each([
		["a menu beside a button", [row(menu(), button("a"))]],
		["the same id twice", [row(button("a")), row(button("a"))]],
		["no options", [row(menu({ options: [] }))]],
		["the same value twice", [row(menu({ options: [menu().options[0], menu().options[0]] }))]],
		["more values than options", [row(menu({ max_values: 3 }))]],
		[
			"more chosen than may be",
			[row(menu({ options: menu().options.map((one) => ({ ...one, default: true })) }))],
		],
		["six rows", ["a", "b", "c", "d", "e", "f"].map((id) => row(button(id)))],
		["six buttons in a row", [row(...["a", "b", "c", "d", "e", "f"].map(button))]],
		["an id that is too long", [row(button("x".repeat(101)))]],
	])("are refused with %s", async (_what, components) => {
		await expect(post(...components)).rejects.toMatchObject({ code: 50035 });
	});
});
