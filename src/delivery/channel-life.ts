import type { Channel, ChannelState } from "../domain/channel.ts";
import type { Log } from "../domain/log.ts";
import type { ChannelStore } from "../store/channels.ts";
import type { ChannelChange } from "./reactions.ts";

/** What a send teaches about a channel is written here; a subscription is never touched by it. */
export type ChannelLife = {
	/** True when the channel was changed. */
	apply(channel: Channel, change: ChannelChange): Promise<boolean>;
};

const day = 24 * 3600_000;
/** PLATFORMS §1: a missing right is asked for again daily, at most seven times. */
const mostTries = 7;

export function createChannelLife(deps: { channels: ChannelStore; now(): number; log: Log }): ChannelLife {
	const { channels, log } = deps;
	return {
		async apply(channel, change) {
			const fields = { channel: channel.id, platform: channel.platform };
			switch (change.kind) {
				case "well":
					if (channel.state.kind !== "paused" || channel.state.until === undefined) return false;
					await channels.update(channel.id, (now) =>
						now.state.kind === "paused" ? { ...now, state: { kind: "active" } } : now,
					);
					log.info(fields, "channel: is well again");
					return true;
				case "moved":
					await channels.move(channel.platform, channel.address, change.to, deps.now());
					log.info(fields, "channel: has a new address");
					return true;
				case "gone":
					await channels.update(channel.id, (now) => ({
						...now,
						state: { kind: "gone", reason: change.reason, since: deps.now() },
					}));
					log.warn({ ...fields, reason: change.reason }, "channel: gone; its subscriptions are kept");
					return true;
				case "forbidden":
					await channels.update(channel.id, (now) => ({
						...now,
						state: withoutRight(now.state, change.reason, deps.now()),
					}));
					// Once: the daily tries that follow say nothing new.
					if (channel.state.kind === "active") {
						log.warn({ ...fields, reason: change.reason }, "channel: a right is missing, tried again daily");
					}
					return true;
			}
		},
	};
}

/** Several posts that find it out within a day count as one try. */
function withoutRight(state: ChannelState, reason: string, now: number): ChannelState {
	if (state.kind === "gone") return state;
	if (state.kind === "paused" && (state.until === undefined || state.until > now)) return state;
	const tries = (state.kind === "paused" ? (state.tries ?? 0) : 0) + 1;
	if (tries > mostTries) return { kind: "paused", reason, tries };
	return { kind: "paused", reason, until: now + day, tries };
}
