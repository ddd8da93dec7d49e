import type { BroadcastDraft } from "../../broadcasts/port.ts";
import type {
	Broadcast,
	BroadcastAudience,
	BroadcastContent,
	BroadcastOptions,
	BroadcastRun,
	BroadcastTime,
} from "../../domain/broadcast.ts";
import type { TimeZone } from "../../domain/time.ts";
import { readMoment, writeMoment } from "./moments.ts";

/** A time as a request gives it. */
export type TimeInput =
	| { kind: "now" }
	| { kind: "at"; at: string; zone?: string }
	| { kind: "recurring"; cron: string; zone?: string; until?: string };

export type DraftInput = {
	name?: string;
	content: BroadcastContent;
	audience: BroadcastAudience;
	time: TimeInput;
	options: Partial<BroadcastOptions>;
};

/** `undefined`: a day or hour in it does not exist. Whether a zone exists is for the use cases to say. */
export function readTime(time: TimeInput, zone: TimeZone): BroadcastTime | undefined {
	switch (time.kind) {
		case "now":
			return time;
		case "at": {
			const at = readIn(time.at, time.zone ?? zone);
			return at === undefined ? undefined : { kind: "at", at, zone: time.zone ?? zone };
		}
		case "recurring": {
			const { cron, until } = time;
			const read = { kind: "recurring", cron, zone: time.zone ?? zone } as const;
			if (until === undefined) return read;
			const end = readIn(until, time.zone ?? zone);
			return end === undefined ? undefined : { ...read, until: end };
		}
	}
}

/** In a zone that does not exist a time is read as UTC: what is told then is that the zone does not exist. */
function readIn(text: string, zone: TimeZone): number | undefined {
	try {
		return readMoment(text, zone);
	} catch (error) {
		if (error instanceof RangeError) return readMoment(text, "UTC");
		throw error;
	}
}

export function readDraft({ time, ...draft }: DraftInput, zone: TimeZone): BroadcastDraft | undefined {
	const read = readTime(time, zone);
	return read === undefined ? undefined : { ...draft, time: read };
}

/** A broadcast as answers give it; what the engine alone needs stays here. */
export function writeBroadcast(broadcast: Broadcast): object {
	const { createdAt, editedAt, nextAt, missedAt, time, run, past, amendments: _, ...same } = broadcast;
	return {
		...same,
		time: writeTime(time),
		createdAt: writeMoment(createdAt),
		editedAt: writeMoment(editedAt),
		...(nextAt === undefined ? {} : { nextAt: writeMoment(nextAt) }),
		...(missedAt === undefined ? {} : { missedAt: writeMoment(missedAt) }),
		...(run === undefined ? {} : { run: writeRun(run) }),
		past: past.map(writeRun),
	};
}

function writeTime(time: BroadcastTime): object {
	switch (time.kind) {
		case "now":
			return time;
		case "at":
			return { ...time, at: writeMoment(time.at) };
		case "recurring": {
			const { until, ...same } = time;
			return until === undefined ? same : { ...same, until: writeMoment(until) };
		}
	}
}

function writeRun({ number, at, startedAt, recipients, finishedAt }: BroadcastRun): object {
	return {
		number,
		at: writeMoment(at),
		startedAt: writeMoment(startedAt),
		recipients,
		...(finishedAt === undefined ? {} : { finishedAt: writeMoment(finishedAt) }),
	};
}
