import { mayDo } from "../../domain/rights.ts";
import type { AddressLook, FoundSource } from "../../domain/source.ts";
import type { Block, Control } from "../../message/message.ts";
import { buildReply } from "../answer/reply.ts";
import { findHere, findThere, type Target } from "../channel/find-target.ts";
import type { ReadCall, ReadPress } from "../command.ts";
import type { CommandDeps } from "../deps.ts";
import type { CommandReply } from "../port.ts";
import { subscribeTo } from "../subscriptions/subscribe-to.ts";
import { cutTyped, quoteTyped } from "../typed/typed.ts";
import { showAddress, type TypedAddress } from "./read-address.ts";

type There = Extract<Target, { kind: "place" }>;
type Asking = ReadCall | ReadPress;

/**
 * Subscribes a place to what is at an address: at once where it is a source already; else it is read first, and what is a
 * page of several feeds asks which.
 */
export async function subscribeToAddress(
	target: There,
	typed: Exclude<TypedAddress, { kind: "none" }>,
	call: ReadCall,
	deps: CommandDeps,
): Promise<CommandReply> {
	const { locale } = call;
	const { bringing, sentences } = deps;
	if (typed.kind === "wrong") return refuse(call, deps, `address-wrong-${typed.reason}`);
	const { address } = typed;
	const known = await bringing.find(address);
	if (known !== undefined) {
		const named = sentences.say(locale, "address-known", { name: quoteTyped(known.name) });
		return subscribeTo(target, { sources: [known.id], topics: [] }, call, deps, [named]);
	}
	if (bringing.most === 0 && !(await mayBringAny(call, deps))) return refuse(call, deps, "address-off");
	if (call.person.isAnonymous === true) {
		// Whoever it is would have the limits of one person for each of their channels.
		return refuse(call, deps, "address-anonymous", { reference: target.reference ?? target.place.address });
	}
	const meanwhile = sentences.say(locale, "address-reading", { address: showAddress(address) });
	return {
		...buildReply("person", locale, [meanwhile]),
		later: () => lookAndSubscribe(target, address, call, deps),
	};
}

async function lookAndSubscribe(
	target: There,
	address: string,
	call: ReadCall,
	deps: CommandDeps,
): Promise<CommandReply> {
	const by = { platform: call.platform, ...call.person };
	const look = await deps.bringing.look(address, await zoneOf(target, call, deps), by);
	switch (look.kind) {
		case "busy":
			return refuse(call, deps, "address-busy");
		case "nothing":
			return sayNothing(look, address, call, deps);
		case "source":
			return bring(target, look.found, call, deps);
		case "choice":
			return offer(target, look, call, deps);
	}
}

/** What was found there, and what to do about it. */
function sayNothing(
	{ why, status }: Extract<AddressLook, { kind: "nothing" }>,
	address: string,
	{ locale }: Asking,
	{ sentences }: CommandDeps,
): CommandReply {
	const args = { why, status: status ?? 0 };
	return buildReply("person", locale, [
		sentences.say(locale, "address-nothing", { address: showAddress(address) }),
		sentences.say(locale, "address-why", args),
		sentences.say(locale, "address-advice", { why }),
	]);
}

async function offer(
	target: There,
	{ name, found }: Extract<AddressLook, { kind: "choice" }>,
	{ locale }: ReadCall,
	{ bringing, sentences }: CommandDeps,
): Promise<CommandReply> {
	const { reference } = target;
	const id = await bringing.keepOffer({ found, ...(reference === undefined ? {} : { reference }) });
	const say = (sentence: string, args = {}) => sentences.say(locale, sentence, args);
	const choose: Control = {
		kind: "choose",
		name: say("address-choose"),
		does: `subscribe:f:${id}`,
		many: false,
		options: found.map((one, nth) => ({
			value: String(nth),
			label: cutTyped(one.name, 60),
			...(one.newest === undefined ? {} : { description: cutTyped(one.newest, 90) }),
			chosen: false,
		})),
	};
	const command = `/subscribe ${reference === undefined ? "" : `${reference} `}`;
	const copies = found.map(
		(one): Block => ({
			kind: "paragraph",
			spans: [
				{ text: quoteTyped(one.name), bold: true },
				{ text: "\n" },
				{ text: `${command}${one.location}` },
			],
		}),
	);
	return {
		...buildReply("person", locale, [
			say("address-choice", { name: quoteTyped(name), count: found.length }),
			...copies,
			say("address-choice-how"),
		]),
		controls: [[choose]],
	};
}

/** `subscribe:f:<offer>` with the number of the chosen feed: rights are looked at again, whoever pressed. */
export async function chooseFeed(call: ReadPress, deps: CommandDeps): Promise<CommandReply> {
	const { locale } = call;
	const offered = await deps.bringing.offer(call.does.split(":")[2] ?? "");
	const found = offered?.found[Number(call.values[0])];
	if (offered === undefined || found === undefined) {
		const notice = deps.sentences.say(locale, "address-offer-over");
		return { messages: [], visibility: "person", notice };
	}
	const { reference } = offered;
	const target =
		reference === undefined ? await findHere(call, deps, true) : await findThere(reference, call, deps, true);
	if (target.kind === "refused") return buildReply("person", locale, target.sentences);
	return bring(target, found, call, deps);
}

async function bring(
	target: There,
	found: FoundSource,
	call: Asking,
	deps: CommandDeps,
): Promise<CommandReply> {
	const { locale, platform, person } = call;
	const { bringing, sentences } = deps;
	const by = { platform, ...person };
	const brought = await bringing.add(found, await zoneOf(target, call, deps), by);
	if (brought.kind === "too-many") return refuse(call, deps, "address-too-many", { count: bringing.most });
	if (brought.kind === "full") return refuse(call, deps, "address-full");
	const { source } = brought;
	const parts: (string | Block)[] = [
		sentences.say(locale, "address-brought", { name: quoteTyped(source.name) }),
		...(found.newest === undefined
			? []
			: [sentences.say(locale, "address-newest", { headline: cutTyped(found.newest, 200) })]),
	];
	return subscribeTo(target, { sources: [source.id], topics: [] }, call, deps, parts);
}

async function mayBringAny({ platform, person }: Asking, { desk }: CommandDeps): Promise<boolean> {
	return mayDo((await desk.actor({ platform, ...person })).role, "source.add");
}

/** The day of an article is the one that readers of the place have. */
async function zoneOf({ place }: There, { platform }: Asking, deps: CommandDeps): Promise<string> {
	return (await deps.findChannel(platform, place.address))?.zone ?? deps.zone;
}

function refuse(
	{ locale }: Asking,
	{ sentences }: CommandDeps,
	id: string,
	args: Record<string, string | number> = {},
): CommandReply {
	return buildReply("person", locale, [sentences.say(locale, id, args)]);
}
