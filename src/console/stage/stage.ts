import { Hono } from "hono";
import type { Instant } from "../../domain/time.ts";
import type { Sentences } from "../../i18n/sentences.ts";
import { createDiscordApi } from "./discord/discord-api.ts";
import { createPosted } from "./posted.ts";
import type { StagePost, WebPost } from "./stage-post.ts";
import { createStageSite } from "./stage-site.ts";
import { createTelegramApi } from "./telegram/telegram-api.ts";
import { createUploads } from "./uploads.ts";

export type StageOptions = {
	sentences: Sentences;
	/** The web page's own rules for what is inside an entry; they are used as they are. */
	webStyle: string;
	/** A channel's name as its readers see it; by default its address. */
	placeTitle?: (platform: string, address: string) => string | undefined;
	now?: () => Instant;
	/** Zone of the times on the page; the machine's by default. */
	timeZone?: string;
};

/** Stands in for the platforms where there is no token: real publishers post to it, and a page shows what they posted. */
export type Stage = {
	/**
	 * `/` the page (`/stage/…` what it asks for), `/stage/telegram/bot…/METHOD` and `/stage/discord/v10/…` the platforms:
	 * `apiRoot` of grammY is `<origin>/stage/telegram`, `api` of discord.js is `<origin>/stage/discord`.
	 */
	app: Hono;
	posts(): readonly StagePost[];
	/** Called after every change; answers what ends it. */
	onChange(listener: () => void): () => void;
	/** Shows an entry of a public page, or what it became. */
	showWeb(post: Omit<WebPost, "platform" | "key" | "at"> & { id: string }): void;
	hideWeb(id: string): void;
	/** Ends what watches the page, so that a server can close. */
	stop(): void;
};

export function createStage(options: StageOptions): Stage {
	const posted = createPosted();
	const uploads = createUploads();
	const counters = new Map<string, number>();
	const now = options.now ?? Date.now;
	const parts = {
		posted,
		uploads,
		now,
		placeTitle: (platform: string, address: string) => options.placeTitle?.(platform, address) ?? address,
		nextId(counter: string) {
			const next = (counters.get(counter) ?? 0) + 1;
			counters.set(counter, next);
			return next;
		},
	};
	const site = createStageSite({ ...options, posted });
	const app = new Hono();
	for (const part of [createTelegramApi(parts), createDiscordApi(parts), uploads.app, site.app]) {
		app.route("/", part);
	}
	return {
		app,
		posts: posted.all,
		onChange: posted.onChange,
		showWeb({ id, ...post }) {
			const key = `web-${id}`;
			const before = posted.find(key);
			const times = before === undefined ? { at: now() } : { at: before.at, editedAt: now() };
			posted.put({ ...post, ...times, platform: "web", key });
		},
		hideWeb: (id) => void posted.remove(`web-${id}`),
		stop: site.stop,
	};
}
