import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CommandStage, openDiscord, openTelegram, type Said, type Where } from "./command-stage.ts";

/**
 * What a person reads, all of it, who typed something that cannot be done, on both platforms: what is wrong, and what
 * may have been meant, or how the missing right is given. Beginnings of it, for every command, are in the table of
 * commands.
 */
const platforms = ["telegram", "discord"] as const;
type Platform = (typeof platforms)[number];

let stages: Readonly<Record<Platform, CommandStage>>;
beforeAll(async () => {
	const [telegram, discord] = await Promise.all([openTelegram(), openDiscord()]);
	stages = { telegram, discord };
});
afterAll(async () => {
	const found = platforms.flatMap((platform) => stages[platform].problems());
	await Promise.all(platforms.map((platform) => stages[platform].stop()));
	expect(found).toEqual([]);
});

async function ask(platform: Platform, where: Where, ...all: readonly Said[]): Promise<string[]> {
	const stage = stages[platform];
	stage.reset();
	let text = "";
	for (const one of all) ({ text } = await stage.say(one, where));
	return text.split("\n");
}

/** The same for both: the words behind the command on Telegram, the one option on Discord. */
const one = (command: string, option: string, value: string): Said => ({
	command,
	args: value,
	options: { [option]: value },
});
const settings = (setting: string, value: string): Said => ({
	command: "settings",
	args: `${setting} ${value}`,
	options: { setting, value },
});
const subscribed: Said = { command: "subscribe", args: "", options: {} };

type Row = readonly [what: string, said: Said, lines: readonly string[]];

const misunderstood: readonly Row[] = [
	[
		"a topic with a slip",
		one("latest", "topic", "رياظة"),
		["لا أعرف موضوعًا باسم «رياظة».", "هل تقصد: رياضة؟"],
	],
	[
		"a topic that is like none",
		one("latest", "topic", "طقس"),
		["لا أعرف موضوعًا باسم «طقس».", "المواضيع المتاحة: سياسة، اقتصاد، رياضة، علوم وتقنية."],
	],
	[
		"a source with a slip, by its short name",
		one("subscribe", "wish", "gulf-pst"),
		["لا أعرف مصدرًا ولا موضوعًا باسم «gulf-pst».", "هل تقصد: بريد الخليج؟"],
	],
	[
		"a source with a slip, by its name",
		one("subscribe", "wish", "الوكالة الوطنيه1"),
		["لا أعرف مصدرًا ولا موضوعًا باسم «الوكالة الوطنيه1».", "هل تقصد: الوكالة الوطنية؟"],
	],
	[
		"one that is known beside one that is not: nothing is changed by halves",
		one("subscribe", "wish", "رياضة، اقتصادد"),
		["لا أعرف مصدرًا ولا موضوعًا باسم «اقتصادد».", "هل تقصد: اقتصاد؟"],
	],
	[
		"a setting with a slip",
		settings("digts", "arabic"),
		["لا أعرف إعدادًا باسم «digts».", "هل تقصد: digits؟"],
	],
	[
		"a value that there is not",
		settings("digits", "roman"),
		["لا أعرف القيمة «roman» لهذا الإعداد.", "القيم الممكنة: latin، arabic."],
	],
	[
		"a template with a slip in its name",
		settings("template", "compct"),
		["لا أعرف القيمة «compct» لهذا الإعداد.", "هل تقصد: compact؟"],
	],
	[
		"a time zone with a slip",
		settings("zone", "Asia/Riyad"),
		["لا أعرف منطقة زمنية باسم «Asia/Riyad».", "هل تقصد: Asia/Riyadh؟"],
	],
	["a length out of its range", settings("lead", "9999"), ["القيمة عدد من 50 إلى 700."]],
	[
		"a language with a slip",
		one("language", "language", "Englsh"),
		["لا أعرف لغة باسم «Englsh».", "هل تقصد: English؟"],
	],
	[
		"a filter with a quotation that does not end",
		one("alert", "words", 'زلزال "شرق تركيا'),
		[
			'لم أفهم «"شرق تركيا» (عند الحرف 7): علامة اقتباس فُتحت ولم تُغلق.',
			"ليصلك كل خبر فيه كلمتان اكتبهما معًا، وضع العبارة بين علامتي اقتباس، وضع علامة - قبل ما لا تريده. أرسل مثلًا: /alert زلزال تركيا",
		],
	],
	[
		"an expression that cannot be read",
		one("alert", "words", "re:/(غزة/"),
		[
			"لم أفهم «re:/(غزة/» (عند الحرف 1): التعبير النمطي غير صحيح.",
			"ليصلك كل خبر فيه كلمتان اكتبهما معًا، وضع العبارة بين علامتي اقتباس، وضع علامة - قبل ما لا تريده. أرسل مثلًا: /alert زلزال تركيا",
		],
	],
	[
		"more expressions than a filter takes",
		one("alert", "words", "re:/ا./ re:/ب./ re:/ت./ re:/ث./ re:/ج./ re:/ح./"),
		[
			"لم أفهم «re:/ح./» (عند الحرف 41): لا تقبل التصفية أكثر من 5 تعابير نمطية.",
			"ليصلك كل خبر فيه كلمتان اكتبهما معًا، وضع العبارة بين علامتي اقتباس، وضع علامة - قبل ما لا تريده. أرسل مثلًا: /alert زلزال تركيا",
		],
	],
];

describe.each(platforms)("what is not understood, on %s", (platform) => {
	it.each(misunderstood)("%s: what was meant, or what there is", async (_what, said, lines) => {
		expect(await ask(platform, "private", subscribed, said)).toEqual(lines);
	});
});

it("a command with a slip, on telegram", async () => {
	const said = { command: "subscrbe", args: "سياسة", options: {} };
	expect(await ask("telegram", "private", said)).toEqual([
		"لا أعرف الأمر «subscrbe».",
		"هل تقصد /subscribe؟",
	]);
});

/** These post where they are told to. */
const wantsToPost = ["subscribe", "resume", "setup"] as const;

const howForPerson: Readonly<Record<Platform, string>> = {
	telegram: "اطلب من المالك أن يضيفك مشرفًا (الإعدادات، ثم المشرفون، ثم إضافة مشرف)، ثم أعد إرسال الأمر.",
	discord: "اطلب من مالك الخادم أن يمنحك إياها (إعدادات الخادم، ثم الأدوار)، ثم أعد إرسال الأمر.",
};
const howForBot: Readonly<Record<Platform, string>> = {
	telegram: "أضفني مشرفًا (الإعدادات، ثم المشرفون) وفعّل صلاحية «نشر الرسائل»، ثم أعد إرسال الأمر.",
	discord:
		"فعّل لي في إعدادات القناة، ضمن الأذونات: «عرض القناة» (View Channel) و«إرسال الرسائل» (Send Messages) و«تضمين الروابط» (Embed Links)، ثم أعد إرسال الأمر.",
};

describe.each(platforms)("a right that is missing, on %s", (platform) => {
	const there = (command: string, place: string): Said => ({
		command,
		args: place,
		options: { channel: place },
	});

	it.each(["subscribe", "unsubscribe", "setup", "settings", "pause", "resume", "preview"])(
		"/%s here: the person's, and how to get it",
		async (command) => {
			const missing = {
				telegram: "هذا الأمر متاح هنا للمشرفين فقط.",
				discord: "هذا الأمر لمن يملك صلاحية «إدارة الخادم» (Manage Server) في هذا الخادم.",
			};
			expect(await ask(platform, "group reader", { command, args: "", options: {} })).toEqual([
				missing[platform],
				howForPerson[platform],
			]);
		},
	);

	it.each(["subscribe", "unsubscribe", "settings", "pause", "resume", "preview"])(
		"/%s in a place of others: the person's, and how to get it",
		async (command) => {
			const missing = {
				telegram: "لست من مشرفي «قناة غيرنا».",
				discord: "تنقصك صلاحية «إدارة الخادم» (Manage Server) في الخادم الذي فيه «قناة غيرنا».",
			};
			const { others } = stages[platform].named;
			expect(await ask(platform, "private", there(command, others))).toEqual([
				missing[platform],
				howForPerson[platform],
			]);
		},
	);

	it.each(wantsToPost)(
		"/%s in a place where the bot may not post: the bot's, and how to give it",
		async (command) => {
			const { mute } = stages[platform].named;
			expect(await ask(platform, "private", there(command, mute))).toEqual([
				"لا أملك صلاحية نشر الرسائل في «صامتة».",
				howForBot[platform],
			]);
		},
	);
});

it("a right of the bot that is missing where it is asked, on discord", async () => {
	for (const command of wantsToPost) {
		expect(await ask("discord", "group without the bot's right", { command, args: "", options: {} })).toEqual(
			["لا أملك صلاحية نشر الرسائل هنا.", howForBot.discord],
		);
	}
});
