import { RequestMethod, Routes } from "discord.js";
import { createConnections } from "../../src/delivery/watched-request.ts";
import { reactionTo } from "./errors.ts";
import { createDiscordConnection } from "./transport/connection.ts";

/** What `barqiya doctor` asks: whether Discord knows this token. `unreachable` when it could not be asked. */
export async function checkDiscordToken(options: {
	token: string;
	api?: string;
	timeoutMs: number;
}): Promise<"good" | "refused" | "unreachable"> {
	const connections = createConnections();
	try {
		const connection = createDiscordConnection({ ...options, connections });
		const end = await connection.call({ method: RequestMethod.Get, route: Routes.user("@me") });
		if (end.kind === "ok") return "good";
		return end.kind === "refused" && reactionTo(end.refusal).kind === "refused-bot"
			? "refused"
			: "unreachable";
	} finally {
		connections.close();
	}
}
