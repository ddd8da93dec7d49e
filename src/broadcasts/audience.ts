import { foldKey } from "../arabic/fold.ts";
import type { BroadcastAudience, Selector, SelectorKind } from "../domain/broadcast.ts";
import type { Channel } from "../domain/channel.ts";
import type { BroadcastDeps } from "./deps.ts";
import type { Refusal } from "./port.ts";

/** Whether a channel is meant. */
export type Chosen = (channel: Channel) => boolean;

/**
 * Who is meant by an audience: of the included selectors one of each kind that is named must hold, and none of the
 * excluded ones. What cannot be found (a platform, channel or segment) is refused.
 */
export async function readAudience(
	audience: BroadcastAudience,
	deps: Pick<BroadcastDeps, "broadcasts" | "channels" | "platforms">,
): Promise<{ ok: true; chosen: Chosen } | { ok: false; refusals: readonly Refusal[] }> {
	const segments = await deps.broadcasts.segments();
	const named = [...audience.include, ...audience.exclude];
	const refusals = [
		...(audience.include.length === 0 ? [{ code: "audience-missing", facts: {} } as const] : []),
		...(await Promise.all(named.map((selector) => unknownIn(selector, segments, deps)))).flat(),
	];
	if (refusals.length > 0) return { ok: false, refusals };
	return { ok: true, chosen: chooser(audience, segments) };
}

/** Who got nothing because the channel is gone gets nothing here either. */
export function isReachable(channel: Channel): boolean {
	return channel.state.kind !== "gone";
}

function chooser(audience: BroadcastAudience, segments: ReadonlyMap<string, BroadcastAudience>): Chosen {
	const named = new Set(audience.include.map(({ kind }) => kind));
	const kinds = [...named].map((kind) =>
		audience.include.filter((each) => each.kind === kind).map((each) => tester(each, segments)),
	);
	const exclude = audience.exclude.map((each) => tester(each, segments));
	return (channel) =>
		kinds.every((tests) => tests.some((test) => test(channel))) && !exclude.some((test) => test(channel));
}

function tester(selector: Selector, segments: ReadonlyMap<string, BroadcastAudience>): Chosen {
	switch (selector.kind) {
		case "all":
			return () => true;
		case "platform":
			return ({ platform }) => platform === selector.platform;
		case "topic": {
			const wanted = foldKey(selector.topic);
			return ({ subscriptions }) =>
				subscriptions.some(({ topics }) => topics.some((topic) => foldKey(topic) === wanted));
		}
		case "language": {
			const wanted = primary(selector.language);
			return ({ look }) => primary(look.locale) === wanted;
		}
		case "tag": {
			const wanted = foldKey(selector.tag);
			return ({ tags = [] }) => tags.some((tag) => foldKey(tag) === wanted);
		}
		case "channels": {
			const ids = new Set(selector.ids);
			return ({ id }) => ids.has(id);
		}
		case "segment": {
			const segment = segments.get(selector.name);
			return segment === undefined ? () => false : chooser(segment, segments);
		}
	}
}

function primary(tag: string): string {
	return tag.toLowerCase().split(/[-_]/, 1)[0] ?? "";
}

async function unknownIn(
	selector: Selector,
	segments: ReadonlyMap<string, BroadcastAudience>,
	{ channels, platforms }: Pick<BroadcastDeps, "channels" | "platforms">,
): Promise<Refusal[]> {
	switch (selector.kind) {
		case "platform":
			if (platforms.includes(selector.platform)) return [];
			return [
				{
					code: "platform-unknown",
					facts: { platform: selector.platform, platforms: platforms.join(", ") },
				},
			];
		case "segment": {
			const names = [...segments.keys()].join(", ");
			if (!segments.has(selector.name))
				return [{ code: "segment-unknown", facts: { segment: selector.name, segments: names } }];
			return [];
		}
		case "channels": {
			const found = await Promise.all(
				selector.ids.map(async (id) => (/^[a-z]+-\d+$/.test(id) ? channels.get(id) : undefined)),
			);
			const missing = selector.ids.filter((_, at) => found[at] === undefined);
			return missing.map((channel) => ({ code: "channel-unknown", facts: { channel } }));
		}
		default:
			return [];
	}
}

/** A segment holds no other segments: then none can hold itself. */
export function holdsSegments({ include, exclude }: BroadcastAudience): boolean {
	const isSegment = ({ kind }: { kind: SelectorKind }) => kind === "segment";
	return include.some(isSegment) || exclude.some(isSegment);
}
