import { expect, it } from "vitest";
import { watchPublisher } from "../../src/app/operate/watch-publisher.ts";
import type { Publisher, PublishRequest } from "../../src/delivery/publisher.ts";
import type { Outcome } from "../../src/domain/outcome.ts";
import type { PlatformState } from "../../src/domain/platform-state.ts";

it("a platform counts as down from a refusal of the bot until it takes a post again; other failures are no sign", async () => {
	const outcomes: Outcome[] = [
		{ kind: "refused-bot", reason: "token", raw: "401 Unauthorized" },
		{ kind: "ambiguous", why: "reset" },
		{ kind: "sent", messageIds: ["1"] },
	];
	const states: PlatformState[] = [];
	const publisher = {
		platform: "telegram",
		settleMs: 75_000,
		publish: async () => outcomes.shift(),
	} as unknown as Publisher;
	const watched = watchPublisher(publisher, (state) => states.push(state));
	expect([watched.platform, watched.settleMs]).toEqual(["telegram", 75_000]);
	for (let send = 0; send < 3; send++) await watched.publish({} as PublishRequest);
	expect(states).toEqual([{ up: false, detail: "the bot was refused: 401 Unauthorized" }, { up: true }]);
});
