import { standardLook } from "../domain/channel.ts";
import { pickVersion } from "../message/broadcast.ts";
import { buildContent } from "./build-post.ts";
import { refused } from "./change.ts";
import { checkWords } from "./check-content.ts";
import type { BroadcastDeps, Viewed } from "./deps.ts";
import type { Broadcasts } from "./port.ts";

/** Looking at a broadcast before it is sent: on each platform, and in one place. */
export function createTries(deps: BroadcastDeps): Pick<Broadcasts, "preview" | "test"> {
	const { broadcasts, now } = deps;
	return {
		async preview(id, language) {
			const broadcast = await broadcasts.get(id);
			if (broadcast === undefined) return refused({ code: "unknown", facts: { id } });
			const { content, options, nextAt } = broadcast;
			const wrong = checkWords(content);
			if (wrong.length > 0) return refused(...wrong);
			const version = pickVersion(content.versions, language ?? content.versions[0]?.language ?? "");
			const shown = buildContent({ versions: [version] }, options.silent, nextAt ?? now());
			return {
				ok: true,
				previews: deps.platforms.map((platform) => {
					const message = deps.render(shown, viewOf(platform, version.language, deps.zone));
					return { platform, language: version.language, message, request: deps.request(platform, message) };
				}),
			};
		},

		async test(by, id, to) {
			const broadcast = await broadcasts.get(id);
			if (broadcast === undefined) return refused({ code: "unknown", facts: { id } });
			const wrong = checkWords(broadcast.content);
			if (wrong.length > 0) return refused(...wrong);
			const place = await findPlace(to, deps);
			if (place === undefined) {
				const channel = to.kind === "channel" ? to.channelId : to.platform;
				return refused({ code: "channel-unknown", facts: { channel } });
			}
			const shown = buildContent(broadcast.content, broadcast.options.silent, broadcast.nextAt ?? now());
			const message = deps.render(shown, place.view);
			const outcome = await deps.sendDirect(place.view.platform, place, message);
			const where = to.kind === "channel" ? to.channelId : `${to.platform} ${to.address}`;
			await deps.audit.append("broadcasts", {
				who: by,
				action: "broadcast.test",
				object: `broadcast ${id}`,
				after: `${outcome.kind} in ${where}`,
				outcome: outcome.kind === "sent" ? "done" : "failed",
			});
			const words = "raw" in outcome ? outcome.raw : "why" in outcome ? outcome.why : "";
			return { ok: true, arrived: outcome.kind === "sent", words };
		},
	};
}

function viewOf(platform: string, locale: string, zone: string): Viewed {
	return { platform, title: "قناتي", zone, look: { ...standardLook, locale } };
}

async function findPlace(
	to: Parameters<Broadcasts["test"]>[2],
	{ channels, platforms, zone }: BroadcastDeps,
): Promise<{ address: string; addressKind: string; view: Viewed } | undefined> {
	if (to.kind === "channel") {
		const channel = /^[a-z]+-\d+$/.test(to.channelId) ? await channels.get(to.channelId) : undefined;
		if (channel === undefined || !platforms.includes(channel.platform)) return undefined;
		return { address: channel.address, addressKind: channel.addressKind, view: channel };
	}
	if (!platforms.includes(to.platform)) return undefined;
	return { ...to, view: viewOf(to.platform, to.locale, zone) };
}
