import type { Metric } from "../../console/metrics.ts";
import type { DeliveryState } from "../../domain/delivery.ts";
import type { Ledger } from "../../store/delivery/ledger.ts";

/** How often this process recorded which state, by platform: what a delivery came to, or that it is to be tried again. */
export type DeliveryTally = {
	/** The same ledger, which counts what it records. */
	counting(ledger: Ledger): Ledger;
	metric(): Metric;
};

/** A figure that first appears when it is one has not risen, to who watches how it rises: these begin with nought. */
const watched: readonly DeliveryState["kind"][] = ["pending", "sent", "failed", "skipped", "unknown"];

export function createDeliveryTally(platforms: readonly string[]): DeliveryTally {
	const counts = new Map(
		platforms.map((platform) => [platform, new Map<string, number>(watched.map((state) => [state, 0]))]),
	);
	function add(platform: string, state: string): void {
		const ofPlatform = counts.get(platform) ?? new Map<string, number>();
		counts.set(platform, ofPlatform.set(state, (ofPlatform.get(state) ?? 0) + 1));
	}
	return {
		counting: (ledger) => ({
			...ledger,
			async record(lane, postId, change) {
				const result = await ledger.record(lane, postId, change);
				if (result.recorded) add(lane.platform, change.to.kind);
				return result;
			},
		}),
		metric: () => ({
			name: "barqiya_deliveries_total",
			help: "Deliveries recorded by this process, by what they came to; pending: to be tried again.",
			type: "counter",
			samples: [...counts].flatMap(([platform, byState]) =>
				[...byState].map(([state, value]) => ({ labels: { platform, state }, value })),
			),
		}),
	};
}
