import type { Answer } from "../../../broadcasts/port.ts";
import type { Broadcast } from "../../../domain/broadcast.ts";
import { type Asked, type Reply, type RouteDeps, refuse } from "../route.ts";
import { writeBroadcast } from "../wire.ts";

export const one = "/broadcasts/{id}";

export function idOf({ params }: Asked): string {
	return params.id ?? "";
}

export function single(answer: Answer<{ broadcast: Broadcast }>, asked: Asked, deps: RouteDeps): Reply {
	if (!answer.ok) return refuse(answer.refusals, asked, deps);
	const { broadcast } = answer;
	return { kind: "json", status: 200, body: writeBroadcast(broadcast), revision: broadcast.revision };
}

export function changed(
	answer: Answer<{ broadcast: Broadcast; changed: boolean }>,
	asked: Asked,
	deps: RouteDeps,
): Reply {
	if (!answer.ok) return refuse(answer.refusals, asked, deps);
	const { broadcast } = answer;
	const body = { broadcast: writeBroadcast(broadcast), changed: answer.changed };
	return { kind: "json", status: 200, body, revision: broadcast.revision };
}
