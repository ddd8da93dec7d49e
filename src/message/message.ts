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
	/** Rows of what a person may press or choose, below the link buttons; in answers to people only. */
	controls?: readonly (readonly Control[])[];
	/** Comes along with the text; in answers to people only. */
	file?: { name: string; text: string };
	/** The reader's next message is the answer to this one: platforms that can open the keyboard for it (`of`: theirs alone). */
	asks?: { placeholder?: string; of?: { id: string; name: string } };
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

/** A span of the text `\n` alone breaks the line of its paragraph; elsewhere a newline is a blank. */
export type Span = { text: string; bold?: boolean; italic?: boolean; href?: string };

/**
 * `share`: the words that go along when `href` is passed on to others. A platform with an address for sharing leads
 * there; one whose readers pass a post on by its own means leaves the button away.
 */
export type LinkButton = { label: string; href: string; share?: string };

/**
 * Something that a person may press or choose. `does` comes back with the press: `[A-Za-z0-9:_-]{1,32}`, so that it and
 * a value fit the 64 bytes that Telegram gives a button (Discord: 100).
 */
export type Control =
	| { kind: "press"; label: string; does: string }
	| {
			kind: "choose";
			/** What is chosen here, for platforms that show a closed list. */
			name: string;
			does: string;
			options: readonly ControlOption[];
			/** Several may be chosen at once, or none. */
			many: boolean;
			placeholder?: string;
			/** The part of a long list that is shown, from 0; platforms turn the pages by themselves. */
			page?: number;
	  };

/** `value`: `[A-Za-z0-9:_-]{1,24}`; a longer id is shortened by whoever makes the control. */
export type ControlOption = { value: string; label: string; description?: string; chosen: boolean };

/** True for languages whose lines run from right to left. */
export function isRightToLeft(language: string): boolean {
	return /^(ar|fa|ur|he|ps|ckb|sd|ug)(-|$)/.test(language);
}
