import type { StoredWebEntry, WebPages } from "./web-pages.ts";

/** Told after a change is stored; for a page that shows what happens while it happens. */
export type PageWatcher = {
	/** An entry was put, or has changed. */
	shown(slug: string, entry: StoredWebEntry): void;
	/** An entry was withdrawn. */
	hidden(slug: string, id: string): void;
};

/** The same pages, with somebody who is told what this process writes to them. */
export function createWatchedPages(pages: WebPages, watcher: PageWatcher): WebPages {
	const tell = async (slug: string, id: string) => {
		const entry = await pages.find(slug, id);
		if (entry !== undefined && entry.state !== "withdrawn") watcher.shown(slug, entry);
	};
	return {
		page: pages.page,
		find: pages.find,
		list: pages.list,
		async put(slug, entry) {
			const answer = await pages.put(slug, entry);
			if (answer.kind === "posted") await tell(slug, entry.id);
			return answer;
		},
		async replace(slug, id, message) {
			const done = await pages.replace(slug, id, message);
			if (done) await tell(slug, id);
			return done;
		},
		async remove(slug, id, replacement) {
			const done = await pages.remove(slug, id, replacement);
			if (done) watcher.hidden(slug, id);
			return done;
		},
	};
}
