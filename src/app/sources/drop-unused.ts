import type { Routine } from "../../../jobs/timetable.ts";
import type { Actor } from "../../domain/person.ts";
import type { AddedSource } from "../../domain/source.ts";
import { keys } from "../../store/redis/keys.ts";
import { takeLease } from "../../store/redis/lease.ts";
import type { Core } from "../core.ts";
import { platforms } from "../platforms.ts";
import { describeSource, wantAgain } from "./bring-sources.ts";

/** Channels may be a million: they are looked through a few times a day. */
const everyMs = 6 * 3_600_000;
/** Who brings a source may take a while to choose; who leaves it may come back. */
const graceMs = 3_600_000;
const keptMs = 7 * 86_400_000;

const system: Actor = { platform: "barqiya", id: "sources", name: "barqiya", role: "owner" };

/** The routine of `dropUnused`, by one process at a time. */
export function dropUnusedSources(core: Core): Routine {
	return {
		name: "drop unused sources",
		everyMs,
		async run() {
			const taken = await takeLease(core.connection, keys.lease("unused-sources"), everyMs / 2);
			if (taken.kind === "taken") return;
			try {
				await dropUnused(core);
			} finally {
				await taken.lease.release();
			}
		},
	};
}

/**
 * Looks which of the sources that people brought are still subscribed to by name. One that no channel has that can be
 * reached is not read any more, until somebody subscribes to it again; after a week it is dropped, unless a channel has it
 * that may come back. What the operator lists or added for everybody is not touched.
 */
export async function dropUnused(core: Core): Promise<void> {
	const brought = (await core.addedSources.all()).filter(({ onlyByName }) => onlyByName === true);
	if (brought.length === 0) return;
	const { live, named } = await findNamed(core);
	const now = core.clock.now();
	for (const source of brought) {
		if (live.has(source.id)) await wantAgain(source.id, core);
		else if (source.unusedSince === undefined) {
			const { unusedSince: _, ...rest } = source;
			if (now - source.addedAt < graceMs) continue;
			await core.addedSources.change(source.id, { ...rest, unusedSince: now }, { read: source });
		} else if (!named.has(source.id) && now - source.unusedSince >= keptMs) await drop(source, core);
	}
}

/** Ids that subscriptions name: of channels that can be reached, and of all. Throws where one cannot be read: it may name some. */
async function findNamed({ channels }: Core): Promise<{ live: Set<string>; named: Set<string> }> {
	const live = new Set<string>();
	const named = new Set<string>();
	for (const { name } of platforms) {
		const lanes = await channels.laneCount(name);
		for (let lane = 0; lane < lanes; lane++) {
			for (const { state, subscriptions } of (await channels.lane(name, lane, rethrow)).values()) {
				for (const id of subscriptions.flatMap(({ sources }) => sources)) {
					named.add(id);
					if (state.kind !== "gone") live.add(id);
				}
			}
		}
	}
	return { live, named };
}

function rethrow(error: Error): never {
	throw error;
}

async function drop(source: AddedSource, { addedSources, log }: Core): Promise<void> {
	const done = await addedSources.change(source.id, undefined, {
		read: source,
		entry: {
			who: system,
			action: "source.remove",
			object: `source ${source.id}`,
			before: describeSource(source),
			reason: "nobody subscribes to it",
			outcome: "done",
		},
	});
	if (done === "done") log.info({ source: source.id }, "sources: nobody subscribes to it any more, dropped");
}
