/**
 * What we say, before any platform's syntax. Texts are display texts: cleaned, with no mark-up and no direction
 * marks; an adapter's `render` adds both. One block is one paragraph on the screen.
 */
export type Message = {
	/** BCP 47 tag of the text; `ar`, `fa`, `ur`, `he` are written right to left. */
	language: string;
	blocks: readonly Block[];
	image?: { url: string; alt: string };
	/** Rows of link buttons. */
	buttons: readonly (readonly LinkButton[])[];
	silent: boolean;
	/** Whether the platform may add a preview of the first link. */
	linkPreview: boolean;
};

export type Block =
	/** At most one, and first. With `href` the headline is a link where the platform allows it. */
	| { kind: "headline"; text: string; href?: string }
	| { kind: "date"; text: string }
	| { kind: "paragraph"; spans: readonly Span[] }
	| { kind: "list"; items: readonly (readonly Span[])[] }
	/** Where it comes from, with the link to the whole article. */
	| { kind: "source"; name: string; href?: string }
	| { kind: "tags"; tags: readonly string[] };

export type Span = { text: string; bold?: boolean; italic?: boolean; href?: string };

export type LinkButton = { label: string; href: string };

/** True for languages whose lines run from right to left. */
export function isRightToLeft(language: string): boolean {
	return /^(ar|fa|ur|he|ps|ckb|sd|ug)(-|$)/.test(language);
}
