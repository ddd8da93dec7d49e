import { addToDate, weekdayOf } from "../../calendar/days.ts";
import { readFutureTime } from "../../calendar/read-future-time.ts";
import { localDate, splitLocalDate, toInstant } from "../../calendar/zone.ts";
import type { Instant, LocalDate } from "../../domain/time.ts";
import { buildAnswer } from "../../message/answer.ts";
import type { Control } from "../../message/message.ts";
import { writeMoment } from "../answer/write-moment.ts";
import type { CommandReply, Form } from "../port.ts";
import { quoteTyped, readTyped } from "../typed/typed.ts";
import { changeBroadcast } from "./change.ts";
import { showHome } from "./home.ts";
import { type DialogueTurn, does, say } from "./turn.ts";

const daysAhead = 14;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const hourPattern = /^h([01]\d|2[0-3])([0-5]\d)$/;

/** Now, a day of the next two weeks, or in words. */
export async function askDay(turn: DialogueTurn, before: readonly string[] = []): Promise<CommandReply> {
	const { deps } = turn;
	const today = localDate(deps.now(), deps.zone);
	const options = Array.from({ length: daysAhead }, (_, days) => addToDate(today, { days }))
		// The last hour of a day may be over.
		.filter((date) => hoursOf(date, turn).length > 0)
		.map((date, at) => ({ value: date, label: labelOf(date, today, at, turn), chosen: false }));
	return ask(turn, "desk-day-title", before, [
		[{ kind: "choose", name: say(turn, "desk-day"), does: does(turn, "day"), options, many: false }],
		[press(turn, "now"), press(turn, "type"), press(turn, "back", "home")],
	]);
}

/** The hours of the chosen day that are not over. */
export async function takeDay(turn: DialogueTurn): Promise<CommandReply> {
	const [day = ""] = turn.values;
	if (!dayPattern.test(day)) return askDay(turn);
	return askHour(turn, day);
}

export async function askHour(
	turn: DialogueTurn,
	day: LocalDate,
	before: readonly string[] = [],
): Promise<CommandReply> {
	const { deps, by, dialogue } = turn;
	const hours = hoursOf(day, turn);
	if (hours.length === 0) return askDay(turn, [say(turn, "desk-time-past", { at: writeDay(day, turn) })]);
	await deps.desk.dialogues.put(by, turn.id, { ...dialogue, day });
	const options = hours.map(({ hour, at }) => ({
		value: `h${two(hour)}00`,
		label: timeOf(at, turn),
		chosen: false,
	}));
	const head = [...before, writeDay(day, turn)];
	return ask(turn, "desk-hour-title", head, [
		[{ kind: "choose", name: say(turn, "desk-hour"), does: does(turn, "hour"), options, many: false }],
		[press(turn, "type"), press(turn, "back", "when")],
	]);
}

export async function takeHour(turn: DialogueTurn): Promise<CommandReply> {
	const { deps, dialogue } = turn;
	const [, hour, minute] = hourPattern.exec(turn.values[0] ?? "") ?? [];
	if (dialogue.day === undefined || hour === undefined) return askDay(turn);
	const local = { ...splitLocalDate(dialogue.day), hour: Number(hour), minute: Number(minute) };
	return setTime(turn, toInstant(local, deps.zone));
}

export async function takeNow(turn: DialogueTurn): Promise<CommandReply> {
	const changed = await changeBroadcast(turn, () => ({ time: { kind: "now" } }));
	return changed ?? showHome(turn);
}

/** To be answered in words: `غدا 09:00`. */
export function askInWords(turn: DialogueTurn): CommandReply {
	const form: Form = {
		does: does(turn, "typed"),
		title: say(turn, "desk-when-form"),
		fields: [
			{
				name: "when",
				label: say(turn, "desk-when-label"),
				placeholder: say(turn, "desk-when-example"),
				required: true,
				maxLength: 100,
			},
		],
	};
	return { messages: [], visibility: "person", form };
}

export async function takeWords(turn: DialogueTurn): Promise<CommandReply> {
	const { deps, fields } = turn;
	const typed = readTyped(fields.when ?? "");
	const read = readFutureTime(typed, deps.now(), deps.zone);
	const moment = (at: Instant) => writeMoment(at, deps.zone, turn.caller.locale);
	switch (read.kind) {
		case "at":
			return setTime(turn, read.at);
		case "day":
			return askHour(turn, read.date);
		case "past":
			return askDay(turn, [say(turn, "desk-time-past", { at: moment(read.at) })]);
		case "too-far":
			return askDay(turn, [say(turn, "desk-time-far", { at: moment(read.at) })]);
		case "unknown":
			return askDay(turn, [say(turn, "desk-time-unknown", { typed: quoteTyped(typed) })]);
	}
}

async function setTime(turn: DialogueTurn, at: Instant): Promise<CommandReply> {
	const { deps, caller } = turn;
	if (at <= deps.now()) {
		return askDay(turn, [say(turn, "desk-time-past", { at: writeMoment(at, deps.zone, caller.locale) })]);
	}
	const changed = await changeBroadcast(turn, () => ({ time: { kind: "at", at, zone: deps.zone } }));
	return changed ?? showHome(turn);
}

function ask(
	turn: DialogueTurn,
	title: string,
	before: readonly string[],
	controls: readonly (readonly Control[])[],
): CommandReply {
	const { caller, deps } = turn;
	const parts = [
		{ kind: "headline" as const, text: say(turn, title) },
		...before,
		say(turn, "desk-zone", { zone: deps.zone }),
	];
	return { messages: [buildAnswer(caller.locale, parts)], visibility: "person", replaces: true, controls };
}

/** Full hours that are yet to come; one that a change of the clocks skips is left out. */
function hoursOf(day: LocalDate, { deps }: DialogueTurn): { hour: number; at: Instant }[] {
	const now = deps.now();
	return Array.from({ length: 24 }, (_, hour) => hour)
		.map((hour) => ({ hour, at: toInstant({ ...splitLocalDate(day), hour }, deps.zone) }))
		.filter(({ at }, index, all) => at > now && at !== all[index + 1]?.at);
}

function labelOf(date: LocalDate, today: LocalDate, days: number, turn: DialogueTurn): string {
	if (date === today) return say(turn, "desk-today");
	if (date === addToDate(today, { days: 1 }) && days <= 1) return say(turn, "desk-tomorrow");
	const names = new Intl.DateTimeFormat(`${turn.caller.locale}-u-ca-gregory-nu-latn`, {
		...{ weekday: "long", timeZone: "UTC" },
	});
	// 2023-01-01 was a Sunday.
	const weekday = names.format(Date.UTC(2023, 0, 1 + weekdayOf(date)));
	const { day, month } = splitLocalDate(date);
	return `${weekday} ${day}/${month}`;
}

function writeDay(date: LocalDate, { deps, caller }: DialogueTurn): string {
	const noon = toInstant({ ...splitLocalDate(date), hour: 12 }, deps.zone);
	return writeMoment(noon, deps.zone, caller.locale).replace(/\s\d{2}:\d{2}$/, "");
}

function timeOf(at: Instant, { deps, caller }: DialogueTurn): string {
	return writeMoment(at, deps.zone, caller.locale).slice(-5);
}

function two(number: number): string {
	return String(number).padStart(2, "0");
}

function press(turn: DialogueTurn, label: string, step = label): Control {
	return { kind: "press", label: say(turn, `desk-do-${label}`), does: does(turn, step) };
}
