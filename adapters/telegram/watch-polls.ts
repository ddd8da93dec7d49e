import type { Bot } from "grammy";
import type { ListeningState } from "../../src/domain/platform-state.ts";
import { hideToken } from "./transport/hide-token.ts";

/** Tells of every poll whether Telegram answered it: a token may be revoked, and Telegram be away, long after the start. */
export function watchPolls(bot: Bot, token: string, seen: (state: ListeningState) => void): void {
	bot.api.config.use(async (call, method, payload, signal) => {
		if (method !== "getUpdates") return call(method, payload, signal);
		try {
			const answer = await call(method, payload, signal);
			seen(answer.ok ? { up: true } : { up: false, detail: refusal(answer.description) });
			return answer;
		} catch (error) {
			seen({ up: false, detail: refusal(hideToken(String(error), token)) });
			throw error;
		}
	});
}

function refusal(why: string): string {
	return `telegram: no updates come: ${why}`;
}
