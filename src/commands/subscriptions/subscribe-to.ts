import { type Channel, newsOf } from "../../domain/channel.ts";
import type { Block } from "../../message/message.ts";
import { describePace } from "../answer/describe-schedule.ts";
import { buildReply } from "../answer/reply.ts";
import { sayOfTarget, type Target } from "../channel/find-target.ts";
import type { ReadCall } from "../command.ts";
import type { CommandDeps, Wish } from "../deps.ts";
import type { CommandReply } from "../port.ts";
import { describeWishes } from "./describe-wishes.ts";
import { findPassedLimit } from "./limits.ts";
import { listChoices } from "./read-wish.ts";
import { addWish } from "./wish.ts";

/** Adds a wish to a place that this person may have, and says what it gets now, after `first`. */
export async function subscribeTo(
	target: Extract<Target, { kind: "place" }>,
	wish: Wish,
	call: Pick<ReadCall, "locale" | "platform" | "person">,
	deps: CommandDeps,
	first: readonly (string | Block)[] = [],
): Promise<CommandReply> {
	const { locale, platform, person } = call;
	const known = await deps.findChannel(platform, target.place.address);
	const wished = addWish(known?.subscriptions ?? [], wish, "new");
	const refused = await findPassedLimit(target.place, wished, call, deps);
	if (refused !== undefined) return buildReply("person", locale, [refused]);
	const channel = await deps.subscribe(target.place, platform, wish, { platform, ...person });
	const choices = await listChoices(deps, channel);
	return buildReply("everybody", locale, [
		...first,
		...sayDone(target, channel, call, deps),
		deps.sentences.say(locale, "receives"),
		describeWishes(newsOf(channel), choices, locale, deps),
		sayOfTarget(target, call, deps, { here: "subscribe-undo-here", there: "subscribe-undo-there" }),
	]);
}

/** That it is done, and when news comes: as it comes in, or by the place's schedule. */
function sayDone(
	target: Extract<Target, { kind: "place" }>,
	{ schedule }: Channel,
	call: Pick<ReadCall, "locale">,
	deps: CommandDeps,
): readonly string[] {
	const say = (ids: { here: string; there: string }) => sayOfTarget(target, call, deps, ids);
	if (schedule.kind === "at-once") {
		return [say({ here: "subscribe-done-here", there: "subscribe-done-there" })];
	}
	const pace = describePace(schedule, call.locale, deps.sentences);
	return [`${say({ here: "subscribe-later-here", there: "subscribe-later-there" })} ${pace}`];
}
