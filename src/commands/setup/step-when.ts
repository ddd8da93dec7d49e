import { asciiDigits } from "../../arabic/digits.ts";
import type { Pace, Schedule } from "../../domain/channel.ts";
import { checkSchedule } from "../../planning/check-schedule.ts";
import type { SetupDraft } from "../../store/dialogues/setups.ts";
import { describePace } from "../answer/describe-schedule.ts";
import { joinNames } from "../answer/join-names.ts";
import { readZone } from "../settings/zones.ts";
import { quoteTyped, readTyped } from "../typed/typed.ts";
import { readClocks } from "./read-clock.ts";
import { changed, type Room, type Step, type StepAct } from "./step.ts";

/** Paces that can be chosen as they are; minutes. */
const everyMinutes = [15, 30, 60, 180];
const fewestMinutes = 5;
const mostMinutes = 1440;
const mostTimes = 24;

/** When news comes: at once, every so often, at fixed times, by cron; and by whose clock. */
export const whenStep: Step = {
	name: "when",
	async show({ call, draft, deps }, does) {
		const { schedule } = draft;
		const say = (id: string, args?: Record<string, string | number>) =>
			deps.sentences.say(call.locale, id, args);
		const isEvery = (minutes: number) => schedule.kind === "every" && schedule.minutes === minutes;
		const options = [
			{ value: "at-once", label: say("schedule-at-once"), chosen: schedule.kind === "at-once" },
			...everyMinutes.map((minutes) => ({
				value: `every-${minutes}`,
				label: describePace({ kind: "every", minutes }, call.locale, deps.sentences),
				chosen: isEvery(minutes),
			})),
			{
				value: "minutes",
				label: say("setup-when-minutes"),
				chosen: schedule.kind === "every" && !everyMinutes.some(isEvery),
			},
			{ value: "times", label: say("setup-when-times"), chosen: schedule.kind === "times" },
			{ value: "cron", label: say("setup-when-cron"), chosen: schedule.kind === "cron" },
		];
		return {
			parts: [
				say("setup-when-what"),
				say("setup-when-now", { when: describePace(schedule, call.locale, deps.sentences) }),
				say("setup-when-zone", { zone: draft.zone }),
			],
			controls: [
				[{ kind: "choose", name: say("setup-step-when"), does: does("pace"), many: false, options }],
				[{ kind: "press", label: say("setup-when-other-zone"), does: does("zone") }],
			],
		};
	},
	async act(action, { values, fields }, room) {
		const { draft } = room;
		const [value = ""] = values;
		if (action === "zone") return takeZone(fields.zone, room);
		if (action === "pace" && value === "at-once")
			return changed(draft, { schedule: withPace(draft.schedule, { kind: "at-once" }) });
		if (action === "pace" && value.startsWith("every-")) {
			const minutes = everyMinutes.find((one) => value === `every-${one}`);
			if (minutes !== undefined) {
				return changed(draft, { schedule: withPace(draft.schedule, { kind: "every", minutes }) });
			}
		}
		const form = forms[action === "pace" ? value : action];
		if (form !== undefined) return form(fields[action], room);
		return action === "pace" ? { kind: "changed", draft } : undefined;
	},
};

/** What is asked for when a pace needs more than a press, by its value; the form's field has the same name. */
const forms: Readonly<Record<string, (typed: string | undefined, room: Room) => StepAct>> = {
	minutes(typed, room) {
		if (typed === undefined) {
			const { schedule } = room.draft;
			return ask("minutes", room, schedule.kind === "every" ? String(schedule.minutes) : "", "45");
		}
		const text = asciiDigits(readTyped(typed));
		const minutes = /^\d{1,4}$/.test(text) ? Number(text) : 0;
		if (minutes >= fewestMinutes && minutes <= mostMinutes) return pace(room, { kind: "every", minutes });
		return refuse(room, "setup-minutes-range", { minimum: fewestMinutes, maximum: mostMinutes });
	},
	times(typed, room) {
		if (typed === undefined) {
			const { schedule } = room.draft;
			return ask("times", room, schedule.kind === "times" ? schedule.times.join(", ") : "", "08:00, 20:00");
		}
		const read = readClocks(typed);
		if ("unreadable" in read)
			return refuse(room, "setup-time-unreadable", { time: quoteTyped(read.unreadable) });
		if (read.times.length > mostTimes) return refuse(room, "setup-times-many", { count: mostTimes });
		return pace(room, { kind: "times", times: read.times });
	},
	cron(typed, room) {
		if (typed === undefined) {
			const { schedule } = room.draft;
			return ask("cron", room, schedule.kind === "cron" ? schedule.expression : "", "0 8 * * 1-5");
		}
		return pace(room, { kind: "cron", expression: asciiDigits(readTyped(typed)) });
	},
};

function ask(name: string, { call, deps }: Room, value: string, placeholder: string): StepAct {
	const say = (id: string) => deps.sentences.say(call.locale, id);
	const field = {
		name,
		label: say(`setup-field-${name}`),
		value,
		placeholder,
		required: true,
		maxLength: 200,
	};
	return { kind: "form", does: name, form: { title: say(`setup-when-${name}`), fields: [field] } };
}

/** The schedule with another pace, where it can be followed. */
function pace(room: Room, wanted: Pace): StepAct {
	const { draft, deps } = room;
	const schedule = withPace(draft.schedule, wanted);
	const [problem] = checkSchedule({ schedule, zone: draft.zone }, deps.now());
	if (problem === undefined) return changed(draft, { schedule });
	return refuse(room, "setup-schedule-problem", {
		reason: problem.reason,
		written: quoteTyped(problem.written),
	});
}

function withPace({ quiet, caps, breakingPasses, emptyDigests }: Schedule, wanted: Pace): Schedule {
	return {
		...wanted,
		...(quiet === undefined ? {} : { quiet }),
		...(caps === undefined ? {} : { caps }),
		...(breakingPasses === undefined ? {} : { breakingPasses }),
		...(emptyDigests === undefined ? {} : { emptyDigests }),
	};
}

function takeZone(typed: string | undefined, room: Room): StepAct {
	const { call, draft, deps } = room;
	const say = (id: string, args?: Record<string, string>) => deps.sentences.say(call.locale, id, args);
	if (typed === undefined) {
		const field = {
			name: "zone",
			label: say("setup-field-zone"),
			value: draft.zone,
			required: true,
			maxLength: 60,
		};
		return { kind: "form", does: "zone", form: { title: say("setup-when-other-zone"), fields: [field] } };
	}
	const read = readZone(readTyped(typed));
	if (read.kind === "zone") return withZone(draft, read.zone);
	const names = joinNames(read.closest, call.locale, deps.sentences);
	return {
		kind: "refused",
		sentences: [
			say("zone-unknown", { name: quoteTyped(typed) }),
			read.closest.length > 0 ? say("did-you-mean", { names }) : say("setting-zone-how"),
		],
	};
}

function withZone(draft: SetupDraft, zone: string): StepAct {
	return changed(draft, { zone });
}

function refuse({ call, deps }: Room, id: string, args: Record<string, string | number>): StepAct {
	return { kind: "refused", sentences: [deps.sentences.say(call.locale, id, args)] };
}
