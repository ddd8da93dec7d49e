import type { DeliveryState } from "../../domain/delivery.ts";
import type { ExplainStep, MatchReason, SubscriptionMatch } from "../../domain/explanation.ts";
import type { Instant, TimeZone } from "../../domain/time.ts";
import type { SentenceArgs, Sentences } from "../../i18n/sentences.ts";
import { sayFault } from "../../message/template/say-fault.ts";
import { joinNames } from "../answer/join-names.ts";
import { reasonKey } from "../answer/reason-key.ts";
import { writeMoment } from "../answer/write-moment.ts";
import { quoteTyped } from "../typed/typed.ts";

type WhyContext = {
	locale: string;
	zone: TimeZone;
	sentences: Sentences;
	/** A source's name as readers know it. */
	nameSource(id: string): string;
};

/** Subscriptions whose reasons are told in one answer. */
const mostTold = 3;

/** A step of an explanation in the asker's language. Ids are an operator's matter and not told. */
export function sayWhyStep(step: ExplainStep, context: WhyContext): string {
	return `${step.ok ? "✓" : "✗"} ${tell(step, context)}`;
}

function tell(step: ExplainStep, context: WhyContext): string {
	const { locale, sentences, zone, nameSource } = context;
	const say = (id: string, args?: SentenceArgs) => sentences.say(locale, id, args);
	const when = (at: Instant) => writeMoment(at, zone, locale);
	switch (step.kind) {
		case "not-stored":
			return say("why-not-stored", { article: quoteTyped(step.articleId) });
		case "no-channel":
			return say("why-no-channel", { channel: step.channelId });
		case "stored":
			return say("why-stored", { source: nameSource(step.sourceId), seen: when(step.firstSeenAt) });
		case "told":
			return say("why-told", { source: nameSource(step.sourceId) });
		case "template-fault":
			return `${say("template-unusable")} ${sayFault(step.fault, locale, sentences)}`;
		case "gone":
			return say("why-gone", { gone: when(step.since), reason: step.reason });
		case "paused":
			return step.until === undefined
				? say("why-paused", { reason: step.reason })
				: say("why-paused-until", { reason: step.reason, until: when(step.until) });
		case "wanted":
			return joinReasons(say("why-wanted"), step.by, context);
		case "not-wanted": {
			const topics = joinNames(step.topics, locale, sentences);
			const sentence = say("why-not-wanted", { source: nameSource(step.sourceId), topics: topics || "none" });
			return joinReasons(sentence, step.by, context);
		}
		case "planned-without":
			return say("why-planned-without", { planned: when(step.at) });
		case "planned":
			return say(step.digest ? "why-planned-digest" : "why-planned", { planned: when(step.at) });
		case "held":
			return say("why-held", { due: when(step.dueAt) });
		case "delivery": {
			const sentence = tellState(step.state, step.dueAt, say, when);
			return step.words === undefined ? sentence : `${sentence} ${say("why-words", { words: step.words })}`;
		}
		default:
			return say(`why-${step.kind}`);
	}
}

function tellState(
	state: DeliveryState,
	dueAt: Instant,
	say: (id: string, args?: SentenceArgs) => string,
	when: (at: Instant) => string,
): string {
	switch (state.kind) {
		case "pending":
			return state.tries === 0
				? say("why-waiting", { due: when(dueAt) })
				: say("why-tried", { again: when(state.notBefore ?? dueAt) });
		case "failed":
			return say("why-failed", { reason: state.reason });
		case "skipped":
			return say("why-skipped", readSkipped(state.reason));
		default:
			return say(`why-${state.kind}`);
	}
}

/** The channel is gone, for what the platform's answer meant, or one of a few reasons of ours. */
function readSkipped(reason: string): { key: string; reason: string } {
	const key = reasonKey(reason);
	return reason.startsWith("gone: ")
		? { key: "gone", reason: key }
		: { key: key.replace(/[^a-z]+/g, "-"), reason: key };
}

/** Words and importance are told besides: source and topics stand in the sentence itself. */
function joinReasons(sentence: string, by: readonly SubscriptionMatch[], context: WhyContext): string {
	const said = by.flatMap(({ reasons }) => reasons.map((reason) => sayReason(reason, context)));
	const told = [...new Set(said.filter((reason) => reason !== undefined))].slice(0, mostTold);
	return [sentence, ...told].join(" ");
}

function sayReason(reason: MatchReason, { locale, sentences }: WhyContext): string | undefined {
	switch (reason.part) {
		case "sources":
		case "topics":
			return undefined;
		case "importance":
			return reason.ok ? undefined : sentences.say(locale, "why-importance");
		case "include":
			return sayWords(reason, reason.ok ? "why-word-found" : "why-words-missing");
		case "exclude":
			return reason.ok ? undefined : sayWords(reason, "why-word-excluded");
	}

	function sayWords({ term, found, where }: WordReason, id: string): string {
		const word = quoteTyped((term ?? "").replace(/^\+/, "").replace(/^"(.*)"$/, "$1"));
		if (id === "why-words-missing") {
			return sentences.say(locale, word === "" ? id : "why-word-missing", word === "" ? {} : { word });
		}
		return sentences.say(locale, id, { word, found: quoteTyped(found ?? word), where: where ?? "headline" });
	}
}

type WordReason = Extract<MatchReason, { part: "include" | "exclude" }>;
