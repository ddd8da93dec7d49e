import type { ChannelState } from "../domain/channel.ts";
import { isHeldByOwner } from "../domain/owner-pause.ts";
import type { PlaceEventsDeps } from "./deps.ts";
import type { PlaceEvents } from "./port.ts";

/** Why a channel waits for its owner; whoever gives the right back ends it. */
const noRight = "no-right-to-post";

/**
 * What follows when a place changes by itself. Nothing here ever touches a subscription: who comes back finds all as it
 * was, a pause of its owner's included. Places that nobody registered are of no interest, but for one that the bot was
 * just added to.
 */
export function createPlaceEvents(deps: PlaceEventsDeps): PlaceEvents {
	async function change(platform: string, address: string, next: (state: ChannelState) => ChannelState) {
		const channel = await deps.findChannel(platform, address);
		if (channel !== undefined) await deps.changeState(channel.id, next);
	}

	return {
		async arrived(platform, place) {
			const channel = await deps.register(platform, place);
			await deps.changeState(channel.id, backAgain);
		},
		left: (platform, address, reason) =>
			change(platform, address, (state) =>
				state.kind === "gone" || isHeldByOwner(state, deps.now())
					? state
					: { kind: "gone", reason, since: deps.now() },
			),
		rightsChanged: (platform, address, mayPost) =>
			change(platform, address, (state) => {
				if (mayPost) return backAgain(state);
				return state.kind === "paused" ? state : { kind: "paused", reason: noRight };
			}),
		moved: (platform, from, to) => deps.changeAddress(platform, from, to),
		seen: (platform, address, messageId) => deps.markSeen(platform, address, messageId),
	};

	/** Of a pause that its owner made, only the owner and its own end make an end. */
	function backAgain(state: ChannelState): ChannelState {
		return isHeldByOwner(state, deps.now()) ? state : { kind: "active" };
	}
}
