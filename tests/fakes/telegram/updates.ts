import { refuse } from "./refusal.ts";

export type Update = { update_id: number } & Record<string, unknown>;
export type WebhookSettings = {
	url: string;
	secret: string | undefined;
	allowed: readonly string[] | undefined;
	maxConnections: number;
};

export type Updates = {
	push(kind: string, content: unknown): number;
	/** Waits up to `seconds` for an update. A second poller ends the first with 409, as the real server does. */
	poll(request: {
		offset: number;
		limit: number;
		seconds: number;
		allowed: readonly string[] | undefined;
		gone: AbortSignal;
	}): Promise<Update[]>;
	setWebhook(settings: WebhookSettings, dropPending: boolean): void;
	deleteWebhook(dropPending: boolean): void;
	webhookInfo(): Record<string, unknown>;
	/** Answers to webhook deliveries that carried a method: allowed by Telegram, and never to be used for posts. */
	readonly webhookReplies: readonly unknown[];
	pending(): number;
	stop(): void;
};

type Poller = { finish(updates: Update[]): void; fail(): void };

/** Not sent unless they are asked for. */
const unasked = ["chat_member", "message_reaction", "message_reaction_count"];

export function createUpdates(): Updates {
	let queue: Update[] = [];
	let nextId = 100_000;
	let allowed: readonly string[] | undefined;
	let poller: Poller | undefined;
	let look: (() => void) | undefined;
	let webhook: WebhookSettings | undefined;
	let lastError: { date: number; message: string } | undefined;
	let isDelivering = false;
	let isStopped = false;
	const webhookReplies: unknown[] = [];

	async function deliver(): Promise<void> {
		if (isDelivering) return;
		isDelivering = true;
		let wait = 50;
		while (webhook !== undefined && queue[0] !== undefined && !isStopped) {
			const update = queue[0];
			const problem = await postUpdate(webhook, update, webhookReplies);
			if (problem === undefined) {
				queue = queue.filter((entry) => entry !== update);
				lastError = undefined;
				wait = 50;
			} else {
				lastError = { date: Math.floor(Date.now() / 1000), message: problem };
				await new Promise((resolve) => setTimeout(resolve, wait).unref());
				wait = Math.min(wait * 2, 2000);
			}
		}
		isDelivering = false;
	}

	return {
		webhookReplies,
		pending: () => queue.length,
		push(kind, content) {
			const update = { update_id: nextId++, [kind]: content };
			const wanted =
				allowed === undefined || allowed.length === 0 ? !unasked.includes(kind) : allowed.includes(kind);
			if (!wanted) return update.update_id;
			queue.push(update);
			look?.();
			void deliver();
			return update.update_id;
		},
		poll(request) {
			if (webhook !== undefined) {
				refuse(
					409,
					"Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
				);
			}
			poller?.fail();
			allowed = request.allowed ?? allowed;
			if (request.offset < 0) queue = queue.slice(request.offset);
			else queue = queue.filter((update) => update.update_id >= request.offset);
			return new Promise((resolve, reject) => {
				const timer = setTimeout(() => mine.finish([]), request.seconds * 1000);
				const release = () => {
					clearTimeout(timer);
					if (poller === mine) {
						poller = undefined;
						look = undefined;
					}
				};
				const mine: Poller = {
					finish(updates) {
						release();
						resolve(updates);
					},
					fail() {
						release();
						try {
							refuse(
								409,
								"Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
							);
						} catch (error) {
							reject(error);
						}
					},
				};
				poller = mine;
				look = () => {
					if (queue.length > 0) mine.finish(queue.slice(0, request.limit));
				};
				request.gone.addEventListener("abort", () => mine.finish([]), { once: true });
				look();
			});
		},
		setWebhook(settings, dropPending) {
			if (dropPending) queue = [];
			webhook = settings.url === "" ? undefined : settings;
			allowed = settings.allowed ?? allowed;
			lastError = undefined;
			void deliver();
		},
		deleteWebhook(dropPending) {
			webhook = undefined;
			if (dropPending) queue = [];
		},
		webhookInfo: () => ({
			url: webhook?.url ?? "",
			has_custom_certificate: false,
			pending_update_count: queue.length,
			...(webhook === undefined ? {} : { max_connections: webhook.maxConnections }),
			...(allowed === undefined ? {} : { allowed_updates: allowed }),
			...(lastError === undefined
				? {}
				: { last_error_date: lastError.date, last_error_message: lastError.message }),
		}),
		stop() {
			isStopped = true;
			poller?.finish([]);
		},
	};
}

async function postUpdate(
	webhook: WebhookSettings,
	update: Update,
	replies: unknown[],
): Promise<string | undefined> {
	try {
		const answer = await fetch(webhook.url, {
			method: "POST",
			headers: {
				"content-type": "application/json",
				...(webhook.secret === undefined ? {} : { "x-telegram-bot-api-secret-token": webhook.secret }),
			},
			body: JSON.stringify(update),
			signal: AbortSignal.timeout(60_000),
		});
		const body = await answer.text();
		if (!answer.ok) return `Wrong response from the webhook: ${answer.status} ${answer.statusText}`;
		if (body.trim().startsWith("{") && body.includes('"method"')) replies.push(JSON.parse(body));
		return undefined;
	} catch {
		return "Connection refused";
	}
}
