import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CommandStage, openDiscord, openTelegram, type Said, type Where } from "./command-stage.ts";

/**
 * Every command, used rightly and wrongly, on both platforms: the first line that a person reads, in a private chat, in a
 * group from an administrator, and there from somebody who has no right. Real grammY and discord.js against the fakes,
 * which take only valid messages.
 */
type Row = {
	use: "right" | "wrong";
	what: string;
	/** What is typed behind the command on Telegram, and the options on Discord; absent where its client lets nobody type that. */
	typed?: string;
	options?: Said["options"];
	/** What the same person did before. */
	after?: readonly Said[];
	answer: string | RegExp;
	/** On Discord everybody sees it, and not the asker alone. */
	forAll?: true;
};

const did = (command: string, args = "", options: Said["options"] = {}): Said => ({ command, args, options });
const subscribed = [did("subscribe", "سياسة", { wish: "سياسة" })];
const wish = (wish: string) => ({ typed: wish, options: { wish } });
const words = (words: string) => ({ typed: words, options: { words } });

const done = "تم الاشتراك. ستصل الأخبار إلى هنا فور ورودها.";
const nothingHere = "لا يوجد اشتراك هنا. للاشتراك أرسل /subscribe";
const nothing = { typed: "", options: {} };

/** What everybody may ask, wherever they are. */
const forReaders: Readonly<Record<string, readonly Row[]>> = {
	start: [
		{ use: "right", what: "alone", ...nothing, answer: "أهلًا بك!" },
		{ use: "wrong", what: "a link that leads nowhere", typed: "ref_42", answer: "أهلًا بك!" },
	],
	help: [{ use: "right", what: "alone", ...nothing, answer: "الأوامر" }],
	latest: [
		{ use: "right", what: "alone", ...nothing, answer: "آخر 3 أخبار", forAll: true },
		{
			use: "right",
			what: "a number and a topic",
			typed: "2 سياسة",
			options: { count: 2, topic: "سياسة" },
			answer: "آخر خبرين في «سياسة»",
			forAll: true,
		},
		{
			use: "right",
			what: "a topic as people write it",
			typed: "سياسه",
			options: { topic: "سياسه" },
			answer: "آخر 3 أخبار في «سياسة»",
			forAll: true,
		},
		{
			use: "wrong",
			what: "too high a number",
			typed: "99",
			answer: "يمكنني أن أعرض من 1 إلى 10 أخبار في المرة الواحدة. أرسل مثلًا: /latest 5",
		},
		{
			use: "wrong",
			what: "a topic that there is not",
			typed: "رياظة",
			options: { topic: "رياظة" },
			answer: "لا أعرف موضوعًا باسم «رياظة».",
		},
	],
	more: [
		{
			use: "right",
			what: "after a list",
			...nothing,
			after: [did("latest", "2", { count: 2 })],
			answer: "المزيد من آخر الأخبار",
			forAll: true,
		},
		{
			use: "wrong",
			what: "after none",
			...nothing,
			answer: "لم أعرض عليك هنا قائمة في الساعة الأخيرة. أرسل /latest لقراءة آخر الأخبار أو /search للبحث.",
		},
	],
	search: [
		{
			use: "right",
			what: "words",
			...words("قمة المناخ"),
			answer: "نتائج البحث عن «قمة المناخ»",
			forAll: true,
		},
		{
			use: "right",
			what: "words that no news has",
			...words("زرافة"),
			answer: "لم أجد «زرافة» فيما أحتفظ به من أخبار آخر 30 يومًا.",
			forAll: true,
		},
		{
			use: "wrong",
			what: "no words",
			typed: "",
			answer: "اكتب بعد الأمر الكلمات التي تبحث عنها. أرسل مثلًا: /search قمة المناخ",
		},
	],
	topics: [{ use: "right", what: "alone", ...nothing, answer: "المواضيع", forAll: true }],
	sources: [{ use: "right", what: "alone", ...nothing, answer: "المصادر", forAll: true }],
	language: [
		{ use: "right", what: "alone", ...nothing, answer: "أجيبك الآن بالعربية." },
		{
			use: "right",
			what: "one that we have",
			typed: "en",
			options: { language: "en" },
			answer: "I will answer you in English from now on.",
		},
		{
			use: "wrong",
			what: "one that we do not have",
			typed: "كلنغونية",
			options: { language: "كلنغونية" },
			answer: "لا أعرف لغة باسم «كلنغونية».",
		},
	],
};

/** What in a group only its administrators may. */
const forOwners: Readonly<Record<string, readonly Row[]>> = {
	subscribe: [
		{ use: "right", what: "to everything", ...nothing, answer: done, forAll: true },
		{ use: "right", what: "to topics", ...wish("سياسة، رياضة"), answer: done, forAll: true },
		{
			use: "wrong",
			what: "to what there is not",
			...wish("سياصة"),
			answer: "لا أعرف مصدرًا ولا موضوعًا باسم «سياصة».",
		},
		{
			use: "right",
			what: "to the address of a feed",
			...wish("https://city.example/rss"),
			answer: "وجدت المصدر «جريدة المدينة».",
			forAll: true,
		},
		{
			use: "right",
			what: "to the address of a page, which offers its feeds",
			...wish("city.example"),
			answer: "في «جريدة المدينة» خلاصة أخبار واحدة:",
		},
		{
			use: "wrong",
			what: "to an address where there is nothing",
			...wish("https://nowhere.example/rss"),
			answer: "لم أجد في nowhere.example/rss أخبارًا يمكن الاشتراك فيها.",
		},
		{
			use: "wrong",
			what: "to an address of something else than the web",
			...wish("file:///etc/passwd"),
			answer:
				"لا أقرأ إلا عناوين الويب التي تبدأ بـ http أو https. أرسل مثلًا: /subscribe https://example.com/rss",
		},
	],
	opml: [
		{
			use: "right",
			what: "out, of what is subscribed",
			...nothing,
			after: [did("subscribe", "https://city.example/rss", { wish: "https://city.example/rss" })],
			answer: /^في هذا الملف مصدر اشتراك «/,
		},
		{
			use: "wrong",
			what: "out, where nothing is subscribed",
			...nothing,
			answer: "ليس هنا اشتراك أكتب مصادره في ملف.",
		},
	],
	unsubscribe: [
		{
			use: "right",
			what: "from an address",
			...wish("https://city.example/rss"),
			after: [did("subscribe", "https://city.example/rss", { wish: "https://city.example/rss" })],
			answer: "أُلغي الاشتراك. لن تصل الأخبار إلى هنا بعد الآن.",
			forAll: true,
		},
		{
			use: "right",
			what: "from everything",
			...nothing,
			after: subscribed,
			answer: "أُلغي الاشتراك. لن تصل الأخبار إلى هنا بعد الآن.",
			forAll: true,
		},
		{
			use: "wrong",
			what: "from what is not subscribed",
			...wish("رياضة"),
			after: subscribed,
			answer: "الاشتراك لا يشمل «رياضة». وهو يشمل:",
		},
		{ use: "wrong", what: "where nothing is", ...nothing, answer: "لا يوجد اشتراك هنا لإلغائه." },
	],
	settings: [
		{ use: "right", what: "alone", ...nothing, after: subscribed, answer: "الإعدادات" },
		{
			use: "right",
			what: "one of them",
			typed: "digits arabic",
			options: { setting: "digits", value: "arabic" },
			answer: "تم التغيير. الأرقام: ٠١٢٣٤٥٦٧٨٩",
		},
		{
			use: "wrong",
			what: "a value that it does not take",
			typed: "digits roman",
			options: { setting: "digits", value: "roman" },
			answer: "لا أعرف القيمة «roman» لهذا الإعداد.",
		},
		{
			use: "wrong",
			what: "one that there is not",
			typed: "colour red",
			options: { setting: "colour", value: "red" },
			answer: "لا أعرف إعدادًا باسم «colour».",
		},
	],
	pause: [
		{
			use: "right",
			what: "for a while",
			typed: "ساعتين",
			options: { duration: "ساعتين" },
			after: subscribed,
			answer: "توقفت الأخبار هنا.",
			forAll: true,
		},
		{
			use: "wrong",
			what: "for no time that can be read",
			typed: "دهرا",
			options: { duration: "دهرا" },
			after: subscribed,
			answer: "لا أفهم المدة «دهرا».",
		},
		{ use: "wrong", what: "where nothing is subscribed", ...nothing, answer: nothingHere },
	],
	resume: [
		{
			use: "right",
			what: "after a pause",
			...nothing,
			after: [...subscribed, did("pause")],
			answer: "استُؤنفت الأخبار هنا.",
			forAll: true,
		},
		{
			use: "wrong",
			what: "without one",
			...nothing,
			after: subscribed,
			answer: "الأخبار هنا غير متوقفة.",
		},
		{ use: "wrong", what: "where nothing is subscribed", ...nothing, answer: nothingHere },
	],
	setup: [{ use: "right", what: "alone", ...nothing, answer: "إعداد الأخبار هنا" }],
	route: [
		{ use: "right", what: "alone", ...nothing, answer: /^لا توجيه في «.+»: تصل إليه الأخبار كلها\.$/ },
		{
			use: "wrong",
			what: "of what there is not",
			...wish("طقس"),
			answer: "لا أعرف مصدرًا ولا موضوعًا باسم «طقس».",
		},
	],
	preview: [{ use: "right", what: "alone", ...nothing, answer: "افتتاح محطة القطار رقم 1 في شمال المدينة" }],
	why: [
		{
			use: "right",
			what: "words of an article",
			typed: "قمة المناخ",
			options: { article: "قمة المناخ" },
			after: subscribed,
			answer: "قمة المناخ تبدأ غدًا",
		},
		{
			use: "wrong",
			what: "words that no article has",
			typed: "زرافة",
			options: { article: "زرافة" },
			answer: "لم أجد خبرًا بالرابط أو الكلمات «زرافة» فيما أحتفظ به من أخبار آخر 30 يومًا.",
		},
		{ use: "wrong", what: "where nothing is subscribed", ...nothing, answer: nothingHere },
	],
};

/** What is between the bot and one person; in a group the answers differ. */
const forOne: Readonly<Record<string, readonly Row[]>> = {
	alert: [
		{
			use: "right",
			what: "words",
			...words("قمة المناخ"),
			answer: "سأرسل إليك هنا كل خبر فيه: قمة المناخ",
		},
		{ use: "right", what: "alone", ...nothing, answer: "لا تنبيهات لديك." },
		{
			use: "wrong",
			what: "only what is not wanted",
			...words("-رياضة"),
			answer: "اكتب كلمة واحدة على الأقل تريد التنبيه إليها.",
		},
	],
};

/** What needs a role in the newsroom, wherever it is asked. */
const forStaff: Readonly<Record<string, readonly Row[]>> = {
	// In a group on Telegram a question begins with whom it asks.
	broadcast: [{ use: "right", what: "alone", ...nothing, answer: /^(?:نص البث|ليلى)$/ }],
	broadcasts: [
		{ use: "right", what: "alone", ...nothing, answer: "لا بث بعد. لإعداد بث جديد أرسل /broadcast" },
	],
	people: [
		{ use: "right", what: "alone", ...nothing, answer: "من لهم دور" },
		{
			use: "wrong",
			what: "a person who cannot be",
			typed: "ليلى محرر",
			options: { person: "ليلى", role: "محرر" },
			answer: /^لمنح دور أرسل مثلًا: \/people /,
		},
	],
	audit: [{ use: "right", what: "alone", ...nothing, answer: "السجل فارغ." }],
};

/** These take the name of another place first. */
const takeAPlace = ["subscribe", "unsubscribe", "setup", "settings", "pause", "resume", "preview"];

const platforms = ["telegram", "discord"] as const;
type Platform = (typeof platforms)[number];

const rightMissing: Readonly<Record<Platform, string>> = {
	telegram: "هذا الأمر متاح هنا للمشرفين فقط.",
	discord: "هذا الأمر لمن يملك صلاحية «إدارة الخادم» (Manage Server) في هذا الخادم.",
};

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

/** What comes back from one, said anew; on Telegram nobody is alone in a group. */
async function say(
	platform: Platform,
	said: Said,
	where: Where,
	{ after = [], role }: { after?: readonly Said[] | undefined; role?: "owner" } = {},
) {
	const stage = stages[platform];
	const room = stage.reset();
	if (role !== undefined) room.roles.set(`${platform}:${stage.personId}`, role);
	for (const one of after) await stage.say(one, where);
	const { line, forOne: alone } = await stage.say(said, where);
	return platform === "telegram" ? { line } : { line, alone };
}

function answer(platform: Platform, wanted: string | RegExp, forAll: true | undefined) {
	const line = typeof wanted === "string" ? wanted : expect.stringMatching(wanted);
	return platform === "telegram" ? { line } : { line, alone: forAll !== true };
}

function eachRow(table: Readonly<Record<string, readonly Row[]>>) {
	return Object.entries(table).flatMap(([command, rows]) =>
		rows.flatMap((row) =>
			platforms
				.filter((platform) => row[platform === "telegram" ? "typed" : "options"] !== undefined)
				.map((platform) => {
					const said = did(command, row.typed, row.options);
					return { ...row, platform, said, name: `/${command}, ${row.what}: ${row.use}, on ${platform}` };
				}),
		),
	);
}

describe("what everybody may ask is answered alike to all", () => {
	it.each(eachRow(forReaders))("$name", async ({ platform, said, after, answer: line, forAll }) => {
		for (const where of ["private", "group administrator", "group reader"] as const) {
			expect(await say(platform, said, where, { after })).toEqual(answer(platform, line, forAll));
		}
	});
});

describe("what is for owners names the right that is missing", () => {
	it.each(eachRow(forOwners))("$name", async ({ platform, said, after, answer: line, forAll }) => {
		for (const where of ["private", "group administrator"] as const) {
			expect(await say(platform, said, where, { after })).toEqual(answer(platform, line, forAll));
		}
		const refused = answer(platform, rightMissing[platform], undefined);
		expect(await say(platform, said, "group reader")).toEqual(refused);
	});

	it.each(["subscribe", "resume"])("/%s, where the bot may not post, on discord", async (command) => {
		expect(await say("discord", did(command), "group without the bot's right")).toEqual({
			line: "لا أملك صلاحية نشر الرسائل هنا.",
			alone: true,
		});
	});
});

describe("what is between the bot and one person", () => {
	it.each(eachRow(forOne))("$name", async ({ platform, said, after, answer: line }) => {
		expect(await say(platform, said, "private", { after })).toEqual(answer(platform, line, undefined));
		for (const where of ["group administrator", "group reader"] as const) {
			const there = await say(platform, said, where, { after });
			if (platform === "telegram") {
				// A bot may not write to a person first.
				expect(there.line).toBe("التنبيهات رسائل خاصة: افتح المحادثة معي وأرسل /alert فيها.");
			} else {
				const elsewhere = String(line).replace("هنا", "في الرسائل الخاصة");
				expect(there).toEqual({ line: elsewhere, alone: true });
			}
		}
	});
});

describe("what is for the newsroom's own people", () => {
	it.each(eachRow(forStaff))("$name", async ({ platform, said, use, answer: line }) => {
		const id = `${platform}:${stages[platform].personId}`;
		const notYours = `هذا الأمر لمحرري غرفة الأخبار. إن كنت منهم فاطلب من أحد المشرفين أن يضيفك بالمعرّف ${id}.`;
		const forOthers = use === "right" ? notYours : line;
		for (const where of ["private", "group administrator"] as const) {
			expect(await say(platform, said, where, { role: "owner" })).toEqual(answer(platform, line, undefined));
			expect(await say(platform, said, where)).toEqual(answer(platform, forOthers, undefined));
		}
	});
});

it.each(platforms)("/broadcast of one that there is not: wrong, on %s", async (platform) => {
	const said = did("broadcast", "b99", { broadcast: "b99" });
	expect(await say(platform, said, "private", { role: "owner" })).toEqual(
		answer(platform, "[unknown]", undefined),
	);
});

describe("what is for the owners of a place that is named", () => {
	it.each(takeAPlace)(
		"/%s: wrong where there is no such place, and where the person has no right in it, on telegram",
		async (command) => {
			for (const where of ["private", "group administrator", "group reader"] as const) {
				expect(await say("telegram", did(command, "@nobody_there"), where)).toEqual({
					line: "لم أجد «@nobody_there»، أو لست عضوًا فيها. أضفني إليها مشرفًا وامنحني صلاحية نشر الرسائل، ثم أعد إرسال الأمر.",
				});
				expect(await say("telegram", did(command, "@other_channel"), where)).toEqual({
					line: "لست من مشرفي «قناة غيرنا».",
				});
			}
		},
	);
});

describe("what is no command", () => {
	it.each([
		["lates", "لا أعرف الأمر «lates»."],
		["weather", "لا أعرف الأمر «weather»."],
	])("/%s is told so in a private chat; a group may mean another bot", async (command, line) => {
		expect(await say("telegram", did(command), "private")).toEqual({ line });
	});
});

describe("the table", () => {
	it("has every command, used rightly, and wrongly where it takes something", () => {
		const tables = { ...forReaders, ...forOwners, ...forOne, ...forStaff };
		const used = (use: Row["use"]) =>
			Object.entries(tables).flatMap(([command, rows]) =>
				rows.some((row) => row.use === use) ? [command] : [],
			);
		const { commands } = stages.telegram;
		expect(used("right").sort()).toEqual(commands.map(({ name }) => name).sort());
		const takes = commands.filter(({ parameters }) => parameters.length > 0).map(({ name }) => name);
		expect(
			takes.filter((name) => !([...used("wrong"), ...takeAPlace].includes(name) || name in forStaff)),
		).toEqual([]);
	});
});
