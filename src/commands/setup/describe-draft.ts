import { foldKey } from "../../arabic/fold.ts";
import type { Look } from "../../domain/channel.ts";
import type { Block, Span } from "../../message/message.ts";
import { readyTemplates } from "../../message/template/ready-templates.ts";
import { importance } from "../../planning/importance.ts";
import { describeCaps, describePace, describeQuiet } from "../answer/describe-schedule.ts";
import { joinNames } from "../answer/join-names.ts";
import { cutTyped, quoteTyped } from "../typed/typed.ts";
import type { Room } from "./step.ts";
import { wordsOf } from "./step-words.ts";

/** All that was chosen, in words, one item each. */
export async function describeDraft(room: Room): Promise<Block> {
	const { call, draft, deps } = room;
	const { subscription, schedule, look, zone } = draft;
	const { sentences } = deps;
	const say = (id: string, args?: Record<string, string | number>) => sentences.say(call.locale, id, args);
	const [sources, topics] = await Promise.all([deps.sources(subscription.sources), deps.topics()]);
	const names = (ids: readonly string[], all: readonly { id: string; name: string }[]) =>
		joinNames(
			ids.map((id) => quoteTyped(all.find((one) => one.id === id)?.name ?? id)),
			call.locale,
			sentences,
		);
	const words = wordsOf(room);
	const level = Object.entries(importance).find(([, value]) => value === subscription.minimumImportance)?.[0];
	const item = (label: string, value: string): readonly Span[] => [
		{ text: `${label}: ` },
		{ text: value, bold: true },
	];
	const onOff = (on: boolean) => say(on ? "value-on" : "value-off");
	return {
		kind: "list",
		items: [
			item(
				say("setup-step-sources"),
				subscription.sources.length === 0 ? say("setup-every-source") : names(subscription.sources, sources),
			),
			item(
				say("setup-step-topics"),
				subscription.topics.length === 0
					? say("setup-every-topic")
					: names(subscription.topics.map(foldKey), topics),
			),
			item(say("setup-step-words"), words === "" ? say("setup-no-words") : cutTyped(words, 300)),
			...(level === undefined || level === "ordinary"
				? []
				: [item(say("setup-importance"), say(`setup-importance-${level}`))]),
			item(say("setup-step-when"), describePace(schedule, call.locale, sentences)),
			item(say("setup-quiet"), describeQuiet(schedule, call.locale, sentences)),
			item(say("setup-caps"), describeCaps(schedule, call.locale, sentences)),
			...(schedule.breakingPasses === true
				? [item(say("setup-breaking"), say("setup-breaking-passes"))]
				: []),
			...(schedule.emptyDigests === true && schedule.kind !== "at-once"
				? [item(say("setup-emptyDigests"), say("value-on"))]
				: []),
			item(say("setting-zone"), zone),
			item(say("setup-template"), describeTemplate(look, say)),
			item(say("setting-date"), say(`value-${look.dateStyle}`)),
			item(say("setting-digits"), say(`value-${look.digits}`)),
			item(say("setting-lead"), say("setting-letters", { count: look.leadLength })),
			item(say("setting-image"), onOff(look.image)),
			item(say("setting-preview"), onOff(look.linkPreview)),
			item(say("setting-source"), onOff(look.sourceLine)),
			item(say("setting-silent"), onOff(look.silent)),
		],
	};
}

function describeTemplate({ template }: Look, say: (id: string) => string): string {
	if (template?.kind === "own") return say("setup-template-own");
	const ready = readyTemplates.find(({ name }) => name === (template?.name ?? readyTemplates[0]?.name));
	return ready === undefined ? (template?.name ?? "") : say(ready.description);
}
