import type { Subscription } from "../../domain/channel.ts";
import { isAddedId } from "../../domain/source.ts";
import type { Wish } from "../deps.ts";

/**
 * A channel's subscriptions with one wish more. Who asks for everything gets one subscription to everything; who had
 * everything and names something wants that alone; otherwise names add up. What people bring is no part of everything:
 * it is wanted beside it. Subscriptions that carry words or an importance were made elsewhere and stay untouched.
 * `newId` names the subscription if one is added.
 */
export function addWish(
	subscriptions: readonly Subscription[],
	wish: Wish,
	newId: string,
): readonly Subscription[] {
	if (subscriptions.some((one) => isPlain(one) && covers(one, wish) && covers(wish, one)))
		return subscriptions;
	const kept = subscriptions.flatMap((one) => {
		if (!isPlain(one) || isBrought(wish)) return [one];
		if (isEverything(wish)) return broughtOf(one);
		return isEverything(one) ? [] : [one];
	});
	const partner = isEverything(wish)
		? undefined
		: kept.find((one) => isPlain(one) && !isEverything(one) && addsUp(one, wish));
	if (partner === undefined) return [...kept, newSubscription(newId, wish)];
	return kept.map((one) => (one === partner ? { ...one, ...union(one, wish) } : one));
}

/**
 * A channel's subscriptions without what is no longer wanted. One whose last source or topic goes, goes with it: an
 * empty list would mean "any". Alerts are no part of it: `/alert` takes them away.
 */
export function removeWish(subscriptions: readonly Subscription[], wish: Wish): readonly Subscription[] {
	if (isEverything(wish)) return subscriptions.filter(({ alert }) => alert === true);
	return subscriptions.flatMap((one) => {
		if (one.alert === true) return [one];
		const sources = one.sources.filter((id) => !wish.sources.includes(id));
		const topics = one.topics.filter((id) => !wish.topics.includes(id));
		const lostAll = (left: readonly string[], had: readonly string[]) => left.length === 0 && had.length > 0;
		return lostAll(sources, one.sources) || lostAll(topics, one.topics) ? [] : [{ ...one, sources, topics }];
	});
}

export function isEverything(wish: Wish): boolean {
	return wish.sources.length === 0 && wish.topics.length === 0;
}

/** Of such sources alone. */
function isBrought({ sources, topics }: Wish): boolean {
	return sources.length > 0 && topics.length === 0 && sources.every(isAddedId);
}

function broughtOf(one: Subscription): readonly Subscription[] {
	const sources = one.sources.filter(isAddedId);
	return sources.length === 0 ? [] : [{ ...one, sources }];
}

function isPlain(one: Subscription): boolean {
	return (
		one.include.length === 0 && one.exclude.length === 0 && one.minimumImportance === 0 && one.alert !== true
	);
}

function covers(one: Wish, other: Wish): boolean {
	return (
		isEverything(one) === isEverything(other) &&
		other.sources.every((id) => one.sources.includes(id)) &&
		other.topics.every((id) => one.topics.includes(id))
	);
}

/** Two lists of topics alone, or of sources alone, are one list; a mixture would ask for more than either. */
function addsUp(one: Wish, wish: Wish): boolean {
	return (
		(one.sources.length === 0 && wish.sources.length === 0) ||
		(one.topics.length === 0 && wish.topics.length === 0)
	);
}

function union(one: Wish, wish: Wish): Wish {
	return {
		sources: [...new Set([...one.sources, ...wish.sources])],
		topics: [...new Set([...one.topics, ...wish.topics])],
	};
}

function newSubscription(id: string, wish: Wish): Subscription {
	return { id, sources: wish.sources, topics: wish.topics, include: [], exclude: [], minimumImportance: 0 };
}
