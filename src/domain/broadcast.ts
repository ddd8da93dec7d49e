import type { Actor } from "./person.ts";
import type { Instant, TimeZone } from "./time.ts";

/**
 * An editor's announcement to many channels. `draft` and `approved` may be changed; `scheduled` waits for its time;
 * `sending` and `paused` have a frozen list of recipients; the rest is over. Legal moves: `src/broadcasts/states.ts`.
 */
export const broadcastStates = [
	"draft",
	"approved",
	"scheduled",
	"sending",
	"paused",
	"finished",
	"cancelled",
	"expired",
] as const;
export type BroadcastState = (typeof broadcastStates)[number];

/** What a version says. `headline` and `body` are mark-up (`src/message/mark-up.ts`) with `{channel}` and `{date}`. */
export type BroadcastText = {
	headline: string;
	body: string;
	/** http(s) address of a picture. */
	image?: string;
	/** Rows of link buttons. */
	buttons: readonly (readonly BroadcastButton[])[];
};
export type BroadcastButton = { label: string; href: string };

/** One language's version. What a platform's override names replaces the version's own there. */
export type BroadcastVersion = BroadcastText & {
	/** BCP 47 tag, e.g. `ar`; one version a language. */
	language: string;
	overrides: Readonly<Record<string, Partial<BroadcastText>>>;
};

/** The first version is for channels in whose language there is none. */
export type BroadcastContent = { versions: readonly BroadcastVersion[] };

/** One wish about channels. Topics, tags and languages are compared folded; a segment is an audience saved by name. */
export type Selector =
	| { kind: "all" }
	| { kind: "platform"; platform: string }
	| { kind: "topic"; topic: string }
	| { kind: "language"; language: string }
	| { kind: "tag"; tag: string }
	| { kind: "channels"; ids: readonly string[] }
	| { kind: "segment"; name: string };
export type SelectorKind = Selector["kind"];

/**
 * Who gets it: of the included selectors one of each kind that is named must hold (telegram or discord, *and* sport),
 * and none of the excluded ones.
 */
export type BroadcastAudience = { include: readonly Selector[]; exclude: readonly Selector[] };

export type BroadcastTime =
	| { kind: "now" }
	| { kind: "at"; at: Instant; zone: TimeZone }
	/** `cron` has five fields, on a clock in `zone`; nothing is sent after `until`. */
	| { kind: "recurring"; cron: string; zone: TimeZone; until?: Instant };

/** What to do with a time that went by while nobody could send: send if at most so late, leave it out, or ask an editor. */
export type MisfirePolicy = { kind: "send"; withinMinutes: number } | { kind: "skip" } | { kind: "ask" };

export type BroadcastOptions = {
	/** Before news, and through quiet hours. Else it stands behind news and waits for each channel's quiet hours to end. */
	urgent: boolean;
	silent: boolean;
	/** Pin each message after it was sent, where the bot may; a pin that fails changes nothing. */
	pin: boolean;
	/** At most so many messages a second, over all platforms; absent: as many as the platforms allow. */
	perSecond?: number;
	/** Minutes after its time at which what was not sent is left out. */
	expiresAfterMinutes: number;
	misfire: MisfirePolicy;
};

/** One sending: a broadcast that recurs has one each time. */
export type BroadcastRun = {
	/** 1 for the first. */
	number: number;
	postId: string;
	/** The time for which it was scheduled. */
	at: Instant;
	startedAt: Instant;
	/** Lanes of each platform when it began; channels that came later are not in it. */
	lanes: Readonly<Record<string, number>>;
	/** Messages a second on each platform, where the broadcast is slower than these allow. */
	rates?: Readonly<Record<string, number>>;
	/** Recipients are written into the ledger, all of them. */
	frozen: boolean;
	recipients: number;
	/** The broadcast's revision in which its text was corrected while it was being sent. */
	rewritten?: number;
	/** What failed is about to be opened again. */
	retrying?: boolean;
	finishedAt?: Instant;
};

/** A change of what was sent already, which goes through delivery as a post of its own. */
export type BroadcastAmendment = {
	kind: "correct" | "withdraw";
	/** The post that is changed, and the one that changes it. */
	target: string;
	postId: string;
	by: Actor;
	at: Instant;
	/** What the messages of a broadcast are to say, until that is planned. */
	content?: BroadcastContent;
	planned: boolean;
	finishedAt?: Instant;
};

export type Broadcast = {
	/** `b` and digits and small letters. */
	id: string;
	/** Rises with every change; whoever edits says which one they saw. */
	revision: number;
	/** What people call it in lists; the headline where nobody named it. */
	name: string;
	state: BroadcastState;
	content: BroadcastContent;
	audience: BroadcastAudience;
	time: BroadcastTime;
	options: BroadcastOptions;
	createdBy: Actor;
	createdAt: Instant;
	/** The last who changed what it says, to whom or how. */
	editedBy: Actor;
	editedAt: Instant;
	approvedBy?: Actor;
	/** When it is sent next. */
	nextAt?: Instant;
	/** A time that went by, about which an editor is asked (`ask`): `decide` ends it. */
	missedAt?: Instant;
	/** The newest run; earlier ones of a recurring broadcast stand in `past`, newest first. */
	run?: BroadcastRun;
	past: readonly BroadcastRun[];
	amendments: readonly BroadcastAmendment[];
};

export const standardOptions: BroadcastOptions = {
	urgent: false,
	silent: false,
	pin: false,
	expiresAfterMinutes: 24 * 60,
	misfire: { kind: "send", withinMinutes: 60 },
};
