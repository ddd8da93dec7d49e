import type { ChannelRow, Estimate, Progress, Refusal } from "../../broadcasts/port.ts";
import { writeDuration } from "../../calendar/write-duration.ts";
import { toLocal } from "../../calendar/zone.ts";
import type { Broadcast, BroadcastOptions, BroadcastTime, Selector } from "../../domain/broadcast.ts";
import type { Actor } from "../../domain/person.ts";

/** A line of the list. */
export function describeRow({ id, state, name, nextAt, time, run }: Broadcast, zone: string): string {
	const next = nextAt === undefined ? "" : `next ${moment(nextAt, zoneOf(time, zone))}`;
	const called = name === "" ? "(nothing written yet)" : name;
	return [id, state.padEnd(9), next, run === undefined ? "" : `run ${run.number}`, called]
		.filter((part) => part !== "")
		.join("  ");
}

/** All that an editor set, who did so, and how far it is. Times are on the broadcast's own clock, else on `zone`'s. */
export function describeBroadcast(broadcast: Broadcast, zone: string, progress?: Progress): string {
	const { id, revision, state, name, nextAt, missedAt, content, audience, time, options } = broadcast;
	const clock = zoneOf(time, zone);
	const isDue = state === "scheduled" && nextAt !== undefined && nextAt <= Date.now();
	const { include, exclude } = audience;
	return [
		`${id} (revision ${revision}): ${isDue ? "begins now" : state}  ${name}`,
		...content.versions.map(({ language, headline, body }) => `${language}: ${shorten(headline || body)}`),
		`to: ${include.map(describeSelector).join(", ") || "nobody yet"}`,
		...(exclude.length === 0 ? [] : [`except: ${exclude.map(describeSelector).join(", ")}`]),
		`when: ${describeTime(time, clock)}`,
		...(nextAt === undefined || isDue ? [] : [`next: ${moment(nextAt, clock)}`]),
		...describeOptions(options),
		`last edited by ${describeActor(broadcast.editedBy)}${broadcast.approvedBy === undefined ? "" : `, approved by ${describeActor(broadcast.approvedBy)}`}`,
		...(missedAt === undefined
			? []
			: [
					`missed: ${moment(missedAt, clock)}; \`barqiya broadcast send-missed ${id}\` or \`skip-missed ${id}\``,
				]),
		...(progress === undefined ? [] : describeProgress(progress)),
	].join("\n");
}

/** As `--to` takes it. */
function describeSelector(selector: Selector): string {
	switch (selector.kind) {
		case "all":
			return "all";
		case "platform":
			return `platform:${selector.platform}`;
		case "topic":
			return `topic:${selector.topic}`;
		case "language":
			return `language:${selector.language}`;
		case "tag":
			return `tag:${selector.tag}`;
		case "segment":
			return `segment:${selector.name}`;
		case "channels":
			return selector.ids.map((id) => `channel:${id}`).join(", ");
	}
}

function describeTime(time: BroadcastTime, zone: string): string {
	if (time.kind === "now") return "as soon as it is sent";
	if (time.kind === "at") return moment(time.at, zone);
	const end = time.until === undefined ? "" : `, until ${moment(time.until, zone)}`;
	return `again and again, ${time.cron} ${time.zone}${end}`;
}

function describeOptions({ urgent, silent, pin, perSecond, misfire }: BroadcastOptions): string[] {
	const said = [
		...(urgent ? ["urgent"] : []),
		...(silent ? ["silent"] : []),
		...(pin ? ["pinned"] : []),
		...(perSecond === undefined ? [] : [`at most ${perSecond} a second over all platforms`]),
		...(misfire.kind === "send" ? [] : [`a time that is missed: ${misfire.kind}`]),
	];
	return said.length === 0 ? [] : [`how: ${said.join(", ")}`];
}

function describeActor({ platform, id, name }: Actor): string {
	return name === "" ? `${platform}:${id}` : name;
}

function describeProgress(progress: Progress): string[] {
	const { recipients, open, perSecond, remainingMs, amendment } = progress;
	const rate = perSecond === undefined ? "" : `, ${perSecond.toFixed(1)} a second`;
	const rest = remainingMs === undefined ? "" : `, ${writeDuration(remainingMs, "en", "latin")} left`;
	const reasons = { failed: progress.failedBy, skipped: progress.skippedBy } as const;
	const counts = (["sent", "corrected", "withdrawn", "failed", "skipped", "unknown"] as const)
		.filter((what) => progress[what] > 0)
		.map((what) => `${what} ${progress[what]}${what in reasons ? by(reasons[what as "failed"]) : ""}`);
	return [
		`run ${progress.run}: ${recipients - open} of ${recipients} done${rate}${rest}`,
		...(counts.length === 0 ? [] : [`${counts.join(", ")}${open === 0 ? "" : `, open ${open}`}`]),
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
	const besides = [
		...(paused === 0 ? [] : [`${paused} of them paused`]),
		...(quiet === 0 ? [] : [`${quiet} of them in quiet hours then`]),
		...(gone === 0 ? [] : [`and ${gone} more that are gone`]),
	];
	const whom = `${recipients} ${recipients === 1 ? "recipient" : "recipients"}${platforms.length === 0 ? "" : ` (${platforms.join(", ")})`}`;
	return [
		[whom, ...besides].join(", "),
		...(recipients === 0
			? []
			: [
					`sending takes ${durationMs < 1_000 ? "less than a second" : writeDuration(durationMs, "en", "latin")}`,
				]),
		...problems.map((problem) => `to mend: ${say(problem)}`),
	].join("\n");
}

/** A line of the list of channels. */
export function describeChannel({ channel, title, language, tags, state }: ChannelRow): string {
	const more = [language, ...tags.map((tag) => `tag:${tag}`), ...(state === "active" ? [] : [state])];
	return `${channel.padEnd(14)}  ${title}  (${more.join(", ")})`;
}

function zoneOf(time: BroadcastTime, zone: string): string {
	return time.kind === "now" ? zone : time.zone;
}

function moment(at: number, zone: string): string {
	const { year, month, day, hour, minute } = toLocal(at, zone);
	const two = (number: number) => String(number).padStart(2, "0");
	return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)} ${zone}`;
}

function shorten(text: string): string {
	const line = text.split("\n")[0] ?? "";
	return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
