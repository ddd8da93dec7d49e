import { expect, it } from "vitest";
import { reactTo } from "../../src/delivery/reactions.ts";

it("a send that came at the wrong moment is tried again at once, and ever later when that goes on", () => {
	const outcome = { kind: "retry", afterMs: 0, scope: "channel", limited: false, raw: "fenced" } as const;
	const waits = [1, 2, 3, 4, 5, 12].map((tries) => {
		const { next } = reactTo(outcome, { tries, plainText: false, now: 0, random: () => 1 });
		return next !== "doubtful" && next.kind === "pending" ? next.notBefore : undefined;
	});
	expect(waits).toEqual([0, 0, 0, 1_000, 2_000, 60_000]);
});
