import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requireConfig } from "../../src/app/config/config.ts";
import { type Core, openCore } from "../../src/app/core.ts";
import { addedSourceId } from "../../src/app/sources/added-source-id.ts";
import { exportEverything } from "../../src/app/transfer/export.ts";
import { importEverything } from "../../src/app/transfer/import.ts";
import { type Channel, standardLook } from "../../src/domain/channel.ts";
import { keys } from "../../src/store/redis/keys.ts";
import { runBarqiya } from "../support/barqiya-process.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const noon = Date.UTC(2024, 4, 14, 12);

let folder: string;
let servers: TestRedis[];
let here: Core;
let there: Core;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "barqiya-export-"));
	servers = await Promise.all([startRedis(), startRedis()]);
	[here, there] = (await Promise.all(
		servers.map(({ url }) =>
			openCore(requireConfig({ REDIS_URL: url, BARQIYA_SOURCES: join(folder, "none.yaml") }), silent),
		),
	)) as [Core, Core];
	await fill(here);
	// Somebody is there already: numbers of channels differ.
	await there.channels.register("telegram", "-7", freshChannel("قناة قديمة"));
});
afterAll(async () => {
	await Promise.all([here?.stop(), there?.stop()]);
	await Promise.all(servers.map((server) => server.stop()));
	await rm(folder, { recursive: true });
});

function freshChannel(title: string) {
	return { addressKind: "channel", title, zone: "Asia/Amman", createdAt: noon };
}

const politics = {
	id: "s1",
	sources: ["outlet"],
	topics: ["سياسه"],
	include: [],
	exclude: ["رياضة"],
	minimumImportance: 0,
};

async function fill({ channels, pages, people, addedSources, staff }: Core): Promise<void> {
	const states: Channel["state"][] = [
		{ kind: "active" },
		{ kind: "paused", reason: "owner" },
		{ kind: "paused", reason: "no-rights", until: noon + 1 },
		{ kind: "gone", reason: "removed", since: noon },
	];
	for (const [nth, state] of states.entries()) {
		await channels.register("telegram", `-100${nth}`, {
			...freshChannel(`قناة ${nth}`),
			state,
			subscriptions: nth === 3 ? [] : [politics],
			look: { ...standardLook, digits: "arabic", leadLength: 200 + nth },
		});
	}
	const part = { topics: ["رياضه"], sources: [], to: "-1002/5", toKind: "supergroup", title: "رياضة" };
	const paused = await channels.find("telegram", "-1002");
	await channels.update(paused?.id ?? "", (now) => ({
		...now,
		routes: [{ ...part, hindered: { reason: "topic-closed", until: noon } }],
	}));
	await pages.putPage("news", { title: "الأخبار", language: "ar" });
	await channels.register("web", "news", { ...freshChannel("الأخبار"), addressKind: "page" });
	await people.setLanguage({ platform: "discord", id: "5" }, "en");
	await addedSources.change(city.id, city, { read: undefined });
	await staff.setRole(operator, { platform: "discord", id: "5", name: "سمر", since: noon }, "editor");
}

const operator = { platform: "cli", id: "op", name: "op", role: "owner" } as const;
const city = {
	...{ id: addedSourceId("https://city.example/rss"), name: "جريدة المدينة", kind: "feed" as const },
	...{ location: "https://city.example/rss", timeZone: "Asia/Beirut", every: 300_000, topics: ["محليات"] },
	...{ onlyByName: true as const, addedBy: { platform: "telegram", id: "77", name: "ليلى" }, addedAt: noon },
};

async function exported(core: Core): Promise<string> {
	let text = "";
	for await (const piece of exportEverything(core)) text += piece;
	return text;
}

const withoutTime = (text: string) => text.replace(/"exportedAt": "[^"]*"/, "");

describe("an exported file", () => {
	it("names everything that people set up, with times as people read them", async () => {
		const file = JSON.parse(await exported(here)) as Record<string, unknown[]>;
		expect(file).toMatchObject({
			format: "barqiya",
			version: 2,
			sources: [{ ...city, addedAt: "2024-05-14T12:00:00.000Z" }],
			staff: [
				{ platform: "discord", id: "5", role: "editor", name: "سمر", since: "2024-05-14T12:00:00.000Z" },
			],
			pages: [{ slug: "news", title: "الأخبار", language: "ar" }],
			people: [{ platform: "discord", id: "5", language: "en" }],
		});
		expect(file.channels?.[2]).toEqual({
			platform: "telegram",
			address: "-1002",
			...freshChannel("قناة 2"),
			look: { ...standardLook, digits: "arabic", leadLength: 202 },
			subscriptions: [politics],
			schedule: { kind: "at-once" },
			state: { kind: "paused", reason: "no-rights", until: "2024-05-14T12:00:00.001Z" },
			routes: [{ topics: ["رياضه"], sources: [], to: "-1002/5", toKind: "supergroup", title: "رياضة" }],
			createdAt: "2024-05-14T12:00:00.000Z",
		});
	});

	it("is not made of less than there is: a channel that cannot be read is named instead", async () => {
		const { redis } = here.connection;
		const json = (await redis.hget(keys.channels("telegram", 0), "0")) ?? "";
		await redis.hset(keys.channels("telegram", 0), "0", "{}");
		await expect(exported(here)).rejects.toThrow("store: channel telegram-0");
		await redis.hset(keys.channels("telegram", 0), "0", json);
	});

	it("makes the same of another Redis, once, and leaves there what it does not name", async () => {
		const text = await exported(here);
		const notes = [
			'subscriptions name the source "outlet", which BARQIYA_SOURCES does not list',
			"no source has been read here yet: the newest 10 of each will be posted to these channels; if they have them already, start with SOURCE_FIRST_POSTS=0 until each source was read once",
		];
		const five = { added: 5, changed: 0, unchanged: 0 };
		const others = { sources: 1, staff: 1, pages: 1, people: 1, notes };
		expect(await importEverything(text, there, true)).toEqual({ channels: five, ...others });
		expect([await there.addedSources.all(), await there.staff.listed()]).toEqual([[], []]);
		expect(await there.channels.find("telegram", "-1000")).toBeUndefined();
		expect(await importEverything(text, there, false)).toEqual({ channels: five, ...others });
		const again = await importEverything(text, there, false);
		expect(again).toEqual({
			...{ channels: { added: 0, changed: 0, unchanged: 5 }, sources: 0, staff: 0 },
			...{ pages: 1, people: 1, notes },
		});
		expect(await there.addedSources.due(there.clock.now() + 1_000, 5)).toEqual([city.id]);
		const old = `${JSON.stringify({ title: "قناة قديمة" }).slice(1, -1)}`;
		const lines = (await exported(there)).split("\n").filter((line) => !line.includes(old));
		expect(withoutTime(lines.join("\n"))).toBe(withoutTime(text));
		expect(await there.people.language({ platform: "discord", id: "5" })).toBe("en");
	});

	it("of version 1, which knew neither sources nor roles, is taken in as well", async () => {
		const { sources: _, staff: __, ...file } = JSON.parse(await exported(here));
		const old = JSON.stringify({ ...file, version: 1 });
		expect(await importEverything(old, there, true)).toMatchObject({ sources: 0, staff: 0, pages: 1 });
		await expect(importEverything(JSON.stringify({ ...file, version: 3 }), there, true)).rejects.toThrow(
			"version: was written by a newer barqiya",
		);
	});

	it("does not give an address the id of another", async () => {
		const file = JSON.parse(await exported(here));
		const wrong = { ...file, sources: [{ ...file.sources[0], location: "https://other.example/rss" }] };
		await expect(importEverything(JSON.stringify(wrong), there, true)).rejects.toThrow("sources.0.id");
	});

	it("brings a channel that was changed since back, and says so", async () => {
		const text = await exported(here);
		await importEverything(text, there, false);
		const changed = await there.channels.find("telegram", "-1000");
		await there.channels.update(changed?.id ?? "", (now) => ({ ...now, subscriptions: [], zone: "UTC" }));
		expect((await importEverything(text, there, false)).channels).toEqual({
			added: 0,
			changed: 1,
			unchanged: 4,
		});
		expect(await there.channels.get(changed?.id ?? "")).toEqual(changed);
	});

	it("leaves a channel what only the Redis that takes it in knows: moves, and parts that take nothing", async () => {
		const { channels } = here;
		const part = { topics: ["طقس"], sources: [], to: "-2001/5", toKind: "supergroup", title: "طقس" };
		const hindered = { reason: "topic-closed", until: noon };
		await channels.register("telegram", "-200", freshChannel("مجموعة"));
		await channels.move("telegram", "-200", "-2001", noon);
		for (const address of ["-300", "-3001"]) await channels.register("telegram", address, freshChannel("م"));
		await channels.move("telegram", "-300", "-3001", noon);
		const moved = await channels.find("telegram", "-2001");
		await channels.update(moved?.id ?? "", (now) => ({ ...now, routes: [{ ...part, hindered }] }));
		const text = await exported(here);
		expect((await importEverything(text, here, true)).channels).toMatchObject({ added: 0, changed: 0 });
		const renamed = text.replace('"مجموعة"', '"مجموعة الطقس"');
		expect((await importEverything(renamed, here, false)).channels).toMatchObject({ added: 0, changed: 1 });
		expect(await channels.find("telegram", "-2001")).toEqual({
			...moved,
			...{ title: "مجموعة الطقس", movedAt: noon, routes: [{ ...part, hindered }] },
		});
		expect((await channels.find("telegram", "-300"))?.state).toMatchObject({
			kind: "gone",
			movedTo: (await channels.find("telegram", "-3001"))?.id,
		});
	});
});

describe("a file with problems", () => {
	it("is refused whole, every problem named with its place", async () => {
		const file = JSON.parse(await exported(here)) as { channels: Record<string, unknown>[] };
		file.channels[0] = { ...file.channels[0], zone: "Asia/Atlantis", state: { kind: "asleep" } };
		file.channels[1] = { ...file.channels[1], createdAt: "yesterday", colour: "red" };
		const text = JSON.stringify({ ...file, version: 9 });
		const refused = await importEverything(text, there, false).catch((error: Error) => error);
		const message = (refused as Error).message;
		expect(message).toMatch(/^import: 5 problem\(s\)/);
		for (const place of ["version", "0.zone", "0.state.kind", "1.createdAt", "1"]) {
			expect(message).toContain(`${place.includes("version") ? "" : "channels."}${place}: `);
		}
	});

	it.each<[string, (file: { channels: { address: string; platform: string }[] }) => unknown, string]>([
		[
			"names a channel twice",
			(file) => file.channels.push({ ...file.channels[0] } as never),
			"stands there twice",
		],
		[
			"names a platform that there is not",
			({ channels: [first] }) => Object.assign(first ?? {}, { platform: "gazette" }),
			'channels.0.platform: there is no "gazette"',
		],
	])("%s", async (_what, spoil, problem) => {
		const file = JSON.parse(await exported(here));
		spoil(file);
		await expect(importEverything(JSON.stringify(file), there, false)).rejects.toThrow(problem);
	});

	it.each(["", "{", "[]", "null", '{"format":"barqiya"}'])("%j is refused", async (text) => {
		await expect(importEverything(text, there, false)).rejects.toMatchObject({ code: "BQ_IMPORT_INVALID" });
	});
});

describe("from the command line", () => {
	const run = async (args: readonly string[], redis: TestRedis | undefined) => {
		const barqiya = runBarqiya(args, { REDIS_URL: redis?.url ?? "", LOG_LEVEL: "error" });
		const code = await barqiya.ended;
		return { code, ...barqiya.output() };
	};

	it("what export writes, import takes", async () => {
		const path = join(folder, "all.json");
		expect(await run(["export", path], servers[0])).toMatchObject({ code: 0, stdout: "" });
		expect((await stat(path)).mode & 0o777).toBe(0o600);
		const { stdout } = await run(["export"], servers[0]);
		expect(withoutTime(stdout)).toBe(withoutTime(await readFile(path, "utf8")));
		const done = await run(["import", path, "--check"], servers[1]);
		expect(done.code).toBe(0);
		expect(JSON.parse(done.stdout)).toMatchObject({ pages: 1, people: 1 });
	});

	it("a file with problems ends with 1 and its code", async () => {
		const path = join(folder, "bad.json");
		await writeFile(path, "{}");
		const { code, log } = await run(["import", path], servers[1]);
		expect(code).toBe(1);
		expect(log.map(({ msg }) => msg).join("\n")).toContain("BQ_IMPORT_INVALID");
	});
});
