import type { Channel } from "../domain/channel.ts";
import type { Actor } from "../domain/person.ts";
import { type Chosen, holdsSegments, isReachable, readAudience } from "./audience.ts";
import { refused } from "./change.ts";
import type { BroadcastDeps } from "./deps.ts";
import type { Broadcasts, ChannelRow } from "./port.ts";

/** What an audience can be chosen from: channels, their tags, and audiences that were saved. */
export function createChoices(
	deps: BroadcastDeps,
): Pick<Broadcasts, "channels" | "segments" | "saveSegment" | "removeSegment" | "tagChannel"> {
	const { broadcasts } = deps;

	const log = (who: Actor, object: string, after: string) =>
		deps.audit.append("broadcasts", { who, action: "broadcast.edit", object, after, outcome: "done" });

	async function* chosen(isChosen: Chosen) {
		for (const platform of deps.platforms) {
			const lanes = await deps.channels.laneCount(platform);
			for (let lane = 0; lane < lanes; lane++) {
				for (const channel of (await deps.channels.lane(platform, lane)).values()) {
					if (isChosen(channel)) yield channel;
				}
			}
		}
	}

	return {
		async channels(audience) {
			const read = await readAudience(audience, deps);
			return read.ok ? { ok: true, rows: rowsOf(chosen(read.chosen)) } : read;
		},

		segments: () => broadcasts.segments(),

		async saveSegment(by, name, audience) {
			if (!/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u.test(name)) {
				return refused({ code: "segment-name", facts: { segment: name } });
			}
			if (holdsSegments(audience)) return refused({ code: "segment-circle", facts: { segment: name } });
			const read = await readAudience(audience, deps);
			if (!read.ok) return read;
			await broadcasts.putSegment(name, audience);
			await log(by, `segment ${name}`, "saved");
			let recipients = 0;
			for await (const channel of chosen(read.chosen)) if (isReachable(channel)) recipients++;
			return { ok: true, recipients };
		},

		async removeSegment(by, name) {
			const known = (await broadcasts.segments()).has(name);
			if (known) {
				await broadcasts.putSegment(name, undefined);
				await log(by, `segment ${name}`, "removed");
			}
			return { ok: true, changed: known };
		},

		async tagChannel(by, channelId, tags) {
			const wanted = [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ""))];
			const known = /^[a-z]+-\d+$/.test(channelId);
			const channel = known
				? await deps.channels.update(channelId, (seen) => ({ ...seen, tags: wanted }))
				: undefined;
			if (channel === undefined) return refused({ code: "channel-unknown", facts: { channel: channelId } });
			await log(by, `channel ${channelId}`, `tags: ${wanted.join(", ") || "none"}`);
			return { ok: true, tags: wanted };
		},
	};
}

async function* rowsOf(channels: AsyncIterable<Channel>): AsyncGenerator<ChannelRow> {
	for await (const { id, platform, title, look, tags = [], state } of channels) {
		yield { channel: id, platform, title, language: look.locale, tags, state: state.kind };
	}
}
