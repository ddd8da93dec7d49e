/** How long things may take in delivery, in ms. The proofs run with shorter times; a program runs with these. */
export type DeliveryTiming = {
	/** A lane whose process died is free again after this long. */
	laneLeaseMs: number;
	/** A claim older than this is not sent any more: the process was frozen in between. */
	longestClaimMs: number;
	/** How much longer than a send can still arrive its slot of the window stays taken when its process died. */
	slotSlackMs: number;
	/** A job whose worker was lost is looked for this often; its lock lasts three times as long. */
	jobStalledMs: number;
	/** A platform that cannot be asked about a doubtful attempt is asked again after this. */
	outageLookMs: number;
	/** How often every lane is looked at for work that nobody noted. */
	sweepEveryMs: number;
};

export const standardTiming: DeliveryTiming = {
	laneLeaseMs: 15_000,
	longestClaimMs: 5_000,
	slotSlackMs: 15_000,
	jobStalledMs: 5_000,
	outageLookMs: 10_000,
	sweepEveryMs: 60_000,
};
