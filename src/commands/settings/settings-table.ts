import type { Channel, Look, LookButton } from "../../domain/channel.ts";
import type { Named } from "../typed/names.ts";

/** Something about a channel that its administrators may set in words. Its label is the sentence `setting-<id>`. */
export type Setting = {
	id: string;
	names: readonly string[];
	/** The kind of place that has it; absent: every place. */
	onlyIn?: string;
} & SettingKind;

export type SettingKind =
	/** One of a few values, each labelled by the sentence `value-<id>`. */
	| { kind: "choice"; values: readonly SettingValue[]; current(channel: Channel): string }
	| {
			kind: "number";
			minimum: number;
			maximum: number;
			current(channel: Channel): number;
			apply(channel: Channel, value: number): Channel;
	  }
	| { kind: "zone" }
	/** A ready-made template by its name, or a text of the channel's own. */
	| { kind: "template" };

export type SettingValue = { id: string; names: readonly string[]; apply(channel: Channel): Channel };

const onNames = ["yes", "true", "نعم", "تشغيل", "مع"];
const offNames = ["no", "false", "لا", "إيقاف", "بلا", "دون"];

const buttonSets: readonly (readonly [id: string, set: readonly LookButton[], names: readonly string[]])[] = [
	["none", [], ["off", "no", ...offNames]],
	["read", ["read"], ["اقرأ", "اقرأ الخبر", "قراءة"]],
	["share", ["share"], ["شارك", "مشاركة"]],
	["both", ["read", "share"], ["all", "كلاهما", "الاثنان"]],
];

const onOffValues = [
	["on", true, onNames],
	["off", false, offNames],
] as const;

/** Every setting, in the order in which they are shown. A setting is a row here and its sentences. */
export const settingsTable: readonly Setting[] = [
	{ id: "template", names: ["القالب", "الشكل", "layout"], kind: "template" },
	choice("language", ["اللغة", "لغة"], "locale", [
		["ar", "ar", ["arabic", "العربية", "عربي"]],
		["en", "en", ["english", "الإنجليزية", "إنجليزي"]],
	]),
	choice("date", ["dates", "التاريخ"], "dateStyle", [
		["long", "long", ["full", "كامل", "مطول"]],
		["dual", "dual", ["double", "مزدوج"]],
		["levantine", "levantine", ["شامي", "مشرقي"]],
		["maghrebi", "maghrebi", ["مغاربي", "مغربي"]],
		["numeric", "numeric", ["numbers", "رقمي", "بالأرقام"]],
		["hijri", "hijri", ["هجري"]],
		["relative", "relative", ["نسبي"]],
	]),
	choice("digits", ["الأرقام", "numbers"], "digits", [
		["latin", "latin", ["123", "غربية", "لاتينية"]],
		["arabic", "arabic", ["هندية", "مشرقية", "عربية"]],
	]),
	{
		id: "lead",
		names: ["المقدمة", "طول المقدمة"],
		kind: "number",
		// Shorter is no sentence, longer does not stand under a picture (PLATFORMS §1: 1024 with headline and source).
		minimum: 50,
		maximum: 700,
		current: ({ look }) => look.leadLength,
		apply: (channel, leadLength) => ({ ...channel, look: { ...channel.look, leadLength } }),
	},
	onOff("image", ["picture", "الصورة", "الصور"], "image"),
	onOff("preview", ["معاينة الرابط", "الرابط"], "linkPreview"),
	onOff("source", ["المصدر"], "sourceLine"),
	looks(
		"hashtags",
		["الوسوم", "tags"],
		({ hashtags }) => (hashtags === undefined ? "auto" : hashtags ? "on" : "off"),
		[
			["on", (look) => ({ ...look, hashtags: true }), onNames],
			["off", (look) => ({ ...look, hashtags: false }), offNames],
			["auto", ({ hashtags: _, ...look }) => look, ["تلقائي", "حسب القالب"]],
		],
	),
	looks(
		"buttons",
		["الأزرار"],
		({ buttons = [] }) =>
			buttonSets.find(([, set]) => String(set) === String(buttons))?.[0] ?? String(buttons),
		buttonSets.map(([id, buttons, names]) => [id, (look) => ({ ...look, buttons }), names]),
	),
	onOff("silent", ["صامت", "بلا صوت"], "silent"),
	{
		id: "followers",
		names: ["crosspost", "المتابعون"],
		onlyIn: "announcement",
		kind: "choice",
		current: ({ sharesPosts }) => (sharesPosts === false ? "off" : "on"),
		values: onOffValues.map(([id, sharesPosts, names]) => ({
			id,
			names,
			apply: (channel) => ({ ...channel, sharesPosts }),
		})),
	},
	{ id: "zone", names: ["timezone", "المنطقة الزمنية", "المنطقة", "التوقيت"], kind: "zone" },
];

/** The settings as people name them. */
export const namedSettings: readonly Named<Setting>[] = settingsTable.map((setting) => ({
	value: setting,
	label: setting.id,
	names: [setting.id, ...setting.names],
}));

/** The values of a choice as people name them. */
export function nameValues(values: readonly SettingValue[]): readonly Named<SettingValue>[] {
	return values.map((value) => ({ value, label: value.id, names: [value.id, ...value.names] }));
}

function choice<Key extends keyof Look>(
	id: string,
	names: readonly string[],
	key: Key,
	values: readonly (readonly [id: string, value: Look[Key], names: readonly string[]])[],
): Setting {
	return {
		id,
		names,
		kind: "choice",
		current: ({ look }) => values.find(([, value]) => value === look[key])?.[0] ?? String(look[key]),
		values: values.map(([valueId, value, valueNames]) => ({
			id: valueId,
			names: valueNames,
			apply: (channel) => ({ ...channel, look: { ...channel.look, [key]: value } }),
		})),
	};
}

/** A choice whose values are more than one field's. */
function looks(
	id: string,
	names: readonly string[],
	current: (look: Look) => string,
	values: readonly (readonly [id: string, apply: (look: Look) => Look, names: readonly string[]])[],
): Setting {
	return {
		id,
		names,
		kind: "choice",
		current: ({ look }) => current(look),
		values: values.map(([valueId, apply, valueNames]) => ({
			id: valueId,
			names: valueNames,
			apply: (channel) => ({ ...channel, look: apply(channel.look) }),
		})),
	};
}

function onOff(id: string, names: readonly string[], key: "image" | "linkPreview" | "sourceLine" | "silent") {
	return choice(id, names, key, onOffValues);
}
