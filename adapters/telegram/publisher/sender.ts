import type { Api } from "grammy";
import type { LRUCache } from "lru-cache";
import type { TelegramPublisherOptions } from "./options.ts";
import type { Pictures } from "./pictures.ts";
import type { MessagePart } from "./render-call.ts";

export type Sender = {
	api: Api;
	token: string;
	options: TelegramPublisherOptions;
	limitScope: (chatId: number) => "channel" | "platform";
	pictures: Pictures;
	/** Where the words of a message stand that has been refused an edit of its other part, by `CHAT/MESSAGE`. */
	parts: LRUCache<string, MessagePart>;
};
