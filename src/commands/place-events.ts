import type { ChannelState } from "../domain/channel.ts";
import { isHeldByOwner } from "../domain/owner-pause.ts";
import type { PlaceEventsDeps } from "./deps.ts";
import type { PlaceEvents } from "./port.ts";

/**
 * Why a channel waits for its owner. Whoever gives the right back ends it; where nobody heard of that, the post that is
 * tried after a day does, as where a send found it out (src/delivery/channel-life.ts).
 */
const noRight = "no-right-to-post";
const day = 24 * 3600_000;

/**
 * What follows when a place changes by itself. Nothing here ever touches a subscription: who comes back finds all as it
 * was, a pause of its owner's included. Places that nobody registered are of no interest, but for one that the bot was
 * just added to.
 */
export function createPlaceEvents(deps: PlaceEventsDeps): PlaceEvents {
	async function change(platform: string, address: string, next: (state: ChannelState) => ChannelState) {
		const channel = await deps.findChannel(platform, address);
		// What is as it should be is not written, or a start in thousands of servers would write every channel.
		if (channel === undefined || next(channel.state) === channel.state) return;
		await deps.changeState(channel.id, next);
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
				if (state.kind === "paused") return state;
				return { kind: "paused", reason: noRight, until: deps.now() + day, tries: 1 };
			}),
		async foundOpen(platform, addresses) {
			await Promise.all(addresses.map((address) => change(platform, address, openAgain)));
		},
		moved: (platform, from, to) => deps.changeAddress(platform, from, to),
		async seen(platform, address, messageId) {
			const channel = await deps.markSeen(platform, address, messageId);
			if (channel !== undefined && isRemoved(channel.state)) await deps.changeState(channel.id, letInAgain);
		},
	};

	/** Of a pause that its owner made, only the owner and its own end make an end. */
	function backAgain(state: ChannelState): ChannelState {
		return state.kind === "active" || isHeldByOwner(state, deps.now()) ? state : { kind: "active" };
	}

	/** Where a message is seen the bot is in: of a forum's topic nothing else ever tells that it was let in again. */
	function letInAgain(state: ChannelState): ChannelState {
		return isRemoved(state) ? { kind: "active" } : state;
	}

	/** What is tried again by itself keeps its count of tries, or each start would begin it anew and tell the owner. */
	function openAgain(state: ChannelState): ChannelState {
		if (state.kind === "gone") return state.movedTo === undefined ? { kind: "active" } : state;
		const isTriedAgain = state.kind === "paused" && state.until !== undefined && state.reason !== noRight;
		return isTriedAgain ? state : backAgain(state);
	}
}

function isRemoved(state: ChannelState): boolean {
	return state.kind === "gone" && state.reason === "removed";
}
