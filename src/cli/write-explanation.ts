import type { DeliveryState } from "../domain/delivery.ts";
import type { ExplainStep, MatchReason, SubscriptionMatch } from "../domain/explanation.ts";
import type { Instant } from "../domain/time.ts";
import { describeFault } from "../message/template/fault.ts";

/** A step of an explanation as a line for operators, with ids and times. */
export function writeExplanation(step: ExplainStep): string {
	return `${step.ok ? "✓" : "✗"} ${tell(step)}`;
}

const when = (at: Instant) => new Date(at).toISOString();

function tell(step: ExplainStep): string {
	switch (step.kind) {
		case "not-stored":
			return `No article ${step.articleId} is stored: it was never read, or is older than 30 days.`;
		case "no-channel":
			return `There is no channel ${step.channelId}.`;
		case "stored":
			return `Article ${step.articleId} of source ${step.sourceId} was first seen at ${when(step.firstSeenAt)} (revision ${step.revision}).`;
		case "repeats":
			return `It repeats article ${step.articleId} (story ${step.storyId}): channels that have that one do not get it.`;
		case "told":
			return `The channel has this story by article ${step.articleId} of source ${step.sourceId} (story ${step.storyId}) and so not by this one: what follows is of that one.`;
		case "active":
			return `Channel ${step.channelId} is active.`;
		case "template-fault":
			return `Its template could not write an article since ${when(step.since)} (${describeFault(step.fault)}): it gets the standard card until the template is changed.`;
		case "gone":
			return `Channel ${step.channelId} is gone since ${when(step.since)}: ${step.reason}.`;
		case "paused": {
			const until = step.until === undefined ? "until its owner resumes it" : `until ${when(step.until)}`;
			return `Channel ${step.channelId} is paused ${until}: ${step.reason}.`;
		}
		case "wanted":
			return `It is wanted by subscription ${step.by.map(tellMatch).join(", ")}.`;
		case "no-subscription":
			return "The channel has no subscription.";
		case "not-wanted":
			return `None of the channel's ${step.by.length} subscription(s) wants source ${step.sourceId} with topics ${step.topics.join(", ") || "none"}: ${step.by.map(tellMatch).join(", ")}.`;
		case "backlog":
			return "It was there before its source was added, of which the newest are posted (SOURCE_FIRST_POSTS), or was found long after it appeared.";
		case "not-planned-yet":
			return "It waits to be planned: a process with the role plan does that.";
		case "planned-for-nobody":
			return "It was planned for nobody: no channel wanted it at that time.";
		case "planned-without":
			return `Post ${step.postId} was planned at ${when(step.at)} without this channel: it did not want it then.`;
		case "planned":
			return `${step.digest ? "Digest" : "Post"} ${step.postId} was planned for it at ${when(step.at)}.`;
		case "held":
			return `It waits for the digest of ${when(step.dueAt)}.`;
		case "in-digest":
			return `It went into digest ${step.postId}.`;
		case "delivery":
			return `${tellState(step.state, step.dueAt)}${step.words === undefined ? "" : ` The platform said: ${step.words}`}`;
	}
}

/** The subscription, with the words that decided: of one that wants the article those found, else what kept it out. */
function tellMatch({ id, reasons }: SubscriptionMatch): string {
	const failed = reasons.filter(({ ok }) => !ok);
	const telling =
		failed.length > 0
			? failed
			: reasons.filter(({ part, ok }) => ok && (part === "include" || part === "topics"));
	return telling.length === 0 ? id : `${id} (${telling.map(tellReason).join("; ")})`;
}

function tellReason(reason: MatchReason): string {
	switch (reason.part) {
		case "sources":
			return reason.ok ? `source ${reason.found}` : "another source";
		case "topics":
			return reason.ok ? `topic ${reason.found}` : "other topics";
		case "importance":
			return `importance ${reason.has} of ${reason.needs}`;
		case "include":
			if (reason.ok) return `its word ${reason.term} is in the ${reason.where}: ${reason.found}`;
			return reason.term === undefined
				? "none of its words is there"
				: `its word ${reason.term} is not there`;
		case "exclude":
			return reason.ok
				? "no word that it excludes"
				: `the word ${reason.term}, which it excludes, is in the ${reason.where}: ${reason.found}`;
	}
}

function tellState(state: DeliveryState, dueAt: Instant): string {
	switch (state.kind) {
		case "pending":
			return state.tries === 0
				? `It waits to be sent (due at ${when(dueAt)}).`
				: `It was tried ${state.tries} time(s) and is tried again at ${when(state.notBefore ?? 0)}.`;
		case "sending":
			return `It is being sent since ${when(state.at)}, or its sender died: then it is looked for before anything is sent again.`;
		case "sent":
			return `It was sent as message ${state.messageIds.join(", ")}.`;
		case "failed":
			return `It was refused: ${state.reason}.`;
		case "skipped":
			return `It was not sent: ${state.reason}.`;
		case "unknown":
			return `Nobody can tell whether it arrived (${state.reason}; tried at ${when(state.at)}): an editor decides.`;
		case "corrected":
			return `It was sent and corrected, message ${state.messageIds.join(", ")}.`;
		case "withdrawn":
			return `It was sent and withdrawn, message ${state.messageIds.join(", ")}.`;
	}
}
