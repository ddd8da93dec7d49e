import { type Decided, type Decision, decideUnknown } from "../../delivery/decide-unknown.ts";
import { type ListedDelivery, listDeliveries } from "../../delivery/list-deliveries.ts";
import type { DeliveryStateKind } from "../../domain/delivery.ts";
import type { Config } from "../config/config.ts";
import type { Core } from "../core.ts";
import { platforms } from "../platforms.ts";
import { withCore } from "../with-core.ts";

/** All deliveries in a state, over every platform that there is, switched on or not. */
export function deliveriesIn(state: DeliveryStateKind, config: Config): Promise<ListedDelivery[]> {
	return withCore(config, (core) => listDeliveries(state, needs(core)));
}

/** What a person decides about one that is unknown. */
export function decideDelivery(
	post: string,
	channel: string,
	decision: Decision,
	config: Config,
): Promise<Decided> {
	return withCore(config, (core) => decideUnknown(post, channel, decision, needs(core)));
}

function needs(core: Core) {
	return { ...core, platforms: platforms.map(({ name }) => name), now: core.clock.now };
}
