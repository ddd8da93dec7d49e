import { Api } from "grammy";
import { LRUCache } from "lru-cache";
import type { Publisher } from "../../src/delivery/publisher.ts";
import { createConnections } from "../../src/delivery/watched-request.ts";
import { standardWindows, telegramLimits, telegramWindows } from "./limits.ts";
import { parseAddress } from "./places/address.ts";
import { createAudit } from "./publisher/audit.ts";
import { edit } from "./publisher/edit.ts";
import { createLimitScope } from "./publisher/limit-scope.ts";
import type { TelegramPublisherOptions } from "./publisher/options.ts";
import { createPictures } from "./publisher/pictures.ts";
import { pin } from "./publisher/pin.ts";
import { publish } from "./publisher/publish.ts";
import type { Sender } from "./publisher/sender.ts";
import { withdraw } from "./publisher/withdraw.ts";
import { watchedClient } from "./transport/connection.ts";

export type TelegramPublisher = Publisher & {
	/** Closes the connections that were kept. */
	stop(): Promise<void>;
};

/** Posts to Telegram chats, groups, topics and channels; an address is `CHATID` or `CHATID/TOPICID`. */
export function createTelegramPublisher(options: TelegramPublisherOptions): TelegramPublisher {
	const { token } = options;
	const connections = createConnections();
	const timeoutMs = options.sendTimeoutMs ?? 90_000;
	const api = new Api(token, watchedClient({ apiRoot: options.apiRoot, timeoutMs, connections }));
	const paid = options.paidBroadcast === true;
	const standard = paid ? { ...standardWindows, bot: telegramLimits.paidWindow } : standardWindows;
	const windows = { ...standard, ...options.windows };
	const settleMs = options.settleMs ?? telegramLimits.settleMs;
	const sender: Sender = {
		api,
		token,
		options,
		limitScope: createLimitScope(),
		pictures: createPictures(options.loadPicture),
		parts: new LRUCache({ max: 1_000 }),
	};
	const audit =
		options.audit && createAudit({ api, token, settleMs, now: options.now ?? Date.now, ...options.audit });
	return {
		platform: "telegram",
		settleMs,
		sendTimeoutMs: timeoutMs,
		publish: (request) => publish(sender, request),
		edit: (request) => edit(sender, request),
		withdraw: (request) => withdraw(sender, request),
		pin: (request) => pin(sender, request),
		windows(address, addressKind) {
			const chatId = parseAddress(address)?.chatId;
			return chatId === undefined
				? []
				: telegramWindows(token.split(":")[0] ?? "", chatId, addressKind, windows);
		},
		...(audit === undefined ? {} : { resolve: audit }),
		async stop() {
			connections.close();
		},
	};
}
