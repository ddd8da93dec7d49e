import type { Publisher } from "../../delivery/publisher.ts";
import type { PlatformState } from "../../domain/platform-state.ts";

/** The same publisher; each time the platform takes a post, or refuses the bot itself, that is told. */
export function watchPublisher(publisher: Publisher, seen: (state: PlatformState) => void): Publisher {
	return {
		...publisher,
		async publish(request) {
			const outcome = await publisher.publish(request);
			if (outcome.kind === "sent") seen({ up: true });
			if (outcome.kind === "refused-bot") seen({ up: false, detail: `the bot was refused: ${outcome.raw}` });
			return outcome;
		},
	};
}
