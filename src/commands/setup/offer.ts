import type { CommandDeps } from "../deps.ts";
import type { Control, Place } from "../port.ts";

/** As much of `setup:at:` as an address may take of a control's 32 characters. */
const longestAddress = 23;

/** The button that opens the dialogue for a place; `undefined`: the person chooses it there. */
export function offerSetup(
	place: Place | undefined,
	locale: string,
	{ sentences }: Pick<CommandDeps, "sentences">,
): readonly (readonly Control[])[] {
	return [[{ kind: "press", label: sentences.say(locale, "setup-open"), does: doesOf(place) }]];
}

function doesOf(place: Place | undefined): string {
	if (place === undefined) return "setup:new";
	if (place.isPrivate) return "setup:here";
	const whole = place.address.replaceAll("/", "_");
	// The platforms find a thread by its own id as well.
	return `setup:at:${whole.length <= longestAddress ? whole : (whole.split("_").at(-1) ?? whole)}`;
}

/** What stands behind `setup:at:`, as an address. */
export function readOffered(written: string): string {
	return written.replaceAll("_", "/");
}
