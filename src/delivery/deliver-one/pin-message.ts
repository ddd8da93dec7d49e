import type { Channel } from "../../domain/channel.ts";
import type { LaneItem } from "../lane-queue.ts";
import type { Destination } from "./destination.ts";
import type { LaneContext } from "./lane-context.ts";

/**
 * Pins what was just sent, in the send window's turn. As well as can be: a right that is missing, or a process that dies
 * before, leaves the message as it is, and nothing is sent again for it.
 */
export async function pinMessage(
	item: LaneItem,
	channel: Channel,
	{ address, addressKind }: Destination,
	{ deps, publisher, signal }: LaneContext,
	messageIds: readonly string[],
): Promise<void> {
	const [messageId] = messageIds;
	if (publisher.pin === undefined || messageId === undefined) return;
	const window = deps.window(channel.platform);
	try {
		const slot = await window.acquire(publisher.windows(address, addressKind), item.post.priority, signal);
		try {
			const outcome = await publisher.pin({ address, addressKind, messageId });
			if (outcome.kind === "sent") return;
			const why = "raw" in outcome ? outcome.raw : outcome.why;
			deps.log.info(
				{ channel: channel.id, post: item.post.id, why },
				"delivery: a message could not be pinned",
			);
		} finally {
			void window.release(slot);
		}
	} catch (error) {
		if (!signal.aborted)
			deps.log.warn({ channel: channel.id, reason: String(error) }, "delivery: pinning failed");
	}
}
