import type { PublishRequest, Resolution, ResolveRequest } from "../../../src/delivery/publisher.ts";
import type { Outcome } from "../../../src/domain/outcome.ts";
import { findInForum } from "../forum/find-in-forum.ts";
import type { Forums } from "../forum/forums.ts";
import { type DiscordAddress, isForum, parseAddress } from "../places/address.ts";
import type { DiscordConnection } from "../transport/connection.ts";
import { type Found, findInHistory } from "./history.ts";
import { createRecogniser } from "./recognise.ts";

export type Resolving = {
	connection: DiscordConnection;
	forums: Forums;
	botId: string;
	/** How long after an attempt its nonce is relied on; ms. */
	nonceMs: number;
	/** How old a request is when it is certainly not acted on any more; ms. */
	longestHoldMs: number;
	/** Another delivery of the same channel, in doubt as well, may explain a message of ours within so long; ms. */
	explainedWithinMs: number;
	now(): number;
	/** Deliveries in whose time a message of ours stands that nothing explains, and since when that is known. */
	unexplained: Map<string, number>;
	publish(request: PublishRequest): Promise<Outcome>;
};

/** Rounds of asking, when the answers themselves are lost; the waits between them, in ms. */
const waits = [0, 200, 500, 1_000, 2_000, 4_000, 8_000];
/** So many times longer is waited for an explanation while there is another post in doubt that may be it. */
const whileOthers = 20;
/** Those that were never asked for again are forgotten beyond these. */
const mostUnexplained = 1_000;

/**
 * While the nonce holds, the message is sent again: Discord gives the first one back, or takes it now. Later, or when it
 * may not be sent (another owner, a right that was lost since), or in a forum, which knows no nonce, what stands there
 * tells. A refusal of the repeat proves nothing of the first attempt.
 */
export async function resolve(self: Resolving, request: ResolveRequest): Promise<Resolution> {
	const address = parseAddress(request.address);
	if (address === undefined) return { kind: "not-sent" };
	// Looking counts against the bot's requests as well, so it waits for its turn like a message.
	const inTurn = <T>(ask: () => Promise<T>) =>
		request.turn?.(request.address, request.addressKind, ask) ?? ask();
	const connection: DiscordConnection = { call: (call) => inTurn(() => self.connection.call(call)) };
	const inForum = isForum(address, request.addressKind);
	let maySend = !inForum;
	let why = "";
	const isNonceKnown = () => self.now() - request.attemptedAt < self.nonceMs;
	// Its turn may come late: what counts is the moment at which the repeat leaves.
	const beforeSend = () => {
		maySend = isNonceKnown() && (request.beforeSend?.() ?? true);
		return maySend;
	};
	for (const wait of waits) {
		await pause(wait);
		if (maySend && isNonceKnown()) {
			const outcome = await inTurn(() => self.publish({ ...request, beforeSend }));
			if (outcome.kind === "sent") return outcome;
			why = "raw" in outcome ? outcome.raw : outcome.why;
			if (outcome.kind === "retry" && outcome.limited) {
				const { afterMs, scope } = outcome;
				return { kind: "unreachable", why: `discord: ${why}`, limit: { afterMs, scope } };
			}
			if (outcome.kind === "retry") await pause(Math.min(outcome.afterMs, 10_000));
			else maySend &&= outcome.kind === "ambiguous";
			continue;
		}
		const found = await look({ ...self, connection }, address, inForum, request);
		if (found.kind !== "unreachable") return decide(self, request, found);
		why = found.why;
		if (found.limit !== undefined) return { ...found, why: `discord: ${why}` };
	}
	return { kind: "unreachable", why: `discord: ${why}` };
}

function look(
	self: Resolving,
	address: DiscordAddress,
	inForum: boolean,
	request: ResolveRequest,
): Promise<Found> {
	const { connection, botId } = self;
	const recognise = createRecogniser(request, botId, self.longestHoldMs);
	return inForum
		? findInForum(connection, self.forums, botId, address, request, recognise)
		: findInHistory(connection, botId, address, request, recognise);
}

function decide(
	{ now, longestHoldMs, explainedWithinMs, unexplained }: Resolving,
	{ attemptedAt, deliveryId, othersInDoubt }: ResolveRequest,
	found: Exclude<Found, { kind: "unreachable" }>,
): Resolution {
	const heldUntil = attemptedAt + longestHoldMs;
	const since = unexplained.get(deliveryId) ?? now();
	unexplained.delete(deliveryId);
	switch (found.kind) {
		case "sent":
			return found;
		case "unknown":
			return { kind: "unknown", why: `discord: ${found.why}` };
		case "hidden":
			return { kind: "unknown", why: "discord: the bot may not read the channel's history" };
		case "not-sent":
			// The first attempt may still be acted on: look again when it cannot be any more.
			return now() < heldUntil ? { kind: "not-yet", at: heldUntil } : found;
		case "unexplained": {
			const patienceMs = explainedWithinMs * (othersInDoubt === true ? whileOthers : 1);
			if (now() >= Math.max(since, heldUntil) + patienceMs) {
				return {
					kind: "unknown",
					why: "discord: a message of ours stands there that no other post explains",
				};
			}
			if (unexplained.size >= mostUnexplained) unexplained.clear();
			unexplained.set(deliveryId, since);
			return { kind: "not-yet", at: Math.max(heldUntil, now() + explainedWithinMs / 12) };
		}
	}
}

function pause(ms: number): Promise<void> {
	return ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : Promise.resolve();
}
