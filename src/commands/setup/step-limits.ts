import { asciiDigits } from "../../arabic/digits.ts";
import type { Schedule } from "../../domain/channel.ts";
import { describeCaps, describeQuiet } from "../answer/describe-schedule.ts";
import { quoteTyped, readTyped } from "../typed/typed.ts";
import { applyChoice } from "./choices.ts";
import { readClock } from "./read-clock.ts";
import { changed, type Room, type Step, type StepAct } from "./step.ts";

/** Quiet hours that can be chosen as they are. */
const quietHours = [
	["22:00", "06:00"],
	["23:00", "07:00"],
	["00:00", "08:00"],
] as const;
/** Caps that can be chosen as they are. */
const usualCaps: readonly NonNullable<Schedule["caps"]>[] = [
	{ perHour: 3 },
	{ perHour: 6 },
	{ perDay: 10 },
	{ perDay: 20 },
];
const mostPosts = 1000;

const extras = ["breakingPasses", "emptyDigests"] as const;

/** Quiet hours, caps, and what passes them. */
export const limitsStep: Step = {
	name: "limits",
	async show({ call, draft, deps }, does) {
		const { schedule } = draft;
		const { quiet, caps = {} } = schedule;
		const { sentences } = deps;
		const say = (id: string) => sentences.say(call.locale, id);
		const quietOptions = quietHours.map(([from, to], index) => ({
			value: String(index),
			label: describeQuiet({ ...schedule, quiet: { from, to } }, call.locale, sentences),
			chosen: quiet?.from === from && quiet.to === to,
		}));
		const capOptions = usualCaps.map((one, index) => ({
			value: String(index),
			label: describeCaps({ ...schedule, caps: one }, call.locale, sentences),
			chosen: one.perHour === caps.perHour && one.perDay === caps.perDay,
		}));
		const noCaps = caps.perHour === undefined && caps.perDay === undefined;
		return {
			parts: [say("setup-limits-what"), say("setup-limits-rest")],
			controls: [
				[
					{
						kind: "choose",
						name: say("setup-quiet"),
						does: does("quiet"),
						many: false,
						options: [
							{ value: "none", label: say("schedule-no-quiet"), chosen: quiet === undefined },
							...quietOptions,
							{
								value: "other",
								label: say("setup-quiet-other"),
								chosen: quiet !== undefined && !quietOptions.some(({ chosen }) => chosen),
							},
						],
					},
				],
				[
					{
						kind: "choose",
						name: say("setup-caps"),
						does: does("caps"),
						many: false,
						options: [
							{ value: "none", label: say("schedule-no-caps"), chosen: noCaps },
							...capOptions,
							{
								value: "other",
								label: say("setup-caps-other"),
								chosen: !noCaps && !capOptions.some(({ chosen }) => chosen),
							},
						],
					},
				],
				[
					{
						kind: "choose",
						name: say("setup-extras"),
						does: does("extras"),
						many: true,
						placeholder: say("setup-extras"),
						options: extras
							.filter((extra) => extra !== "emptyDigests" || schedule.kind !== "at-once")
							.map((extra) => ({
								value: extra,
								label: say(`setup-${extra}`),
								chosen: schedule[extra] === true,
							})),
					},
				],
			],
		};
	},
	async act(action, press, room) {
		const { draft } = room;
		const { schedule } = draft;
		const [value] = press.values;
		switch (action) {
			case "quiet":
				return value === "other"
					? takeQuiet({}, room)
					: changed(draft, { schedule: chooseQuiet(schedule, value) });
			case "caps":
				return value === "other"
					? takeCaps({}, room)
					: changed(draft, { schedule: chooseCaps(schedule, value) });
			case "quiet-form":
				return takeQuiet(press.fields, room);
			case "caps-form":
				return takeCaps(press.fields, room);
			case "extras": {
				const chosen = applyChoice(
					extras.filter((extra) => schedule[extra] === true),
					press,
					extras,
				);
				const set = Object.fromEntries(extras.map((extra) => [extra, chosen.includes(extra)]));
				return changed(draft, { schedule: { ...schedule, ...set } });
			}
			default:
				return undefined;
		}
	},
};

function chooseQuiet(schedule: Schedule, value: string | undefined): Schedule {
	if (value === "none") return withQuiet(schedule, undefined);
	const [from, to] = quietHours[Number(value)] ?? [];
	return from === undefined || to === undefined ? schedule : withQuiet(schedule, { from, to });
}

function chooseCaps(schedule: Schedule, value: string | undefined): Schedule {
	if (value === "none") return withCaps(schedule, undefined);
	return withCaps(schedule, usualCaps[Number(value)] ?? schedule.caps);
}

type Fields = Readonly<Record<string, string>>;

function takeQuiet(fields: Fields, room: Room): StepAct {
	const { call, draft, deps } = room;
	const say = (id: string, args?: Record<string, string>) => deps.sentences.say(call.locale, id, args);
	const { quiet } = draft.schedule;
	if (fields.from === undefined && fields.to === undefined) {
		const field = (name: "from" | "to", placeholder: string) => ({
			name,
			label: say(`setup-field-${name}`),
			placeholder,
			value: quiet?.[name] ?? "",
			required: true,
			maxLength: 20,
		});
		const form = { title: say("setup-quiet"), fields: [field("from", "22:00"), field("to", "06:00")] };
		return { kind: "form", does: "quiet-form", form };
	}
	const [from, to] = [readClock(readTyped(fields.from ?? "")), readClock(readTyped(fields.to ?? ""))];
	const wrong = from === undefined ? fields.from : to === undefined ? fields.to : undefined;
	if (from === undefined || to === undefined) {
		return { kind: "refused", sentences: [say("setup-time-unreadable", { time: quoteTyped(wrong ?? "") })] };
	}
	if (from === to) return { kind: "refused", sentences: [say("setup-quiet-equal")] };
	return changed(draft, { schedule: withQuiet(draft.schedule, { from, to }) });
}

function takeCaps(fields: Fields, room: Room): StepAct {
	const { call, draft, deps } = room;
	const say = (id: string, args?: Record<string, string | number>) =>
		deps.sentences.say(call.locale, id, args);
	const { caps = {} } = draft.schedule;
	if (fields.perHour === undefined && fields.perDay === undefined) {
		const field = (name: "perHour" | "perDay", placeholder: string) => ({
			name,
			label: say(`setup-field-${name}`),
			placeholder,
			value: caps[name] === undefined ? "" : String(caps[name]),
			maxLength: 10,
		});
		const form = { title: say("setup-caps"), fields: [field("perHour", "5"), field("perDay", "30")] };
		return { kind: "form", does: "caps-form", form };
	}
	const [perHour, perDay] = [readCap(fields.perHour), readCap(fields.perDay)];
	if (perHour === "wrong" || perDay === "wrong") {
		return { kind: "refused", sentences: [say("setup-caps-range", { maximum: mostPosts })] };
	}
	const wanted = {
		...(perHour === undefined ? {} : { perHour }),
		...(perDay === undefined ? {} : { perDay }),
	};
	return changed(draft, { schedule: withCaps(draft.schedule, wanted) });
}

/** Undefined: none wanted. */
function readCap(typed: string | undefined): number | undefined | "wrong" {
	const text = asciiDigits(readTyped(typed ?? ""));
	if (text === "") return undefined;
	const cap = /^\d{1,4}$/.test(text) ? Number(text) : 0;
	return cap >= 1 && cap <= mostPosts ? cap : "wrong";
}

function withQuiet({ quiet: _, ...schedule }: Schedule, quiet: Schedule["quiet"]): Schedule {
	return quiet === undefined ? schedule : { ...schedule, quiet };
}

function withCaps({ caps: _, ...schedule }: Schedule, caps: Schedule["caps"]): Schedule {
	return caps === undefined || Object.keys(caps).length === 0 ? schedule : { ...schedule, caps };
}
