import type { Instant } from "../../domain/time.ts";
import type { Markup, RichText } from "./rich-text.ts";

/** A post that stands on the stage, as its platform keeps it. */
export type StagePost = TelegramPost | DiscordPost | WebPost;

type Posted = {
	/** Unique on the stage, stable while the post stands. */
	key: string;
	/** The channel as readers see it. */
	place: string;
	at: Instant;
	editedAt?: Instant;
	/** First line, with no mark-up. */
	headline: string;
	/** The one address that the post links to; absent when it links to none or to several. */
	link?: string;
};

export type TelegramPost = Posted & {
	platform: "telegram";
	chatId: string;
	messageId: number;
	text: RichText;
	/** Where a browser finds the picture. */
	photo?: string;
	buttons: readonly (readonly LinkButton[])[];
};

export type DiscordPost = Posted & {
	platform: "discord";
	channelId: string;
	messageId: string;
	content: string;
	embeds: readonly Embed[];
	buttons: readonly (readonly LinkButton[])[];
};

export type WebPost = Posted & {
	platform: "web";
	/** Where the entry's own page is. */
	address: string;
	language: string;
	direction: "rtl" | "ltr";
	/** The inside of the entry, as the public page has it. */
	markup: Markup;
};

export type LinkButton = { label: string; href: string };

/** What is drawn of a Discord embed; texts are Discord's markdown. */
export type Embed = {
	title?: string;
	url?: string;
	description?: string;
	/** 0xRRGGBB. */
	color?: number;
	author?: string;
	fields: readonly { name: string; value: string }[];
	image?: string;
	thumbnail?: string;
	footer?: string;
};
