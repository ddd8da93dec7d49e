import type { Estimate, Progress, Refusal } from "../../broadcasts/port.ts";
import { writeDuration } from "../../calendar/write-duration.ts";
import type { Broadcast } from "../../domain/broadcast.ts";

/** A line of the list. */
export function describeRow({ id, state, name, nextAt, run }: Broadcast): string {
	const next = nextAt === undefined ? "" : `next ${moment(nextAt)}`;
	return [id, state.padEnd(9), next, run === undefined ? "" : `run ${run.number}`, name]
		.filter((part) => part !== "")
		.join("  ");
}

export function describeBroadcast(broadcast: Broadcast, progress?: Progress): string {
	const { id, revision, state, name, nextAt, missedAt } = broadcast;
	return [
		`${id} (revision ${revision}): ${state}  ${name}`,
		...(nextAt === undefined ? [] : [`next: ${moment(nextAt)}`]),
		...(missedAt === undefined
			? []
			: [`missed: ${moment(missedAt)}; \`barqiya broadcast send-missed ${id}\` or \`skip-missed ${id}\``]),
		...(progress === undefined ? [] : describeProgress(progress)),
	].join("\n");
}

function describeProgress(progress: Progress): string[] {
	const { recipients, open, sent, corrected, withdrawn, failed, skipped, unknown, perSecond, remainingMs } =
		progress;
	const rate = perSecond === undefined ? "" : `, ${perSecond.toFixed(1)} a second`;
	const rest = remainingMs === undefined ? "" : `, ${writeDuration(remainingMs, "en", "latin")} left`;
	const { amendment } = progress;
	return [
		`run ${progress.run}: ${recipients - open} of ${recipients} done${rate}${rest}`,
		`sent ${sent}, corrected ${corrected}, withdrawn ${withdrawn}, failed ${failed}${by(progress.failedBy)}, skipped ${skipped}${by(progress.skippedBy)}, unknown ${unknown}, open ${open}`,
		...(amendment === undefined
			? []
			: [
					`${amendment.kind}: ${amendment.done} of ${amendment.recipients} done, ${amendment.failed} could not be changed`,
				]),
	];
}

function by(reasons: Readonly<Record<string, number>>): string {
	const named = Object.entries(reasons).map(([reason, count]) => `${reason} ${count}`);
	return named.length === 0 ? "" : ` (${named.join(", ")})`;
}

export function describeEstimate(estimate: Estimate, say: (refusal: Refusal) => string): string {
	const { recipients, byPlatform, paused, quiet, gone, durationMs, problems } = estimate;
	const platforms = Object.entries(byPlatform).map(([platform, count]) => `${platform} ${count}`);
	return [
		`${recipients} recipients${platforms.length === 0 ? "" : ` (${platforms.join(", ")})`}; ${paused} of them paused, ${quiet} in quiet hours, and ${gone} that are gone`,
		`sending takes ${writeDuration(durationMs, "en", "latin")}`,
		...problems.map((problem) => `to mend: ${say(problem)}`),
	].join("\n");
}

function moment(at: number): string {
	return new Date(at).toISOString();
}
