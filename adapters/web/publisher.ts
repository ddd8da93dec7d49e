import { createHash } from "node:crypto";
import type {
	EditRequest,
	Publisher,
	PublishRequest,
	Resolution,
	ResolveRequest,
	WithdrawRequest,
} from "../../src/delivery/publisher.ts";
import type { Outcome } from "../../src/domain/outcome.ts";
import type { Message } from "../../src/message/message.ts";
import { errorText, refusals, storeFailure } from "./errors.ts";
import { webLimits } from "./limits.ts";
import { isEmptyMessage } from "./render.ts";
import { buildStoredMessage } from "./stored-message.ts";
import type { WebEntry, WebPages } from "./web-pages.ts";

/**
 * Posts to public pages of our own; an address is a page's slug. An entry's id follows from the delivery's, so the same
 * delivery is on the page once however often it is published, and `resolve` can always tell.
 */
export function createWebPublisher({ pages }: { pages: WebPages }): Publisher {
	return {
		platform: "web",
		// A write that the store still holds does no harm when it lands late: it is idempotent.
		settleMs: 0,
		windows: () => [],
		publish: (request) => publish(pages, request),
		edit: (request) => edit(pages, request),
		withdraw: (request) => withdraw(pages, request),
		resolve: (request) => resolve(pages, request),
	};
}

/** The entry as it is stored; what `barqiya preview --platform web` prints. */
export function buildWebEntry(
	request: Pick<PublishRequest, "deliveryId" | "message" | "plainText">,
): WebEntry {
	const { deliveryId, message, plainText } = request;
	return { id: webEntryId(deliveryId), message: buildStoredMessage(message, plainText) };
}

/** 20 hexadecimal digits; part of the entry's address for good. */
export function webEntryId(deliveryId: string): string {
	return createHash("sha256").update(deliveryId).digest("hex").slice(0, 20);
}

async function publish(pages: WebPages, request: PublishRequest): Promise<Outcome> {
	const entry = buildWebEntry(request);
	const refusal = refusalOf(entry.message);
	if (refusal !== undefined) return refusal;
	if (request.beforeSend !== undefined && !request.beforeSend()) return refusals.fenced;
	return writing(async () => {
		const { kind } = await pages.put(pageSlug(request.address), entry);
		return kind === "posted" ? { kind: "sent", messageIds: [entry.id] } : refusals.noPage;
	});
}

async function edit(pages: WebPages, request: EditRequest): Promise<Outcome> {
	const { message } = buildWebEntry(request);
	const refusal = refusalOf(message);
	if (refusal !== undefined) return refusal;
	const [id] = request.messageIds;
	if (id === undefined) return refusals.noEntry;
	if (request.beforeSend !== undefined && !request.beforeSend()) return refusals.fenced;
	return writing(async () => {
		const done = await pages.replace(pageSlug(request.address), id, message);
		return done ? { kind: "sent", messageIds: [id] } : refusals.noEntry;
	});
}

/** What is no longer there counts as taken back. */
async function withdraw(pages: WebPages, request: WithdrawRequest): Promise<Outcome> {
	return writing(async () => {
		for (const id of request.messageIds) {
			await pages.remove(pageSlug(request.address), id, buildStoredMessage(request.replacement, false));
		}
		return { kind: "sent", messageIds: request.messageIds };
	});
}

async function resolve(pages: WebPages, request: ResolveRequest): Promise<Resolution> {
	const id = webEntryId(request.deliveryId);
	try {
		const entry = await pages.find(pageSlug(request.address), id);
		return entry === undefined ? { kind: "not-sent" } : { kind: "sent", messageIds: [id] };
	} catch (error) {
		return { kind: "unreachable", why: `web: the store could not be asked: ${errorText(error)}` };
	}
}

/** One spelling for one page: browsers send an Arabic slug as it was typed, composed or not. */
export function pageSlug(address: string): string {
	return address.normalize("NFC");
}

function refusalOf(message: Message): Outcome | undefined {
	if (isEmptyMessage(message)) return refusals.empty;
	if (Buffer.byteLength(JSON.stringify(message)) > webLimits.entryBytes) return refusals.tooLarge;
	return undefined;
}

async function writing(write: () => Promise<Outcome>): Promise<Outcome> {
	try {
		return await write();
	} catch (error) {
		return storeFailure(error);
	}
}
