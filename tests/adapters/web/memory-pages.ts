import type { StoredWebEntry, WebPage, WebPages } from "../../../adapters/web/web-pages.ts";

export type MemoryPages = WebPages & {
	addPage(slug: string, page: Omit<WebPage, "changedAt" | "revision">): void;
	/** What the store's clock shows; the test moves it. */
	clock: { now: number };
	/** While set, every call throws it. */
	outage: { error?: Error };
	/** How often each method was called. */
	calls: Record<string, number>;
};

/** Pages in memory, for tests of what stands on them. */
export function createMemoryPages(): MemoryPages {
	const pages = new Map<string, { page: WebPage; entries: StoredWebEntry[] }>();
	const clock = { now: Date.UTC(2024, 4, 6, 9, 30) };
	const outage: { error?: Error } = {};
	const calls: Record<string, number> = {};

	async function at(method: string, slug: string) {
		calls[method] = (calls[method] ?? 0) + 1;
		if (outage.error !== undefined) throw outage.error;
		return pages.get(slug);
	}
	function touch(held: { page: WebPage }) {
		held.page = { ...held.page, changedAt: clock.now, revision: held.page.revision + 1 };
	}
	function change(
		held: { page: WebPage; entries: StoredWebEntry[] },
		id: string,
		with_: Partial<StoredWebEntry>,
	) {
		const index = held.entries.findIndex((entry) => entry.id === id);
		const entry = held.entries[index];
		if (entry === undefined) return false;
		held.entries[index] = { ...entry, ...with_, changedAt: clock.now };
		touch(held);
		return true;
	}

	return {
		clock,
		outage,
		calls,
		addPage(slug, page) {
			pages.set(slug, { page: { ...page, changedAt: clock.now, revision: 0 }, entries: [] });
		},
		async page(slug) {
			return (await at("page", slug))?.page;
		},
		async put(slug, entry) {
			const held = await at("put", slug);
			if (held === undefined) return { kind: "no-page" };
			if (!held.entries.some(({ id }) => id === entry.id)) {
				held.entries.push({ ...entry, postedAt: clock.now, changedAt: clock.now, state: "posted" });
				touch(held);
			}
			return { kind: "posted" };
		},
		async replace(slug, id, message) {
			const held = await at("replace", slug);
			if (held?.entries.find((entry) => entry.id === id)?.state === "withdrawn") return false;
			return held !== undefined && change(held, id, { message, state: "corrected" });
		},
		async remove(slug, id, replacement) {
			const held = await at("remove", slug);
			return held !== undefined && change(held, id, { message: replacement, state: "withdrawn" });
		},
		async find(slug, id) {
			return (await at("find", slug))?.entries.find((entry) => entry.id === id);
		},
		async list(slug, limit, before) {
			const entries = (await at("list", slug))?.entries ?? [];
			const end = before === undefined ? entries.length : entries.findIndex(({ id }) => id === before);
			return entries
				.slice(0, Math.max(end, 0))
				.filter(({ state }) => state !== "withdrawn")
				.reverse()
				.slice(0, limit);
		},
	};
}
