import { quoteTyped } from "../typed/typed.ts";

/** What of a typed line is the address of a site. `none`: it is no address at all, but names. */
export type TypedAddress =
	| { kind: "none" }
	| { kind: "address"; address: string }
	/** `scheme`: of something else than the web · `several`: more than one thing stands there. */
	| { kind: "wrong"; reason: "scheme" | "malformed" | "too-long" | "several" };

/** UTF-16 units; what is typed is cut not far above it. */
const longest = 900;

/** Words that hold nothing but an address that some program opens, whatever it is. */
const withScheme = /^[a-z][a-z0-9+.-]{1,20}:(?=\S)/i;
const webScheme = /^(?:feed:)?https?:\/\/(?=[^\s/])/i;
/** `news.example`, `www.news.example/rss`, `أخبار.مثال`: a host as people write it, the last part of letters. */
const bareHost =
	/^(?:[\p{L}\p{M}\p{N}_-]+\.)+(?:\p{L}[\p{L}\p{M}]+|xn--[a-z0-9-]+)(?::\d{1,5})?(?:[/?#]\S*)?$/iu;

/**
 * Reads what somebody typed where names or an address may stand. `feed:` is what some browsers put before a feed's
 * address; without a scheme https is meant. Never throws.
 */
export function readAddress(typed: string): TypedAddress {
	const words = typed.split(" ").filter((word) => word !== "");
	const isAddress = (word: string) => withScheme.test(word) || bareHost.test(word);
	const [word, ...others] = words;
	if (word === undefined || !words.some(isAddress)) return { kind: "none" };
	if (others.length > 0) return { kind: "wrong", reason: "several" };
	if (word.length > longest) return { kind: "wrong", reason: "too-long" };
	if (withScheme.test(word) && !bareHost.test(word)) {
		if (/^feed:\/\//i.test(word)) return readUrl(word.replace(/^feed:/i, "https:"));
		if (!webScheme.test(word)) {
			const isWeb = /^(?:feed:)?https?:/i.test(word);
			return { kind: "wrong", reason: isWeb ? "malformed" : "scheme" };
		}
		return readUrl(word.replace(/^feed:(?=https?:)/i, ""));
	}
	return readUrl(`https://${word}`);
}

/** Host and path, short enough for a sentence: a query may be a key. */
export function showAddress(address: string): string {
	const { host, pathname } = new URL(address);
	return quoteTyped(`${host}${pathname === "/" ? "" : pathname}`);
}

function readUrl(text: string): TypedAddress {
	if (!URL.canParse(text)) return { kind: "wrong", reason: "malformed" };
	const url = new URL(text);
	// Neither a name and word to log in with, which everybody there would read, nor the place within a page.
	url.username = "";
	url.password = "";
	url.hash = "";
	return url.hostname === ""
		? { kind: "wrong", reason: "malformed" }
		: { kind: "address", address: url.href };
}
