import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { requireConfig } from "../../src/app/config/config.ts";
import { openCore } from "../../src/app/core.ts";
import { createOpml } from "../../src/app/transfer/chat-opml.ts";
import { exportOpml, importOpml } from "../../src/app/transfer/opml.ts";
import type { Subscription } from "../../src/domain/channel.ts";
import { silentLog } from "../../src/domain/log.ts";
import { readOpml } from "../../src/sources/opml.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";

const sources = `# ours
sources:
  - id: agency # the first one
    name: الوكالة الوطنية
    location: https://agency.example/rss.xml
    topics: [سياسة]
  - { id: desk, name: غرفة الأخبار, location: ./incoming.txt }
pages: []
`;
const file = (...rows: string[]) => `<opml version="2.0"><head/><body>${rows.join("")}</body></opml>`;
const feed = (name: string, url: string, category = "") =>
	`<outline type="rss" text="${name}" xmlUrl="${url}" category="${category}"/>`;

let redis: TestRedis;
let folder: string;
let path: string;
beforeAll(async () => {
	redis = await startRedis();
	folder = await mkdtemp(join(tmpdir(), "barqiya-opml-"));
	path = join(folder, "barqiya.yaml");
});
afterAll(async () => {
	await redis.stop();
	await rm(folder, { recursive: true, force: true });
});
beforeEach(() => writeFile(path, sources));

const config = () => requireConfig({ REDIS_URL: redis.url, BARQIYA_SOURCES: path, LOG_LEVEL: "error" });
const take = (text: string, channel?: string, check = false) =>
	importOpml(text, config(), { channel, check });

describe("importing OPML", () => {
	it("leaves the file of sources to those who could read it", async () => {
		await chmod(path, 0o600);
		await take(file(feed("City Paper", "https://city.example/rss")));
		expect((await stat(path)).mode & 0o777).toBe(0o600);
		await chmod(path, 0o644);
	});

	it("adds what is not there yet to the file of sources, which keeps its comments", async () => {
		const text = file(
			feed("الوكالة", "https://agency.example/rss.xml?utm_source=x"),
			feed("City Paper", "https://city.example/rss", "محليات,رياضة"),
			feed("جريدة", "https://www.gulf-post.example/feed"),
			'<outline type="link" text="صفحة" url="https://gulf-post.example/news"/>',
		);
		const added = ["city-paper", "gulf-post-example", "gulf-post-example-2"];
		expect(await take(text, undefined, true)).toEqual({ added, known: 1, left: 0 });
		expect(await readFile(path, "utf8")).toBe(sources);
		expect(await take(text)).toEqual({ added, known: 1, left: 0 });
		expect(config().sources.map(({ id, kind, topics }) => [id, kind, topics])).toEqual([
			["agency", "auto", ["سياسة"]],
			["desk", "auto", []],
			["city-paper", "auto", ["محليات", "رياضة"]],
			["gulf-post-example", "auto", []],
			["gulf-post-example-2", "index", []],
		]);
		const written = await readFile(path, "utf8");
		expect(written).toContain("# the first one");
		expect(await take(text)).toEqual({ added: [], known: 4, left: 0 });
		expect(await readFile(path, "utf8")).toBe(written);
	});

	it("makes the file where there is none", async () => {
		await rm(path);
		expect(await take(file(feed("City", "https://city.example/rss")))).toMatchObject({ added: ["city"] });
		expect(config().sources).toMatchObject([{ id: "city", location: "https://city.example/rss" }]);
	});

	it("refuses what is no OPML, and writes nothing", async () => {
		await expect(take("<rss/>")).rejects.toMatchObject({ code: "BQ_IMPORT_INVALID" });
		await expect(take(file(feed("x", "https://x.example/")), "telegram:-1009")).rejects.toMatchObject({
			code: "BQ_USAGE",
		});
		expect(await readFile(path, "utf8")).toBe(sources);
	});
});

describe("OPML of one channel", () => {
	async function withChannel(
		subscriptions: readonly Partial<Subscription>[],
	): Promise<() => Promise<unknown>> {
		const core = await openCore(config(), silentLog);
		const { id } = await core.channels.register("telegram", `-100${Math.random()}`, {
			addressKind: "channel",
			title: "قناة",
			zone: "Asia/Amman",
			createdAt: 0,
		});
		const whole = { sources: [], topics: [], include: [], exclude: [], minimumImportance: 0 };
		const change = subscriptions.map((part, nth) => ({ ...whole, id: `s${nth}`, ...part }));
		await core.channels.update(id, (now) => ({ ...now, subscriptions: change }));
		channel = id;
		await core.stop();
		return async () => {
			const again = await openCore(config(), silentLog);
			const found = await again.channels.get(id);
			await again.stop();
			return found?.subscriptions.map((one) => one.sources);
		};
	}
	let channel: string;

	it("names the sources that it gets, and subscribes it to those that come in, once", async () => {
		await writeFile(
			path,
			sources.replace("pages:", "  - { id: city, name: المدينة, location: 'https://c.example/' }\npages:"),
		);
		const wishes = await withChannel([{ sources: ["agency"] }]);
		const exported = readOpml(await exportOpml(config(), channel, 0));
		expect(exported).toMatchObject({
			outlines: [{ name: "الوكالة الوطنية", address: "https://agency.example/rss.xml", topics: ["سياسة"] }],
		});
		const text = file(feed("المدينة", "https://c.example/"), feed("New", "https://new.example/"));
		for (const added of [["new"], []]) {
			expect(await take(text, channel)).toMatchObject({ added, channel });
			expect(await wishes()).toEqual([["agency", "city", "new"]]);
		}
	});

	it("leaves a channel that gets everything as it is", async () => {
		const wishes = await withChannel([{}]);
		await take(file(feed("New", "https://new.example/")), channel);
		expect(await wishes()).toEqual([[]]);
	});

	it("hands on no login and no key to those who have the channel", async () => {
		const rows = [
			["login", "https://editor:word@c.example/rss"],
			["key", "https://c.example/rss?format=rss&API_KEY=1"],
			["token", "https://c.example/feed?token=1"],
			["open", "https://c.example/rss?format=rss&section=12&keyword=x"],
		].map(([id, location]) => `  - { id: ${id}, name: ${id}, location: '${location}' }\n`);
		await writeFile(path, sources.replace("pages:", `${rows.join("")}pages:`));
		await withChannel([{}]);
		const core = await openCore(config(), silentLog);
		const found = await core.channels.get(channel);
		if (found === undefined) throw new Error("tests: there is no channel");
		const written = await createOpml(core).write(found);
		await core.stop();
		const read = readOpml(written?.text ?? "");
		expect(read.kind === "opml" && read.outlines.map(({ name }) => name)).toEqual([
			"الوكالة الوطنية",
			"open",
		]);
		expect(written?.count).toBe(2);
	});

	it("takes in no login of an address: whoever brings it after would read with that", async () => {
		const core = await openCore(config(), silentLog);
		const text = file(feed("Paid", "https://editor:word@paid.example/rss?section=1"));
		const read = await createOpml(core).read(new TextEncoder().encode(text));
		await core.stop();
		expect(read).toMatchObject({ fresh: [{ location: "https://paid.example/rss?section=1" }] });
	});

	it("leaves out files of this machine, and says where nothing is left", async () => {
		const all = readOpml(await exportOpml(config(), undefined, 0));
		expect(all).toMatchObject({ outlines: [{ address: "https://agency.example/rss.xml" }] });
		await withChannel([{ sources: ["desk"] }]);
		await expect(exportOpml(config(), channel, 0)).rejects.toMatchObject({ code: "BQ_USAGE" });
	});
});
