import type { Subscription } from "../../domain/channel.ts";
import { buildAnswer } from "../../message/answer.ts";
import type { SetupDraft } from "../../store/dialogues/setups.ts";
import { buildReply } from "../answer/reply.ts";
import { findHere, findTarget, findThere } from "../channel/find-target.ts";
import type { Command, ReadPress } from "../command.ts";
import type { CommandDeps } from "../deps.ts";
import type { Caller, CommandReply, Control, Place } from "../port.ts";
import { findPassedLimit } from "../subscriptions/limits.ts";
import { quoteTyped } from "../typed/typed.ts";
import { describeDraft } from "./describe-draft.ts";
import { offerSetup, readOffered } from "./offer.ts";
import { emptyDraft, startDraft } from "./start-draft.ts";
import type { Room } from "./step.ts";
import { stepsOf } from "./steps.ts";

/** `/setup [channel]`: a dialogue about what a place gets, when and how; nothing of it holds before its end. */
export const setup: Command = {
	name: "setup",
	description: "command-setup",
	words: ["إعداد", "الإعداد"],
	use: "owners",
	parameters: [{ name: "channel", description: "parameter-channel", kind: "text", required: false }],
	async run(call, deps) {
		if (call.args === "" && call.place.isPrivate) return open(undefined, call, deps);
		const target = await findTarget(call, deps, true);
		if (target.kind === "refused") return buildReply("person", call.locale, target.sentences);
		if (call.person.isAnonymous === true) {
			// Who presses the button is somebody.
			const said = buildReply("person", call.locale, [deps.sentences.say(call.locale, "setup-anonymous")]);
			return { ...said, controls: offerSetup(target.place, call.locale, deps) };
		}
		return open(target.place, call, deps);
	},
	press,
};

type Asking = Caller & { locale: string };

/** Begins the dialogue; where there are several places that could be meant, with the question which. */
export async function open(place: Place | undefined, call: Asking, deps: CommandDeps): Promise<CommandReply> {
	const isHere = place?.address === call.place.address;
	const asksPlace = place === undefined || (isHere && ((await call.nearby?.()) ?? []).length > 1);
	const step = asksPlace ? "place" : "sources";
	const empty = emptyDraft(call, deps, { step, asksPlace });
	const about = place ?? call.place;
	const draft = await startDraft(empty, about, call, deps);
	await deps.changeSetup(askerOf(call), async () => draft);
	return { ...(await show({ call, draft, deps }, [])), replaces: false };
}

/** `setup:new`, `setup:here`, `setup:at:<address>` open a dialogue; `setup:<dialogue>:<step>:<action>` goes on with one. */
async function press(call: ReadPress, deps: CommandDeps): Promise<CommandReply> {
	const [, id = "", ...rest] = call.does.split(":");
	if (id === "new") return open(undefined, call, deps);
	if (id === "here") return openAt(call.place.address, call, deps);
	if (id === "at") return openAt(readOffered(rest.join(":")), call, deps);
	let reply: CommandReply = {
		messages: [],
		visibility: "person",
		notice: deps.sentences.say(call.locale, "setup-over"),
	};
	await deps.changeSetup(askerOf(call), async (draft) => {
		if (draft === undefined || draft.id !== id) return draft;
		const went = await goOn(draft, rest, call, deps);
		reply = went.reply;
		return went.draft;
	});
	return reply;
}

type Went = { draft: SetupDraft | undefined; reply: CommandReply };

async function goOn(
	draft: SetupDraft,
	[step = "", action = ""]: readonly string[],
	call: ReadPress,
	deps: CommandDeps,
): Promise<Went> {
	const room = { call, draft, deps };
	if (action === "cancel") {
		const said = buildReply("person", call.locale, [deps.sentences.say(call.locale, "setup-cancelled")]);
		return { draft: undefined, reply: { ...said, replaces: true } };
	}
	const refused = await findRefusal(room);
	if (refused !== undefined) {
		return { draft, reply: { ...buildReply("person", call.locale, refused), replaces: true } };
	}
	// Pressed twice, or in a message that shows an earlier step: what is next is shown again.
	if (step !== draft.step) return { draft, reply: await show(room, []) };
	if (action === "next" || action === "back") return move(room, action === "next" ? 1 : -1);
	if (action === "done" && step === "preview") return finish(room);
	const act = await stepsOf(draft)
		.find(({ name }) => name === step)
		?.act(action, call, room);
	switch (act?.kind) {
		case undefined:
			return { draft, reply: await show(room, []) };
		case "refused":
			return { draft, reply: await show(room, act.sentences) };
		case "form":
			return {
				draft,
				reply: {
					messages: [],
					visibility: "person",
					form: { ...act.form, does: doesIn(draft)(act.does) },
				},
			};
		case "changed":
			return { draft: act.draft, reply: await show({ ...room, draft: act.draft }, []) };
	}
}

/** To the next step or the one before. What holds at a place is shown behind the question for it, to those with rights. */
async function move(room: Room, by: 1 | -1): Promise<Went> {
	const { draft } = room;
	const moved = { ...draft, step: neighbour(draft, by) };
	const refused = draft.step === "place" ? await findRefusal({ ...room, draft: moved }) : undefined;
	if (refused !== undefined) return { draft, reply: await show(room, refused) };
	return { draft: moved, reply: await show({ ...room, draft: moved }, []) };
}

function withSubscription(all: readonly Subscription[], set: Subscription): readonly Subscription[] {
	return all.some(({ id }) => id === set.id)
		? all.map((one) => (one.id === set.id ? set : one))
		: [...all, set];
}

/** One change of the channel, all at once; then what was chosen, in words. */
async function finish(room: Room): Promise<Went> {
	const { call, draft, deps } = room;
	const { place, subscription, zone, look, schedule } = draft;
	if (place === undefined) return { draft, reply: await show(room, []) };
	const known = await deps.findChannel(call.platform, place.address);
	const wished = withSubscription(known?.subscriptions ?? [], subscription);
	const refused = await findPassedLimit(place, wished, call, deps);
	if (refused !== undefined) return { draft, reply: await show(room, [refused]) };
	const channel = await deps.changeChannel(
		place,
		call.platform,
		(now) => ({
			...now,
			zone,
			look,
			schedule,
			subscriptions: withSubscription(now.subscriptions, subscription),
		}),
		askerOf(call),
	);
	// Whoever sets a place up wants news there, and what waited meanwhile as well.
	if (channel.state.kind !== "active") await deps.resume(channel.id, askerOf(call));
	const here = place.address === call.place.address;
	const { sentences } = deps;
	const others = channel.subscriptions.length - 1;
	const reply = buildReply("person", call.locale, [
		{
			kind: "headline",
			text: here
				? sentences.say(call.locale, "setup-done-here")
				: sentences.say(call.locale, "setup-done-there", { place: quoteTyped(place.title) }),
		},
		await describeDraft(room),
		...(others > 0 ? [sentences.say(call.locale, "setup-other-subscriptions", { count: others })] : []),
		sentences.say(call.locale, "setup-change-later"),
	]);
	return { draft: undefined, reply: { ...reply, replaces: true } };
}

/** The step that a draft is at: its message and controls. */
async function show(room: Room, problems: readonly string[]): Promise<CommandReply> {
	const { call, draft, deps } = room;
	const all = stepsOf(draft);
	const at = Math.max(
		0,
		all.findIndex(({ name }) => name === draft.step),
	);
	const step = all[at];
	const does = doesIn(draft);
	const view = await step?.show(room, does);
	const say = (id: string, args?: Record<string, string | number>) =>
		deps.sentences.say(call.locale, id, args);
	const { place } = draft;
	const title =
		place === undefined || place.address === call.place.address
			? say("setup-title-here")
			: say("setup-title-there", { place: quoteTyped(place.title) });
	const where = say("setup-step", { step: at + 1, steps: all.length, name: say(`setup-step-${draft.step}`) });
	const message = buildAnswer(call.locale, [
		{ kind: "headline", text: title },
		where,
		...problems,
		...(view?.parts ?? []),
	]);
	return {
		messages: [...(view?.before ?? []), message],
		visibility: "person",
		controls: [...(view?.controls ?? []), navigation(at, all.length, room, does)],
		replaces: true,
	};
}

/** In reading order from the right in Arabic: keyboards are left to right, so what leads on stands first. */
function navigation(
	at: number,
	count: number,
	{ call, deps }: Room,
	does: (action: string) => string,
): readonly Control[] {
	const button = (action: string): Control => ({
		kind: "press",
		label: deps.sentences.say(call.locale, `setup-${action}`),
		does: does(action),
	});
	const row = [
		button("cancel"),
		...(at > 0 ? [button("back")] : []),
		button(at < count - 1 ? "next" : "done"),
	];
	return call.locale === "ar" ? row.toReversed() : row;
}

function doesIn({ id, step }: SetupDraft): (action: string) => string {
	return (action) => `setup:${id}:${step}:${action}`;
}

function neighbour(draft: SetupDraft, by: 1 | -1): string {
	const all = stepsOf(draft);
	const at = all.findIndex(({ name }) => name === draft.step);
	return all[Math.min(Math.max(at + by, 0), all.length - 1)]?.name ?? draft.step;
}

/** Opens the dialogue for the place at an address, for who may do that. */
export async function openAt(address: string, call: Asking, deps: CommandDeps): Promise<CommandReply> {
	const target = await findPlace(address, call, deps);
	if (target.kind === "refused") return buildReply("person", call.locale, target.sentences);
	return open(target.place, call, deps);
}

/** Why this person may not set this place up any more, in sentences; rights are looked at on every press. */
async function findRefusal({ call, draft, deps }: Room): Promise<readonly string[] | undefined> {
	const { place } = draft;
	// Of a place that is still to be chosen the choice itself asks.
	if (place === undefined || draft.step === "place") return undefined;
	const target = await findPlace(place.address, call, deps);
	return target.kind === "refused" ? target.sentences : undefined;
}

function findPlace(address: string, call: Asking, deps: CommandDeps) {
	const isHere = address === call.place.address;
	return isHere ? findHere(call, deps, true) : findThere(address, call, deps, true);
}

function askerOf({ platform, person }: Caller) {
	return { platform, ...person };
}
