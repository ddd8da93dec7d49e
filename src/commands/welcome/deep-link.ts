import { createHash } from "node:crypto";
import { readOffered } from "../setup/offer.ts";

/**
 * What a link that opens the bot asks for, where a platform has such links (`t.me/bot?start=…`). Written in at most 64 of
 * `[A-Za-z0-9_-]`: `a_` and an article's id, `s_` and a source's id, `t_` and a hash of a topic's id (which is Arabic),
 * `setup` or `alerts`, `setup_at_` and the address of a channel, or `opml_in_` and what was offered there.
 */
export type DeepLink =
	| { kind: "article"; id: string }
	| { kind: "source"; id: string }
	| { kind: "topic"; hash: string }
	| { kind: "command"; name: "setup" | "alert" }
	| { kind: "setup-of"; address: string }
	| { kind: "opml-offer"; id: string };

const payload = /^[A-Za-z0-9_-]{1,64}$/;

export function linkToArticle(id: string): string | undefined {
	return write(`a_${id}`);
}

export function linkToSource(id: string): string | undefined {
	return write(`s_${id}`);
}

export function linkToTopic(id: string): string | undefined {
	return write(`t_${hashTopic(id)}`);
}

/** The address for a payload, as part of a span; nothing where the platform or the payload allows none. */
export function hrefOf(
	link: string | undefined,
	linkTo: ((payload: string) => string) | undefined,
): { href?: string } {
	return link === undefined || linkTo === undefined ? {} : { href: linkTo(link) };
}

/** Undefined for everything else that may stand in such a link. */
export function readDeepLink(text: string): DeepLink | undefined {
	if (text === "setup") return { kind: "command", name: "setup" };
	if (text === "alerts") return { kind: "command", name: "alert" };
	const offer = /^opml_in_([a-z0-9]{1,20})$/.exec(text)?.[1];
	if (offer !== undefined) return { kind: "opml-offer", id: offer };
	const offered = /^setup_at_(-?\w{1,54})$/.exec(text)?.[1];
	if (offered !== undefined) return { kind: "setup-of", address: readOffered(offered) };
	const [, letter, rest] = /^([ast])_([A-Za-z0-9_-]{1,62})$/.exec(text) ?? [];
	if (rest === undefined) return undefined;
	if (letter === "a") return { kind: "article", id: rest };
	return letter === "s" ? { kind: "source", id: rest } : { kind: "topic", hash: rest };
}

/** Twelve characters: enough to tell a newsroom's topics apart. */
export function hashTopic(id: string): string {
	return createHash("sha256").update(id).digest("base64url").slice(0, 12);
}

function write(text: string): string | undefined {
	return payload.test(text) ? text : undefined;
}
