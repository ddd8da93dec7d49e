import { randomUUID } from "node:crypto";
import { createQueues, type Queues } from "../../jobs/queues.ts";
import { wakeLane } from "../../jobs/run-lane.ts";
import { createBroadcasts } from "../broadcasts/create-broadcasts.ts";
import type { BroadcastDeps } from "../broadcasts/deps.ts";
import type { Broadcasts } from "../broadcasts/port.ts";
import { isUnderWay } from "../delivery/deliver-one/turn.ts";
import type { Publisher, PublishRequest } from "../delivery/publisher.ts";
import type { Outcome } from "../domain/outcome.ts";
import { buildMessage } from "../message/card.ts";
import type { Message } from "../message/message.ts";
import { createBroadcastStore } from "../store/broadcasts/broadcasts.ts";
import type { SendWindow } from "../store/delivery/send-window.ts";
import type { Config } from "./config/config.ts";
import type { Core } from "./core.ts";
import { withCore } from "./with-core.ts";

/** Somebody waits for a test send no longer. */
const testPatienceMs = 30_000;

/** What broadcasts need, answered from the core. */
export function createBroadcastDeps(core: Core, queues: Queues): BroadcastDeps {
	const { channels, posts, ledger, audit, clock, log, sentences, config, platforms } = core;
	return {
		channels,
		posts,
		ledger,
		audit,
		log,
		broadcasts: createBroadcastStore(core.connection),
		platforms: platforms.map(({ name }) => name),
		now: clock.now,
		wake: (lane) => wakeLane(queues, lane),
		render: (content, channel) =>
			buildMessage(content, channel.look, { zone: channel.zone, now: clock.now(), sentences, channel }),
		fit: (platform, message) => platforms.find(({ name }) => name === platform)?.checkFit?.(message) ?? [],
		request: (platform, message) =>
			platforms.find(({ name }) => name === platform)?.preview(message, "preview"),
		rate: (platform) => rateOf(core, platform),
		sendDirect: (platform, place, message) => sendOnce(core, platform, place, message),
		zone: config.options.BARQIYA_TIME_ZONE,
		needsSecondPerson: config.options.BROADCAST_APPROVAL,
	};
}

/** Broadcasts as every surface asks for them. */
export function openBroadcasts(core: Core, queues: Queues): Broadcasts {
	return createBroadcasts(createBroadcastDeps(core, queues));
}

/** Opens them for one piece of work and closes everything, whatever came of it. */
export function withBroadcasts<T>(
	config: Config,
	work: (broadcasts: Broadcasts, core: Core) => Promise<T>,
): Promise<T> {
	return withCore(config, async (core) => {
		const queues = createQueues(core.connection);
		try {
			return await work(openBroadcasts(core, queues), core);
		} finally {
			await queues.stop();
		}
	});
}

/** By the limit that every send of the platform passes, whatever its place. */
function rateOf(core: Core, platform: string): number | undefined {
	const address = core.platforms.find(({ name }) => name === platform)?.sampleAddress ?? "";
	const layers = core.publisher(platform)?.windows(address, "channel");
	const shared = layers?.find((layer) => layer.shared);
	return shared === undefined ? undefined : (shared.limit * 1_000) / shared.perMs;
}

/** What a refusal teaches (a picture that cannot be had is uploaded, then left away) is over after so many requests. */
const mostTries = 4;

/** Through the send window and in front of everything else, at most once: again only where a refusal says that nothing came. */
async function sendOnce(
	core: Core,
	platform: string,
	place: { address: string; addressKind: string },
	message: Message,
): Promise<Outcome> {
	const publisher = core.publisher(platform);
	if (publisher === undefined) {
		return { kind: "rejected", reason: "off", plainText: false, raw: `${platform} is not switched on` };
	}
	const patience = AbortSignal.timeout(testPatienceMs);
	const request = { deliveryId: `test-${randomUUID()}`, ...place, message, plainText: false };
	for (let tries = 1; ; tries++) {
		const outcome = await sendInTurn(publisher, core.window(platform), request, patience);
		if (outcome.kind !== "retry" || outcome.afterMs > 0 || tries === mostTries) return outcome;
	}
}

async function sendInTurn(
	publisher: Publisher,
	window: SendWindow,
	request: PublishRequest,
	patience: AbortSignal,
): Promise<Outcome> {
	const slot = await window.acquire(
		publisher.windows(request.address, request.addressKind),
		"reply",
		patience,
	);
	let outcome: Outcome | undefined;
	try {
		outcome = await publisher.publish({
			...request,
			beforeSend: () => performance.now() < slot.usableUntil,
		});
		return outcome;
	} finally {
		// A command of the terminal closes the connection next.
		await window.release(slot, isUnderWay(outcome));
	}
}
