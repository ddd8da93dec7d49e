import { type Client, Events, type IShardingStrategy, SimpleShardingStrategy, Status } from "discord.js";
import type { ListeningState } from "../../src/domain/platform-state.ts";

/** Not discord.js' own of this name, which stands around it. */
export type WebSocketManager = ConstructorParameters<typeof SimpleShardingStrategy>[0];

/**
 * discord.js' shards, which end when they are told to, also while the gateway is away. As they come (@discordjs/ws 1.2.3)
 * they go on trying when they are told so between two tries, and answer commands beside the next client; they are never
 * done where they wait for the gateway's first words; and a handshake under way is left with nobody to hear it fail,
 * which ends the process. Those whose client is destroyed before they were begun begin in spite of it; `over` forbids it.
 */
export function shardsThatEnd(over: AbortSignal): (manager: WebSocketManager) => IShardingStrategy {
	return (manager) => new EndingStrategy(manager, over);
}

/** Tells when a client that has been ready loses the gateway, has it back, and is not let in any more. */
export function watchShards(client: Client, seen: (state: ListeningState) => void): void {
	const down = (state: Omit<ListeningState, "up">) => {
		if (client.isReady()) seen({ up: false, ...state });
	};
	const mayBeUp = () => {
		if (client.isReady() && client.ws.shards.every(({ status }) => status === Status.Ready))
			seen({ up: true });
	};
	client.on(Events.ShardReconnecting, () => down({ detail: "discord: the gateway is away, tried again" }));
	client.on(Events.ShardDisconnect, ({ code }) =>
		down({ detail: `discord: the gateway refuses this bot from now on (${code})`, isOver: true }),
	);
	client.on(Events.ShardReady, mayBeUp);
	client.on(Events.ShardResume, mayBeUp);
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
