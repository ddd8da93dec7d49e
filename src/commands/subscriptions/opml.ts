import { newsOf } from "../../domain/channel.ts";
import { mayDo } from "../../domain/rights.ts";
import type { FoundSource, LookProblem } from "../../domain/source.ts";
import { buildAnswer } from "../../message/answer.ts";
import type { Span } from "../../message/message.ts";
import { buildReply } from "../answer/reply.ts";
import { findHere, findTarget, findThere, type Target } from "../channel/find-target.ts";
import type { Command, ReadCall, ReadPress } from "../command.ts";
import type { CommandDeps } from "../deps.ts";
import type { CommandReply, SentFile } from "../port.ts";
import { quoteTyped } from "../typed/typed.ts";
import { findPassedLimit } from "./limits.ts";
import { addWish, isEverything } from "./wish.ts";

const mostBytes = 1024 * 1024;
/** New addresses of one file that are read; who has more sends it again. */
const mostRead = 50;
const readAtOnce = 5;
const mostNamed = 10;

/**
 * `/opml [channel]`: what a place gets as a file for feed readers; with such a file, what it names, for this place: first
 * what would be done, then, confirmed, done. Twice is once.
 */
export const opml: Command = {
	name: "opml",
	description: "command-opml",
	words: [],
	use: "owners",
	parameters: [
		{ name: "channel", description: "parameter-channel", kind: "text", required: false },
		{ name: "file", description: "parameter-opml", kind: "file", required: false },
	],
	async run(call, deps) {
		const target = await findTarget(call, deps, call.file !== undefined);
		if (target.kind === "refused") return buildReply("person", call.locale, target.sentences);
		const { file } = call;
		if (file === undefined) return write(target, call, deps);
		return { ...say(call, deps, ["opml-reading"]), later: () => read(target, file, call, deps) };
	},
	press: take,
};

type There = Extract<Target, { kind: "place" }>;
type Asking = ReadCall | ReadPress;

async function write({ place }: There, call: ReadCall, deps: CommandDeps): Promise<CommandReply> {
	const { locale, platform } = call;
	const channel = await deps.findChannel(platform, place.address);
	const written =
		channel === undefined || newsOf(channel).length === 0 ? undefined : await deps.opml.write(channel);
	if (written === undefined) return say(call, deps, ["opml-nothing", "opml-how"]);
	const { text, count } = written;
	const message = buildAnswer(locale, [
		deps.sentences.say(locale, "opml-written", { count, place: quoteTyped(place.title) }),
		deps.sentences.say(locale, "opml-how"),
	]);
	return { messages: [{ ...message, file: { name: "barqiya.opml", text } }], visibility: "person" };
}

async function read(target: There, file: SentFile, call: ReadCall, deps: CommandDeps): Promise<CommandReply> {
	const loaded = await file.load(mostBytes);
	if (loaded.kind === "too-large") return say(call, deps, ["opml-too-large"]);
	if (loaded.kind === "failed") return say(call, deps, ["opml-not-loaded"]);
	const list = await deps.opml.read(loaded.bytes);
	if (list.kind === "refused") return say(call, deps, ["opml-refused"]);
	if (list.kind === "too-many") return say(call, deps, ["opml-too-many"], { count: list.most });
	const { known, fresh, left } = list;
	const room = await deps.bringing.room({ platform: call.platform, ...call.person });
	const wanted = fresh.slice(0, Math.min(room, mostRead));
	const rest = { known, left, over: fresh.length - wanted.length };
	const looked = await lookAtAll(wanted, target, call, deps);
	if (looked === undefined) return say(call, deps, ["address-busy"]);
	return propose(target, { ...rest, ...looked }, call, deps);
}

type Looked = { found: FoundSource[]; failed: { name: string; why: LookProblem; status: number }[] };

/** Reads every address once, a few at a time; undefined while this person's last address is still being read. */
async function lookAtAll(
	wanted: readonly FoundSource[],
	{ place }: There,
	{ platform, person }: ReadCall,
	{ bringing, desk, findChannel, zone }: CommandDeps,
): Promise<Looked | undefined> {
	const by = { platform, ...person };
	// Whoever brings the address after has the source as it is: nobody calls it for them what they like.
	const mayName = mayDo((await desk.actor(by)).role, "source.add");
	const inZone = (await findChannel(platform, place.address))?.zone ?? zone;
	const addresses = wanted.map(({ location }) => location);
	if (addresses.length === 0) return { found: [], failed: [] };
	const looks = await bringing.lookAll(addresses, readAtOnce, inZone, by);
	if (looks === "busy") return undefined;
	const found: FoundSource[] = [];
	const failed: Looked["failed"] = [];
	for (const [nth, look] of looks.entries()) {
		const outline = wanted[nth];
		if (outline === undefined) continue;
		// A page that names feeds is read by the first of them, as one in the operator's file is.
		if (look.kind === "nothing") {
			failed.push({ name: outline.name, why: look.why, status: look.status ?? 0 });
			continue;
		}
		const { name } = look.kind === "source" ? look.found : look;
		const said = mayName ? {} : { name, topics: [] };
		found.push({ ...outline, ...said, kind: look.kind === "source" ? look.found.kind : "auto" });
	}
	return { found, failed };
}

type Plan = Looked & { known: readonly { id: string }[]; left: number; over: number };

/** What would be done, and the button that does it. */
async function propose(target: There, plan: Plan, call: ReadCall, deps: CommandDeps): Promise<CommandReply> {
	const { locale } = call;
	const { bringing, sentences } = deps;
	const count = (id: string, n: number) => (n === 0 ? [] : [sentences.say(locale, id, { count: n })]);
	const { known, found, failed, left, over } = plan;
	const whys = failed
		.slice(0, mostNamed)
		.map(({ name, why, status }): readonly Span[] => [
			{ text: quoteTyped(name), bold: true },
			{ text: `: ${sentences.say(locale, "address-why", { why, status })}` },
		]);
	const total = known.length + found.length;
	const message = buildReply("person", locale, [
		{ kind: "headline", text: sentences.say(locale, "opml-title") },
		...count("opml-known", known.length),
		...count("opml-new", found.length),
		...count("opml-over", over),
		...count("opml-left", left),
		...count("opml-failed", failed.length),
		...(whys.length === 0 ? [] : [{ kind: "list" as const, items: whys }]),
		sentences.say(locale, total === 0 ? "opml-none" : "opml-sure", { place: quoteTyped(target.place.title) }),
	]);
	if (total === 0) return message;
	// Who speaks in a channel's name presses elsewhere, under their own.
	const reference = target.reference ?? (call.person.isAnonymous === true ? target.place.address : undefined);
	const id = await bringing.keepOffer({
		found,
		known: known.map((one) => one.id),
		...(reference === undefined ? {} : { reference }),
	});
	const label = sentences.say(locale, "opml-do", { count: total });
	return { ...message, controls: [[{ kind: "press", label, does: `opml:in:${id}` }]] };
}

/** `opml:in:<offer>`: rights and limits are looked at again, whoever pressed. */
async function take(call: ReadPress, deps: CommandDeps): Promise<CommandReply> {
	const { locale, platform, person } = call;
	const { bringing, sentences } = deps;
	const offered = await bringing.offer(call.does.split(":")[2] ?? "");
	if (offered?.known === undefined) {
		return { messages: [], visibility: "person", notice: sentences.say(locale, "address-offer-over") };
	}
	const { reference } = offered;
	const target =
		reference === undefined ? await findHere(call, deps, true) : await findThere(reference, call, deps, true);
	if (target.kind === "refused") return buildReply("person", locale, target.sentences);
	const { place } = target;
	const by = { platform, ...person };
	const channel = await deps.findChannel(platform, place.address);
	const now = channel?.subscriptions ?? [];
	const passed = await findPassedLimit(place, now, call, deps);
	if (passed !== undefined) return buildReply("person", locale, [passed]);
	const added: string[] = [];
	for (const found of offered.found) {
		const brought = await bringing.add(found, channel?.zone ?? deps.zone, by);
		if (brought.kind === "brought") added.push(brought.source.id);
	}
	// Who gets everything has the listed ones: naming them would narrow it.
	const hasAll = newsOf({ subscriptions: now }).some((one) => isEverything(one) && one.include.length === 0);
	const sources = [...(hasAll ? [] : offered.known), ...added];
	if (sources.length > 0) {
		const wish = { sources, topics: [] };
		const over = await findPassedLimit(place, addWish(now, wish, "new"), call, deps);
		if (over !== undefined) return buildReply("person", locale, [over]);
		await deps.subscribe(place, platform, wish, by);
	}
	const over = offered.found.length - added.length;
	const done = buildReply("everybody", locale, [
		sentences.say(locale, "opml-done", {
			count: offered.known.length + added.length,
			place: quoteTyped(place.title),
		}),
		...(over === 0 ? [] : [sentences.say(locale, "opml-over", { count: over })]),
	]);
	return { ...done, replaces: true };
}

function say(
	{ locale }: Asking,
	{ sentences }: CommandDeps,
	ids: readonly string[],
	args: Record<string, string | number> = {},
): CommandReply {
	const parts = ids.map((id) => sentences.say(locale, id, args));
	return buildReply("person", locale, parts);
}
