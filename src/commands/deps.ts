import type { Broadcasts, Refusal } from "../broadcasts/port.ts";
import type { Article } from "../domain/article.ts";
import type { Channel, ChannelState, Subscription } from "../domain/channel.ts";
import type { ExplainStep } from "../domain/explanation.ts";
import type { Actor, Person } from "../domain/person.ts";
import type { PostContent } from "../domain/post.ts";
import type { AddressLook, FoundSource } from "../domain/source.ts";
import type { Instant, TimeZone } from "../domain/time.ts";
import type { Sentences } from "../i18n/sentences.ts";
import type { Filter } from "../planning/match-subscription.ts";
import type { Staff } from "../staff/people.ts";
import type { Permit } from "../staff/permit.ts";
import type { DialogueStore } from "../store/dialogues/dialogues.ts";
import type { Offer } from "../store/dialogues/offers.ts";
import type { SetupDraft } from "../store/dialogues/setups.ts";
import type { AuditLog } from "../store/people/audit.ts";
import type { Turn } from "../store/people/flood-guard.ts";
import type { OpenForm, OpenList } from "../store/people/people.ts";
import type { Place } from "./port.ts";
import type { SearchQuery, SearchResult } from "./search/news-index.ts";

/** A subject that news is sorted under. `id` is what a subscription keeps, `name` what readers see. */
export type Topic = { id: string; name: string };

/** As much of a source as a person may choose it by. */
export type SourceChoice = { id: string; name: string };

/** What somebody wants to get or no longer wants to get, as ids. Both lists empty: everything. */
export type Wish = Pick<Subscription, "sources" | "topics">;

/** Who asked; their role is not known here. `isAnonymous`: in the name of the place, whose id theirs is. */
export type Asker = Omit<Person, "role"> & { isAnonymous?: true };

/** What editors' commands need besides. Whoever uses it asks `permit` first, on every press. */
export type DeskDeps = {
	broadcasts: Broadcasts;
	/** Somebody with the role that they have now. */
	actor(asker: Asker): Promise<Actor>;
	permit: Permit;
	/** Asks for the right by itself. */
	staff: Pick<Staff, "list" | "setRole">;
	audit: Pick<AuditLog, "read">;
	/** The sentence of a refusal, in the language of `locale`. */
	sayRefusal(refusal: Refusal, locale: string): string;
	dialogues: DialogueStore;
	/** Those that can be sent to. */
	platforms: readonly string[];
};

/** What was made of a source that somebody brings. */
export type Brought =
	/** `isNew`: nobody had brought it, and no file lists it. */
	| { kind: "brought"; source: SourceChoice; isNew: boolean }
	/** They brought as many as one person may. */
	| { kind: "too-many" }
	/** All people together brought as many as there may be. */
	| { kind: "full" };

/** Sources that people bring by their addresses. An address is http(s). */
export type BringingDeps = {
	/** Sources that one person without the right to more may bring; 0: none. */
	most: number;
	/** The source at this address, where it is one already; it is read again where nobody had wanted it any more. */
	find(address: string): Promise<SourceChoice | undefined>;
	/** The id that a source at this address has, or would have. */
	idOf(address: string): Promise<string>;
	/** Reads what is there, for this person alone; `busy`: what they asked for before is still being read. */
	look(address: string, zone: TimeZone, by: Asker): Promise<AddressLook | { kind: "busy" }>;
	/** The same of several addresses, a few at a time, in their order. */
	lookAll(
		addresses: readonly string[],
		atOnce: number,
		zone: TimeZone,
		by: Asker,
	): Promise<readonly AddressLook[] | "busy">;
	/** How many more this person may bring; infinity for who has the right to any number. */
	room(by: Asker): Promise<number>;
	/** Makes it a source for those who subscribe to it by name. `zone` decides the day of its articles. */
	add(found: FoundSource, zone: TimeZone, by: Asker): Promise<Brought>;
	/** Remembers for a day what somebody may choose from; by the answer it is found again. */
	keepOffer(offer: Offer): Promise<string>;
	offer(id: string): Promise<Offer | undefined>;
};

/** Lists of sources as feed readers exchange them. */
export type OpmlDeps = {
	/** What a channel's subscriptions take something of; undefined where none of it has an address. */
	write(channel: Channel): Promise<{ text: string; count: number } | undefined>;
	/** Reads a file of somebody's, which may be anything. `left`: entries that name nothing that can be read. */
	read(bytes: Uint8Array): Promise<ReadOpml>;
};

export type ReadOpml =
	| { kind: "opml"; known: readonly SourceChoice[]; fresh: readonly FoundSource[]; left: number }
	| { kind: "refused" }
	| { kind: "too-many"; most: number };

/** What the operator lets one person have. Who sets up a place in private uses up none of their channels. */
export type Limits = {
	channelsPerPerson: number;
	subscriptionsPerChannel: number;
	/** To include and to exclude, together. */
	wordsPerSubscription: number;
};

/** What commands need of the rest. Everything may throw for an outage, and for nothing that a person can type. */
export type CommandDeps = {
	sentences: Sentences;
	now(): Instant;
	/** Alerts that one person may have. */
	mostAlerts: number;
	desk: DeskDeps;
	limits: Limits;
	bringing: BringingDeps;
	opml: OpmlDeps;
	/** Counts a place as one of this person's; false when they have as many as they may. One that gets no news is not counted. */
	takeChannel(place: Place, platform: string, by: Asker): Promise<boolean>;
	/** The zone of dates where a place has none of its own. */
	zone: TimeZone;
	/** Counts a question of this person. */
	takeTurn(asker: Asker): Promise<Turn>;
	/** Counts a press of this person; there may be more of them than of questions. */
	takePress(asker: Asker): Promise<Turn>;
	/** The language that a person chose, if they did. */
	languageOf(asker: Asker): Promise<string | undefined>;
	chooseLanguage(asker: Asker, locale: string): Promise<void>;
	/** The list that a person looks through at an address. */
	openList(asker: Asker, address: string): Promise<OpenList | undefined>;
	setOpenList(asker: Asker, address: string, list: OpenList | undefined): Promise<void>;
	/** The form that a person is asked in writing at an address. */
	openForm(asker: Asker, address: string): Promise<OpenForm | undefined>;
	setOpenForm(asker: Asker, address: string, form: OpenForm | undefined): Promise<void>;
	/** Changes what a person is setting up; see `SetupStore`. */
	changeSetup(
		asker: Asker,
		change: (draft: SetupDraft | undefined) => Promise<SetupDraft | undefined>,
	): Promise<void>;
	/** Notes that a place is greeted now; false when it was lately. */
	markGreeted(platform: string, address: string): Promise<boolean>;
	/**
	 * Tries a filter on the last fifty articles, or fewer where that takes long: which it would have taken, the newest first,
	 * of how many.
	 */
	tryFilter(filter: Filter): Promise<{ taken: readonly Article[]; of: number }>;
	/**
	 * Newest first, one article an event; fewer than `limit` when there are fewer. `topic` is a topic's id; `until` leaves
	 * out what was published later, `without` these events.
	 */
	latest(query: LatestQuery): Promise<readonly Article[]>;
	/** Looks for words in the newest 10,000 articles of the last 30 days. */
	search(query: SearchQuery): Promise<SearchResult>;
	/** An article by its id or its address; also one of a source with one of these ids that somebody brought. */
	findArticle(reference: string, ofSources?: readonly string[]): Promise<Article | undefined>;
	/** What a post of this article says. */
	contentOf(article: Article): PostContent;
	/** Why a channel got an article or did not. */
	explain(articleId: string, channelId: string): Promise<readonly ExplainStep[]>;
	topics(): Promise<readonly Topic[]>;
	/** With the number of articles of the last 30 days, at most 10,000, the most first. */
	countedTopics(): Promise<readonly (Topic & { count: number })[]>;
	/** Those that everybody may choose; and, of those that people brought, the ones with these ids. */
	sources(ids?: readonly string[]): Promise<readonly SourceChoice[]>;
	findChannel(platform: string, address: string): Promise<Channel | undefined>;
	/** Registers the place if need be, makes it active, and adds the wish to its subscriptions by `addWish`. */
	subscribe(place: Place, platform: string, wish: Wish, by: Asker): Promise<Channel>;
	/** Takes the wish out by `removeWish`; undefined when the place is not registered. */
	unsubscribe(place: Place, platform: string, wish: Wish, by: Asker): Promise<Channel | undefined>;
	/** Changes a place's channel, which is registered if need be; its digests follow. `change` may run again when somebody else was faster. */
	changeChannel(
		place: Place,
		platform: string,
		change: (channel: Channel) => Channel,
		by: Asker,
	): Promise<Channel>;
	/** Makes a channel active; what waited for it is sent at once. */
	resume(channelId: string, by: Asker): Promise<void>;
};

export type LatestQuery = {
	limit: number;
	topic?: string;
	until?: Instant;
	without?: readonly string[];
};

/** What place events need of the rest. */
export type PlaceEventsDeps = {
	now(): Instant;
	findChannel(platform: string, address: string): Promise<Channel | undefined>;
	/**
	 * The channel of this place. A new one is active and without subscriptions; of one that is known only title and
	 * kind of address change.
	 */
	register(platform: string, place: Place): Promise<Channel>;
	/** `change` may run again when somebody else was faster. */
	changeState(channelId: string, change: (state: ChannelState) => ChannelState): Promise<void>;
	/** One step: from now on the channel is at `to`; where `to` is known already the two become one, with both's subscriptions. */
	changeAddress(platform: string, from: string, to: string): Promise<void>;
	/** Remembers that a message that is not ours has this id. Answers with the channel of the place. */
	markSeen(platform: string, address: string, messageId: string): Promise<Channel | undefined>;
};
