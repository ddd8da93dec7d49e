import { beforeEach, describe, expect, it } from "vitest";
import type { WebPages } from "../../../adapters/web/web-pages.ts";
import { textMessage } from "./sample-messages.ts";

/** What every store of public pages does. `fresh` gives one that has exactly one page, at the slug `أخبار`, and no entry. */
export function describeWebPages(name: string, fresh: () => Promise<WebPages>): void {
	describe(name, () => {
		let pages: WebPages;
		const slug = "أخبار";
		const ids = async (limit = 10, before?: string) =>
			(await pages.list(slug, limit, before)).map(({ id }) => id);
		const put = (id: string, text = id) => pages.put(slug, { id, message: textMessage(text) });

		beforeEach(async () => {
			pages = await fresh();
		});

		it("knows no page that was not made, and puts nothing there", async () => {
			expect(await pages.page("nowhere")).toBeUndefined();
			expect(await pages.put("nowhere", { id: "a", message: textMessage("نص") })).toEqual({
				kind: "no-page",
			});
			expect(await pages.find("nowhere", "a")).toBeUndefined();
			expect(await pages.list("nowhere", 5)).toEqual([]);
			expect(await pages.replace("nowhere", "a", textMessage("نص"))).toBe(false);
			expect(await pages.remove("nowhere", "a", textMessage("نص"))).toBe(false);
		});

		it("lists the newest first, so many, and on from an entry", async () => {
			for (const id of ["a", "b", "c", "d"]) await put(id);
			expect(await ids()).toEqual(["d", "c", "b", "a"]);
			expect(await ids(2)).toEqual(["d", "c"]);
			expect(await ids(2, "c")).toEqual(["b", "a"]);
			expect(await ids(2, "a")).toEqual([]);
			expect(await ids(2, "never there")).toEqual([]);
		});

		it("puts an id once, also when two put it at the same time, and keeps what was first", async () => {
			await Promise.all([put("a", "الأول"), put("a", "الأول"), put("a", "الأول")]);
			expect(await put("a", "الثاني")).toEqual({ kind: "posted" });
			expect(await ids()).toEqual(["a"]);
			expect(await pages.find(slug, "a")).toMatchObject({
				id: "a",
				message: textMessage("الأول"),
				state: "posted",
			});
		});

		it("replaces an entry where it stands", async () => {
			for (const id of ["a", "b"]) await put(id);
			expect(await pages.replace(slug, "a", textMessage("مصحح"))).toBe(true);
			expect(await ids()).toEqual(["b", "a"]);
			expect(await pages.find(slug, "a")).toMatchObject({ message: textMessage("مصحح"), state: "corrected" });
			expect(await pages.replace(slug, "never there", textMessage("نص"))).toBe(false);
		});

		it("a removed entry leaves the list, is found as withdrawn, and neither comes back nor changes", async () => {
			for (const id of ["a", "b", "c"]) await put(id);
			expect(await pages.remove(slug, "b", textMessage("سُحب"))).toBe(true);
			expect(await pages.remove(slug, "b", textMessage("سُحب"))).toBe(true);
			expect(await pages.remove(slug, "never there", textMessage("سُحب"))).toBe(false);
			expect(await put("b")).toEqual({ kind: "posted" });
			expect(await pages.replace(slug, "b", textMessage("عاد"))).toBe(false);
			expect(await ids()).toEqual(["c", "a"]);
			expect(await ids(5, "b")).toEqual(["a"]);
			expect(await pages.find(slug, "b")).toMatchObject({ message: textMessage("سُحب"), state: "withdrawn" });
		});

		it("has another revision after every change, however close together they are", async () => {
			const revision = async () => (await pages.page(slug))?.revision;
			const seen = [await revision()];
			for (const change of [
				() => put("a"),
				() => put("b"),
				() => pages.replace(slug, "a", textMessage("مصحح")),
				() => pages.remove(slug, "a", textMessage("سُحب")),
			]) {
				await change();
				seen.push(await revision());
			}
			expect(new Set(seen).size).toBe(5);
		});

		it("dates a page by its last change, and an entry by its own", async () => {
			await put("a");
			const posted = await pages.find(slug, "a");
			expect(posted?.changedAt).toBe(posted?.postedAt);
			expect((await pages.page(slug))?.changedAt).toBe(posted?.postedAt);
			await pages.replace(slug, "a", textMessage("مصحح"));
			const corrected = await pages.find(slug, "a");
			expect(corrected?.postedAt).toBe(posted?.postedAt);
			expect((await pages.page(slug))?.changedAt).toBe(corrected?.changedAt);
			await pages.remove(slug, "a", textMessage("سُحب"));
			expect((await pages.page(slug))?.changedAt).toBe((await pages.find(slug, "a"))?.changedAt);
		});
	});
}
