import type { Channel } from "../domain/channel.ts";
import type { Instant } from "../domain/time.ts";
import type { ChannelStore } from "../store/channels/channels.ts";
import type { DigestStore } from "../store/channels/digests.ts";
import { nextDigestTime, nextTimeFor } from "./when-to-post.ts";

type NoteDeps = { digests: DigestStore; now(): Instant };

/** Notes the next digest of a channel whose schedule has changed: by the new schedule, not by the old one. */
export async function rescheduleDigest(channel: Channel, deps: NoteDeps): Promise<void> {
	await noteNext(channel, "replace", deps);
}

/**
 * Notes the next digest of a channel whose pause has ended or is another: the one before may have put it off for long.
 * What is due earlier stays, and so does what is overdue.
 */
export async function resumeDigest(channel: Channel, deps: NoteDeps): Promise<void> {
	await noteNext(channel, "advance", deps);
}

async function noteNext(channel: Channel, how: "replace" | "advance", deps: NoteDeps): Promise<void> {
	const now = deps.now();
	const waits = (await deps.digests.waiting(channel.id)).length > 0;
	if (waits || wantsEmpty(channel)) await deps.digests.note(channel.id, nextTimeFor(channel, now), how);
}

/** Sees to it that channels which want digests without news have one noted; what is noted already stays. */
export async function noteStandingDigests(
	deps: NoteDeps & { channels: ChannelStore; platforms: readonly string[] },
): Promise<void> {
	for (const platform of deps.platforms) {
		const lanes = await deps.channels.laneCount(platform);
		for (let lane = 0; lane < lanes; lane++) {
			for (const channel of (await deps.channels.lane(platform, lane)).values()) {
				const next = wantsEmpty(channel) ? nextDigestTime(channel, deps.now()) : undefined;
				if (next !== undefined) await deps.digests.note(channel.id, next, "if-none");
			}
		}
	}
}

/** A digest without news is asked for, and there is a time for it. */
export function wantsEmpty({ schedule }: Channel): boolean {
	return schedule.emptyDigests === true && schedule.kind !== "at-once";
}
