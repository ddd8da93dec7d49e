import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readConfig, secretsOf } from "../../src/app/config/config.ts";
import { readOptions } from "../../src/app/config/read-options.ts";
import { hide } from "../../src/app/log.ts";
import { platforms } from "../../src/app/platforms.ts";

const token = "123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr";
const folder = mkdtempSync(join(tmpdir(), "barqiya-options-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string | Buffer): string {
	writeFileSync(join(folder, name), text);
	return join(folder, name);
}

describe("settings", () => {
	it("have defaults, read times in ms and sizes in bytes, and are frozen", () => {
		const read = readOptions({ SOURCE_TIMEOUT: "5s", SOURCE_MAX_BYTES: "2MB", WEB_LISTEN: "[::1]:0" });
		expect(read).toMatchObject({
			kind: "ok",
			values: {
				SOURCE_TIMEOUT: 5_000,
				SOURCE_MAX_BYTES: 2 * 1024 * 1024,
				SOURCE_ALLOW_PRIVATE: false,
				WEB_LISTEN: { host: "::1", port: 0 },
				BARQIYA_TIME_ZONE: "Asia/Riyadh",
			},
		});
		expect(read.kind === "ok" && Object.isFrozen(read.values)).toBe(true);
	});

	it("tell every problem at once", () => {
		const read = readOptions({
			SOURCE_TIMEOUT: "soon",
			BARQIYA_TIME_ZONE: "Asia/Atlantis",
			LOG_LEVEL: "loud",
			REDIS_URL: "http://example.org",
			TELEGRAM_WEBHOOK_URL: "https://example.org/hook",
		});
		expect(read.kind === "invalid" && read.problems).toEqual([
			"REDIS_URL must be redis://, rediss://, unix:, redis[s]+sentinel:// or redis[s]+cluster://",
			'SOURCE_TIMEOUT must be a time such as 500ms, 20s, 5m or 2h; it is "soon"',
			'BARQIYA_TIME_ZONE must be a time zone such as Asia/Amman; it is "Asia/Atlantis"',
			'LOG_LEVEL must be one of debug, info, warn, error; it is "loud"',
			"TELEGRAM_WEBHOOK_URL needs TELEGRAM_WEBHOOK_SECRET: else anybody could post updates there",
		]);
	});

	it("take owners of every platform where people can talk to us", () => {
		const talking = platforms.filter(({ createBot }) => createBot !== undefined).map(({ name }) => name);
		const owners = talking.map((platform) => ({ platform, id: "12" }));
		const read = readOptions({
			BARQIYA_OWNER: owners.map(({ platform, id }) => `${platform}:${id}`).join(", "),
		});
		expect(read).toMatchObject({ kind: "ok", values: { BARQIYA_OWNER: owners } });
	});

	it.each([
		["SOURCE_MAX_BYTES", "10MB", "11MB", 'must be at most 10MB; it is "11MB"'],
		["SOURCE_MAX_BYTES", "1B", "0MB", 'must be a size such as 500kB or 10MB; it is "0MB"'],
		["WORDS_PER_SUBSCRIPTION", "60", "61", 'must be at most 60; it is "61"'],
		["TELEGRAM_SENDS_PER_SECOND", "1000", "1001", 'must be at most 1000; it is "1001"'],
		["TELEGRAM_SEND_TIMEOUT", "1s", "0s", 'must be at least 1s; it is "0s"'],
		[
			"BARQIYA_OWNER",
			"telegram:1",
			"telegrm:1",
			'must name people of telegram or discord: nobody can talk to us elsewhere; it is "telegrm:1"',
		],
		["STOP_DEADLINE", "24h", "1000h", 'must be at most 24h; it is "1000h"'],
		[
			"TELEGRAM_AUDIT_CHAT",
			"-1001234567890",
			"@audit",
			'must be the numeric id of a channel (-100…), not its @name; docs/telegram.md says where to find it; it is "@audit"',
		],
		[
			"SOURCE_USER_AGENT",
			"news/1 (+https://a.example)",
			"برقية",
			'must be written in English letters, digits and signs: HTTP carries no others; it is "برقية"',
		],
	])("keep their bounds: %s may be %j and not %j", (name, good, wrong, problem) => {
		expect(readOptions({ [name]: good }).kind).toBe("ok");
		expect(readOptions({ [name]: wrong })).toEqual({ kind: "invalid", problems: [`${name} ${problem}`] });
	});

	it("never repeat a secret in a problem", () => {
		const read = readOptions({ TELEGRAM_BOT_TOKEN: "hunter2-hunter2", REDIS_URL: "http://:hunter2@h" });
		expect(JSON.stringify(read)).not.toContain("hunter2");
	});

	it("can come from a file, but not from both", () => {
		const path = file("token", `${token}\n`);
		expect(readOptions({ TELEGRAM_BOT_TOKEN_FILE: path })).toMatchObject({
			values: { TELEGRAM_BOT_TOKEN: token },
		});
		expect(readOptions({ TELEGRAM_BOT_TOKEN_FILE: path, TELEGRAM_BOT_TOKEN: token })).toMatchObject({
			problems: ["TELEGRAM_BOT_TOKEN and TELEGRAM_BOT_TOKEN_FILE are both set: keep one of them"],
		});
	});
});

describe("the log", () => {
	it("shows no token and no password of Redis, as they are or percent-encoded", () => {
		const read = readOptions({ TELEGRAM_BOT_TOKEN: token, REDIS_URL: "redis://u:p%40ssword@h:6379" });
		if (read.kind !== "ok") throw new Error("settings were refused");
		const line = `https://api.telegram.org/bot${encodeURIComponent(token)} ${token} p@ssword p%40ssword`;
		expect(hide(line, secretsOf({ options: read.values, sources: [] }))).toBe(
			"https://api.telegram.org/bot[secret] [secret] [secret] [secret]",
		);
	});

	it("shows no login and no key of a source, and no secret that JSON escapes", () => {
		const path = file(
			"logins.yaml",
			"sources:\n  - { id: paid, name: a, location: 'https://rss:w%40rd-one@a.example/feed?section=politics&api_key=k3y-four' }\n",
		);
		const read = readConfig({ BARQIYA_SOURCES: path, REDIS_URL: 'redis://:quote"back\\slash@h:6379' });
		if (read.kind !== "ok") throw new Error("settings were refused");
		const told = { words: 'w@rd-one w%40rd-one k3y-four quote"back\\slash', rest: "rss politics true" };
		expect(JSON.parse(hide(JSON.stringify(told), secretsOf(read.config)))).toEqual({
			words: "[secret] [secret] [secret] [secret]",
			rest: "rss politics true",
		});
	});

	it("shows no login and no key in an address that nobody had named before", () => {
		const told = {
			reason: "https://a:b@c.example/x?id=1&token=abc: nothing",
			at: "https://t.me/@news?start=x",
		};
		expect(JSON.parse(hide(JSON.stringify(told), []))).toEqual({
			reason: "https://[secret]@c.example/x?id=1&token=[secret] nothing",
			at: "https://t.me/@news?start=x",
		});
	});
});

describe("the file of sources", () => {
	it("gives sources with their defaults, files relative to it, and pages", () => {
		const path = file(
			"good.yaml",
			'sources:\n  - { id: a, name: "وكالة", location: feed.xml, topics: [سياسة] }\npages:\n  - { slug: أخبار, title: الأخبار, sources: [a] }\n',
		);
		const read = readConfig({ BARQIYA_SOURCES: path, BARQIYA_TIME_ZONE: "Asia/Amman" });
		expect(read.kind === "ok" && [read.config.sources, read.config.pages]).toEqual([
			[
				{
					id: "a",
					name: "وكالة",
					location: join(folder, "feed.xml"),
					kind: "auto",
					timeZone: "Asia/Amman",
					every: 300_000,
					topics: ["سياسة"],
				},
			],
			[{ slug: "أخبار", title: "الأخبار", sources: ["a"], topics: [] }],
		]);
	});

	it("tells every problem with its place, together with those of the settings", () => {
		const path = file(
			"bad.yaml",
			"sources:\n  - { id: A b, name: x, location: f, every: 1s }\n  - { id: c, name: x, location: f, colour: red }\n",
		);
		const read = readConfig({ BARQIYA_SOURCES: path, LOG_LEVEL: "loud" });
		expect(read.kind === "invalid" && read.problems.map((each) => each.replace(path, "FILE"))).toEqual([
			'LOG_LEVEL must be one of debug, info, warn, error; it is "loud"',
			"FILE: sources.0.id: must be 1–40 of a–z 0–9 -",
			"FILE: sources.0.every: must be a time of at least 10s, such as 5m",
			'FILE: sources.1: Unrecognized key: "colour"',
		]);
	});

	it("tells what is wrong between entries also where an entry is wrong, and what is wrong with the whole", () => {
		const path = file(
			"both.yaml",
			"sources:\n  - { id: a, name: x, location: ftp://h/f }\n  - { id: a, name: '', location: g }\npages:\n  - { slug: p, title: t, sources: [b] }\nfoo: 1\n",
		);
		const read = readConfig({ BARQIYA_SOURCES: path });
		expect(read.kind === "invalid" && read.problems.map((each) => each.replace(path, "FILE"))).toEqual([
			"FILE: sources.0.location: must be an http or https address, or a file",
			"FILE: sources.1.name: Too small: expected string to have >=1 characters",
			'FILE: Unrecognized key: "foo"',
			'FILE: sources: "a" stands there twice',
			'FILE: pages.p: there is no source "b"',
		]);
	});

	it("refuses a file that is not UTF-8, whose names readers would see as question marks", () => {
		const path = file(
			"ansi.yaml",
			Buffer.from("sources:\n  - { id: a, name: \xc7\xe1\xd1, location: f }\n", "latin1"),
		);
		expect(readConfig({ BARQIYA_SOURCES: path })).toEqual({
			kind: "invalid",
			problems: [`${path} is not UTF-8: save it as UTF-8`],
		});
	});

	it("names a page's source that is not there, and an id that stands there twice", () => {
		const path = file(
			"odd.yaml",
			"sources:\n  - { id: a, name: x, location: f }\n  - { id: a, name: y, location: g }\npages:\n  - { slug: p, title: t, sources: [b] }\n",
		);
		const read = readConfig({ BARQIYA_SOURCES: path });
		expect(read.kind === "invalid" && read.problems).toEqual([
			`${path}: sources: "a" stands there twice`,
			`${path}: pages.p: there is no source "b"`,
		]);
	});
});
