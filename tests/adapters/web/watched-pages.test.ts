import { expect, it } from "vitest";
import { createWatchedPages } from "../../../adapters/web/watched-pages.ts";
import { createMemoryPages } from "./memory-pages.ts";
import { textMessage } from "./sample-messages.ts";
import { describeWebPages } from "./web-pages-contract.ts";

function watched() {
	const told: string[] = [];
	const memory = createMemoryPages();
	memory.addPage("أخبار", { title: "أخبار", language: "ar" });
	const pages = createWatchedPages(memory, {
		shown: (slug, { id, state }) => told.push(`${slug} ${id} ${state}`),
		hidden: (slug, id) => told.push(`${slug} ${id} hidden`),
	});
	return { pages, told };
}

describeWebPages("watched pages", async () => watched().pages);

it("tells of what was put, changed and withdrawn, and of nothing that was not", async () => {
	const { pages, told } = watched();
	await pages.put("nowhere", { id: "a", message: textMessage("نص") });
	await pages.replace("أخبار", "a", textMessage("نص"));
	await pages.remove("أخبار", "a", textMessage("نص"));
	await pages.put("أخبار", { id: "a", message: textMessage("نص") });
	await pages.replace("أخبار", "a", textMessage("مصحح"));
	await pages.remove("أخبار", "a", textMessage("سُحب"));
	await pages.put("أخبار", { id: "a", message: textMessage("نص") });
	expect(told).toEqual(["أخبار a posted", "أخبار a corrected", "أخبار a hidden"]);
});
