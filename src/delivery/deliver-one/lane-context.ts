import type { Channel } from "../../domain/channel.ts";
import type { LedgerEntry } from "../../store/delivery/ledger.ts";
import type { Lane } from "../../store/redis/keys.ts";
import type { Lease } from "../../store/redis/lease.ts";
import type { DeliveryDeps } from "../deps.ts";
import type { Publisher } from "../publisher.ts";

/** What became of an item: settled, or to be looked at again at a time, in the state that stands in the ledger now. */
export type ItemEnd =
	| { kind: "settled" }
	| { kind: "later"; entry: LedgerEntry; at: number }
	/** The lane has another owner. */
	| { kind: "fenced" };

export type LaneContext = {
	lane: Lane;
	lease: Lease;
	deps: DeliveryDeps;
	publisher: Publisher;
	channel(offset: number): Channel | undefined;
	/** Reads the channels again: one of them has changed. */
	reload(): Promise<void>;
	/** Aborted when the program stops or the lane is lost: nothing new is claimed then. */
	signal: AbortSignal;
};
