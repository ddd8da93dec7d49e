import { RequestMethod, Routes } from "discord.js";
import { z } from "zod";
import { createConnections } from "../../../src/delivery/watched-request.ts";
import { createDiscordConnection } from "../transport/connection.ts";

const directChannel = z.object({ id: z.string().regex(/^\d{17,19}$/) });

/**
 * The direct channel of the bot and a person, for processes without a gateway connection. Undefined: Discord opens none
 * with them, or could not be asked.
 */
export async function findDiscordPrivatePlace(
	personId: string,
	options: { token: string; api?: string; timeoutMs: number },
): Promise<{ address: string; addressKind: string } | undefined> {
	const connections = createConnections();
	try {
		const end = await createDiscordConnection({ ...options, connections }).call({
			method: RequestMethod.Post,
			route: Routes.userChannels(),
			body: { recipient_id: personId },
		});
		const channel = directChannel.safeParse(end.kind === "ok" ? end.result : undefined);
		return channel.success ? { address: channel.data.id, addressKind: "dm" } : undefined;
	} finally {
		connections.close();
	}
}
