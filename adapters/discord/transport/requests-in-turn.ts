import { DefaultRestOptions, type RESTOptions } from "discord.js";

/** Runs a request when the send window gives it its turn; `signal` ends the wait. */
export type RequestTurn = <T>(request: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

type MakeRequest = RESTOptions["makeRequest"];

/**
 * What discord.js asks by itself (the gateway's address, the list of commands, channels and members that it does not know)
 * counts against the bot's requests a second like a post, and waits for its turn like one. Answers to interactions do not.
 * https://discord.com/developers/docs/interactions/receiving-and-responding#endpoints
 */
export function makeRequestsInTurn(turn: RequestTurn): MakeRequest {
	const { makeRequest } = DefaultRestOptions;
	return (url, init) => {
		const request = () => makeRequest(url, init);
		return isInteraction(url) ? request() : turn(request, signalOf(init.signal));
	};
}

function isInteraction(url: string): boolean {
	return /^\/api(?:\/v\d+)?\/(?:interactions|webhooks)\//.test(new URL(url).pathname);
}

function signalOf(signal: unknown): AbortSignal | undefined {
	return signal instanceof AbortSignal ? signal : undefined;
}
