import { setTimeout as pause } from "node:timers/promises";
import type { Queues } from "../../jobs/queues.ts";
import { createCommands } from "../commands/create-commands.ts";
import { createPlaceEvents } from "../commands/place-events.ts";
import type { ListeningState } from "../domain/platform-state.ts";
import { openBroadcasts } from "./broadcasts.ts";
import type { Core } from "./core.ts";
import { createCommandDeps, createPlaceDeps } from "./deps/command-deps.ts";
import { createReply } from "./deps/reply.ts";
import { createTurn } from "./deps/turn.ts";
import { elect } from "./elect.ts";
import { watchBot } from "./operate/watch-bot.ts";
import type { Part } from "./part.ts";
import type { Webhooks } from "./web.ts";

/** How long the roles behind the bots wait for them, in ms. */
const patienceMs = 10_000;

/**
 * A platform whose bot does not start is left out, with what to do about it; the others go on. One that takes its time, as
 * where its platform takes connections and says nothing, starts in the background: no news waits for it.
 */
export async function startBots(
	core: Core,
	queues: Queues,
	webhooks: Webhooks,
	stopping: AbortSignal,
): Promise<Part[]> {
	const { config, log, sentences } = core;
	const commands = createCommands(createCommandDeps(core, openBroadcasts(core, queues)));
	const events = createPlaceEvents(createPlaceDeps(core));
	const parts: Part[] = [];
	const awaited = new Map<string, Promise<void>>();
	for (const { name, createBot } of core.platforms) {
		if (createBot === undefined) continue;
		const [reply, turn] = [createReply(core, name), createTurn(core, name)];
		const given = { config, commands, events, log, sentences, reply, turn };
		const create = (gaveUp: () => void) =>
			watchBot((seen) => createBot({ ...given, seen }), { tell: (state) => note(core, name, state), gaveUp });
		const created = create(() => {});
		// Without a webhook one process listens, whoever is elected.
		const bot = created.webhook === undefined ? elect(core.connection, `bot-${name}`, create, log) : created;
		if (created.webhook !== undefined) webhooks.set(created.webhook.path, created.webhook.handle);
		parts.push({ name: `bot of ${name}`, stop: bot.stop });
		// That it did not start has been told by then.
		const started = bot.start().catch(() => {});
		awaited.set(
			name,
			started.finally(() => awaited.delete(name)),
		);
	}
	const patience = pause(patienceMs, undefined, { signal: stopping, ref: false }).catch(() => {});
	await Promise.race([Promise.all(awaited.values()), patience]);
	if (awaited.size > 0 && !stopping.aborted) {
		log.warn({ platforms: [...awaited.keys()] }, "bots: not there yet, nothing else waits for them");
	}
	return parts;
}

function note({ botStates, log }: Core, platform: string, state: ListeningState | undefined): void {
	if (state === undefined) botStates.delete(platform);
	else botStates.set(platform, state);
	if (state?.isOver === true) {
		log.error({ platform, reason: state.detail }, "bots: this platform's bot does not run");
	}
}
