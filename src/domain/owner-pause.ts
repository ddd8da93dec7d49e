import type { ChannelState } from "./channel.ts";
import type { Instant } from "./time.ts";

/** Why a channel waits whose administrators paused it. Nothing that happens to the bot, or to a post, ends such a pause. */
export const ownerReason = "owner";

/** True while a pause of the owner's lasts. */
export function isHeldByOwner(state: ChannelState, now: Instant): boolean {
	return state.kind === "paused" && state.reason === ownerReason && (state.until ?? now + 1) > now;
}
