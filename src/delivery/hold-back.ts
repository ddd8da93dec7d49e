import type { SendWindow } from "../store/delivery/send-window.ts";
import type { Publisher } from "./publisher.ts";
import type { Reaction } from "./reactions.ts";

/** Holds the layers of the window back that a send to this place counts against. */
export async function holdBack(
	{ address, addressKind }: { address: string; addressKind: string },
	publisher: Publisher,
	window: SendWindow,
	{ scope, ms, factor }: NonNullable<Reaction["pause"]>,
): Promise<void> {
	const layers = publisher.windows(address, addressKind);
	const held = layers.filter((layer) => layer.shared === (scope === "platform"));
	await Promise.all(held.map((layer) => window.pause(layer.key, ms, factor)));
}
