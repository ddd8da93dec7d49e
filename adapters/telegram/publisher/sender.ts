import type { Api } from "grammy";
import type { TelegramPublisherOptions } from "./options.ts";
import type { Pictures } from "./pictures.ts";

export type Sender = {
	api: Api;
	token: string;
	options: TelegramPublisherOptions;
	limitScope: (chatId: number) => "channel" | "platform";
	pictures: Pictures;
};
