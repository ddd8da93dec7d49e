import { afterEach, beforeEach, expect, it } from "vitest";
import { createDiscordFake, type DiscordFake } from "../fakes/discord/server.ts";
import { until } from "../support/until.ts";
import { inDiscordDialogue, plain } from "./discord-person.ts";
import { openSetupStage, type SetupStage } from "./setup-stage.ts";

const headlines = [
	"افتتاح محطة القطار في شمال المدينة",
	"تأخر القطار ساعتين بسبب الضباب",
	"مهرجان الكتاب يبدأ في الرياض",
];

let fake: DiscordFake;
let stage: SetupStage;
let home: { guildId: string; channelId: string; ownerId: string };
/** Channels by what is chosen for them; all in one server. */
let places: Record<"filtered" | "morning" | "night" | "capped", string>;

beforeEach(async () => {
	fake = await createDiscordFake();
	home = fake.addGuild({ name: "خادم الحي", bot: false });
	const add = (name: string) => fake.addChannel({ guildId: home.guildId, name }).channelId;
	places = { filtered: add("قطارات"), morning: add("صباح"), night: add("ليل"), capped: add("قليل") };
	stage = await openSetupStage({ DISCORD_BOT_TOKEN: fake.token, DISCORD_API_ROOT: fake.apiUrl });
	await until(() => fake.commands().length > 0, "the bot listens");
});
afterEach(async () => {
	await stage.stop();
	const problems = fake.specProblems();
	await fake.stop();
	expect(problems).toEqual([]);
});

/** The headlines that stand in each post of a channel, in order. */
function posts(channelId: string): string[][] {
	return fake
		.arrivals()
		.filter((row) => row.channelId === channelId)
		.map(({ body }) => headlines.filter((headline) => plain(JSON.stringify(body)).includes(headline)))
		.filter((found) => found.length > 0);
}

it("a person sets channels up by menus and forms, and news arrives exactly as they chose", {
	timeout: 60_000,
}, async () => {
	stage.setRiyadhClock(7, 30);
	fake.addBot({ guildId: home.guildId });
	const said = await until(() => fake.messages({ channelId: home.channelId })[0], "the server is greeted");

	const filtered = inDiscordDialogue(fake, home.channelId, home.ownerId);
	filtered.see(said);
	await filtered.press("إعداد الأخبار", "قطارات", "التالي", "الوكالة الوطنية", "التالي", "التالي");
	expect(filtered.shown()).toContain("إعداد الأخبار في «قطارات»");
	await filtered.fill("كتابة الكلمات", { words: '"محطة القطار' });
	expect(filtered.shown()).toContain("علامة اقتباس فُتحت ولم تُغلق.");
	await filtered.fill("كتابة الكلمات", { words: "قطار -تأخر" });
	await filtered.press("التالي", "التالي", "التالي", "العنوان والمقدمة بلا مصدر", "التالي", "حفظ");
	expect(filtered.shown()).toContain("المصادر: **الوكالة الوطنية**");

	const morning = inDiscordDialogue(fake, places.morning, home.ownerId);
	await morning.slash("setup");
	await morning.press("التالي", "التالي", "التالي", "التالي");
	await morning.fill("موجز في أوقات ثابتة", { times: "٨ صباحا" });
	await morning.fill("تغيير المنطقة الزمنية", { zone: "الرياض" });
	await morning.press("التالي", "التالي", "التالي", "حفظ");
	expect(morning.shown()).toContain("08:00");

	const night = inDiscordDialogue(fake, places.night, home.ownerId);
	await night.slash("setup");
	await night.press("التالي", "رجوع", "التالي", "التالي", "التالي", "التالي", "التالي");
	await night.press("هدوء من 00:00 إلى 08:00", "التالي", "التالي", "حفظ");

	const capped = inDiscordDialogue(fake, places.capped, home.ownerId);
	await capped.slash("settings");
	await capped.press("إعداد الأخبار", "التالي", "التالي", "التالي", "التالي", "التالي");
	await capped.fill("حد آخر", { perHour: "١", perDay: "" });
	await capped.press("التالي", "التالي", "حفظ");
	expect(capped.shown()).toContain("خبر واحد في الساعة");

	await stage.publish(headlines);
	const [first = "", second = "", third = ""] = headlines;
	await until(() => posts(places.filtered).length === 1, "what goes at once has arrived");
	for (const [place, count] of [
		[places.morning, 3],
		[places.night, 3],
		[places.capped, 2],
	] as const) {
		await until(async () => (await stage.waiting("discord", place)) === count, `${count} wait for ${place}`);
	}
	expect([posts(places.morning), posts(places.night)]).toEqual([[], []]);
	stage.setRiyadhClock(8, 0);
	await until(() => posts(places.morning).length === 1, "the digest of the morning has arrived");
	await until(() => posts(places.night).length === 1, "the quiet hours are over");
	await until(() => posts(places.capped).length === 2, "what was over the cap has arrived");
	expect(posts(places.filtered)).toEqual([[first]]);
	expect(posts(places.morning)).toEqual([headlines]);
	expect(posts(places.night)).toEqual([headlines]);
	expect(posts(places.capped)).toEqual([[first], [second, third]]);
	expect(posts(home.channelId)).toEqual([]);
	expect(fake.limited()).toEqual([]);
});

it("somebody who may not manage the server is told which right is missing", async () => {
	fake.addBot({ guildId: home.guildId });
	const stranger = fake.addUser({ name: "عضو" }).userId;
	fake.addMember({ guildId: home.guildId, userId: stranger });
	await until(() => fake.messages({ channelId: home.channelId }).length === 1, "the server is greeted");
	const asked = await fake.slash({ channelId: home.channelId, userId: stranger, command: "setup" });
	expect(plain(asked.message?.content)).toContain("صلاحية «إدارة الخادم»");
	expect(asked.ephemeral).toBe(true);
});

it("a forum is set up from one of its posts or by its name, and gets each news as a post with its topic's tag", {
	timeout: 60_000,
}, async () => {
	const addForum = (name: string) =>
		fake.addForum({ guildId: home.guildId, name, tags: [{ name: "المدن" }, { name: "مُدُن" }] }).channelId;
	const [chosen, named, closed] = [addForum("منتدى"), addForum("ساحة"), addForum("مغلق")];
	fake.setBotRights({ channelId: closed, deny: ["SEND_MESSAGES"] });
	const { threadId } = fake.addThread({ channelId: chosen, name: "مرحبا" });
	fake.addBot({ guildId: home.guildId });
	await until(() => fake.messages({ channelId: home.channelId })[0], "the server is greeted in a channel");

	const dialogue = inDiscordDialogue(fake, threadId, home.ownerId);
	await dialogue.slash("setup");
	await dialogue.press("منتدى", ...Array<string>(7).fill("التالي"), "حفظ");
	const ask = async (command: string, channelId: string) => {
		const options = { channel: `<#${channelId}>` };
		const who = { channelId: home.channelId, userId: home.ownerId };
		return plain(JSON.stringify((await fake.slash({ ...who, command, options })).message));
	};
	expect(await ask("subscribe", closed)).toContain("لا أملك صلاحية إنشاء المنشورات في «مغلق»");
	expect(await ask("subscribe", named)).toContain("ساحة");
	expect(await ask("settings", named)).toContain("ساحة");

	await stage.publish(headlines);
	const seen = (channelId: string) =>
		fake.forumPosts({ channelId }).filter((post) => post.threadId !== threadId);
	for (const channelId of [chosen, named]) {
		await until(() => seen(channelId).length === headlines.length, "all news is posted");
		expect(seen(channelId).map((post) => [plain(post.name), post.tags])).toEqual(
			headlines.map((headline) => [headline, ["مُدُن"]]),
		);
	}
	// Nothing but the dialogue, which the asker alone sees.
	expect(fake.messages({ channelId: threadId }).filter(({ flags }) => (flags & 64) === 0)).toEqual([]);
	expect(fake.limited()).toEqual([]);
});
