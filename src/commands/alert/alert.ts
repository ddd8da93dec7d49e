import { randomUUID } from "node:crypto";
import { asciiDigits } from "../../arabic/digits.ts";
import { alertsOf, type Channel, type Subscription } from "../../domain/channel.ts";
import { isHeldByOwner } from "../../domain/owner-pause.ts";
import { buildAnswer } from "../../message/answer.ts";
import type { Control, Span } from "../../message/message.ts";
import { buildReply } from "../answer/reply.ts";
import { sayProblem } from "../answer/say-problem.ts";
import type { Command, ReadCall, ReadPress } from "../command.ts";
import type { CommandDeps } from "../deps.ts";
import type { Caller, CommandReply, Place } from "../port.ts";
import { nameKey } from "../typed/names.ts";
import { quoteTyped } from "../typed/typed.ts";
import { type AlertFilter, readAlert, writeAlert } from "./read-alert.ts";

/**
 * `/alert words`: a private message for every story with these words. `/alert` lists a person's alerts, `/alert remove 2`
 * ends one. An alert is a subscription of the person's private place, so it is delivered like everything else.
 */
export const alert: Command = {
	name: "alert",
	description: "command-alert",
	words: ["تنبيه", "نبهني", "نبهني إلى", "تنبيهاتي", "التنبيهات"],
	use: "person",
	parameters: [{ name: "words", description: "parameter-alert", kind: "text", required: false }],
	async run(call, deps) {
		const place = await findPrivate(call);
		if (place === undefined) return sendPrivately(call, deps);
		const removal = readRemoval(call.args);
		if (call.args === "" || removal !== undefined) {
			const channel = await deps.findChannel(call.platform, place.address);
			return removal === undefined
				? listAlerts(channel, call, deps)
				: remove(removal, channel, place, call, deps);
		}
		const read = readAlert(call.args);
		switch (read.kind) {
			case "alert":
				return add(read.filter, place, call, deps);
			case "no-words":
				return tell(call, deps, ["alert-needs-words", "alert-example"]);
			case "unreadable": {
				return buildReply("person", call.locale, [
					sayProblem(read.problem, call.args, call.locale, deps.sentences),
					deps.sentences.say(call.locale, "alert-example"),
				]);
			}
		}
	},
	async press(call, deps) {
		const place = await findPrivate(call);
		const id = call.does.split(":")[2] ?? "";
		if (place === undefined) return sendPrivately(call, deps);
		const left = await takeAway(place, (one) => one.id === id, call, deps);
		return { ...listAlerts(left, call, deps), replaces: true };
	},
};

type Asking = Caller & { locale: string };

async function findPrivate({ place, alone }: Caller): Promise<Place | undefined> {
	return place.isPrivate ? place : alone?.open();
}

/** Where a bot may not write first, the person has to. */
function sendPrivately({ locale, linkTo }: Asking, { sentences }: CommandDeps): CommandReply {
	const message = buildAnswer(locale, [sentences.say(locale, "alert-private")]);
	const href = linkTo?.("alerts");
	if (href === undefined) return { messages: [message], visibility: "person" };
	const buttons = [[{ label: sentences.say(locale, "alert-private-open"), href }]];
	return { messages: [{ ...message, buttons }], visibility: "person" };
}

async function add(
	filter: AlertFilter,
	place: Place,
	call: ReadCall,
	deps: CommandDeps,
): Promise<CommandReply> {
	const { locale, platform, person } = call;
	const words = quoteTyped(writeAlert(filter));
	const known = await deps.findChannel(platform, place.address);
	const alerts = known === undefined ? [] : alertsOf(known);
	if (alerts.some((one) => writeAlert(one) === writeAlert(filter))) {
		return buildReply("person", locale, [deps.sentences.say(locale, "alert-known", { words })]);
	}
	if (alerts.length >= deps.mostAlerts) return tellFull(call, deps);
	const confirmed = deps.sentences.say(locale, "alert-done", { words });
	if (!place.isPrivate || place.address === call.place.address) {
		return store(confirmed);
	}
	if ((await call.alone?.write(place, buildAnswer(locale, [confirmed]))) !== true) {
		return tell(call, deps, ["alert-cannot-write", "alert-cannot-write-how"]);
	}
	return store(deps.sentences.say(locale, "alert-done-elsewhere", { words }));

	async function store(sentence: string): Promise<CommandReply> {
		const id = randomUUID().slice(0, 8);
		const changed = await deps.changeChannel(
			place,
			platform,
			(now) => withAlert(now, { ...filter, id, alert: true }, deps),
			{ platform, ...person },
		);
		if (!changed.subscriptions.some((one) => one.id === id)) return tellFull(call, deps);
		const paused = isHeldByOwner(changed.state, deps.now());
		return buildReply("person", locale, [
			sentence,
			...(paused ? [deps.sentences.say(locale, "alert-paused")] : []),
			deps.sentences.say(locale, "alert-undo"),
		]);
	}
}

/** Looks at the limit once more: the person may have asked twice at the same moment. Who blocked the bot is back. */
function withAlert(channel: Channel, added: Subscription, { mostAlerts }: CommandDeps): Channel {
	if (alertsOf(channel).length >= mostAlerts) return channel;
	const state = channel.state.kind === "gone" ? { kind: "active" as const } : channel.state;
	return { ...channel, state, subscriptions: [...channel.subscriptions, added] };
}

function tellFull({ locale }: Asking, { sentences, mostAlerts }: CommandDeps): CommandReply {
	return buildReply("person", locale, [
		sentences.say(locale, "alert-full", { count: mostAlerts }),
		...(mostAlerts === 0 ? [] : [sentences.say(locale, "alert-undo")]),
	]);
}

/** Buttons below one list. */
const mostButtons = 10;
const buttonsInRow = 2;

function listAlerts(channel: Channel | undefined, { locale }: Asking, deps: CommandDeps): CommandReply {
	const { sentences } = deps;
	const alerts = channel === undefined ? [] : alertsOf(channel);
	if (channel === undefined || alerts.length === 0) {
		return buildReply("person", locale, [
			sentences.say(locale, "alert-none"),
			sentences.say(locale, "alert-example"),
		]);
	}
	// Their numbers are on the buttons: a sign before each would stand beside them.
	const spans = alerts.flatMap((one, index): readonly Span[] => [
		...(index === 0 ? [] : [{ text: "\n" }]),
		{ text: `${index + 1}. ` },
		{ text: quoteTyped(writeAlert(one)), bold: true },
	]);
	const message = buildAnswer(locale, [
		{ kind: "headline", text: sentences.say(locale, "alert-title", { count: alerts.length }) },
		{ kind: "paragraph", spans },
		...(isHeldByOwner(channel.state, deps.now()) ? [sentences.say(locale, "alert-paused")] : []),
		sentences.say(locale, "alert-undo"),
	]);
	const buttons = alerts.slice(0, mostButtons).map(
		({ id }, index): Control => ({
			kind: "press",
			label: sentences.say(locale, "alert-remove", { number: index + 1 }),
			does: `alert:off:${id}`,
		}),
	);
	const rows = buttons.flatMap((_, at) =>
		at % buttonsInRow === 0 ? [buttons.slice(at, at + buttonsInRow)] : [],
	);
	return { messages: [message], visibility: "person", controls: rows };
}

const removals = new Set(["remove", "delete", "احذف", "حذف", "الغاء", "الغ"].map(nameKey));
const everything = new Set(["all", "الكل", "كلها"].map(nameKey));

/** What is to be removed: what stands behind a word for it. */
function readRemoval(args: string): string | undefined {
	const [first = "", ...rest] = args.split(" ");
	return removals.has(nameKey(first)) && nameKey(first) !== "" ? rest.join(" ") : undefined;
}

async function remove(
	which: string,
	channel: Channel | undefined,
	place: Place,
	call: ReadCall,
	deps: CommandDeps,
): Promise<CommandReply> {
	const alerts = channel === undefined ? [] : alertsOf(channel);
	const number = /^\d{1,3}$/.test(asciiDigits(which)) ? Number(asciiDigits(which)) : undefined;
	const meant = everything.has(nameKey(which))
		? alerts
		: alerts.filter((one, index) =>
				number === undefined ? nameKey(writeAlert(one)) === nameKey(which) : index + 1 === number,
			);
	if (meant.length === 0) {
		const list = listAlerts(channel, call, deps);
		const unknown = deps.sentences.say(call.locale, "alert-unknown", { alert: quoteTyped(which) });
		return alerts.length === 0 || which === ""
			? list
			: { ...list, messages: [buildAnswer(call.locale, [unknown]), ...list.messages] };
	}
	const ids = new Set(meant.map(({ id }) => id));
	const left = await takeAway(place, ({ id }) => ids.has(id), call, deps);
	const words = meant.map((one) => `«${quoteTyped(writeAlert(one))}»`).join(" ");
	const done = deps.sentences.say(call.locale, "alert-removed", { words });
	const rest = listAlerts(left, call, deps);
	return alerts.length === meant.length
		? buildReply("person", call.locale, [done])
		: { ...rest, messages: [buildAnswer(call.locale, [done]), ...rest.messages] };
}

async function takeAway(
	place: Place,
	isMeant: (one: Subscription) => boolean,
	{ platform, person }: ReadCall | ReadPress,
	deps: CommandDeps,
): Promise<Channel | undefined> {
	const known = await deps.findChannel(platform, place.address);
	if (known === undefined) return undefined;
	return deps.changeChannel(
		place,
		platform,
		(now) => ({
			...now,
			subscriptions: now.subscriptions.filter((one) => one.alert !== true || !isMeant(one)),
		}),
		{ platform, ...person },
	);
}

function tell({ locale }: Asking, { sentences }: CommandDeps, ids: readonly string[]): CommandReply {
	return buildReply(
		"person",
		locale,
		ids.map((id) => sentences.say(locale, id)),
	);
}
