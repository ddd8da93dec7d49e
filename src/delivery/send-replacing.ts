import type { Outcome } from "../domain/outcome.ts";
import type { Publisher, PublishRequest } from "./publisher.ts";

/** Writes a message over another; posts it where there is none to write over, or where that one is gone by now. */
export async function sendReplacing(
	publisher: Publisher,
	request: PublishRequest,
	replaces: string | undefined,
): Promise<Outcome> {
	if (replaces === undefined) return publisher.publish(request);
	const outcome = await publisher.edit({ ...request, messageIds: [replaces] });
	return outcome.kind === "rejected" ? publisher.publish(request) : outcome;
}
