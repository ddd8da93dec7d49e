import { randomBytes } from "node:crypto";
import { createChannelLife } from "../../delivery/channel-life.ts";
import type { DeliveryDeps } from "../../delivery/deps.ts";
import { createTemplateFaults } from "../../delivery/template-faults.ts";
import { buildMessage } from "../../message/card.ts";
import { buildWithdrawn } from "../../message/withdrawn.ts";
import { resumeDigest } from "../../planning/note-digests.ts";
import { createOrders } from "../../store/delivery/orders.ts";
import { keys } from "../../store/redis/keys.ts";
import { takeLease } from "../../store/redis/lease.ts";
import type { Core } from "../core.ts";
import { createOwnerNotices } from "./tell-owner.ts";

/** Delivery's needs, answered from the core. */
export function createDeliveryDeps(core: Core): DeliveryDeps {
	const { channels, posts, ledger, digests, clock, log, sentences, config, timing } = core;
	const worker = randomBytes(5).toString("base64url");
	const tellOwner = createOwnerNotices(core);
	const templateFaults = createTemplateFaults({
		channels,
		now: clock.now,
		log,
		failed: (channel, fault) => tellOwner(channel, { kind: "template", fault }),
	});
	let attempts = 0;
	return core.aroundDelivery({
		ledger,
		posts,
		channels,
		log,
		timing,
		now: clock.now,
		life: createChannelLife({
			channels,
			now: clock.now,
			log,
			troubled: tellOwner,
			recovered: (channel) => resumeDigest(channel, { digests, now: clock.now }),
		}),
		window: core.window,
		publisher: core.publisher,
		takeLane: (lane) => takeLease(core.connection, keys.laneLease(lane), timing.laneLeaseMs),
		orders: createOrders(core.connection, posts),
		render: (post, channel, now) =>
			buildMessage(post.content, channel.look, {
				zone: channel.zone,
				now,
				sentences,
				channel,
				templateFailed: (fault) => templateFaults.note(channel, fault),
			}),
		renderWithdrawn: (channel) => buildWithdrawn(channel.look.locale, sentences),
		whenUnknown: () => config.options.UNKNOWN_POLICY as "hold" | "resend",
		nextAttemptId: () => `${worker}${(attempts++).toString(36)}`,
	});
}
