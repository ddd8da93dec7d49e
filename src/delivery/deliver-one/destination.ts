import type { Channel } from "../../domain/channel.ts";
import type { Post } from "../../domain/post.ts";
import type { Instant } from "../../domain/time.ts";
import { findRoute } from "../../message/find-route.ts";
import type { Sending } from "../../store/delivery/ledger.ts";

/** Where in a channel's place a delivery goes. `to`: a part of it, by one of its routes. */
export type Destination = { address: string; addressKind: string; to?: string };

/**
 * By the channel's rules of this moment: a delivery that was not begun follows a rule that has changed. What amends earlier
 * messages follows none: their ids say where they lie.
 */
export function destinationOf(channel: Channel, post: Post, now: Instant): Destination {
	if (post.amends !== undefined) return { address: channel.address, addressKind: channel.addressKind };
	const route = findRoute(channel, post.content, now);
	if (route === undefined) return { address: channel.address, addressKind: channel.addressKind };
	return { address: route.to, addressKind: route.toKind, to: route.to };
}

/** Where an attempt went whose end nobody knows, whatever the rules are now. */
export function destinationOfAttempt(channel: Channel, { to }: Sending): Destination {
	if (to === undefined) return { address: channel.address, addressKind: channel.addressKind };
	const toKind = channel.routes?.find((route) => route.to === to)?.toKind ?? channel.addressKind;
	return { address: to, addressKind: toKind, to };
}
