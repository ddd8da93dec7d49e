import { type IShardingStrategy, SimpleShardingStrategy } from "discord.js";

/** Not discord.js' own of this name, which stands around it. */
type WebSocketManager = ConstructorParameters<typeof SimpleShardingStrategy>[0];

/**
 * discord.js' shards, which end when they are told to, also while the gateway is away. As they come (@discordjs/ws 1.2.3)
 * they go on trying when they are told so between two tries, and answer commands beside the next client; they are never
 * done where they wait for the gateway's first words; and a handshake under way is left with nobody to hear it fail,
 * which ends the process. Those whose client is destroyed before they were begun begin in spite of it; `over` forbids it.
 */
export function shardsThatEnd(over: AbortSignal): (manager: WebSocketManager) => IShardingStrategy {
	return (manager) => new EndingStrategy(manager, over);
}

/** What is a shard's own affair, and has to be reached to end it. */
type Shard = {
	/** Of the package ws. */
	connection: (WebSocket & { terminate(): void }) | null;
	internalConnect(): Promise<void>;
	destroy(): Promise<void>;
};

class EndingStrategy extends SimpleShardingStrategy {
	readonly #over: AbortSignal;

	constructor(manager: WebSocketManager, over: AbortSignal) {
		super(manager);
		this.#over = over;
	}

	override async connect(): Promise<void> {
		if (!this.#over.aborted) await super.connect();
	}

	override async destroy(options?: Parameters<SimpleShardingStrategy["destroy"]>[0]): Promise<void> {
		const shards = [...(this["shards"] as ReadonlyMap<number, Shard>).values()];
		for (const { connection } of shards) if (connection !== null) endHandshake(connection);
		const ended = super.destroy(options);
		// What a shard had in mind for later is to do it again.
		for (const shard of shards) Object.assign(shard, { internalConnect: nothing, destroy: nothing });
		await ended;
	}
}

function endHandshake(connection: NonNullable<Shard["connection"]>): void {
	if (connection.readyState !== connection.CONNECTING) return;
	connection.addEventListener("error", () => {});
	connection.terminate();
}

async function nothing(): Promise<void> {}
