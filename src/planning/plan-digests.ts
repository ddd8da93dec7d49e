import { eventOf } from "../domain/article.ts";
import { type Channel, isReceiving, type Route } from "../domain/channel.ts";
import type { Log } from "../domain/log.ts";
import type { CardContent } from "../domain/post.ts";
import type { Instant } from "../domain/time.ts";
import { splitDigest } from "../message/digest.ts";
import { routeOfCard } from "../message/find-route.ts";
import {
	type DueDigest,
	type OpenDigest,
	type Taken,
	takenInto,
	type Waiting,
} from "../store/channels/digests.ts";
import type { ArticleStore } from "../store/news/articles.ts";
import { cardFor, type DigestPostDeps, digestPostId, readArticles, storeDigestPost } from "./digest-post.ts";
import { handOver } from "./hand-over.ts";
import { wantsEmpty } from "./note-digests.ts";
import { type ArticlePlanDeps, keepForDigests } from "./plan-article.ts";
import { planPost } from "./plan-post.ts";
import { capWindow, nextDigestTime, quietUntil, whenCapsAreFree } from "./when-to-post.ts";

export type DigestDeps = ArticlePlanDeps &
	DigestPostDeps & {
		articles: ArticleStore;
		now(): Instant;
		log: Log;
	};

/** Digests of one lane begun in one look; the rest comes at the next. */
const mostAtOnce = 500;
const together = 16;

/**
 * Plans the digests whose time has come, however late: each once, with all that waited. Any number of processes may do
 * this at the same time, and each may die anywhere: a digest is opened in one step (what it is made of is then written
 * down), planned as often as it takes, and struck out. A channel that fails is logged, and its turn comes again.
 * Returns how many were planned.
 */
export async function planDueDigests(deps: DigestDeps): Promise<number> {
	let planned = 0;
	for (const platform of deps.platforms) {
		const lanes = await deps.channels.laneCount(platform);
		for (let lane = 0; lane < lanes; lane++) {
			const opened = await deps.digests.opened(platform, lane);
			planned += await each(opened, ({ channelId, digest }) => finishDigest(channelId, digest, deps), deps);
			const due = await deps.digests.due(platform, lane, deps.now(), mostAtOnce);
			planned += await each(due, (one) => planDigest(one, deps), deps);
		}
	}
	return planned;
}

/** Opens the digest and finishes it. False: not now, because the channel is quiet, paused or full, or another was faster. */
export async function planDigest(due: DueDigest, deps: DigestDeps): Promise<boolean> {
	const digest = await openDigest(due, deps);
	return digest === undefined ? false : finishDigest(due.channelId, digest, deps);
}

/** The first step: takes what waits and writes down the posts to be made of it. Undefined: see `planDigest`. */
export async function openDigest(due: DueDigest, deps: DigestDeps): Promise<OpenDigest | undefined> {
	const now = deps.now();
	const channel = await deps.channels.get(due.channelId);
	if (channel === undefined) return undefined;
	const waiting = await deps.digests.waiting(channel.id);
	const movedTo = channel.state.kind === "gone" ? channel.state.movedTo : undefined;
	if (movedTo !== undefined && (await handOver(waiting, movedTo, now, deps))) {
		return openMoved(due, waiting, movedTo, deps);
	}
	const wanted = waiting.length > 0 || wantsEmpty(channel);
	const later = wanted ? await whenInstead(channel, due, now, deps) : undefined;
	if (later !== undefined) {
		await putOff(channel, waiting, later, now, deps);
		return undefined;
	}
	const { told, left } = await readWaiting(waiting, deps);
	const empty = told.length === 0 && wantsEmpty(channel) && isReceiving(channel, now);
	const parts = empty
		? [[]]
		: byRoute(
				channel,
				told.map(({ card }) => card),
			).flatMap((cards) => splitDigest(cards, channel.look));
	const digest: OpenDigest = {
		dueAt: due.dueAt,
		openedAt: now,
		parts: parts.map((part) => part.map(({ articleId }) => articleId)),
	};
	const postOf = new Map(
		digest.parts.flatMap((part) => part.map((articleId) => [articleId, digestPostId(digest, part)] as const)),
	);
	const fates = told.map(
		({ waiting: one }): Taken => ({
			waiting: one,
			fate: takenInto(postOf.get(one.articleId) ?? ""),
		}),
	);
	const next = nextDigestTime(channel, now) ?? now;
	return deps.digests.open(due, digest, [...fates, ...left], { at: next, always: wantsEmpty(channel) });
}

/**
 * What waits is kept until then, however long a pause lasts and though nothing new is held back; not for a channel that is
 * gone, which may never be back.
 */
async function putOff(
	{ id, state }: Channel,
	waiting: readonly Waiting[],
	later: Instant,
	now: Instant,
	deps: DigestDeps,
): Promise<void> {
	if (waiting.length > 0 && state.kind !== "gone") {
		const articleIds = waiting.map(({ articleId }) => articleId);
		await keepForDigests(articleIds, [{ dueAt: later }], now, deps);
		await deps.digests.keep(id, waiting, now, later);
	}
	await deps.digests.note(id, later, "postpone");
}

/** The digest of a channel whose place is another's now: nothing is made of it, and it is struck out like any other. */
async function openMoved(
	due: DueDigest,
	waiting: readonly Waiting[],
	movedTo: string,
	{ digests, now }: DigestDeps,
): Promise<OpenDigest | undefined> {
	const taken = waiting.map((one): Taken => ({ waiting: one, fate: `moved to ${movedTo}` }));
	const empty: OpenDigest = { dueAt: due.dueAt, openedAt: now(), parts: [] };
	// What was held back in between is handed over at the next look.
	return digests.open(due, empty, taken, { at: now(), always: false });
}

/** Cards that go to the same part of the place together; each part of it gets a digest of its own. */
function byRoute(
	{ routes = [] }: Channel,
	cards: readonly CardContent[],
): readonly (readonly CardContent[])[] {
	const groups = new Map<Route | undefined, CardContent[]>();
	for (const card of cards) {
		const route = routeOfCard(routes, card);
		groups.set(route, [...(groups.get(route) ?? []), card]);
	}
	return [...groups.values()];
}

/** The other steps: writes each post and its one recipient, and strikes the digest out. Doing it again changes nothing. */
export async function finishDigest(
	channelId: string,
	digest: OpenDigest,
	deps: DigestDeps,
): Promise<boolean> {
	for (const part of digest.parts) {
		const post = await storeDigestPost(digest, part, deps);
		if (post !== undefined) await planPost(post, [channelId], deps);
	}
	await deps.digests.close(channelId, digest);
	return digest.parts.length > 0;
}

async function each<T extends { channelId: string }>(
	all: readonly T[],
	plan: (one: T) => Promise<boolean>,
	{ log }: DigestDeps,
): Promise<number> {
	let planned = 0;
	for (let at = 0; at < all.length; at += together) {
		const done = await Promise.all(
			all.slice(at, at + together).map((one) =>
				plan(one).catch((error) => {
					log.warn({ channel: one.channelId, reason: String(error) }, "plan: a digest failed, tried again");
					return false;
				}),
			),
		);
		planned += done.filter(Boolean).length;
	}
	return planned;
}

/** A later time for a digest that may not go now; undefined when it may. */
async function whenInstead(
	channel: Channel,
	due: DueDigest,
	now: Instant,
	deps: DigestDeps,
): Promise<Instant | undefined> {
	if (!isReceiving(channel, now)) {
		const until = channel.state.kind === "paused" ? channel.state.until : undefined;
		return until ?? nextDigestTime(channel, now) ?? now + lookAgainMs;
	}
	const quiet = quietUntil(channel, now);
	const window = quiet === undefined ? capWindow(channel, now) : undefined;
	if (window === undefined) return quiet;
	const admission = await deps.digests.admit(channel.id, `digest ${due.dueAt}`, window, false);
	return admission.kind === "full" ? whenCapsAreFree(channel, now, admission) : undefined;
}

/** A channel that is gone or paused without an end, and has no times of its own, is looked at again after this. */
const lookAgainMs = 3600_000;

type Told = { waiting: Waiting; card: CardContent };

/** The newest first, each event once: its latest telling stands for the earlier ones. */
async function readWaiting(
	waiting: readonly Waiting[],
	deps: DigestDeps,
): Promise<{ told: readonly Told[]; left: readonly Taken[] }> {
	const articles = await readArticles(
		waiting.map(({ articleId }) => articleId),
		deps,
	);
	const told: Told[] = [];
	const left: Taken[] = [];
	const events = new Set<string>();
	for (const one of waiting.toReversed()) {
		const article = articles.get(one.articleId);
		if (article === undefined) left.push({ waiting: one, fate: "no longer stored" });
		else if (article.withdrawnAt !== undefined) left.push({ waiting: one, fate: "withdrawn" });
		else if (events.has(eventOf(article)))
			left.push({ waiting: one, fate: "a later one of its story is in the digest" });
		else {
			events.add(eventOf(article));
			told.push({ waiting: one, card: await cardFor(article, deps) });
		}
	}
	return { told, left };
}
