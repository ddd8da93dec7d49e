import type { DeliveryTiming } from "../../src/delivery/timing.ts";

type Window = { limit: number; perMs: number };

/** The platforms' limits, as the fakes enforce them and the workers keep them. */
export type LabLimits = {
	telegram: { bot: Window; chat: Window; group: Window };
	discord: { bot: Window; channel: Window };
};

/** As documented, times a factor: the windows' lengths stay, so that the shape of the problem does. */
export function limitsTimes(factor: number): LabLimits {
	return {
		telegram: {
			bot: { limit: 30 * factor, perMs: 1_000 },
			chat: { limit: factor, perMs: 1_000 },
			group: { limit: 20 * factor, perMs: 60_000 },
		},
		discord: { bot: { limit: 50 * factor, perMs: 1_000 }, channel: { limit: 5 * factor, perMs: 5_000 } },
	};
}

/**
 * Production's times, shortened. Their order is what matters and stays: a claim is younger than a hold, a hold is shorter
 * than a send may take, and what a send may take is settled before anybody looks for it.
 */
export const labTimes = {
	/** The fakes' hidden wait (60 s on the real service). */
	holdMs: 1_500,
	telegramTimeoutMs: 2_500,
	telegramSettleMs: 4_000,
	discordTimeoutMs: 2_000,
	/** How long the fake knows a nonce ("the past few minutes"), and how long we rely on it. */
	discordKnowsNonceMs: 12_000,
	discordNonceMs: 5_000,
	discordHoldMs: 5_000,
	discordExplainedMs: 12_000,
	timing: {
		laneLeaseMs: 3_000,
		longestClaimMs: 700,
		slotSlackMs: 3_000,
		jobStalledMs: 1_000,
		outageLookMs: 1_500,
		sweepEveryMs: 5_000,
	} satisfies DeliveryTiming,
};

/** What a worker process is told when it starts, as JSON in LAB_SETTINGS. */
export type WorkerSettings = {
	redisUrl: string;
	telegram: { url: string; token: string; auditChat: number };
	discord: { url: string; token: string };
	limits: LabLimits;
	/** A row of the table of mutants. */
	mutant?: string;
	/** People who ask for the latest news all the while. */
	readers: { platform: string; address: string; addressKind: string }[];
	replyEveryMs: number;
	logFile: string;
};

/** Where a worker ends itself when it is told to (DeliveryDeps.at). */
export type Death = { dieAt: "granted" | "claimed" | "answered"; after: number };
