import type { Channel, ChannelState, Route } from "../domain/channel.ts";
import type { Log } from "../domain/log.ts";
import { isHeldByOwner } from "../domain/owner-pause.ts";
import type { ChannelStore } from "../store/channels/channels.ts";
import type { ChannelChange } from "./reactions.ts";

/** What a send teaches about a channel is written here; a subscription is never touched by it. */
export type ChannelLife = {
	/** True when the channel may be another than the one given, and is to be read again. */
	apply(channel: Channel, learnt: ChannelChange): Promise<boolean>;
};

const day = 24 * 3600_000;
/** PLATFORMS §1: a missing right is asked for again daily, at most seven times. */
const mostTries = 7;

export type ChannelLifeDeps = {
	channels: ChannelStore;
	now(): number;
	log: Log;
	/** Called once when nothing can be posted any more, by the process that found it out. */
	troubled?(channel: Channel, trouble: Trouble): void;
	/** Called when a channel that was paused turns out to take posts again. */
	recovered?(channel: Channel): Promise<void>;
};

export type Trouble = Extract<ChannelChange, { kind: "gone" | "forbidden" }>;

export function createChannelLife(deps: ChannelLifeDeps): ChannelLife {
	const { channels, log } = deps;

	/** True when the state is another one now. What its owner decided while a send was under way stands. */
	async function change(channel: Channel, next: (state: ChannelState) => ChannelState): Promise<boolean> {
		let changed = false;
		await channels.update(channel.id, (now) => {
			const state = isHeldByOwner(now.state, deps.now()) ? now.state : next(now.state);
			changed = state !== now.state;
			return changed ? { ...now, state } : now;
		});
		return changed;
	}

	async function changeRoute(channel: Channel, to: string, next: (route: Route) => Route): Promise<void> {
		await channels.update(channel.id, (now) => {
			const { routes = [] } = now;
			return { ...now, routes: routes.map((route) => (route.to === to ? next(route) : route)) };
		});
	}

	return {
		async apply(channel, learnt) {
			const fields = { channel: channel.id, platform: channel.platform };
			switch (learnt.kind) {
				case "well":
					if (channel.state.kind !== "paused" || channel.state.until === undefined) return false;
					if (await change(channel, wellAgain)) {
						log.info(fields, "channel: is well again");
						await deps.recovered?.(channel);
					}
					return true;
				case "moved":
					await channels.move(channel.platform, channel.address, learnt.to, deps.now());
					log.info(fields, "channel: has a new address");
					return true;
				case "gone": {
					const { reason } = learnt;
					const gone: ChannelState = { kind: "gone", reason, since: deps.now() };
					if (await change(channel, (state) => (state.kind === "gone" ? state : gone))) {
						log.warn({ ...fields, reason }, "channel: gone; its subscriptions are kept");
						deps.troubled?.(channel, learnt);
					}
					return true;
				}
				case "forbidden": {
					const { reason } = learnt;
					const changed = await change(channel, (state) => withoutRight(state, reason, deps.now()));
					// Once: the daily tries that follow say nothing new.
					if (changed && channel.state.kind === "active") {
						log.warn({ ...fields, reason }, "channel: a right is missing, tried again daily");
						deps.troubled?.(channel, learnt);
					}
					return true;
				}
				case "route-hindered": {
					const { to, reason } = learnt;
					const hindered = { reason, until: deps.now() + day };
					await changeRoute(channel, to, (route) => ({ ...route, hindered }));
					log.warn({ ...fields, to, reason }, "channel: a part of it takes nothing, tried again daily");
					return true;
				}
				case "route-well":
					if (!isHindered(channel, learnt.to)) return false;
					await changeRoute(channel, learnt.to, ({ hindered: _, ...route }) => route);
					log.info({ ...fields, to: learnt.to }, "channel: a part of it takes posts again");
					return true;
			}
		},
	};
}

function isHindered({ routes = [] }: Channel, to: string): boolean {
	return routes.some((route) => route.to === to && route.hindered !== undefined);
}

/** One that waits without an end waits for somebody's decision. */
function wellAgain(state: ChannelState): ChannelState {
	return state.kind === "paused" && state.until !== undefined ? { kind: "active" } : state;
}

/** Several posts that find it out within a day count as one try. */
function withoutRight(state: ChannelState, reason: string, now: number): ChannelState {
	if (state.kind === "gone") return state;
	if (state.kind === "paused" && (state.until === undefined || state.until > now)) return state;
	const tries = (state.kind === "paused" ? (state.tries ?? 0) : 0) + 1;
	if (tries > mostTries) return { kind: "paused", reason, tries };
	return { kind: "paused", reason, until: now + day, tries };
}
