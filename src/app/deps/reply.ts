import { randomUUID } from "node:crypto";
import { isUnderWay } from "../../delivery/deliver-one/turn.ts";
import { holdBack } from "../../delivery/hold-back.ts";
import { limitedFactor } from "../../delivery/reactions.ts";
import { sendReplacing } from "../../delivery/send-replacing.ts";
import type { Outcome } from "../../domain/outcome.ts";
import type { Message } from "../../message/message.ts";
import type { Core } from "../core.ts";

/** A person waits no longer for an answer. */
const patienceMs = 60_000;

/**
 * Sends answers to people: through the same window as posts, in front of them. What is limited is tried again while a
 * person may still wait, and nobody else sends there meanwhile; what has no answer is not, since an answer that comes
 * twice is worse than one that is asked for again. False when it did not arrive, or nobody knows.
 */
export function createReply(core: Core, platform: string) {
	return async (
		address: string,
		addressKind: string,
		message: Message,
		replaces?: string,
	): Promise<boolean> => {
		const publisher = core.publisher(platform);
		if (publisher === undefined) return false;
		const window = core.window(platform);
		const patience = AbortSignal.timeout(patienceMs);
		const patientUntil = performance.now() + patienceMs;
		const deliveryId = `reply-${randomUUID()}`;
		while (!patience.aborted) {
			const slot = await window.acquire(publisher.windows(address, addressKind), "reply", patience);
			const request = {
				deliveryId,
				address,
				addressKind,
				message,
				plainText: false,
				// A process that was frozen since may have lost its place in the window.
				beforeSend: () => performance.now() < slot.usableUntil,
			};
			let outcome: Outcome | undefined;
			try {
				outcome = await sendReplacing(publisher, request, replaces);
			} finally {
				void window.release(slot, isUnderWay(outcome));
			}
			if (outcome.kind !== "retry") {
				if (outcome.kind !== "sent")
					core.log.warn({ platform, outcome: outcome.kind }, "reply: did not arrive");
				return outcome.kind === "sent";
			}
			const { afterMs, scope, limited } = outcome;
			if (limited) {
				const rest = { scope, ms: afterMs, factor: limitedFactor };
				await holdBack({ address, addressKind }, publisher, window, rest);
			}
			if (performance.now() + afterMs > patientUntil) {
				core.log.warn({ platform, outcome: outcome.kind, afterMs }, "reply: would come too late");
				return false;
			}
			await new Promise((resolve) => setTimeout(resolve, afterMs));
		}
		return false;
	};
}
