import { afterEach, beforeEach, expect, it } from "vitest";
import { createTelegramBot, type TelegramBot } from "../../../../adapters/telegram/bot.ts";
import type { CommandPort, Greeting } from "../../../../src/commands/port.ts";
import { buildAnswer } from "../../../../src/message/answer.ts";
import type { TelegramFake } from "../../../fakes/telegram/server.ts";
import { until } from "../../../support/until.ts";
import { noControls } from "../../no-controls.ts";
import { basicId, channelId, readerId, startFake } from "../stage.ts";

let fake: TelegramFake;
let bot: TelegramBot;
let greetings: Greeting[];

const does = `setup:at:${channelId}`;
const commands: CommandPort = {
	...noControls,
	commands: [{ name: "settings", use: "owners", descriptions: { ar: "الإعدادات" }, parameters: [] }],
	match: () => undefined,
	run: async () => ({
		messages: [buildAnswer("ar", ["الإعدادات"])],
		visibility: "person",
		controls: [[{ kind: "press", label: "إعداد", does }]],
	}),
	async greet(greeting) {
		greetings.push(greeting);
		return {
			messages: [buildAnswer("ar", [`أهلًا بكم في ${greeting.place.title}`])],
			visibility: "everybody",
			controls: [[{ kind: "press", label: "إعداد", does }]],
		};
	},
};

beforeEach(async () => {
	fake = await startFake();
	greetings = [];
	const nothing = async () => undefined;
	const log = { debug() {}, info() {}, warn() {}, error() {} };
	const events = {
		arrived: nothing,
		left: nothing,
		rightsChanged: nothing,
		foundOpen: nothing,
		moved: nothing,
		seen: nothing,
	};
	bot = createTelegramBot({
		token: fake.token,
		apiRoot: fake.url,
		mode: "poll",
		commands,
		events,
		log,
		retryMs: 30,
	});
	fake.removeBot(basicId, readerId);
	fake.removeBot(channelId, readerId);
	await bot.start();
});
afterEach(async () => {
	await bot.stop();
	await fake.stop();
	expect(fake.violations).toEqual([]);
});

it("a group that the bot was added to is greeted there, with a button", async () => {
	fake.addBot(basicId, readerId);
	const [said] = await fake.arrivals.waitFor((entries) => entries.length === 1);
	expect(said).toMatchObject({
		chatId: basicId,
		text: "أهلًا بكم في مجموعة صغيرة",
		parameters: { reply_markup: { inline_keyboard: [[{ text: "إعداد", callback_data: does }]] } },
	});
	expect(greetings).toMatchObject([{ to: "place", botMayPost: true }]);
});

it("of a channel only who added the bot is greeted, in private, the missing right named", async () => {
	fake.addBot(channelId, readerId, { administrator: true, rights: { post: false } });
	const [said] = await fake.arrivals.waitFor((entries) => entries.length === 1);
	expect(said).toMatchObject({ chatId: readerId });
	expect(greetings).toMatchObject([{ to: "person", botMayPost: false, place: { title: "قناة" } }]);
	expect(fake.messages(channelId)).toEqual([]);
});

it("in a channel a button leads into the private chat instead", async () => {
	fake.addBot(channelId, readerId, { administrator: true });
	await fake.arrivals.waitFor((entries) => entries.length === 1);
	fake.say(channelId, readerId, "/settings");
	const said = await until(
		() => fake.arrivals.entries.find((entry) => entry.chatId === channelId),
		"the channel is answered",
	);
	expect(said.parameters.reply_markup).toEqual({
		inline_keyboard: [[{ text: "إعداد", url: `https://t.me/${fake.username}?start=setup_at_${channelId}` }]],
	});
});
