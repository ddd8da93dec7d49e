import { createMemoryPages } from "./memory-pages.ts";
import { describeWebPages } from "./web-pages-contract.ts";

describeWebPages("pages in memory", async () => {
	const pages = createMemoryPages();
	pages.addPage("أخبار", { title: "أخبار", language: "ar" });
	return pages;
});
