import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { foldKey } from "../../arabic/fold.ts";
import type { Broadcasts } from "../../broadcasts/port.ts";
import type { Asker, CommandDeps, PlaceEventsDeps } from "../../commands/deps.ts";
import type { Place } from "../../commands/port.ts";
import { addWish, removeWish } from "../../commands/subscriptions/wish.ts";
import { explainDelivery } from "../../delivery/explain.ts";
import { type Article, eventOf } from "../../domain/article.ts";
import type { Channel, ChannelState } from "../../domain/channel.ts";
import { isAddedId } from "../../domain/source.ts";
import { rescheduleDigest, resumeDigest } from "../../planning/note-digests.ts";
import { buildArticlePost } from "../../planning/plan-article.ts";
import { testFilter } from "../../planning/test-filter.ts";
import { createSetupStore } from "../../store/dialogues/setups.ts";
import { createFloodGuard } from "../../store/people/flood-guard.ts";
import { channelPosition, laneClasses } from "../../store/redis/keys.ts";
import type { Core } from "../core.ts";
import { createDesk } from "../desk.ts";
import { readArticleId } from "../operate/explain.ts";
import { createBringing } from "../sources/bring-sources.ts";
import { createOpml } from "../transfer/chat-opml.ts";
import { createNewsSearch } from "./search-news.ts";

/** How many articles are looked through for each that is shown: several may tell one event. */
const eventReach = 5;

/** Articles that a filter is tried on. */
const triedOn = 50;

const month = 30 * 86_400_000;

/** What commands ask for, answered from the stores. */
export function createCommandDeps(core: Core, broadcasts: Broadcasts): CommandDeps {
	const { articles, catalogue, channels, people, config, sentences, clock } = core;
	const { takeTurn, takePress } = createFloodGuard(core.connection, config.options.COMMANDS_PER_MINUTE);
	const { search } = createNewsSearch({ articles, sources: catalogue.known, now: clock.now });
	const zone = config.options.BARQIYA_TIME_ZONE;
	return {
		sentences,
		mostAlerts: config.options.ALERTS_PER_PERSON,
		desk: createDesk(core, broadcasts),
		limits: {
			channelsPerPerson: config.options.CHANNELS_PER_PERSON,
			subscriptionsPerChannel: config.options.SUBSCRIPTIONS_PER_CHANNEL,
			wordsPerSubscription: config.options.WORDS_PER_SUBSCRIPTION,
		},
		bringing: createBringing(core),
		opml: createOpml(core),
		async takeChannel({ address }, platform, by) {
			const most = config.options.CHANNELS_PER_PERSON;
			if (await people.takePlace(by, address, most)) return true;
			for (const known of await people.placesOf(by)) {
				const channel = await channels.find(platform, known);
				const isInUse = channel?.state.kind !== "gone" && (channel?.subscriptions ?? []).length > 0;
				if (!isInUse) await people.dropPlace(by, known);
			}
			return people.takePlace(by, address, most);
		},
		zone,
		now: clock.now,
		takeTurn,
		takePress,
		languageOf: people.language,
		chooseLanguage: people.setLanguage,
		openList: people.openList,
		setOpenList: people.setOpenList,
		openForm: people.openForm,
		setOpenForm: people.setOpenForm,
		changeSetup: createSetupStore(core.connection).change,
		markGreeted: people.markGreeted,
		async tryFilter(filter) {
			const newest = await articles.latest(triedOn);
			const tried = await testFilter(filter, newest, await catalogue.all());
			const taken = tried.filter(({ matches }) => matches).map(({ article }) => article);
			return { taken, of: tried.length };
		},
		async latest({ limit, topic, until, without = [] }) {
			// Several may tell one event: look further until enough events are found.
			for (let reach = (limit + without.length) * eventReach; ; reach *= 4) {
				const found = await articles.latest(reach, topic, until);
				const other = found.filter((article) => !without.includes(eventOf(article)));
				const events = oneOfEachEvent(other, topic !== undefined);
				if (events.length >= limit || found.length < reach) return events.slice(0, limit);
			}
		},
		search,
		async findArticle(reference, ofSources = []) {
			const ids = [undefined, ...ofSources.filter(isAddedId)].map((source) =>
				readArticleId(reference, source),
			);
			const found = await Promise.all([...new Set(ids)].map(articles.get));
			return found.find((article) => article !== undefined);
		},
		contentOf(article) {
			const source = catalogue.known().find(({ id }) => id === article.sourceId);
			return buildArticlePost(article, source, clock.now()).content;
		},
		explain: async (articleId, channelId) =>
			explainDelivery(articleId, channelId, { ...core, sources: await catalogue.all(), now: clock.now }),
		async countedTopics() {
			const since = clock.now() - month;
			const counted = (await articles.topics()).map(async ({ key, name }) => ({
				id: key,
				name,
				count: await articles.countOfTopic(key, since),
			}));
			return (await Promise.all(counted))
				.filter(({ count }) => count > 0)
				.sort((one, other) => other.count - one.count);
		},
		topics: async () => (await articles.topics()).map(({ key, name }) => ({ id: key, name })),
		async sources(ids = []) {
			const listed = (await catalogue.all()).filter(({ onlyByName }) => onlyByName !== true);
			const found = await Promise.all(
				ids.map(async (id) => ({ id, name: (await catalogue.find(id))?.name })),
			);
			const named = found.flatMap(({ id, name }) => (name === undefined ? [] : [{ id, name }]));
			const choices = [...listed.map(({ id, name }) => ({ id, name })), ...named];
			return [...new Map(choices.map((choice) => [choice.id, choice])).values()];
		},
		findChannel: channels.find,
		async subscribe(place, platform, wish, by) {
			const channel = await register(core, platform, place);
			const id = randomUUID().slice(0, 8);
			const waited = channel.state.kind !== "active";
			const changed = await channels.update(channel.id, (now) => ({
				...now,
				...ownedBy(place, by),
				state: { kind: "active" },
				subscriptions: addWish(now.subscriptions, wish, id),
			}));
			if (waited && changed !== undefined) await wakeChannel(core, changed);
			return changed ?? channel;
		},
		async unsubscribe(place, platform, wish) {
			const channel = await channels.find(platform, place.address);
			if (channel === undefined) return undefined;
			return channels.update(channel.id, (now) => ({
				...now,
				subscriptions: removeWish(now.subscriptions, wish),
			}));
		},
		async changeChannel(place, platform, change, by) {
			const channel = await register(core, platform, place);
			let before = channel;
			const changed = await channels.update(channel.id, (now) => {
				before = now;
				return { ...change(now), ...ownedBy(place, by) };
			});
			if (changed === undefined) return channel;
			const isMoved = before.zone !== changed.zone || !isDeepStrictEqual(before.schedule, changed.schedule);
			if (isMoved) await rescheduleDigest(changed, { digests: core.digests, now: clock.now });
			const waited = before.state.kind !== "active" && !isDeepStrictEqual(before.state, changed.state);
			if (waited) await wakeChannel(core, changed);
			return changed;
		},
		async resume(channelId) {
			const changed = await channels.update(channelId, (now) => ({ ...now, state: { kind: "active" } }));
			if (changed !== undefined) await wakeChannel(core, changed);
		},
	};
}

/**
 * Nobody but the person themselves is to be told about a private place. Who speaks in a place's name has its id: a notice
 * to them would stand there for all to read, so whoever is known as the owner stays it.
 */
function ownedBy(place: Place, by: Asker): { owner?: string } {
	return place.isPrivate || by.isAnonymous === true ? {} : { owner: by.id };
}

/** What waited for a channel waits in its lanes, for as long as it may still be sent, and for its digest. */
async function wakeChannel({ posts, digests, clock }: Core, channel: Channel): Promise<void> {
	await resumeDigest(channel, { digests, now: clock.now });
	const { platform, lane: number } = channelPosition(channel.id);
	for (const laneClass of laneClasses) {
		await posts.noteDue({ platform, number, class: laneClass }, clock.now());
	}
}

/** What the platforms tell about places, written to the stores. */
export function createPlaceDeps(core: Core): PlaceEventsDeps {
	const { channels, clock, ledger } = core;
	return {
		now: clock.now,
		findChannel: channels.find,
		register: (platform, place) => register(core, platform, place),
		async changeState(channelId, change) {
			let before: ChannelState | undefined;
			const changed = await channels.update(channelId, (channel) => {
				before = channel.state;
				return { ...channel, state: change(channel.state) };
			});
			if (changed?.state.kind === "active" && before?.kind !== "active") await wakeChannel(core, changed);
		},
		async changeAddress(platform, from, to) {
			await channels.move(platform, from, to, clock.now());
		},
		async markSeen(platform, address, messageId) {
			const channel = await channels.find(platform, address);
			if (channel !== undefined) await ledger.noteSeen(channel.id, messageId);
			return channel;
		},
	};
}

/** The topic as it is kept in a subscription. */
export const topicId = foldKey;

async function register(
	{ channels, clock, config }: Core,
	platform: string,
	place: { address: string; addressKind: string; title: string },
): Promise<Channel> {
	const { address, addressKind, title } = place;
	const zone = config.options.BARQIYA_TIME_ZONE;
	const channel = await channels.register(platform, address, {
		addressKind,
		title,
		zone,
		createdAt: clock.now(),
	});
	if (channel.title === title && channel.addressKind === addressKind) return channel;
	return (await channels.update(channel.id, (now) => ({ ...now, title, addressKind }))) ?? channel;
}

/**
 * Of articles, the newest first, each event once: by what told it last and is no repetition. Where only repetitions are
 * of a topic, by the first of them; elsewhere what they repeat stands further down, at its own time.
 */
function oneOfEachEvent(articles: readonly Article[], ofTopic: boolean): Article[] {
	const told = new Map<string, Article>();
	for (const article of articles) {
		const known = told.get(eventOf(article));
		const isRepetition = article.repeats !== undefined;
		if (known === undefined ? isRepetition && !ofTopic : known.repeats === undefined) continue;
		told.set(eventOf(article), article);
	}
	return articles.filter((article) => told.get(eventOf(article)) === article);
}
