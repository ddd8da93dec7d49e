import type { Broadcast, BroadcastAmendment } from "../domain/broadcast.ts";
import type { Actor } from "../domain/person.ts";
import type { Post } from "../domain/post.ts";
import type { Instant } from "../domain/time.ts";
import { buildAmendmentPost, buildContent } from "./build-post.ts";
import type { BroadcastDeps } from "./deps.ts";
import { wake } from "./freeze.ts";
import { countPost } from "./progress.ts";

/** After this every lane knows that the text is another, and every message with the old one stands in the ledger; in ms. */
const settledMs = 2_000;

type AmendDeps = Pick<BroadcastDeps, "posts" | "ledger" | "wake" | "now">;

export function buildAmendment(
	kind: BroadcastAmendment["kind"],
	target: string,
	number: number,
	by: Actor,
	at: Instant,
): BroadcastAmendment {
	const postId = `${target}.${kind === "correct" ? "c" : "w"}${number}`;
	return { kind, target, postId, by, at, planned: false };
}

/**
 * Takes an amendment one step further: plans it for everybody who has the message, then waits until none is open. May be
 * done again at any point. The target says already what its messages are to say.
 */
export async function advanceAmendment(
	amendment: BroadcastAmendment,
	deps: AmendDeps,
): Promise<BroadcastAmendment> {
	if (amendment.finishedAt !== undefined || deps.now() < amendment.at + settledMs) return amendment;
	if (amendment.planned) {
		const { open } = await countPost(amendment.postId, deps);
		return open > 0 ? amendment : { ...amendment, finishedAt: deps.now() };
	}
	const target = await deps.posts.get(amendment.target);
	if (target !== undefined) await planAmendment(buildAmendmentPost(amendment, target), target, deps);
	const { content: _, ...planned } = amendment;
	return { ...planned, planned: true };
}

async function planAmendment(post: Post, target: Post, deps: AmendDeps): Promise<void> {
	await deps.posts.put(post);
	for (const lane of await deps.posts.lanes(target.id)) {
		await deps.posts.addLane(post.id, lane);
		await deps.ledger.planAmendment(lane, target.id, post.id, post.priority);
		await wake(lane, post, deps);
	}
}

/**
 * Has each post of a broadcast say what its newest correction says, whatever the broadcast itself says since. Done again
 * until the correction is planned: whoever made it may have died before.
 */
export async function rewritePosts(
	{ amendments, run, past, options, revision }: Broadcast,
	{ posts }: Pick<BroadcastDeps, "posts">,
): Promise<void> {
	const corrections = amendments.filter(({ content }) => content !== undefined);
	const newest = new Map(corrections.map(({ target, content }) => [target, content]));
	for (const { postId, at } of run === undefined ? past : [run, ...past]) {
		const content = newest.get(postId);
		if (content !== undefined) {
			await posts.replaceContent(postId, buildContent(content, options.silent, at), revision);
		}
	}
}

/** The amendments of a broadcast in their order: one is planned when those before it are, so the last one has the last word. */
export async function advanceAmendments(
	broadcast: Broadcast,
	deps: AmendDeps,
): Promise<readonly BroadcastAmendment[]> {
	const next: BroadcastAmendment[] = [];
	let allPlanned = true;
	for (const amendment of broadcast.amendments) {
		const advanced: BroadcastAmendment = allPlanned ? await advanceAmendment(amendment, deps) : amendment;
		allPlanned &&= advanced.planned;
		next.push(advanced);
	}
	return next;
}
