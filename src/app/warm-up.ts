import { standardLook } from "../domain/channel.ts";
import { buildMessage } from "../message/card.ts";
import { fullCard } from "../message/sample-cards.ts";
import type { Core } from "./core.ts";

/** V8 runs a pattern slowly the first time, and translates it the second. */
const rounds = 3;

/**
 * Writes a made-up article for each platform and throws it away. The patterns that put Arabic in order are long, and to
 * make them ready takes a tenth of a second: without this the first message after a start would wait for it, and with it
 * all that stands behind it in the send window.
 */
export function warmUp({
	platforms,
	sentences,
	clock,
}: Pick<Core, "platforms" | "sentences" | "clock">): void {
	const context = { zone: "UTC", now: clock.now(), sentences };
	for (let round = 0; round < rounds; round++) {
		const message = buildMessage({ kind: "card", card: fullCard }, standardLook, context);
		for (const platform of platforms) platform.preview(message, "warm-up");
	}
}
