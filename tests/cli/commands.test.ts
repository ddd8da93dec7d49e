import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cliCommands } from "../../src/cli/table.ts";
import { runBarqiya } from "../support/barqiya-process.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";

const dump = `تفاصيل الخبر

مزارعو الوادي يجربون ريًّا بالتنقيط يعمل بالشمس

14/05/2024
مزارعو الوادي يجربون ريًّا بالتنقيط يعمل بالشمس

بدأ مزارعو الوادي هذا الأسبوع تجربة نظام للري بالتنقيط يعمل بالطاقة الشمسية، بعد موسمين من الجفاف، ويقول القائمون عليه إنه يوفر نصف ما كان يُضخ من الماء.

وأوضح المهندس المشرف أن النظام يغطي أربعين دونمًا في مرحلته الأولى، وأن التوسع ينتظر نتائج الصيف.

طباعة   مشاركة
`;

let folder: string;
let redis: TestRedis;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "barqiya-cli-"));
	redis = await startRedis(["--appendfsync", "always"]);
	await writeFile(join(folder, "dump.txt"), dump);
	await writeFile(join(folder, "empty.txt"), "");
	await writeFile(join(folder, "none.yaml"), "sources: []\n");
	await writeFile(join(folder, "headline.txt"), "مزارعو الوادي يجربون ريًّا بالتنقيط يعمل بالشمس\n");
});
afterAll(async () => {
	await redis.stop();
	await rm(folder, { recursive: true });
});

async function run(args: readonly string[], environment: Record<string, string> = {}) {
	const settings = { BARQIYA_SOURCES: join(folder, "none.yaml"), LOG_LEVEL: "error", ...environment };
	const barqiya = runBarqiya(args, settings);
	const code = await barqiya.ended;
	const { stdout, log } = barqiya.output();
	return { code, stdout, errors: log.map(({ msg }) => String(msg)).join("\n") };
}

const lines = (text: string) =>
	text
		.split("\n")
		.filter((line) => line !== "")
		.map((line) => JSON.parse(line) as Record<string, unknown>);

describe("barqiya read", () => {
	it("prints an article as one line with every field", async () => {
		const { code, stdout } = await run(["read", join(folder, "dump.txt"), "--time-zone", "Asia/Amman"]);
		expect(code).toBe(0);
		const [article] = lines(stdout);
		expect(article).toMatchObject({
			headline: "مزارعو الوادي يجربون ريًّا بالتنقيط يعمل بالشمس",
			publishedAt: "2024-05-13T21:00:00.000Z",
			publishedDate: "2024-05-14",
			url: null,
			image: null,
			language: "ar",
		});
		expect(article?.lead).toMatch(/^بدأ مزارعو الوادي .* من الماء\.$/);
		expect(article?.body).not.toContain("طباعة");
	});

	it("names the file of each line where several were given, and says why there is no article", async () => {
		const list = join(folder, "list");
		await writeFile(
			list,
			["dump.txt", "empty.txt", "headline.txt", "missing.txt"].map((name) => join(folder, name)).join("\n"),
		);
		const { stdout } = await run(["read", "--files-from", list]);
		const told = lines(stdout).map(({ file, skipped }) => [String(file).split("/").at(-1), skipped ?? null]);
		expect(told).toEqual([
			["dump.txt", null],
			["empty.txt", expect.any(String)],
			["headline.txt", "no-body"],
			["missing.txt", "BQ_FILE_UNREADABLE"],
		]);
	});
});

describe("barqiya preview", () => {
	it("prints the Telegram request: escaped HTML in a text of at most 4096", async () => {
		const { code, stdout } = await run(["preview", join(folder, "dump.txt"), "--platform", "telegram"]);
		const { method, body } = JSON.parse(stdout);
		expect([code, method, body.parse_mode]).toEqual([0, "sendMessage", "HTML"]);
		expect(body.text).toContain("<b>مزارعو الوادي");
		expect(body.text).toContain("الثلاثاء 14 مايو 2024");
		expect(body.text.length).toBeLessThanOrEqual(4096);
	});

	it("prints the Discord request: nobody is mentioned, and a repeat makes no second message", async () => {
		const { stdout } = await run(["preview", join(folder, "dump.txt"), "--platform", "discord"]);
		const { route, body } = JSON.parse(stdout);
		expect(route).toMatch(/^\/channels\/\d+\/messages$/);
		expect(body).toMatchObject({ allowed_mentions: { parse: [] }, enforce_nonce: true });
		expect(body.nonce.length).toBeLessThanOrEqual(25);
	});

	it("prints the request in a template", async () => {
		const own = join(folder, "own.liquid");
		await writeFile(own, "# {{ headline }}\n{{ date | hijri }}\n");
		const template = ["--platform", "telegram", "--template", own];
		const { stdout } = await run(["preview", join(folder, "dump.txt"), ...template]);
		expect(JSON.parse(stdout).body.text).toMatch(/^<b>مزارعو الوادي[^\n]*<\/b>\n.?6 ذو القعدة 1445 هـ$/u);
	});

	it("says where a template is wrong", async () => {
		const wrong = join(folder, "wrong.liquid");
		await writeFile(wrong, "# {{ headline }}\n{{ titel }}\n");
		const template = ["--platform", "telegram", "--template", wrong];
		const { code, errors } = await run(["preview", join(folder, "dump.txt"), ...template]);
		expect([code, errors]).toEqual([2, expect.stringContaining("Line 2, column 4")]);
	});

	it("says what is wrong with an input that has no article", async () => {
		const { code, errors } = await run(["preview", join(folder, "headline.txt"), "--platform", "web"]);
		expect(code).toBe(1);
		expect(errors).toContain("no-body");
	});
});

describe("barqiya", () => {
	it("tells every wrong setting at once and ends with 2", async () => {
		const { code, errors } = await run(["start"], {
			BARQIYA_TIME_ZONE: "Asia/Nowhere",
			TELEGRAM_BOT_TOKEN: "not-a-token-at-all",
		});
		expect(code).toBe(2);
		expect(errors).toContain("BARQIYA_TIME_ZONE must be a time zone");
		expect(errors).toContain("TELEGRAM_BOT_TOKEN does not look like a token");
		expect(errors).not.toContain("not-a-token-at-all");
	});

	it("ends with 2 for a command or an option that it does not have", async () => {
		expect((await run(["publish"])).code).toBe(2);
		expect((await run(["read", "--colour"])).code).toBe(2);
		expect((await run(["read"])).code).toBe(2);
		expect((await run(["start", "--roles", "cook"])).code).toBe(2);
	});

	it("has help for every command", async () => {
		const { code, stdout } = await run(["--help"]);
		expect(code).toBe(0);
		const commands = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name ?? "");
		expect(commands).toContain("doctor");
		// In this process: a process for each would take long on a small machine.
		const names = commands.filter((name) => name !== "help");
		expect(names).toEqual(cliCommands.map(({ define }) => define().name()));
		const undescribed = cliCommands
			.map(({ define }) => define())
			.flatMap((command) => [command, ...command.commands])
			.filter((command) => command.description() === "" || !command.helpInformation().includes("--help"));
		expect(undescribed.map((command) => command.name())).toEqual([]);
	});

	it("prints its settings with no secret in them", async () => {
		const { code, stdout } = await run(["config"], { REDIS_URL: "redis://:hunter2@127.0.0.1:1" });
		expect(code).toBe(0);
		expect(stdout).not.toContain("hunter2");
		expect(JSON.parse(stdout).REDIS_URL).toBe("[secret]");
	});

	it("shows no login of a source where it is printed, and hands on a whole list in a file for its owner alone", async () => {
		const location = "https://rss:hunter2@paid.example/feed?id=1&token=hunter2";
		const list = join(folder, "paid.yaml");
		await writeFile(list, `sources: [{ id: paid, name: paid, location: '${location}' }]\n`);
		const settings = { BARQIYA_SOURCES: list, REDIS_URL: redis.url };
		const shown = "https://[secret]@paid.example/feed?id=1&token=[secret]";
		const config = await run(["config"], settings);
		expect(JSON.parse(config.stdout).sources).toMatchObject([{ id: "paid", location: shown }]);
		const opml = join(folder, "list.opml");
		expect((await run(["opml", "export", opml], settings)).code).toBe(0);
		expect((await stat(opml)).mode & 0o777).toBe(0o600);
	});
});

describe("barqiya ingest and explain", () => {
	it("stores an article once and says why a channel did not get it", async () => {
		const settings = { REDIS_URL: redis.url };
		const first = lines((await run(["ingest", join(folder, "dump.txt")], settings)).stdout);
		expect(first).toMatchObject([{ headline: "مزارعو الوادي يجربون ريًّا بالتنقيط يعمل بالشمس" }]);
		const second = lines((await run(["ingest", join(folder, "dump.txt")], settings)).stdout);
		expect(second).toMatchObject([{ known: 1 }]);
		const told = await run(["explain", String(first[0]?.id), "telegram-0"], settings);
		expect(told.stdout).toContain("✓ Article");
		expect(told.stdout).toContain("✗ There is no channel telegram-0.");
	});
});

describe("barqiya doctor", () => {
	it("finds a good Redis good and says what is off", async () => {
		const { code, stdout } = await run(["doctor"], { REDIS_URL: redis.url });
		expect(stdout).toContain("✓ redis: appendfsync is always");
		expect(stdout).toContain("telegram: off (TELEGRAM_BOT_TOKEN is not set)");
		expect(code).toBe(0);
	});

	it("says what to do about a Redis that is not there", async () => {
		const { code, stdout } = await run(["doctor"], { REDIS_URL: "redis://127.0.0.1:1" });
		expect(code).toBe(1);
		expect(stdout).toMatch(/✗ redis: no answer within 5 s: .*ECONNREFUSED.*\n {2}→ Check that Redis runs/);
	});
});
