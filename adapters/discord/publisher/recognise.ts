import { z } from "zod";
import { stripDirection } from "../../../src/arabic/bidi.ts";
import type { ResolveRequest } from "../../../src/delivery/publisher.ts";
import { findTraces } from "../../../src/message/find-traces.ts";
import { renderMessage } from "../render.ts";
import { bareId } from "./message-id.ts";

/** A message as a history shows it. */
export const seenMessage = z.object({
	id: z.string(),
	author: z.object({ id: z.string() }),
	content: z.string(),
	embeds: z.array(
		z.object({
			title: z.string().optional(),
			description: z.string().optional(),
			url: z.string().optional(),
			footer: z.object({ text: z.string() }).optional(),
		}),
	),
	components: z.array(z.unknown()).default([]),
	/** An answer to somebody who pressed or asked. */
	interaction_metadata: z.unknown().optional(),
	webhook_id: z.string().optional(),
});
export type SeenMessage = z.infer<typeof seenMessage>;

/**
 * `same`: the post that is looked for. `foreign`: certainly not. `unexplained`: ours, of the time of the attempt, in no
 * ledger, and unlike the post: it may be the post in a look of before, so that nothing may be sent because of it.
 */
export type Recognised = "same" | "foreign" | "unexplained";

/** Our clock and Discord's may differ by so much; ms. */
export const clockSkewMs = 120_000;

/**
 * Tells whether a message is the post of a doubtful attempt. Discord does not give nonces back, so the words decide; where
 * the look has changed since, the headline or the article's address does: whatever the look, one of them stands there. What
 * the ledger explains is another post.
 */
export function createRecogniser(
	request: ResolveRequest,
	botId: string,
	holdMs: number,
): (message: SeenMessage) => Recognised {
	const explained = new Set(request.explained.map(bareId));
	const wanted = new Set(
		[false, true].flatMap((plain) => {
			const body = renderMessage(request.message, plain);
			return body === undefined ? [] : [wordsOf({ content: body.content ?? "", embeds: body.embeds ?? [] })];
		}),
	);
	const { about } = request;
	return (message) => {
		if (message.author.id !== botId || explained.has(message.id)) return "foreign";
		if (message.interaction_metadata != null || message.webhook_id !== undefined) return "foreign";
		if (wanted.has(wordsOf(message))) return "same";
		const since = timeOf(message.id) - request.attemptedAt;
		if (since < -clockSkewMs || since > holdMs + clockSkewMs) return "foreign";
		const traces = about === undefined ? undefined : findTraces(about, shownBy(message));
		return traces?.headline === true || traces?.link === true ? "same" : "unexplained";
	};
}

/** The newest message known before the attempt is a better mark than any clock. */
export function firstId({ lastKnownId, attemptedAt }: ResolveRequest): string {
	if (lastKnownId !== undefined && /^\d{17,19}$/.test(lastKnownId)) return lastKnownId;
	return String((BigInt(Math.max(0, attemptedAt - clockSkewMs - discordEpoch)) << 22n) + 1n);
}

const discordEpoch = 1_420_070_400_000;

function timeOf(id: string): number {
	return Number(BigInt(id) >> 22n) + discordEpoch;
}

type Words = {
	content: string;
	embeds: readonly {
		title?: string | undefined;
		description?: string | undefined;
		footer?: { text: string } | undefined;
	}[];
};

/** What a reader sees, without what Discord may change: blanks and direction marks. */
function wordsOf(words: Words): string {
	return JSON.stringify(textsOf(words).map((part) => stripDirection(part).replace(/\s+/g, "")));
}

function textsOf({ content, embeds }: Words): string[] {
	return [
		content,
		...embeds.flatMap(({ title, description, footer }) => [
			title ?? "",
			description ?? "",
			footer?.text ?? "",
		]),
	];
}

function shownBy(message: SeenMessage): { text: string; links: readonly string[] } {
	const text = textsOf(message).join("\n");
	const all = JSON.stringify([text, message.embeds.map(({ url }) => url), message.components]);
	return { text, links: all.match(/https?:\/\/[^\s"\\<>)\]]+/g) ?? [] };
}
