import type { Instant, TimeZone } from "./time.ts";

/** A place where posts arrive. `id` is `<platform>-<number>`; the number is given once and never reused. */
export type Channel = {
	id: string;
	/** A row of the platforms table, e.g. `telegram`; the core compares it and never branches on it. */
	platform: string;
	/** Opaque to the core: chat id (+ topic id); channel id (+ thread id); a page's slug. */
	address: string;
	/** The platform's own word for what it is (`private`, `group`, `supergroup`, `channel`, `text`, `page`…). */
	addressKind: string;
	title: string;
	zone: TimeZone;
	look: Look;
	subscriptions: readonly Subscription[];
	schedule: Schedule;
	state: ChannelState;
	/** Parts of the place that get some of the news instead of the place itself; the first that fits counts. */
	routes?: readonly Route[];
	/** Who set it up last, by the platform's id of a person: is told when nothing can be posted there any more. */
	owner?: string;
	/** Words by which editors choose it for a broadcast. */
	tags?: readonly string[];
	/** False: posts are not passed on to those who follow the place elsewhere. */
	sharesPosts?: boolean;
	createdAt: Instant;
	/** When it got its present address, where that is not its first one. */
	movedAt?: Instant;
	/** Its template could not write an article, which got the standard card: since when, and why. Ends when the template changes. */
	templateFault?: TemplateFault & { since: Instant };
};

/** Why a template cannot be used; each kind has its sentence `fault-<kind>`. */
export type TemplateFault = {
	kind: TemplateFaultKind;
	/** From 1; where a place in the text is meant. */
	line?: number;
	column?: number;
	/** What stands there. */
	word?: string;
};

export const templateFaultKinds = [
	...([
		"unknown-name",
		"too-long",
		"not-closed",
		"unknown-tag",
		"unknown-filter",
		"unknown-variable",
	] as const),
	...(["syntax", "argument", "loop", "too-heavy", "too-much", "shows-nothing"] as const),
] as const;
export type TemplateFaultKind = (typeof templateFaultKinds)[number];

/** How posts look in a channel. */
export type Look = {
	/** Language of the words that barqiya adds (`ar`, `en`). */
	locale: string;
	dateStyle: DateStyle;
	digits: Digits;
	/** Longest lead, in graphemes. */
	leadLength: number;
	image: boolean;
	linkPreview: boolean;
	sourceLine: boolean;
	silent: boolean;
	/** What the lines of a digest stand under; absent: their source, where that makes at most half as many headings as lines. */
	groupDigests?: DigestGroups;
	/** What stands where in a post; absent: the standard card. */
	template?: LookTemplate;
	/** Link buttons under a post, in this order. */
	buttons?: readonly LookButton[];
	/** An article's topics as hashtags: `true` at the end, unless the template places them; `false` nowhere; absent: as the template says. */
	hashtags?: boolean;
};

/** A ready-made one by its name, or the channel's own text (docs/templates.md). */
export type LookTemplate = { kind: "ready"; name: string } | { kind: "own"; text: string };

/** `read` leads to the article · `share` passes it on, on platforms that have an address for that. */
export const lookButtons = ["read", "share"] as const;
export type LookButton = (typeof lookButtons)[number];

export const digestGroups = ["source", "topic", "none"] as const;
export type DigestGroups = (typeof digestGroups)[number];

/** ARABIC §4: `long` الأربعاء 22 مارس 2023 · `dual` 22 آذار/مارس 2023 · `levantine` · `maghrebi` · `numeric` 22/03/2023 · `hijri` · `relative`. */
export const dateStyles = ["long", "dual", "levantine", "maghrebi", "numeric", "hijri", "relative"] as const;
export type DateStyle = (typeof dateStyles)[number];

/** `latin` 0–9 · `arabic` ٠–٩. */
export const digitSets = ["latin", "arabic"] as const;
export type Digits = (typeof digitSets)[number];

/** One wish of a channel: all of its parts must hold. An empty list means "any". */
export type Subscription = {
	id: string;
	sources: readonly string[];
	topics: readonly string[];
	include: readonly string[];
	exclude: readonly string[];
	minimumImportance: number;
	/** A person's own keyword alert, in their private place: it is counted, listed and removed apart from the rest. */
	alert?: true;
};

/** News of these topics or sources goes to a part of the place: a forum topic, a thread. */
export type Route = {
	topics: readonly string[];
	sources: readonly string[];
	/** Address of the part, and the platform's word for what it is. */
	to: string;
	toKind: string;
	title: string;
	/** It takes nothing: its news goes to the place itself, and it is tried again at `until`. */
	hindered?: { reason: string; until: Instant };
};

/**
 * When posts arrive, by the clock of the channel's zone. Whatever may not go at once waits for the channel's next digest:
 * its time, the end of quiet hours, or the hour or day in which the cap is free again.
 */
export type Schedule = Pace & {
	/** `HH:MM`; may run over midnight. Nothing arrives between them. */
	quiet?: { from: string; to: string };
	/** Posts a clock hour and a day; what is over them goes into the next digest. */
	caps?: { perHour?: number; perDay?: number };
	/** Breaking news goes at once: past quiet hours, times and caps. */
	breakingPasses?: boolean;
	/** A digest is sent at its time though there is no news. */
	emptyDigests?: boolean;
};

export type Pace =
	| { kind: "at-once" }
	/** What came in, together, every n minutes. */
	| { kind: "every"; minutes: number }
	/** A digest at each `HH:MM`. */
	| { kind: "times"; times: readonly string[] }
	/** A digest whenever the five fields say so. */
	| { kind: "cron"; expression: string };

/** `gone` keeps the subscriptions: a channel that comes back gets them back. */
export type ChannelState =
	| { kind: "active" }
	/** `tries`: how often a right was found missing in a row. */
	| { kind: "paused"; reason: string; until?: Instant; tries?: number }
	/** `movedTo`: the channel that has its address and its subscriptions now. */
	| { kind: "gone"; reason: string; since: Instant; movedTo?: string };

export const standardLook: Look = {
	locale: "ar",
	dateStyle: "long",
	digits: "latin",
	leadLength: 400,
	image: true,
	linkPreview: false,
	sourceLine: true,
	silent: false,
};

/** What a channel gets besides alerts. */
export function newsOf({ subscriptions }: Pick<Channel, "subscriptions">): readonly Subscription[] {
	return subscriptions.filter(({ alert }) => alert !== true);
}

export function alertsOf({ subscriptions }: Pick<Channel, "subscriptions">): readonly Subscription[] {
	return subscriptions.filter(({ alert }) => alert === true);
}

/** True when a channel takes news at this moment. */
export function isReceiving(channel: Channel, now: Instant): boolean {
	const { state } = channel;
	return (
		state.kind === "active" || (state.kind === "paused" && state.until !== undefined && state.until <= now)
	);
}
