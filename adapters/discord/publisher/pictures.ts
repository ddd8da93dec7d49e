import { LRUCache } from "lru-cache";
import type { PublishRequest } from "../../../src/delivery/publisher.ts";
import type { Outcome } from "../../../src/domain/outcome.ts";

/** Pictures whose addresses Discord refuses. Nothing here is needed by another process: it learns the same. */
export type Pictures = {
	/** The request as it may pass: without a picture that was refused before. */
	passable<T extends PublishRequest>(request: T): T;
	/**
	 * The form was refused for its picture: that made nothing, and the same without it may pass. It comes again at once, in
	 * a turn of its own, since Discord counts what it refuses.
	 */
	learn(outcome: Outcome, request: PublishRequest): Outcome;
};

const mostKnown = 500;

export function createPictures(): Pictures {
	const refused = new LRUCache<string, true>({ max: mostKnown });
	return {
		passable(request) {
			const { image, ...message } = request.message;
			return image !== undefined && refused.has(image.url) ? { ...request, message } : request;
		},
		learn(outcome, { message, plainText }) {
			if (plainText || message.image === undefined || outcome.kind !== "rejected") return outcome;
			if (outcome.reason !== "form" || !/"image"/.test(outcome.raw)) return outcome;
			refused.set(message.image.url, true);
			return { kind: "retry", afterMs: 0, scope: "channel", limited: false, raw: outcome.raw };
		},
	};
}
