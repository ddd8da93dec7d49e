import type { Channel, Route } from "../../domain/channel.ts";
import type { Block } from "../../message/message.ts";
import { joinNames } from "../answer/join-names.ts";
import { buildReply } from "../answer/reply.ts";
import type { Command, ReadCall } from "../command.ts";
import type { CommandDeps, Wish } from "../deps.ts";
import type { CommandReply, Place } from "../port.ts";
import { type Choices, labelOf, listChoices, readWish } from "../subscriptions/read-wish.ts";
import { isEverything } from "../subscriptions/wish.ts";
import { findNamed } from "../typed/names.ts";
import { quoteTyped } from "../typed/typed.ts";
import { findTarget, isReference } from "./find-target.ts";

/** More than these nobody can look over, and each is asked for every post. */
const mostRoutes = 20;

/**
 * `/route [sources or topics…] [part]`: their news goes to a part of the place, a forum topic or a thread, and the rest
 * where it always did. Without arguments the rules are shown, with `off` one ends, or all of them.
 */
export const route: Command = {
	name: "route",
	description: "command-route",
	words: ["توجيه", "توجيه الأخبار"],
	use: "owners",
	parameters: [
		{ name: "wish", description: "parameter-route", kind: "text", required: false, completes: "wishes" },
		{ name: "part", description: "parameter-part", kind: "text", required: false },
	],
	async run(call, deps) {
		const { locale } = call;
		const { args, isOff } = readArguments(call.args);
		const target = await findTarget({ ...call, args }, deps, !isOff && args !== "");
		if (target.kind === "refused") return buildReply("person", locale, target.sentences);
		const { place, rest } = target;
		const whole: Place = place.within === undefined ? place : { ...place.within, isPrivate: false };
		const there: There = { whole, part: place.within === undefined ? undefined : place };
		if (isOff) return takeOut(rest, there, call, deps);
		return rest === "" ? show(there, call, deps) : add(rest, there, call, deps);
	},
};

/** The place whose news is meant, and the part of it that was named or where the call was made. */
type There = { whole: Place; part: Place | undefined };

const off = { value: "off", label: "off", names: ["off", "none", "إلغاء", "ألغ", "إيقاف", "بلا"] };

/** The part may be named anywhere; `findTarget` wants it first. */
function readArguments(typed: string): { args: string; isOff: boolean } {
	const words = typed.split(" ");
	const reference = words.find(isReference);
	const others = words.filter((word) => word !== reference);
	const isOff = findNamed(others[0] ?? "", [off]) !== undefined;
	return { args: [reference, ...(isOff ? others.slice(1) : others)].join(" ").trim(), isOff };
}

async function add(typed: string, there: There, call: ReadCall, deps: CommandDeps): Promise<CommandReply> {
	const { locale, platform, person } = call;
	const { sentences } = deps;
	const refuse = (...said: readonly string[]) => buildReply("person", locale, said);
	const choices = await listChoices(deps);
	const read = readWish(typed, choices, locale, deps);
	if (read.kind === "unknown") return refuse(...read.sentences);
	if (isEverything(read.wish)) return refuse(sentences.say(locale, "route-needs-names"));
	const { whole, part } = there;
	if (part === undefined) return refuse(sentences.say(locale, "route-needs-part", { platform }));
	const rule = { to: part.address, toKind: part.addressKind, title: part.within?.part ?? part.title };
	const known = await deps.findChannel(platform, whole.address);
	if (withRoute(known?.routes ?? [], read.wish, rule).length > mostRoutes) {
		return refuse(sentences.say(locale, "route-too-many", { most: mostRoutes }));
	}
	const changed = await deps.changeChannel(
		whole,
		platform,
		(now) => ({ ...now, routes: withRoute(now.routes ?? [], read.wish, rule) }),
		{ platform, ...person },
	);
	const names = nameWish(read.wish, choices, locale, deps);
	return buildReply("everybody", locale, [
		sentences.say(locale, "route-done", { names, part: quoteTyped(rule.title) }),
		sentences.say(locale, "route-rest", { place: quoteTyped(whole.title) }),
		...(changed.subscriptions.length > 0
			? []
			: [sentences.say(locale, "route-no-subscription", { place: quoteTyped(whole.title) })]),
	]);
}

async function takeOut(
	typed: string,
	{ whole, part }: There,
	call: ReadCall,
	deps: CommandDeps,
): Promise<CommandReply> {
	const { locale, platform, person } = call;
	const { sentences } = deps;
	const channel = await deps.findChannel(platform, whole.address);
	const place = quoteTyped(whole.title);
	if ((channel?.routes ?? []).length === 0) {
		return buildReply("person", locale, [sentences.say(locale, "route-none", { place })]);
	}
	const choices = await listChoices(deps, channel);
	const read = readWish(typed, choices, locale, deps);
	if (read.kind === "unknown") return buildReply("person", locale, read.sentences);
	const { wish } = read;
	const left = (routes: readonly Route[]) => {
		if (!isEverything(wish)) return withoutNames(routes, wish);
		return part === undefined ? [] : routes.filter(({ to }) => to !== part.address);
	};
	const change = (now: Channel): Channel => ({ ...now, routes: left(now.routes ?? []) });
	const changed = await deps.changeChannel(whole, platform, change, { platform, ...person });
	return buildReply("everybody", locale, [
		sentences.say(locale, "route-off-done"),
		...describeRoutes(changed, choices, locale, deps),
	]);
}

async function show({ whole }: There, call: ReadCall, deps: CommandDeps): Promise<CommandReply> {
	const { locale, platform } = call;
	const channel = await deps.findChannel(platform, whole.address);
	const choices = await listChoices(deps, channel);
	return buildReply("person", locale, [
		...describeRoutes({ ...channel, title: whole.title }, choices, locale, deps),
		deps.sentences.say(locale, "route-how", { platform }),
	]);
}

/** The rules of a channel, one item each, or that there are none. */
export function describeRoutes(
	{ routes = [], title }: Pick<Channel, "title" | "routes">,
	choices: Choices,
	locale: string,
	deps: CommandDeps,
): readonly (string | Block)[] {
	const { sentences } = deps;
	const place = quoteTyped(title);
	if (routes.length === 0) return [sentences.say(locale, "route-none", { place })];
	const now = deps.now();
	const items = routes.map((one) => {
		const isHindered = (one.hindered?.until ?? 0) > now;
		const values = { names: nameWish(one, choices, locale, deps), part: quoteTyped(one.title) };
		const text = isHindered
			? sentences.say(locale, "route-item-hindered", { ...values, place })
			: sentences.say(locale, "route-item", values);
		return [{ text }];
	});
	return [sentences.say(locale, "route-title", { place }), { kind: "list", items }];
}

function nameWish(wish: Wish, choices: Choices, locale: string, { sentences }: CommandDeps): string {
	const labels = [
		...wish.topics.map((id) => labelOf({ kind: "topic", id }, choices)),
		...wish.sources.map((id) => labelOf({ kind: "source", id }, choices)),
	];
	return joinNames(labels, locale, sentences);
}

/** A topic or source has one way: a new rule takes it out of the others. */
function withRoute(
	routes: readonly Route[],
	wish: Wish,
	rule: Pick<Route, "to" | "toKind" | "title">,
): readonly Route[] {
	const others = withoutNames(routes, wish);
	const same = others.find(({ to }) => to === rule.to);
	const joined: Route = {
		...rule,
		topics: [...(same?.topics ?? []), ...wish.topics],
		sources: [...(same?.sources ?? []), ...wish.sources],
	};
	return same === undefined ? [...others, joined] : others.map((one) => (one === same ? joined : one));
}

function withoutNames(routes: readonly Route[], wish: Wish): readonly Route[] {
	return routes.flatMap((one) => {
		const topics = one.topics.filter((id) => !wish.topics.includes(id));
		const sources = one.sources.filter((id) => !wish.sources.includes(id));
		return topics.length + sources.length === 0 ? [] : [{ ...one, topics, sources }];
	});
}
