import type { TimeZone } from "../domain/time.ts";
import type { Sentences } from "../i18n/sentences.ts";
import type { WhyStep } from "./deps.ts";
import { writeMoment } from "./write-moment.ts";

type WhyContext = { locale: string; zone: TimeZone; sentences: Sentences };

/**
 * A step of an explanation in the asker's language. Explanations are written for logs, in English; here each of their
 * sentences has its counterpart, by its shape. One that has none is shown as it is: better than no reason.
 */
export function sayWhyStep({ ok, what }: WhyStep, context: WhyContext): string {
	const mark = ok ? "✓" : "✗";
	for (const [shape, id] of shapes) {
		const groups = shape.exec(what)?.groups;
		if (groups !== undefined) return `${mark} ${say(id, groups, context)}`;
	}
	return `${mark} ${what}`;
}

/** Sentences of `src/delivery/explain.ts` and what says the same here. A group `…At` is a time. */
const shapes: readonly (readonly [RegExp, string])[] = [
	[/^No article (?<article>\S+) is stored/, "why-not-stored"],
	[/^There is no channel (?<channel>\S+)\.$/, "why-no-channel"],
	[/^The channel has this story by article \S+ of source (?<source>\S+) /, "why-told"],
	[/^It repeats article(?<nothing> )/, "why-repeats"],
	[/^Article \S+ of source (?<source>\S+) was first seen at (?<seenAt>\S+) /, "why-stored"],
	[/^Channel \S+ is active(?<nothing>)\.$/, "why-active"],
	[/^Channel \S+ is gone since (?<goneAt>\S+): (?<reason>.*)\.$/, "why-gone"],
	[/^Channel \S+ is paused until its owner resumes it: (?<reason>.*)\.$/, "why-paused"],
	[/^Channel \S+ is paused until (?<untilAt>\S+): (?<reason>.*)\.$/, "why-paused-until"],
	[/^It is wanted by subscription(?<nothing> )/, "why-wanted"],
	[/^The channel has no subscription(?<nothing>)\.$/, "why-no-subscription"],
	[
		/^None of the channel's \d+ subscription\(s\) wants source (?<source>\S+) with topics (?<topics>.*)\.$/,
		"why-not-wanted",
	],
	[/^It waits to be planned(?<nothing>)/, "why-not-planned-yet"],
	[/^It was planned for nobody(?<nothing>)/, "why-planned-for-nobody"],
	[/^Post \S+ was planned at (?<plannedAt>\S+) without this channel/, "why-planned-without"],
	[/^Post \S+ was planned for it at (?<plannedAt>\S+)\.$/, "why-planned"],
	[/^It waits to be sent \(due at (?<dueAt>[^)]+)\)\.(?<words>.*)$/s, "why-waiting"],
	[/^It was tried \d+ time\(s\) and is tried again at (?<againAt>\S+?)\.(?<words> .*)?$/s, "why-tried"],
	[/^It is being sent since (?<nothing>)/, "why-sending"],
	[/^It was sent as message(?<nothing> )/, "why-sent"],
	[/^It was refused: (?<reason>[^.]*)\.(?<words>.*)$/s, "why-failed"],
	[/^It was not sent: (?<reason>.*?)\.(?<words> .*)?$/s, "why-skipped"],
	[/^Nobody can tell whether it arrived(?<nothing>)/, "why-unknown"],
	[/^It was sent and corrected(?<nothing>)/, "why-corrected"],
	[/^It was sent and withdrawn(?<nothing>)/, "why-withdrawn"],
];

/** What the platform said is told after our own sentence, in its own words. */
function say(id: string, groups: Readonly<Record<string, string | undefined>>, context: WhyContext): string {
	const { words = "", ...rest } = groups;
	const args = Object.entries(rest).map(([name, value = ""]) => [
		name.replace(/At$/, ""),
		name.endsWith("At") ? writeTime(value, context) : value.trim(),
	]);
	const { sentences, locale } = context;
	const said = words.replace(/^\s*The platform said:\s*/, "").trim();
	const sentence = sentences.say(locale, id, Object.fromEntries(args));
	return said === "" ? sentence : `${sentence} ${sentences.say(locale, "why-words", { words: said })}`;
}

function writeTime(iso: string, { locale, zone }: WhyContext): string {
	const at = Date.parse(iso);
	return Number.isNaN(at) ? iso : writeMoment(at, zone, locale);
}
