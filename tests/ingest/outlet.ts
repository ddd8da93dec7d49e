import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { silentLog } from "../../src/domain/log.ts";
import type { Source } from "../../src/domain/source.ts";
import type { IngestDeps } from "../../src/ingest/ingest-deps.ts";
import { createPoliteWeb } from "../../src/ingest/polite-web.ts";
import { fetchSource } from "../../src/sources/fetch-source.ts";
import { readSource } from "../../src/sources/read-source.ts";
import { type Announcement, createArticleStore } from "../../src/store/news/articles.ts";
import { createPassedLinkStore } from "../../src/store/news/passed-links.ts";
import { createSourceHealthStore } from "../../src/store/news/sources.ts";
import type { Connection } from "../../src/store/redis/connection.ts";

export type Answer = {
	status?: number;
	headers?: Record<string, string>;
	body?: string | Buffer;
	never?: true;
};
export type Visit = { path: string; at: number; headers: IncomingHttpHeaders };

/** A site on loopback whose pages the test writes; what is not there answers 404. It notes who came when. */
export type Outlet = {
	address: string;
	pages: Map<string, Answer | ((headers: IncomingHttpHeaders) => Answer)>;
	visits: Visit[];
	/** What was asked for since the last call. */
	asked(): string[];
	stop(): Promise<void>;
};

/** Time that passes only when somebody waits or the test says so. */
export type TestClock = { now: number };

export async function startOutlet(clock: TestClock): Promise<Outlet> {
	const pages: Outlet["pages"] = new Map();
	const visits: Visit[] = [];
	const server = createServer((request, response) => {
		const path = request.url ?? "";
		visits.push({ path, at: clock.now, headers: request.headers });
		const page = pages.get(path) ?? { status: 404, body: "" };
		const answer = typeof page === "function" ? page(request.headers) : page;
		if (answer.never) return;
		response.writeHead(answer.status ?? 200, answer.headers);
		response.end(answer.body);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	let told = 0;
	return {
		address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		pages,
		visits,
		asked() {
			const paths = visits.slice(told).map(({ path }) => path);
			told = visits.length;
			return paths;
		},
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

export type TestIngest = IngestDeps & { announced: Announcement[] };

/** The real parts on a real Redis; only the time is the test's. */
export function createTestIngest(
	connection: Connection,
	clock: TestClock,
	{ gapMs = 0, timeoutMs = 20_000 }: { gapMs?: number; timeoutMs?: number } = {},
): TestIngest {
	const announced: Announcement[] = [];
	const now = () => clock.now;
	const userAgent = "barqiya/0.1 (test)";
	return {
		announced,
		firstPosts: 10,
		web: createPoliteWeb({
			fetch: (location, known) =>
				fetchSource(location, { ...known, allowPrivate: true, timeoutMs, userAgent }),
			userAgent,
			gapMs,
			now,
			pause: async (milliseconds) => {
				clock.now += milliseconds;
			},
		}),
		read: async (bytes, options) => readSource(bytes, options),
		articles: createArticleStore(connection),
		health: createSourceHealthStore(connection),
		passedLinks: createPassedLinkStore(connection),
		announce: async (announcement) => void announced.push(announcement),
		now,
		log: silentLog,
	};
}

export function testSource(location: string, kind: Source["kind"], id = "city"): Source {
	return { id, name: "جريدة المدينة", location, kind, timeZone: "Asia/Amman", every: 300_000, topics: [] };
}

const subjects = [
	"المكتبة العامة",
	"سوق الخضار",
	"الملعب البلدي",
	"محطة القطار",
	"متحف الآثار",
	"حديقة النهر",
];
const deeds = [
	"تفتح أبوابها بعد الترميم",
	"تستقبل زوارها مجانا",
	"تعلن برنامجها الصيفي",
	"تؤجل موعد الافتتاح",
];

/** The nth headline; no two alike. */
export function headline(nth: number): string {
	return `${subjects[nth % 6]} ${deeds[Math.floor(nth / 6) % 4]} في الحي رقم ${nth + 101}`;
}

/** A lead of its own for each: copies would be found out as such. */
export function lead(nth: number): string {
	return `قال مدير ${subjects[nth % 6]} في الحي رقم ${nth + 101} إن الفريق الذي يضم ${nth + 7} من المهندسين أنهى عمله هذا الأسبوع، وإن السكان شاركوا في اختيار ${deeds[(nth + 1) % 4]} ضمن خطة ${nth * 13 + 5} التي وضعها المجلس البلدي.`;
}

export function articlePage(nth: number, day = "2024-05-05"): string {
	return `<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>${headline(nth)}</title><meta property="og:type" content="article"><meta property="og:title" content="${headline(nth)}"><meta property="article:published_time" content="${day}T08:00:00+03:00"></head><body><main><article><h1>${headline(nth)}</h1><p>${lead(nth)}</p><p>وأضاف أن المرحلة التالية تبدأ في الخريف، وأن اللجنة المشرفة ستنشر تقريرا مفصلا عن كل ما أنجز حتى الآن في الحي رقم ${nth + 101}.</p></article></main></body></html>`;
}

/** A front page: the newest, which has the highest number, on top. */
export function indexPage(numbers: readonly number[], head = ""): string {
	const links = numbers
		.toSorted((a, b) => b - a)
		.map((nth) => `<li><a href="/news/${1000 + nth}">${headline(nth)}</a></li>`);
	return `<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>جريدة المدينة</title>${head}</head><body><nav><a href="/about">من نحن</a></nav><main><h2>آخر الأخبار</h2><ul>${links.join("")}</ul></main></body></html>`;
}

export function feedOf(numbers: readonly number[], channel = ""): string {
	const items = numbers.map(
		(nth) =>
			`<item><title>${headline(nth)}</title><link>http://city.example/news/${nth}</link><pubDate>Mon, 06 May 2024 0${nth % 9}:00:00 GMT</pubDate><description>${lead(nth)}</description></item>`,
	);
	return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>جريدة المدينة</title>${channel}${items.join("")}</channel></rss>`;
}
