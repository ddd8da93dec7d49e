import { addedSourceId } from "../../src/app/sources/added-source-id.ts";
import type { CommandDeps, PlaceEventsDeps, SourceChoice, Topic } from "../../src/commands/deps.ts";
import type { CommandCall, FoundPlace, Place } from "../../src/commands/port.ts";
import { createNewsIndex } from "../../src/commands/search/news-index.ts";
import { addWish, removeWish } from "../../src/commands/subscriptions/wish.ts";
import type { Article } from "../../src/domain/article.ts";
import type { AuditRecord } from "../../src/domain/audit.ts";
import { type Channel, standardLook } from "../../src/domain/channel.ts";
import type { ExplainStep } from "../../src/domain/explanation.ts";
import type { Role } from "../../src/domain/person.ts";
import { mayDo, rights } from "../../src/domain/rights.ts";
import type { AddressLook, FoundSource } from "../../src/domain/source.ts";
import { createSentences } from "../../src/i18n/sentences.ts";
import { buildArticlePost } from "../../src/planning/plan-article.ts";
import { testFilter } from "../../src/planning/test-filter.ts";
import { readOpml, writeOpml } from "../../src/sources/opml.ts";
import type { Dialogue } from "../../src/store/dialogues/dialogues.ts";
import type { Offer } from "../../src/store/dialogues/offers.ts";
import type { SetupDraft } from "../../src/store/dialogues/setups.ts";
import type { Turn } from "../../src/store/people/flood-guard.ts";
import type { OpenForm, OpenList } from "../../src/store/people/people.ts";
import { type BroadcastsInMemory, createBroadcastsInMemory } from "../broadcasts/broadcasts-in-memory.ts";

export const noon = Date.UTC(2023, 2, 22, 12);

export const topics: readonly Topic[] = [
	{ id: "politics", name: "سياسة" },
	{ id: "economy", name: "اقتصاد" },
	{ id: "sport", name: "رياضة" },
	{ id: "science", name: "علوم وتقنية" },
];

export const sources: readonly SourceChoice[] = [
	{ id: "national", name: "الوكالة الوطنية" },
	{ id: "gulf-post", name: "بريد الخليج" },
];

/** Channels, articles and subscriptions in memory: all that commands and place events ask for, and what tests look at. */
export type Newsroom = {
	commands: CommandDeps;
	places: PlaceEventsDeps;
	channels: Channel[];
	seen: string[];
	/** What the next questions find of the flood guard, and what explanations say; tests change them. */
	turns: Turn[];
	why: ExplainStep[];
	/** Who has which role, by `platform:id`; what was logged of refusals; and broadcasts without sending. */
	roles: Map<string, Role>;
	refused: string[];
	broadcasts: BroadcastsInMemory;
	audited: AuditRecord[];
	/** Channels whose pause was ended. */
	resumed: string[];
	/** What is at which address; what is not here cannot be reached. */
	web: Map<string, AddressLook | { kind: "busy" }>;
	/** Sources that were brought, by their ids. */
	brought: Map<string, FoundSource>;
};

const sentences = createSentences();
const owner = { platform: "telegram", id: "1", name: "رنا" };

export function createNewsroom(news: readonly Article[] = [], known = topics): Newsroom {
	const channels: Channel[] = [];
	const seen: string[] = [];
	const turns: Turn[] = [];
	const why: ExplainStep[] = [];
	const resumed: string[] = [];
	const web: Newsroom["web"] = new Map();
	const brought: Newsroom["brought"] = new Map();
	const offers: Offer[] = [];
	const broughtAt = (address: string) => [...brought].find(([, { location }]) => location === address)?.[0];
	const languages = new Map<string, string>();
	const limits = { channelsPerPerson: 50, subscriptionsPerChannel: 20, wordsPerSubscription: 50 };
	const places = new Map<string, Set<string>>();
	const lists = new Map<string, OpenList>();
	const roles = new Map<string, Role>();
	const refused: string[] = [];
	const audited: AuditRecord[] = [];
	const broadcasts = createBroadcastsInMemory(() => noon);
	const dialogues = new Map<string, Dialogue>();
	const forms = new Map<string, OpenForm>();
	const setups = new Map<string, SetupDraft>();
	const greeted = new Set<string>();
	const index = createNewsIndex();
	for (const article of news) index.put(article, article.categories);
	const findArticle = async (reference: string) =>
		news.find(({ id, url }) => id === reference || url === reference);
	const findChannel = async (platform: string, address: string) =>
		channels.find((one) => one.platform === platform && one.address === address);
	const change = (id: string, part: Partial<Channel>) => {
		const at = channels.findIndex((one) => one.id === id);
		const channel = channels[at];
		if (channel === undefined) throw new Error(`tests: no channel ${id}`);
		channels[at] = { ...channel, ...part };
		return channels[at];
	};
	const register = async (platform: string, { address, addressKind, title }: Place) => {
		const found = await findChannel(platform, address);
		if (found !== undefined) return change(found.id, { title, addressKind });
		channels.push(
			newChannel(`${platform}-${channels.length + 1}`, platform, { address, addressKind, title }),
		);
		return channels.at(-1) ?? neverEmpty();
	};
	return {
		channels,
		seen,
		turns,
		why,
		resumed,
		web,
		brought,
		roles,
		refused,
		broadcasts,
		audited,
		commands: {
			sentences,
			mostAlerts: 3,
			desk: {
				broadcasts,
				actor: async ({ platform, id, name }) => ({
					...{ platform, id, name, role: roles.get(`${platform}:${id}`) ?? "none" },
				}),
				async permit(by, action, object) {
					if (mayDo(by.role, action)) return undefined;
					refused.push(`${by.id} ${action} ${object}`);
					return { kind: "refused", action, least: rights[action] };
				},
				staff: {
					list: async (by) =>
						mayDo(by.role, "person.list")
							? { kind: "list", members: [{ ...owner, role: "owner", since: noon }] }
							: { kind: "refused", action: "person.list", least: rights["person.list"] },
					async setRole(by, person, role) {
						const action = role === "editor" ? "person.change" : "person.change-admin";
						if (!mayDo(by.role, action)) return { kind: "refused", action, least: rights[action] };
						if (person.id === owner.id) return { kind: "last-owner" };
						roles.set(`${person.platform}:${person.id}`, role);
						return { kind: "done", member: { ...person, name: "", role } };
					},
				},
				audit: { read: async () => audited },
				sayRefusal: ({ code }) => `[${code}]`,
				dialogues: {
					async open({ platform, id }, dialogue) {
						const key = String(dialogues.size + 1).padStart(8, "d");
						dialogues.set(`${platform} ${id} ${key}`, dialogue);
						return key;
					},
					get: async ({ platform, id }, key) => dialogues.get(`${platform} ${id} ${key}`),
					async put({ platform, id }, key, dialogue) {
						dialogues.set(`${platform} ${id} ${key}`, dialogue);
					},
				},
				platforms: ["telegram", "discord"],
			},
			limits,
			bringing: {
				most: 2,
				async find(address) {
					const id = broughtAt(address);
					return id === undefined ? undefined : { id, name: brought.get(id)?.name ?? "" };
				},
				idOf: async (address) => addedSourceId(address),
				look: async (address) => web.get(address) ?? { kind: "nothing", why: "unreachable" },
				async lookAll(addresses) {
					return addresses.map((address): AddressLook => {
						const look = web.get(address);
						return look === undefined || look.kind === "busy"
							? { kind: "nothing", why: "unreachable" }
							: look;
					});
				},
				async room({ platform, id }) {
					const mayMore = mayDo(roles.get(`${platform}:${id}`) ?? "none", "source.add");
					return mayMore ? Number.POSITIVE_INFINITY : Math.max(0, 2 - brought.size);
				},
				async add(found, _zone, { platform, id }) {
					const known = broughtAt(found.location);
					const mayMore = mayDo(roles.get(`${platform}:${id}`) ?? "none", "source.add");
					if (known === undefined && !mayMore && brought.size >= 2) return { kind: "too-many" };
					const sourceId = known ?? addedSourceId(found.location);
					brought.set(sourceId, found);
					const source = { id: sourceId, name: found.name };
					return { kind: "brought", source, isNew: known === undefined };
				},
				keepOffer: async (offer) => `offer${offers.push(offer)}`,
				offer: async (id) => offers[Number(id.replace("offer", "")) - 1],
			},
			opml: {
				async write({ title, subscriptions }) {
					const ids = subscriptions.flatMap((one) => one.sources);
					const outlines = ids.flatMap((id) => {
						const found = brought.get(id);
						return found === undefined ? [] : [{ type: "rss" as const, address: found.location, ...found }];
					});
					if (outlines.length === 0) return undefined;
					return { text: writeOpml(title, noon, outlines), count: outlines.length };
				},
				async read(bytes) {
					const read = readOpml(new TextDecoder().decode(bytes));
					if (read.kind === "refused") return read;
					if (read.outlines.length > 500) return { kind: "too-many", most: 500 };
					const found = read.outlines.map(({ name, address, topics }) => ({
						...{ location: address, kind: "feed" as const, name, topics },
					}));
					const known = found.flatMap(({ location, name }) => {
						const id = broughtAt(location);
						return id === undefined ? [] : [{ id, name }];
					});
					const fresh = found.filter(({ location }) => broughtAt(location) === undefined);
					return { kind: "opml", known, fresh, left: read.left };
				},
			},
			async takeChannel({ address }, platform, { id }) {
				const key = `${platform} ${id}`;
				const taken = places.get(key) ?? new Set<string>();
				places.set(key, taken);
				if (!taken.has(address) && taken.size >= limits.channelsPerPerson) return false;
				taken.add(address);
				return true;
			},
			now: () => noon,
			zone: "Asia/Amman",
			takeTurn: async () => turns.shift() ?? { kind: "free" },
			takePress: async () => ({ kind: "free" }),
			languageOf: async ({ platform, id }) => languages.get(`${platform} ${id}`),
			chooseLanguage: async ({ platform, id }, locale) => void languages.set(`${platform} ${id}`, locale),
			openList: async ({ platform, id }, address) => lists.get(`${platform} ${id} ${address}`),
			async setOpenList({ platform, id }, address, list) {
				const key = `${platform} ${id} ${address}`;
				if (list === undefined) lists.delete(key);
				else lists.set(key, list);
			},
			openForm: async ({ platform, id }, address) => forms.get(`${platform} ${id} ${address}`),
			async setOpenForm({ platform, id }, address, form) {
				const key = `${platform} ${id} ${address}`;
				if (form === undefined) forms.delete(key);
				else forms.set(key, form);
			},
			async changeSetup({ platform, id }, next) {
				const key = `${platform} ${id}`;
				const draft = await next(structuredClone(setups.get(key)));
				if (draft === undefined) setups.delete(key);
				else setups.set(key, draft);
			},
			async markGreeted(platform, address) {
				const isNew = !greeted.has(`${platform} ${address}`);
				greeted.add(`${platform} ${address}`);
				return isNew;
			},
			async tryFilter(filter) {
				const tried = await testFilter(filter, news.slice(0, 50), []);
				return {
					taken: tried.filter(({ matches }) => matches).map(({ article }) => article),
					of: tried.length,
				};
			},
			latest: async ({ limit, topic, until = Number.POSITIVE_INFINITY, without = [] }) =>
				news
					.filter(({ categories }) => topic === undefined || categories.includes(topic))
					.filter(({ publishedAt, storyId }) => publishedAt <= until && !without.includes(storyId))
					.slice(0, limit),
			async search(query) {
				const { kind, found } = index.find(query);
				const hits = found.slice(0, query.limit).flatMap(({ article: { id }, terms }) => {
					const article = news.find((one) => one.id === id);
					return article === undefined ? [] : [{ article, terms }];
				});
				return { kind, hits, hasMore: found.length > query.limit, isWhole: true };
			},
			findArticle,
			contentOf: (article) => buildArticlePost(article, undefined, noon).content,
			explain: async () => why,
			countedTopics: async () =>
				known.map((topic) => ({
					...topic,
					count: news.filter(({ categories }) => categories.includes(topic.id)).length,
				})),
			topics: async () => known,
			sources: async (ids = []) => [
				...sources,
				...ids.flatMap((id) => {
					const found = brought.get(id);
					return found === undefined ? [] : [{ id, name: found.name }];
				}),
			],
			findChannel,
			async subscribe(place, platform, wish) {
				const { id, subscriptions } = await register(platform, place);
				const newId = `s${subscriptions.length + 1}`;
				return change(id, { state: { kind: "active" }, subscriptions: addWish(subscriptions, wish, newId) });
			},
			async unsubscribe(place, platform, wish) {
				const found = await findChannel(platform, place.address);
				return found && change(found.id, { subscriptions: removeWish(found.subscriptions, wish) });
			},
			async changeChannel(place, platform, apply) {
				const channel = await register(platform, place);
				const changed = apply(channel);
				channels[channels.indexOf(channel)] = changed;
				return changed;
			},
			async resume(id) {
				change(id, { state: { kind: "active" } });
				resumed.push(id);
			},
		},
		places: {
			now: () => noon,
			findChannel,
			register,
			async changeState(id, next) {
				const channel = channels.find((one) => one.id === id);
				if (channel !== undefined) change(id, { state: next(channel.state) });
			},
			async changeAddress(platform, from, to) {
				const found = await findChannel(platform, from);
				if (found !== undefined) change(found.id, { address: to });
			},
			async markSeen(...what) {
				seen.push(what.join(" "));
				const [platform, address] = what;
				return findChannel(platform, address);
			},
		},
	};
}

function newChannel(id: string, platform: string, place: Omit<Place, "isPrivate">): Channel {
	return {
		id,
		platform,
		...place,
		zone: "Asia/Amman",
		look: standardLook,
		subscriptions: [],
		schedule: { kind: "at-once" },
		state: { kind: "active" },
		createdAt: noon,
	};
}

function neverEmpty(): never {
	throw new Error("tests: a channel was just added");
}

export const privateChat: Place = { address: "77", addressKind: "private", title: "ليلى", isPrivate: true };
export const group: Place = {
	address: "-1001",
	addressKind: "supergroup",
	title: "مجموعة الحي",
	isPrivate: false,
};

/** A call by somebody who reads Arabic, in a private chat, who may do everything and finds no other place. */
export function buildCall(name: string, args = "", part: Partial<CommandCall> = {}): CommandCall {
	return {
		platform: "telegram",
		name,
		args,
		person: { id: "77", name: "ليلى", language: "ar" },
		place: privateChat,
		mayAdminister: async () => true,
		findPlace: async () => undefined,
		...part,
	};
}

/** A channel of the asker's, as `findPlace` sees it. */
export function buildFound(part: Partial<FoundPlace> = {}): FoundPlace {
	return {
		address: "-1002",
		addressKind: "channel",
		title: "أخبار المدينة",
		isPrivate: false,
		personAdministers: true,
		botMayPost: true,
		...part,
	};
}

export function buildArticle(number: number, part: Partial<Article> = {}): Article {
	return {
		id: `a${number}`,
		sourceId: "national",
		sourceName: "الوكالة الوطنية",
		url: `https://news.example/${number}`,
		headline: `افتتاح محطة القطار رقم ${number} في شمال المدينة`,
		publishedAt: noon - number * 3_600_000,
		publishedDate: "2023-03-22",
		datePrecision: "instant",
		lead: "افتتحت البلدية صباح اليوم محطة جديدة للقطار.",
		body: "",
		categories: ["politics"],
		language: "ar",
		storyId: `a${number}`,
		revision: 1,
		firstSeenAt: noon,
		...part,
	};
}
