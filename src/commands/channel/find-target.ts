import { asciiDigits } from "../../arabic/digits.ts";
import type { ReadCall } from "../command.ts";
import type { CommandDeps } from "../deps.ts";
import type { Caller, FoundPlace, Place } from "../port.ts";
import { quoteTyped } from "../typed/typed.ts";

/**
 * The place that a call is about, or why this person may not have it, in sentences. `reference` is how the call named
 * it, absent for the place where the call was made; `rest` is the arguments without it.
 */
export type Target =
	| { kind: "place"; place: Place; reference?: string; rest: string }
	| { kind: "refused"; sentences: readonly string[] };

type Asking = Caller & { locale: string };

/**
 * The place named first in the arguments, else the one where the call was made. Only somebody who administers it may
 * have it; with `toPost` the bot must have the right to post there as well.
 */
export async function findTarget(call: ReadCall, deps: CommandDeps, toPost: boolean): Promise<Target> {
	const { reference, rest } = splitReference(call.args);
	const found =
		reference === undefined
			? await findHere(call, deps, toPost)
			: await findThere(reference, call, deps, toPost);
	return found.kind === "place" ? { ...found, rest } : found;
}

/** The place where the call was made. */
export async function findHere(call: Asking, deps: CommandDeps, toPost: boolean): Promise<Target> {
	if (call.place.isPrivate) return { kind: "place", place: call.place, rest: "" };
	if (!(await call.mayAdminister())) {
		return refuse(call, deps, "person-lacks-right-here", "person-right-how");
	}
	// Discord lets a bot answer a command where it may not post, so the answer itself proves nothing.
	const seen = toPost ? await call.findPlace(call.place.address) : undefined;
	if (seen?.botMayPost === false) {
		return refuse(call, deps, "bot-lacks-right-here", "bot-right-how", "", seen.addressKind);
	}
	return { kind: "place", place: call.place, rest: "" };
}

/** One of two sentences: about the place where the call was made, or about the one that it named. */
export function sayOfTarget(
	target: Extract<Target, { kind: "place" }>,
	{ locale }: Pick<Asking, "locale">,
	{ sentences }: CommandDeps,
	ids: { here: string; there: string },
): string {
	const { place, reference } = target;
	return reference === undefined
		? sentences.say(locale, ids.here)
		: sentences.say(locale, ids.there, { place: quoteTyped(place.title), reference });
}

/** How the platforms write a place: `@name`, `<#id>`, an id, an address of theirs. Names in words are never places. */
const references = [
	/^@\S{1,100}$/,
	/^<#\d{1,20}>$/,
	/^-?\d{5,20}(\/\d{1,20})?$/,
	/^(https?:\/\/)?((www\.)?(t|telegram)\.me|(\w+\.)?discord(app)?\.com)\/\S+$/i,
];

function splitReference(args: string): { reference?: string; rest: string } {
	const [first = "", ...others] = args.split(" ");
	if (!isReference(first)) return { rest: args };
	return { reference: asciiDigits(first), rest: others.join(" ") };
}

/** True for a word that names a place. */
export function isReference(word: string): boolean {
	const plain = asciiDigits(word);
	return references.some((pattern) => pattern.test(plain));
}

/** The place that a reference names: `@name`, an id, an address, a link. */
export async function findThere(
	reference: string,
	call: Asking,
	deps: CommandDeps,
	toPost: boolean,
): Promise<Target> {
	const found = await call.findPlace(reference);
	if (found === undefined) {
		const shown = quoteTyped(reference);
		return {
			kind: "refused",
			sentences: [deps.sentences.say(call.locale, "place-unknown", { reference: shown })],
		};
	}
	const title = quoteTyped(found.title);
	if (!found.personAdministers) {
		return refuse(call, deps, "person-lacks-right-there", "person-right-how", title);
	}
	if (toPost && !found.botMayPost) {
		return refuse(call, deps, "bot-lacks-right-there", "bot-right-how", title, found.addressKind);
	}
	return { kind: "place", place: asPlace(found), reference, rest: "" };
}

/** Two sentences: what is missing, and how to give it. */
function refuse(
	{ locale, platform }: Asking,
	{ sentences }: CommandDeps,
	missing: string,
	how: string,
	place = "",
	kind = "",
): Target {
	const said = [missing, how].map((id) => sentences.say(locale, id, { platform, place, kind }));
	return { kind: "refused", sentences: said };
}

function asPlace({ address, addressKind, title, isPrivate, within }: FoundPlace): Place {
	return { address, addressKind, title, isPrivate, ...(within === undefined ? {} : { within }) };
}
