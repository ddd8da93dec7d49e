import { setTimeout as sleep } from "node:timers/promises";
import { standardLook } from "../domain/channel.ts";
import { buildMessage } from "../message/card.ts";
import { fullCard } from "../message/sample-cards.ts";
import type { Core } from "./core.ts";

/** V8 runs a pattern slowly the first time, and translates it the second. */
const rounds = 3;
/** A platform that cannot be reached keeps no start waiting for longer, in ms. */
const patienceMs = 1_000;

/**
 * Writes a made-up article for each platform, brings it to the point at which its first byte would be written, and throws it
 * away there. The patterns that put Arabic in order and the platforms' clients take some tenths of a second to be made
 * ready: without this the first message after a start would wait for them, and with it all that stands behind it in the
 * send window. Nothing is sent, so nothing counts towards a limit.
 */
export async function warmUp({
	platforms,
	publisher,
	sentences,
	clock,
}: Pick<Core, "platforms" | "publisher" | "sentences" | "clock">): Promise<void> {
	const context = { zone: "UTC", now: clock.now(), sentences };
	const reached: Promise<unknown>[] = [];
	for (let round = 0; round < rounds; round++) {
		const message = buildMessage({ kind: "card", card: fullCard }, standardLook, context);
		for (const { name, preview, sampleAddress, token } of platforms) {
			preview(message, "warm-up");
			// What has no token writes at once, into our own store.
			if (token === undefined) continue;
			const request = { deliveryId: "warm-up", address: sampleAddress, addressKind: "channel", message };
			const unsent = publisher(name)?.publish({ ...request, plainText: false, beforeSend: () => false });
			reached.push(Promise.resolve(unsent).catch(() => {}));
		}
	}
	await Promise.race([Promise.all(reached), sleep(patienceMs, undefined, { ref: false })]);
}
