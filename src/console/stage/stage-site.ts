import { randomBytes } from "node:crypto";
import { type Context, Hono } from "hono";
import { streamSSE } from "hono/streaming";
import type { Posted } from "./posted.ts";
import { renderStageLive, renderStagePage, type StageFrame } from "./stage-page.ts";
import { groupStories } from "./stories.ts";

/** `/` the page, `/stage/live` what changes on it, `/stage/events` when it changes. */
export function createStageSite({ posted, ...frame }: StageFrame & { posted: Posted }) {
	const watchers = new Set<() => void>();
	const app = new Hono();
	app.get("/", (c) => {
		const nonce = randomBytes(16).toString("base64");
		c.header("Content-Security-Policy", contentPolicy(nonce));
		c.header("Cache-Control", "no-store");
		c.header("Referrer-Policy", "no-referrer");
		return c.html(renderStagePage(frame, groupStories(posted.all()), nonce));
	});
	app.get("/stage/live", (c) => {
		c.header("Content-Security-Policy", "default-src 'none'");
		c.header("Cache-Control", "no-store");
		return c.html(renderStageLive(frame, groupStories(posted.all())));
	});
	app.get("/stage/events", (c) => streamChanges(c, posted, watchers));
	return {
		app,
		/** Ends the streams of those who watch. */
		stop() {
			for (const end of [...watchers]) end();
		},
	};
}

function streamChanges(c: Context, posted: Posted, watchers: Set<() => void>): Response {
	return streamSSE(c, async (stream) => {
		const tell = () => void stream.writeSSE({ event: "change", data: "" });
		const endListening = posted.onChange(tell);
		await new Promise<void>((end) => {
			watchers.add(end);
			stream.onAbort(end);
			// What came between the page and this stream would be missed otherwise.
			tell();
		}).finally(endListening);
	});
}

/** Pictures may come from anywhere: the posts' pictures are the outlets'. */
function contentPolicy(nonce: string): string {
	return [
		"default-src 'none'",
		`style-src 'nonce-${nonce}'`,
		`script-src 'nonce-${nonce}'`,
		"img-src 'self' data: http: https:",
		"connect-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
	].join("; ");
}
