import { foldWords } from "../arabic/fold.ts";
import type { About } from "./about.ts";

/** Fewer letters than these are found in too much. */
const fewestLetters = 10;
/** Enough to be sure of a headline or the beginning of a text, though a platform has cut the rest. */
const mostLetters = 200;

export type Traces = { headline: boolean; link: boolean };

/**
 * What of a post is found in a message that stands somewhere: its words as they are shown, and the addresses behind them.
 * Nothing of it in one that leads to other articles as well: a list that somebody asked for is not the post.
 */
export function findTraces(
	{ headlines, links }: About,
	shown: { text: string; links: readonly string[] },
): Traces {
	const text = lettersOf(shown.text);
	const ours = links.map(plainLink);
	const there = shown.links.map(plainLink);
	const isOther = (link: string) => !ours.includes(link) && ours.some((one) => isSameSite(one, link));
	const isList = there.some((link) => isOther(link) && !isFrontPage(link));
	if (isList) return { headline: false, link: false };
	return {
		headline: headlines.some((headline) => {
			const letters = longestPiece(headline).slice(0, mostLetters);
			return letters.length >= fewestLetters && text.includes(letters);
		}),
		link: ours.some((link) => there.includes(link)),
	};
}

/** A place for a name or a date is filled in otherwise in each channel: what stands between them is the same in all. */
function longestPiece(text: string): string {
	const pieces = text.split(/\{[^}]*\}|\]\([^)]*\)/).map(lettersOf);
	return pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest), "");
}

function lettersOf(text: string): string {
	return foldWords(text).replaceAll(" ", "");
}

function isFrontPage(link: string): boolean {
	return URL.canParse(link) && new URL(link).pathname === "/";
}

function isSameSite(one: string, other: string): boolean {
	return URL.canParse(one) && URL.canParse(other) && new URL(one).host === new URL(other).host;
}

function plainLink(link: string): string {
	return URL.canParse(link) ? new URL(link).href : link;
}
