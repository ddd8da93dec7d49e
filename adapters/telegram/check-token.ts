import { Api } from "grammy";
import { createConnections } from "../../src/delivery/watched-request.ts";
import { endOf, watchedClient } from "./transport/connection.ts";

/** What `barqiya doctor` asks: whether Telegram knows this token. `unreachable` when it could not be asked. */
export async function checkTelegramToken(options: {
	token: string;
	apiRoot?: string;
	timeoutMs: number;
}): Promise<"good" | "refused" | "unreachable"> {
	const { token, apiRoot, timeoutMs } = options;
	const connections = createConnections();
	try {
		const api = new Api(token, watchedClient({ apiRoot, timeoutMs, connections }));
		const end = await endOf(token, () => api.getMe());
		if (end.kind === "ok") return "good";
		const refused = end.kind === "refused" && (end.answer.code === 401 || end.answer.code === 404);
		return refused ? "refused" : "unreachable";
	} finally {
		connections.close();
	}
}
