import { parseHTML } from "linkedom";
import { addressesOf, createWebSite } from "../../../adapters/web/bot.ts";
import { createWebPublisher } from "../../../adapters/web/publisher.ts";
import type { WebPages } from "../../../adapters/web/web-pages.ts";
import { silentLog } from "../../../src/domain/log.ts";
import { createSentences } from "../../../src/i18n/sentences.ts";
import type { PublisherStage, SeenPost } from "../../contract/publisher.ts";
import { createMemoryPages } from "./memory-pages.ts";

const slug = "أخبار";
const baseUrl = "https://pages.example";
const sentences = createSentences();

/** The publisher over pages in memory; what is seen is read from the public site, older pages included. */
export async function startStage(): Promise<PublisherStage> {
	const memory = createMemoryPages();
	memory.addPage(slug, { title: "أخبار", language: "ar" });
	let breakNext = false;
	let lost = false;
	const pages: WebPages = {
		...memory,
		page: async (asked) => (lost ? undefined : memory.page(asked)),
		async put(asked, entry) {
			if (lost) return { kind: "no-page" };
			const answer = await memory.put(asked, entry);
			if (!breakNext) return answer;
			breakNext = false;
			throw new Error("connection is closed");
		},
	};
	const site = createWebSite({ pages, baseUrl, sentences, log: silentLog });
	return {
		publisher: createWebPublisher({ pages }),
		address: slug,
		addressKind: "page",
		nowhere: "لا-صفحة",
		unknownId: "0123456789abcdef0123",
		secrets: [],
		seen: () => readSite(site, addressesOf(baseUrl, slug).page),
		arrived: async () => memory.calls.put ?? 0,
		async resetNext() {
			breakNext = true;
		},
		async makeGone() {
			lost = true;
		},
		async stop() {},
	};
}

async function readSite(site: ReturnType<typeof createWebSite>, first: string): Promise<readonly SeenPost[]> {
	const posts: SeenPost[] = [];
	for (let next: string | null | undefined = first; next; ) {
		const { document } = parseHTML(await (await site.request(next)).text());
		posts.push(...[...document.querySelectorAll("article")].map(readArticle));
		next = document.querySelector('a[rel="next"]')?.getAttribute("href");
	}
	return posts.reverse();
}

/** As much of the DOM as is read here; the compiler knows no browser. */
type Node = {
	id: string;
	textContent: string | null;
	remove(): void;
	getAttribute(name: string): string | null;
	querySelectorAll(selector: string): Iterable<Node>;
};

function readArticle(article: Node): SeenPost {
	for (const own of article.querySelectorAll(".permalink, .note")) own.remove();
	const links = [...article.querySelectorAll("a")].map((link) => link.getAttribute("href") ?? "");
	const pieces = [...article.querySelectorAll("h2, p, li")].map((piece) => piece.textContent ?? "");
	return { id: article.id, text: pieces.join("\n"), links, pinged: false };
}
