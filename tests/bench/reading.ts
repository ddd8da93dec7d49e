import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import RssParser from "rss-parser";
import { built } from "./built.ts";
import { measure } from "./measure.ts";
import { makePage } from "./news.ts";
import { benchFeeds } from "./reading-feeds.ts";
import { measureStories } from "./reading-stories.ts";

/**
 * `npm run bench:reading`: what reading costs beside what a user would take instead, as ratios within one run. Made
 * feeds and pages always; real ones too where BARQIYA_CORPUS names them. Exit code 1 where a bar is missed.
 */

/** As in the running program, which has opened its connection before it reads. */
const { keepStringsQuick } = await built<typeof import("../../src/store/redis/keep-strings-quick.ts")>(
	"src/store/redis/keep-strings-quick",
);
keepStringsQuick();
const { readSource } =
	await built<typeof import("../../src/sources/read-source.ts")>("src/sources/read-source");

type Figure = { what: string; ours: string; beside: string; ratio: number; bar?: number };

const options = {
	reference: Date.UTC(2026, 0, 1),
	timeZone: "Asia/Amman",
	baseUrl: "https://outlet.example/a",
};
const rounds = 101;

async function compareFeeds(name: string, all: readonly Buffer[]): Promise<Figure> {
	const feeds = await filterReadable(all);
	const times = await measure(
		[
			{ name: "ours", work: () => feeds.map((bytes) => readSource(bytes, { ...options, kind: "feed" })) },
			{
				name: "rss-parser",
				work: async () => {
					for (const bytes of feeds) await new RssParser().parseString(asLabelled(bytes));
				},
			},
		],
		rounds,
	);
	return figure(`feeds (${name}) → cleaned articles, beside rss-parser`, times, 1);
}

/** Those that rss-parser can read at all: a bare `&` is the end of it. */
async function filterReadable(feeds: readonly Buffer[]): Promise<Buffer[]> {
	const readable: Buffer[] = [];
	for (const bytes of feeds) {
		const parsed = new RssParser().parseString(asLabelled(bytes));
		await parsed.then(
			() => readable.push(bytes),
			() => console.error("bench: a feed that rss-parser cannot read is left out"),
		);
	}
	return readable;
}

/** What a careful user does before rss-parser, which takes text: the label in the prolog is believed. */
function asLabelled(bytes: Buffer): string {
	const label = /^<\?xml[^>]*encoding="([\w-]+)"/.exec(bytes.toString("latin1", 0, 200))?.[1];
	return new TextDecoder(label).decode(bytes);
}

async function comparePages(name: string, pages: readonly Buffer[]): Promise<Figure> {
	const times = await measure(
		[
			{ name: "ours", work: () => pages.map((bytes) => readSource(bytes, { ...options, kind: "page" })) },
			{
				name: "Readability",
				work: () =>
					pages.map((bytes) => {
						const { document } = parseHTML(new TextDecoder().decode(bytes));
						return new Readability(document as never).parse();
					}),
			},
		],
		rounds,
	);
	return figure(`pages (${name}) → articles, beside Readability's body`, times, 1.25);
}

function figure(what: string, times: ReadonlyMap<string, number>, bar: number): Figure {
	const [ours = Number.NaN, beside = Number.NaN] = [...times.values()];
	const ms = (time: number) => `${time.toFixed(2)} ms`;
	return { what, ours: ms(ours), beside: ms(beside), ratio: ours / beside, bar };
}

function filesBelow(folder: string, end: string): Buffer[] {
	return readdirSync(folder, { recursive: true, encoding: "utf8" })
		.filter((name) => name.endsWith(end))
		.sort()
		.map((name) => readFileSync(join(folder, name)));
}

const figures: Figure[] = [
	...(await benchFeeds(rounds)).map(({ name, ours, theirs, bar }) =>
		figure(
			name,
			new Map([
				["ours", ours],
				["theirs", theirs],
			]),
			bar,
		),
	),
	await comparePages(
		"made",
		[1, 2, 3].map(makePage).map((page) => Buffer.from(page)),
	),
];
const corpus = process.env.BARQIYA_CORPUS;
if (corpus === undefined)
	console.error("bench: BARQIYA_CORPUS is not set, real feeds and pages are left out");
else {
	figures.push(
		await compareFeeds("real", filesBelow(join(corpus, "arabic-feeds-generated"), ".xml")),
		await comparePages("real", filesBelow(join(corpus, "arabic-html-pages"), ".html")),
	);
}
if (!process.argv.includes("--no-stories")) figures.push(...(await measureStories()));
for (const { what, ours, beside, ratio, bar } of figures) {
	const verdict = bar === undefined ? "" : ` (at most ${bar})${ratio > bar ? " MISSED" : ""}`;
	console.log(`${what}: ${ours} / ${beside} = ${ratio.toFixed(2)}${verdict}`);
}
process.exitCode = figures.some(({ ratio, bar }) => bar !== undefined && ratio > bar) ? 1 : 0;
