import { advanceBroadcasts } from "../../src/broadcasts/advance.ts";
import { createBroadcasts } from "../../src/broadcasts/create-broadcasts.ts";
import type { BroadcastDeps } from "../../src/broadcasts/deps.ts";
import type { BroadcastDraft } from "../../src/broadcasts/port.ts";
import { runLane } from "../../src/delivery/run-lane.ts";
import type { Broadcast } from "../../src/domain/broadcast.ts";
import { silentLog } from "../../src/domain/log.ts";
import type { Actor } from "../../src/domain/person.ts";
import { createSentences } from "../../src/i18n/sentences.ts";
import { buildMessage } from "../../src/message/card.ts";
import type { FitProblem } from "../../src/message/fit-problem.ts";
import type { Message } from "../../src/message/message.ts";
import { createBroadcastStore } from "../../src/store/broadcasts/broadcasts.ts";
import { createAuditLog } from "../../src/store/people/audit.ts";
import type { Lane } from "../../src/store/redis/keys.ts";
import { openDelivery } from "../delivery/harness.ts";
import { createPlatformInMemory } from "../delivery/platform-in-memory.ts";

export const editor: Actor = { platform: "telegram", id: "1", name: "ليلى", role: "editor" };
export const chief: Actor = { platform: "telegram", id: "2", name: "سامر", role: "admin" };

/** Broadcasts on a real Redis, with a clock that a test sets and a platform in memory. */
export function openNewsroom(url: string, options: { needsSecondPerson?: boolean } = {}) {
	const platform = createPlatformInMemory();
	const delivery = openDelivery(url, platform.publisher);
	const sentences = createSentences();
	const tried: { address: string; message: Message }[] = [];
	let shiftMs = 0;
	let problems: readonly FitProblem[] = [];
	const deps: BroadcastDeps = {
		broadcasts: createBroadcastStore(delivery.connection),
		channels: delivery.deps.channels,
		posts: delivery.deps.posts,
		ledger: delivery.deps.ledger,
		audit: createAuditLog(delivery.connection),
		platforms: ["memory"],
		now: () => Date.now() + shiftMs,
		wake: async () => {},
		render: (content, channel) =>
			buildMessage(content, channel.look, {
				zone: channel.zone,
				now: Date.now() + shiftMs,
				sentences,
				channel,
			}),
		fit: () => problems,
		request: (_, message) => message,
		rate: () => 10,
		async sendDirect(_, { address }, message) {
			tried.push({ address, message });
			return { kind: "sent", messageIds: ["1"] };
		},
		zone: "Asia/Amman",
		needsSecondPerson: options.needsSecondPerson ?? false,
		log: silentLog,
	};
	delivery.deps.now = deps.now;
	delivery.deps.render = (post, channel) => deps.render(post.content, channel);
	const broadcasts = createBroadcasts(deps);
	return {
		deps,
		delivery,
		platform,
		broadcasts,
		tried,
		/** Sets the clock forward, or to a time. */
		pass(ms: number) {
			shiftMs += ms;
		},
		setClock(at: number) {
			shiftMs = at - Date.now();
		},
		dontFit(found: readonly FitProblem[]) {
			problems = found;
		},
		/** What a planner does every half second. */
		advance: () => advanceBroadcasts(deps),
		async made(over: Partial<BroadcastDraft> = {}): Promise<Broadcast> {
			const answer = await broadcasts.create(editor, draft(over));
			if (!answer.ok) throw new Error(JSON.stringify(answer.refusals));
			return answer.broadcast;
		},
		async state(id: string): Promise<Broadcast> {
			const answer = await broadcasts.show(id);
			if (!answer.ok) throw new Error(`there is no ${id}`);
			return answer.broadcast;
		},
		stop: () => delivery.stop(),
	};
}

export function draft(over: Partial<BroadcastDraft> = {}): BroadcastDraft {
	return {
		content: text("بيان إلى القراء", "نص **مهم** من هيئة التحرير."),
		audience: { include: [{ kind: "all" }], exclude: [] },
		time: { kind: "now" },
		options: {},
		...over,
	};
}

export function text(headline: string, body: string, language = "ar") {
	return { versions: [{ language, headline, body, buttons: [], overrides: {} }] };
}

const bulk: Lane = { platform: "memory", number: 0, class: "bulk" };
const never = new AbortController().signal;

/** Plans and delivers until the broadcast is in this state. */
export async function runBroadcastUntil(
	newsroom: ReturnType<typeof openNewsroom>,
	id: string,
	state: string,
): Promise<void> {
	for (let round = 0; round < 50; round++) {
		await newsroom.advance();
		if ((await newsroom.state(id)).state === state) return;
		await runLane(bulk, newsroom.delivery.deps, never);
		newsroom.pass(1_500);
	}
	throw new Error(`never ${state}: ${(await newsroom.state(id)).state}`);
}

/** Why it was refused; nothing where it was not. */
export function codesOf(answer: { ok: boolean; refusals?: readonly { code: string }[] }): string[] {
	return answer.ok ? [] : (answer.refusals ?? []).map(({ code }) => code);
}
