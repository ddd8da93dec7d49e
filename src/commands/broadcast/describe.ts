import { truncateText } from "../../arabic/truncate.ts";
import type { Estimate, Progress } from "../../broadcasts/port.ts";
import { writeDuration } from "../../calendar/write-duration.ts";
import type { Broadcast, BroadcastAudience, BroadcastTime, Selector } from "../../domain/broadcast.ts";
import { standardLook } from "../../domain/channel.ts";
import type { Sentences } from "../../i18n/sentences.ts";
import { parseMarkUp } from "../../message/mark-up.ts";
import type { Block, Span } from "../../message/message.ts";
import { joinNames } from "../answer/join-names.ts";
import { reasonKey } from "../answer/reason-key.ts";
import { writeMoment } from "../answer/write-moment.ts";
import type { CommandDeps } from "../deps.ts";
import { quoteTyped, readTyped } from "../typed/typed.ts";

/** Graphemes of a text that tell which one it is. */
const textLength = 60;

type Saying = { locale: string; deps: CommandDeps };

/** What a broadcast is, to whom and when, one item each; with how many get it and how long that takes. */
export function describeBroadcast(
	broadcast: Broadcast,
	estimate: Estimate | undefined,
	topics: ReadonlyMap<string, string>,
	saying: Saying,
): Block {
	const { locale, deps } = saying;
	const words = (id: string) => deps.sentences.say(locale, id);
	const [version] = broadcast.content.versions;
	const chosen = (["silent", "pin", "urgent"] as const).filter((name) => broadcast.options[name]);
	const items: (readonly Span[])[] = [
		item(words("desk-state"), words(`desk-state-${broadcast.state}`)),
		item(
			words("desk-text"),
			truncateText(readTyped(plainText(version?.body || version?.headline || "")), textLength),
		),
		item(words("desk-audience"), describeAudience(broadcast.audience, topics, saying)),
		...(estimate === undefined ? [] : [item(words("desk-count"), describeEstimate(estimate, saying))]),
		item(words("desk-time"), describeTime(broadcast.time, saying)),
		...(chosen.length === 0
			? []
			: [
					item(
						words("desk-options"),
						joinNames(
							chosen.map((name) => words(`desk-option-${name}`)),
							locale,
							deps.sentences,
						),
					),
				]),
		item(words("desk-editor"), broadcast.editedBy.name),
		...(broadcast.approvedBy === undefined
			? []
			: [item(words("desk-approved-by"), broadcast.approvedBy.name)]),
	];
	return { kind: "list", items };
}

/** What readers would read of a text, without its mark-up; the text itself where the mark-up is broken. */
function plainText(text: string): string {
	const read = parseMarkUp(text);
	if (!read.ok) return text;
	const lines = read.blocks.flatMap((block) => (block.kind === "list" ? block.items : [block.spans]));
	return lines.map((spans) => spans.map((span) => span.text).join("")).join(" ");
}

/** How far a sending is, one item each figure that is not nothing. */
export function describeProgress(progress: Progress, { locale, deps }: Saying): Block {
	const { sentences } = deps;
	const figure = (id: string, count: number, facts = "") =>
		item(sentences.say(locale, `desk-progress-${id}`), `${count}${facts}`);
	const reasons = (by: Readonly<Record<string, number>>) => {
		const list = countWords(by, locale, sentences).map(([words, count]) => `${words}: ${count}`);
		return list.length === 0 ? "" : ` (${joinNames(list, locale, sentences)})`;
	};
	const { recipients, sent, corrected, withdrawn, failed, skipped, unknown, open, amendment } = progress;
	const arrived = sent + corrected + withdrawn;
	const share = recipients === 0 ? "" : ` (${Math.floor((100 * arrived) / recipients)}%)`;
	return {
		kind: "list",
		items: [
			figure("sent", arrived, ` / ${recipients}${share}`),
			...(failed > 0 ? [figure("failed", failed, reasons(progress.failedBy))] : []),
			...(skipped > 0 ? [figure("skipped", skipped, reasons(progress.skippedBy))] : []),
			...(unknown > 0 ? [figure("unknown", unknown)] : []),
			...(open > 0 && progress.remainingMs !== undefined
				? [
						item(
							sentences.say(locale, "desk-progress-remaining"),
							writeDuration(Math.max(progress.remainingMs, 1_000), locale, standardLook.digits),
						),
					]
				: []),
			...(amendment === undefined
				? []
				: [figure(amendment.kind, amendment.done, ` / ${amendment.recipients}`)]),
		],
	};
}

/** How often each reason is said: several of them are the same to a reader. */
function countWords(
	by: Readonly<Record<string, number>>,
	locale: string,
	sentences: Sentences,
): readonly (readonly [string, number])[] {
	const counts = new Map<string, number>();
	for (const [reason, count] of Object.entries(by)) {
		const words = sentences.say(locale, "desk-reason", { reason: reasonKey(reason) });
		counts.set(words, (counts.get(words) ?? 0) + count);
	}
	return [...counts];
}

/** So many channels, on which platform how many, and how long it takes. */
export function describeEstimate(estimate: Estimate, { locale, deps }: Saying): string {
	const { sentences } = deps;
	const platforms = Object.entries(estimate.byPlatform)
		.filter(([, count]) => count > 0)
		.map(([platform, count]) => `${sayPlatform(platform, locale, deps)}: ${count}`);
	const duration = Math.max(1_000, Math.ceil(estimate.durationMs / 1_000) * 1_000);
	return sentences.say(locale, "desk-estimate", {
		count: estimate.recipients,
		platforms: platforms.length === 0 ? "-" : joinNames(platforms, locale, sentences),
		duration: writeDuration(duration, locale, standardLook.digits),
	});
}

export function describeTime(time: BroadcastTime, { locale, deps }: Saying): string {
	const { sentences, zone } = deps;
	switch (time.kind) {
		case "now":
			return sentences.say(locale, "desk-time-now");
		case "at":
			// On the clock that the dialogue asks for; where the broadcast has another one, that is said.
			return `${writeMoment(time.at, time.zone, locale)}${time.zone === zone ? "" : ` (${time.zone})`}`;
		case "recurring":
			return sentences.say(locale, "desk-time-recurring", { cron: time.cron, zone: time.zone });
	}
}

function describeAudience(
	{ include, exclude }: BroadcastAudience,
	topics: ReadonlyMap<string, string>,
	{ locale, deps }: Saying,
): string {
	const names = (selectors: readonly Selector[]) =>
		joinNames(
			selectors.map((selector) => saySelector(selector, topics, locale, deps)),
			locale,
			deps.sentences,
		);
	if (exclude.length === 0) return names(include);
	return deps.sentences.say(locale, "desk-audience-without", {
		include: names(include),
		exclude: names(exclude),
	});
}

function saySelector(
	selector: Selector,
	topics: ReadonlyMap<string, string>,
	locale: string,
	deps: CommandDeps,
): string {
	switch (selector.kind) {
		case "all":
			return deps.sentences.say(locale, "desk-audience-all");
		case "platform":
			return sayPlatform(selector.platform, locale, deps);
		case "topic":
			return topics.get(selector.topic) ?? selector.topic;
		case "language":
			return new Intl.DisplayNames([locale], { type: "language" }).of(selector.language) ?? selector.language;
		case "tag":
			return `#${selector.tag}`;
		case "channels":
			return deps.sentences.say(locale, "desk-audience-channels", { count: selector.ids.length });
		case "segment":
			return quoteTyped(selector.name);
	}
}

/** A platform's name as readers write it; its own where there is no other. */
export function sayPlatform(platform: string, locale: string, { sentences }: CommandDeps): string {
	return sentences.say(locale, "desk-platform", { platform });
}

function item(label: string, value: string): readonly Span[] {
	return [{ text: `${label}: ` }, { text: value, bold: true }];
}
