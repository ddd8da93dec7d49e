import { createCommands } from "../../src/commands/create-commands.ts";
import type { CommandCall } from "../../src/commands/port.ts";
import { type Look, standardLook } from "../../src/domain/channel.ts";
import type { CardContent, PostContent } from "../../src/domain/post.ts";
import { createSentences } from "../../src/i18n/sentences.ts";
import { buildMessage } from "../../src/message/card.ts";
import type { Message } from "../../src/message/message.ts";
import { buildArticle, buildCall, createNewsroom, group } from "../commands/newsroom.ts";

/** One message whose form on every platform is held by golden files of this name. */
export type GoldenCase = { name: string; message: Message };

const context = {
	zone: "Asia/Amman",
	now: Date.UTC(2023, 2, 22, 12),
	sentences: createSentences(),
	channel: { platform: "telegram", title: "أخبار المدينة" },
};

const card: CardContent = {
	articleId: "a1",
	headline: "البلدية تفتتح 3 حدائق جديدة في وسط المدينة",
	publishedAt: Date.UTC(2023, 2, 22, 9),
	publishedDate: "2023-03-22",
	datePrecision: "instant",
	lead: "افتتحت البلدية صباح اليوم 3 حدائق جديدة في وسط المدينة بعد عامين من العمل، وقالت إنها تتسع لألفي زائر.",
	sourceName: "الوكالة الوطنية",
	url: "https://news.example/local/1",
	language: "ar",
	topics: ["local"],
};

const longLead =
	"بدأت فرق الصيانة فجر اليوم إصلاح الجسر القديم الذي يربط ضفتي النهر، بعد أن أظهر فحص أجري في الخريف تشققات في ثلاث من دعائمه. " +
	"وقالت مهندسة المشروع إن العمل يستمر أربعة أشهر، يُحوَّل فيها السير إلى الجسر الجنوبي في ساعات الليل وحدها، حتى لا تتعطل حركة المدارس والأسواق، " +
	"وأضافت أن الكلفة تبلغ 2.4 مليون دينار تُدفع من موازنة العام الحالي، على أن يعاد فتح الجسر كاملًا قبل موسم الأمطار المقبل الذي تتوقع الأرصاد أن يكون غزيرًا. " +
	"ودعا مجلس الحي السكان إلى متابعة لوحات التحويل المؤقتة.";

const texts: Extract<PostContent, { kind: "text" }> = {
	kind: "text",
	headline: "تحديث في مواعيد النشرة",
	paragraphs: [
		"تصلكم نشرة المساء ابتداءً من الأحد عند الساعة 19:30 بتوقيت عمّان.",
		"للاقتراحات: editor@news.example أو https://news.example/contact",
	],
	language: "ar",
};

const posts: readonly [name: string, content: PostContent, look?: Partial<Look>][] = [
	["00-card-plain", one()],
	[
		"01-card-with-quotes",
		one({
			headline: "الوزيرة: «لن نرفع الأسعار هذا العام»",
			lead: 'قالت وزيرة التجارة إن الحكومة "لن ترفع أسعار الخبز" هذا العام، ووصفت ما نُشر بأنه «غير دقيق».',
		}),
	],
	[
		"02-card-latin-words",
		one({
			headline: "CNN: اتفاق بين شركتي AT&T و«النور» على مد كابل بحري",
			lead: "أعلنت AT&T (الولايات المتحدة) و«النور» مد كابل بحري بسرعة 400 Gbit/s، وفق بيان نشر على موقع example.com.",
			sourceName: "Madar News",
		}),
	],
	[
		"03-iso-date-and-score",
		one({
			headline: "الفريق الوطني يفوز 7-1 في مباراة 2023-03-21",
			lead: "فاز الفريق الوطني 7-1 على ضيفه في مباراة أقيمت في 2023-03-21، وللحجز في المباراة المقبلة: +962 6 555 0100.",
		}),
	],
	["04-long-lead-cut", one({ lead: longLead })],
	["05-short-lead-length", one({ lead: longLead }), { leadLength: 120 }],
	["06-no-date-time", one({ datePrecision: "day", publishedAt: Date.UTC(2023, 2, 21, 22) })],
	["07-no-lead", one({ lead: "" })],
	["08-no-address", { kind: "card", card: withoutUrl() }],
	["09-with-picture", one({ image: "https://news.example/images/garden.jpg" })],
	["10-picture-not-wanted", one({ image: "https://news.example/images/garden.jpg" }), { image: false }],
	["11-no-source-line", one(), { sourceLine: false }],
	["12-preview-and-silent", one(), { linkPreview: true, silent: true }],
	[
		"13-arabic-digits",
		one({ lead: "بلغت الكلفة 2.4 مليون دينار، بزيادة 12% عن عام 2022." }),
		{ digits: "arabic" },
	],
	["14-dual-months", one(), { dateStyle: "dual" }],
	["15-levantine-months", one(), { dateStyle: "levantine" }],
	["16-maghrebi-months", one(), { dateStyle: "maghrebi" }],
	["17-numeric-date", one(), { dateStyle: "numeric" }],
	["18-hijri-date", one(), { dateStyle: "hijri" }],
	["19-relative-date", one(), { dateStyle: "relative" }],
	[
		"20-mark-up-in-the-text",
		one({
			headline: "<b>عاجل</b> & *مهم* _جدا_ `رمز` ~شطب~ |سر|",
			lead: "# ليس عنوانًا\n> ليس اقتباسًا\n- ليس بندًا\n[ليس رابطًا](https://elsewhere.example) @everyone &lt;",
		}),
	],
	["21-hashtag-and-name", one({ lead: "نشرت @city_news مقطعًا عن #حدائق_المدينة، وعلّق عليه @layla." })],
	["22-letters-with-marks", one({ headline: "كِتابٌ جديدٌ عن اللُّغة: «مُعجَم المُدُن»" })],
	["23-emoji-first", one({ headline: "🔴 عاجل: هزة أرضية خفيفة في الشمال" })],
	[
		"24-persian-article",
		one({
			headline: "شهرداری سه بوستان تازه را در مرکز شهر گشود",
			lead: "شهرداری امروز ۳ بوستان تازه را پس از دو سال کار گشود.",
			language: "fa",
		}),
	],
	[
		"25-english-article",
		one({
			headline: "The city opens 3 new gardens (الحدائق)",
			lead: "The city opened 3 new gardens today after two years of work.",
			sourceName: "City Herald",
			language: "en",
		}),
	],
	["26-english-channel", one(), { locale: "en" }],
	["27-address-with-odd-signs", one({ url: 'https://news.example/خبر?a=1&b="2"&c=(3)' })],
	...["card", "headline", "brief", "breaking", "compact"].map(
		(name, index): [string, PostContent, Partial<Look>] => [
			`8${index}-template-${name}`,
			one({ topics: ["محليات", "الشرق الأوسط"], breaking: true, lead: longLead }),
			{ template: { kind: "ready", name } },
		],
	),
	[
		"85-template-of-its-own",
		one({ author: "ليلى حداد", topics: ["محليات"] }),
		{
			template: {
				kind: "own",
				text: [
					"# {{ headline | truncate: 60 }}",
					"{{ date | dual }}",
					"",
					"*{{ source }}* · {{ date | hijri }} · {{ date | time }}",
					"{% if author %}_كتبت {{ author }}_{% endif %}",
					"",
					"- {{ lead | truncate: 50 }}",
					"- [النص الكامل]({{ url }})",
					"",
					"{{ hashtags }}",
				].join("\n"),
			},
		},
	],
	[
		"86-template-with-signs-in-values",
		one({
			headline: "*نجمة* _خط_ [قوس](https://x.example) # <b>",
			lead: "{{ headline }} {% raw %} @everyone",
		}),
		{ template: { kind: "own", text: "*{{ headline }}*\n_{{ lead }}_\n\n# {{ source }}" } },
	],
	[
		"87-template-that-fails-is-the-card",
		one(),
		{ template: { kind: "own", text: "{{ headline | shout }}" } },
	],
	["88-buttons", one(), { buttons: ["read", "share"] }],
	[
		"89-hashtags-at-the-end",
		one({ topics: ["كأس العالم 2026", "غزة"], image: "https://news.example/images/garden.jpg" }),
		{ hashtags: true, digits: "arabic" },
	],
	["30-editors-text", texts],
	["31-text-without-headline", { ...texts, headline: "" }],
	["32-broadcast", broadcast("ar")],
	["33-broadcast-english", broadcast("en"), { locale: "en" }],
	["40-digest-of-one", digestOf(1)],
	["41-digest-of-two", digestOf(2)],
	["42-digest-of-three", digestOf(3)],
	["43-digest-of-eleven-arabic-digits", digestOf(11), { digits: "arabic" }],
	["44-digest-english-channel", digestOf(3), { locale: "en" }],
	["45-digest-grouped-by-source", digestOf(6, ["الوكالة الوطنية", "بريد الخليج"])],
	["46-digest-without-news", digestOf(0)],
];

const summit = buildArticle(20, {
	headline: "قِمّة المناخ تبدأ غدًا في المدينة",
	lead: "تبدأ غدًا قمة المناخ بمشاركة 40 وفدًا.",
});

const answers: readonly [name: string, call: CommandCall][] = [
	["50-start", buildCall("start")],
	["51-help", buildCall("help")],
	["52-help-english", buildCall("help", "", { person: { id: "1", name: "Layla", language: "en" } })],
	["53-latest-three", buildCall("latest")],
	["54-latest-ten", buildCall("latest", "10")],
	["55-latest-topic-unknown", buildCall("latest", "سياصة")],
	["56-subscribe", buildCall("subscribe", "سياسة، الوكالة الوطنية")],
	[
		"57-subscribe-not-administrator",
		buildCall("subscribe", "", { place: group, mayAdminister: async () => false }),
	],
	["58-subscribe-channel-not-found", buildCall("subscribe", "@city_news")],
	["59-unknown-command", buildCall("lateset")],
	["60-search", buildCall("search", "المناخ والقمة")],
	["61-search-some-words", buildCall("search", "المناخ زرافة")],
	["62-more", buildCall("more")],
	["63-topics", buildCall("topics")],
	["64-sources", buildCall("sources")],
	["65-settings", buildCall("settings")],
	["66-settings-value-unknown", buildCall("settings", "digits roman")],
	["67-pause", buildCall("pause", "ساعتين")],
	["68-why", buildCall("why")],
	["69-language", buildCall("language")],
	["70-too-many-requests", buildCall("latest")],
];

/** Every case, in the order of their names. */
export async function buildGoldenCases(): Promise<readonly GoldenCase[]> {
	const ofAnswers = await buildAnswers();
	const ofPosts = posts.map(([name, content, look]) => ({
		name,
		message: buildMessage(content, { ...standardLook, ...look }, context),
	}));
	return [...ofPosts, ...ofAnswers.flat()];
}

/** One after the other, as one person would ask. */
async function buildAnswers(): Promise<readonly GoldenCase[]> {
	const room = createNewsroom([...Array.from({ length: 12 }, (_, index) => buildArticle(index + 1)), summit]);
	const commands = createCommands(room.commands);
	const planned = Date.UTC(2023, 2, 22, 9, 30, 1);
	room.why.push(
		{
			ok: true,
			kind: "stored",
			articleId: "a1",
			sourceId: "national",
			firstSeenAt: planned - 1_000,
			revision: 1,
		},
		{ ok: true, kind: "active", channelId: "telegram-1" },
		{ ok: true, kind: "planned", postId: "p1", at: planned, digest: false },
		{
			ok: false,
			kind: "delivery",
			state: { kind: "failed", reason: "too-long" },
			dueAt: planned,
			words: "Bad Request: message is too long",
		},
	);
	const cases: GoldenCase[] = [];
	for (const [name, call] of answers) {
		if (name.startsWith("62")) await commands.run(buildCall("latest", "10"));
		if (name.startsWith("70")) room.turns.push({ kind: "too-many", first: true, waitMs: 20_000 });
		const { messages } = await commands.run(call);
		cases.push(...messages.map((message) => ({ name, message })));
	}
	return cases;
}

function one(part: Partial<CardContent> = {}): PostContent {
	return { kind: "card", card: { ...card, ...part } };
}

function withoutUrl(): CardContent {
	const { url: _, ...rest } = card;
	return rest;
}

function broadcast(language: "ar" | "en"): PostContent {
	const texts = {
		ar: {
			headline: "توقف الخدمة 7-1 من 2026-12-31",
			body: "إلى قراء {channel}: نوقف **نشرة المساء** ساعة واحدة، من 23:00 إلى 00:00 (بتوقيت Asia/Amman).\n- الموقع: [صفحة الحالة](https://news.example/status)\n- البريد: desk@news.example\n\nكُتب في {date}.",
			buttons: [[{ label: "حالة الخدمة 24/7", href: "https://news.example/status" }]],
		},
		en: {
			headline: "Out of service 2026-12-31",
			body: "To the readers of {channel}: the **evening edition** pauses for an hour.\n- Write to [the desk](https://news.example/desk)\n\nWritten on {date}.",
			buttons: [[{ label: "Status of برقية", href: "https://news.example/status" }]],
		},
	};
	const versions = [{ language, overrides: {}, ...texts[language] }];
	return { kind: "broadcast", versions, at: context.now, silent: false };
}

function digestOf(count: number, sources = [card.sourceName]): PostContent {
	const headlines = [
		"إصلاح الجسر القديم يبدأ اليوم",
		"موسم الزيتون أفضل من العام الماضي",
		"مكتبة متنقلة لقرى الجنوب",
	];
	const cards = Array.from({ length: count }, (_, index) => ({
		...card,
		headline: headlines[index % headlines.length] ?? card.headline,
		url: `https://news.example/local/${index + 1}`,
		sourceName: sources[index % sources.length] ?? card.sourceName,
	}));
	return { kind: "digest", cards };
}
