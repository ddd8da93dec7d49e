import type { ExplainStep } from "../../src/domain/explanation.ts";
import type { Newsroom } from "../commands/newsroom.ts";
import { noon } from "../commands/newsroom.ts";
import type { Act } from "./person.ts";

/** One picture of what comes back of the last act. `setting`: what was done before. */
export type Picture = {
	name: string;
	acts: readonly Act[];
	language?: "en";
	before?(room: Newsroom): void;
	height?: number;
};

const ask = (text: string): Act => ({ ask: text });
const press = (...labels: readonly string[]): readonly Act[] => labels.map((label) => ({ press: label }));

const next = "التالي";
const toWords = [ask("setup"), ...press(next, next, next)];
const toPreview = [...toWords, ...press(next, next, next, next)];

const explained: readonly ExplainStep[] = [
	{ ok: true, kind: "stored", articleId: "a2", sourceId: "gulf-post", firstSeenAt: noon, revision: 1 },
	{ ok: true, kind: "active", channelId: "telegram-1" },
	{
		ok: true,
		kind: "wanted",
		by: [
			{ id: "s1", reasons: [{ part: "include", ok: true, term: "opec", found: "OPEC+", where: "headline" }] },
		],
	},
	{ ok: true, kind: "planned", postId: "p1", at: noon + 1_000, digest: false },
	{
		ok: false,
		kind: "delivery",
		state: { kind: "failed", reason: "too-long" },
		dueAt: noon,
		words: "Bad Request: message is too long",
	},
];
const paused: readonly ExplainStep[] = [
	{ ok: true, kind: "stored", articleId: "a2", sourceId: "gulf-post", firstSeenAt: noon, revision: 1 },
	{ ok: false, kind: "gone", channelId: "c1", since: noon, reason: "unknown-channel" },
	{ ok: false, kind: "paused", channelId: "c1", reason: "no-right-to-post" },
	{ ok: false, kind: "paused", channelId: "c1", reason: "topic-closed", until: noon },
	{ ok: false, kind: "delivery", state: { kind: "skipped", reason: "expired" }, dueAt: noon },
	{
		ok: false,
		kind: "delivery",
		state: { kind: "pending", tries: 2, notBefore: noon + 60_000 },
		dueAt: noon,
	},
];

const asEditor = (room: Newsroom) => void room.roles.set("telegram:77", "owner");
const text = {
	headline: "توقف الخدمة 7-1 من 2026-12-31",
	body: "نوقف **نشرة المساء** ساعة واحدة، من 23:00 إلى 00:00 (بتوقيت Asia/Amman).\n\nللاستفسار: desk@news.example أو https://news.example/status",
	image: "",
	buttons: "حالة الخدمة | https://news.example/status",
};
const written = [ask("broadcast"), { fill: text }];

/** What people ask, and what they get. */
export const pictures: readonly Picture[] = [
	{ name: "start", acts: [ask("start")] },
	{ name: "help", acts: [ask("help")], height: 1500 },
	{ name: "latest", acts: [ask("latest 5")], height: 850 },
	{ name: "latest-topic", acts: [ask("latest 3 اقتصاد")] },
	{ name: "latest-one", acts: [ask("latest 1")] },
	{ name: "latest-two", acts: [ask("latest 2")] },
	{ name: "latest-arabic-digits", acts: [ask("settings digits arabic"), ask("latest 4")], height: 850 },
	{ name: "latest-relative", acts: [ask("settings date relative"), ask("latest 4")], height: 850 },
	{ name: "more", acts: [ask("latest 3"), ask("more")] },
	{ name: "search", acts: [ask("search قمة المناخ")] },
	{ name: "search-latin-and-numbers", acts: [ask("search OPEC+ 2023")] },
	{ name: "search-some", acts: [ask("search القمة النفطية")] },
	{ name: "search-none", acts: [ask("search زرافة")] },
	{ name: "topics", acts: [ask("topics")] },
	{ name: "sources", acts: [ask("sources")] },
	{ name: "subscribe", acts: [ask("subscribe سياسة، بريد الخليج")] },
	{ name: "subscribe-unknown", acts: [ask("subscribe سياصة")] },
	{ name: "unsubscribe-part", acts: [ask("subscribe سياسة، رياضة"), ask("unsubscribe رياضة")] },
	{ name: "settings", acts: [ask("subscribe سياسة"), ask("settings")], height: 900 },
	{ name: "settings-template", acts: [ask("settings template")], height: 900 },
	{ name: "settings-template-wrong", acts: [ask("settings template\n{{ headlin }} {{ lead")] },
	{ name: "pause", acts: [ask("subscribe"), ask("pause 3 أيام")] },
	{ name: "resume", acts: [ask("subscribe"), ask("pause"), ask("resume")] },
	{ name: "preview", acts: [ask("preview")] },
	{
		name: "why",
		acts: [ask("subscribe"), ask("why OPEC+")],
		before: (room) => void room.why.push(...explained),
	},
	{
		name: "why-not",
		acts: [ask("subscribe"), ask("why OPEC+")],
		before: (room) => void room.why.push(...paused),
	},
	{ name: "alert", acts: [ask("alert زلزال تركيا")] },
	{ name: "alert-unreadable", acts: [ask('alert "مفتوحة')] },
	{ name: "alerts", acts: [ask("alert زلزال تركيا"), ask('alert "OPEC+ 2023" -رياضة'), ask("alert")] },
	{ name: "route", acts: [ask("route رياضة")] },
	{ name: "language", acts: [ask("language")] },
	{ name: "unknown", acts: [ask("lateset")] },
	{ name: "setup-place", acts: [ask("setup")] },
	{ name: "setup-sources", acts: [ask("setup"), ...press(next)] },
	{ name: "setup-topics", acts: [ask("setup"), ...press(next, "الوكالة الوطنية", next, "سياسة")] },
	{ name: "setup-words", acts: toWords },
	{
		name: "setup-words-wrong",
		acts: [...toWords, ...press("كتابة الكلمات"), { fill: { words: 'قمة "مجلس' } }],
	},
	{ name: "setup-when", acts: [...toWords, ...press(next)], height: 800 },
	{
		name: "setup-when-times",
		acts: [...toWords, ...press(next, "موجز في أوقات ثابتة"), { fill: { times: "٨ صباحا، 20:30" } }],
		height: 800,
	},
	{ name: "setup-limits", acts: [...toWords, ...press(next, next)], height: 1000 },
	{ name: "setup-look", acts: [...toWords, ...press(next, next, next)], height: 1300 },
	{ name: "setup-preview", acts: toPreview, height: 1000 },
	{ name: "setup-done", acts: [...toPreview, ...press("حفظ")], height: 800 },
	{ name: "broadcast", acts: written, before: asEditor },
	{ name: "broadcast-preview", acts: [...written, ...press("معاينة")], before: asEditor, height: 1000 },
	{ name: "broadcast-sure", acts: [...written, ...press("إرسال…")], before: asEditor },
	{
		name: "broadcast-sending",
		acts: [...written, ...press("إرسال…", "أرسل الآن")],
		before: asEditor,
		height: 800,
	},
	{ name: "broadcasts", acts: [...written, ask("broadcasts")], before: asEditor },
	{ name: "broadcast-not-yours", acts: [ask("broadcast")] },
	{ name: "people", acts: [ask("people")], before: asEditor },
	{ name: "english-start", acts: [ask("start")], language: "en" },
	{ name: "english-help", acts: [ask("help")], language: "en", height: 1500 },
	{ name: "english-latest", acts: [ask("latest 4")], language: "en", height: 850 },
	{ name: "english-search", acts: [ask("search قمة المناخ")], language: "en" },
	{ name: "english-topics", acts: [ask("topics")], language: "en" },
	{ name: "english-sources", acts: [ask("sources")], language: "en" },
	{ name: "english-subscribe", acts: [ask("subscribe سياسة، بريد الخليج")], language: "en" },
	{
		name: "english-settings",
		acts: [ask("subscribe سياسة"), ask("settings")],
		language: "en",
		height: 900,
	},
	{
		name: "english-why",
		acts: [ask("subscribe"), ask("why OPEC+")],
		language: "en",
		before: (room) => void room.why.push(...explained),
	},
	{
		name: "english-why-not",
		acts: [ask("subscribe"), ask("why OPEC+")],
		language: "en",
		before: (room) => void room.why.push(...paused),
	},
	{ name: "english-alert", acts: [ask("alert زلزال تركيا")], language: "en" },
	{ name: "english-setup", acts: [ask("setup"), ...press("Next", "Next", "Next", "Next")], language: "en" },
	{
		name: "english-setup-preview",
		acts: [ask("setup"), ...press("Next", "Next", "Next", "Next", "Next", "Next", "Next")],
		language: "en",
		height: 1000,
	},
	{ name: "english-broadcast", acts: written, language: "en", before: asEditor },
];
