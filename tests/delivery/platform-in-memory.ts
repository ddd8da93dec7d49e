import type { Publisher, PublishRequest } from "../../src/delivery/publisher.ts";
import type { Outcome } from "../../src/domain/outcome.ts";

export type Arrival = { address: string; deliveryId: string; text: string; id: string };

/** A platform that keeps what arrives; `answer` says, per request, what it answers and whether the message arrived. */
export function createPlatformInMemory(options: { settleMs?: number; canResolve?: boolean } = {}) {
	const arrivals: Arrival[] = [];
	let answer: (request: PublishRequest, nth: number) => Outcome | "accept" | "accept-silently" = () =>
		"accept";
	/** The changes of messages that arrived, in their order. */
	const changes: { id: string; text: string | undefined }[] = [];
	const tries = new Map<string, number>();
	const publisher: Publisher = {
		platform: "memory",
		settleMs: options.settleMs ?? 50,
		async publish(request) {
			const nth = (tries.get(request.deliveryId) ?? 0) + 1;
			tries.set(request.deliveryId, nth);
			if (request.beforeSend?.() === false) {
				return { kind: "retry", afterMs: 0, scope: "channel", limited: false, raw: "fenced" };
			}
			const verdict = answer(request, nth);
			if (typeof verdict === "object") return verdict;
			const id = String(1_000 + arrivals.length);
			const block = request.message.blocks[0];
			const text = block?.kind === "headline" ? block.text : "";
			arrivals.push({ address: request.address, deliveryId: request.deliveryId, text, id });
			return verdict === "accept"
				? { kind: "sent", messageIds: [id] }
				: { kind: "ambiguous", why: "no answer" };
		},
		async edit({ message, messageIds, beforeSend }) {
			if (beforeSend?.() === false) {
				return { kind: "retry", afterMs: 0, scope: "channel", limited: false, raw: "fenced" };
			}
			const [block] = message.blocks;
			for (const id of messageIds) changes.push({ id, text: block?.kind === "headline" ? block.text : "" });
			return { kind: "sent", messageIds };
		},
		async withdraw({ messageIds }) {
			for (const id of messageIds) changes.push({ id, text: undefined });
			return { kind: "sent", messageIds };
		},
		windows: (address) => [
			{ key: "bot", limit: 1_000, perMs: 1_000, shared: true },
			{ key: `chat:${address}`, limit: 5, perMs: 100, shared: false },
		],
		...(options.canResolve === false
			? {}
			: {
					async resolve(request) {
						const found = arrivals.find(({ deliveryId }) => deliveryId === request.deliveryId);
						return found ? { kind: "sent", messageIds: [found.id] } : { kind: "not-sent" };
					},
				}),
	};
	return {
		publisher,
		arrivals,
		changes,
		answerWith(next: typeof answer) {
			answer = next;
		},
	};
}
