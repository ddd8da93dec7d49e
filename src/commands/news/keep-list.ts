import type { ReadCall } from "../command.ts";
import type { CommandDeps } from "../deps.ts";

/** A list ends after this many: whoever reads on so long looks for something else. */
const mostShown = 100;

/**
 * Remembers what of a list was shown, so that `/more` can go on, and returns the sentence that says so; nothing where the
 * list is at its end. `shown` are the ids of this part.
 */
export async function keepList(
	call: ReadCall,
	shown: readonly string[],
	hasMore: boolean,
	deps: CommandDeps,
): Promise<readonly string[]> {
	const all = [...(call.goesOn?.shown ?? []), ...shown];
	const canGoOn = all.length > 0 && all.length < mostShown;
	const askedAt = call.goesOn?.askedAt ?? deps.now();
	const list = { command: call.name.toLowerCase(), args: call.args, shown: all, askedAt };
	const asker = { platform: call.platform, ...call.person };
	await deps.setOpenList(asker, call.place.address, canGoOn ? list : undefined);
	return canGoOn && hasMore ? [deps.sentences.say(call.locale, "more-how")] : [];
}
