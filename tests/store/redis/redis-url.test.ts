import { describe, expect, it } from "vitest";
import { passwordsIn, readRedisUrl } from "../../../src/store/redis/redis-url.ts";

describe("a Redis address", () => {
	it.each([
		["redis://h:1", { kind: "single", url: "redis://h:1" }],
		["rediss://u:p%40x@h", { kind: "single", url: "rediss://u:p%40x@h" }],
		["unix:/run/redis.sock", { kind: "socket", path: "/run/redis.sock" }],
		[
			"redis+cluster://h1,[::1]:7001",
			{
				kind: "cluster",
				hosts: [
					{ host: "h1", port: 6_379 },
					{ host: "::1", port: 7_001 },
				],
				credentials: {},
				tls: false,
			},
		],
		[
			"rediss+cluster://:p@h1",
			{ kind: "cluster", hosts: [{ host: "h1", port: 6_379 }], credentials: { password: "p" }, tls: true },
		],
		[
			"redis+sentinel://u:p%25x@h1:1,h2/news",
			{
				kind: "sentinel",
				hosts: [
					{ host: "h1", port: 1 },
					{ host: "h2", port: 26_379 },
				],
				master: "news",
				credentials: { username: "u", password: "p%x" },
				sentinelCredentials: {},
				tls: false,
			},
		],
		[
			"rediss+sentinel://h1/news?sentinel-user=watch&sentinel-password=a%26b",
			{
				kind: "sentinel",
				hosts: [{ host: "h1", port: 26_379 }],
				master: "news",
				credentials: {},
				sentinelCredentials: { username: "watch", password: "a&b" },
				tls: true,
			},
		],
	])("%s is read", (url, expected) => {
		expect(readRedisUrl(url)).toEqual(expected);
	});

	it.each([
		"http://h",
		"redis://:50%off@h",
		"redis+cluster://h:abc",
		"redis+cluster://h:70000",
		"redis+cluster://",
		"redis+cluster://:50%off@h",
		"redis+sentinel://hunter2@h/news",
		"redis+sentinel://h/news?password=hunter2",
		"redis+cluster://h?sentinel-password=hunter2",
		"redis+cluster://h/0",
	])("%s is none, and its password is not repeated", (url) => {
		expect(() => readRedisUrl(url)).toThrow("REDIS_URL is not a Redis address");
	});

	it("tells its passwords, for the log to hide, whatever its form", () => {
		expect(passwordsIn("redis://:hunter2@h")).toEqual(["hunter2"]);
		expect(passwordsIn("redis+sentinel://u:hunter%202@h1,h2/news")).toEqual(["hunter 2"]);
		expect(passwordsIn("redis+sentinel://:a@h1/news?sentinel-password=b%20c")).toEqual(["a", "b c"]);
		expect(passwordsIn("redis+cluster://h1")).toEqual([]);
		expect(passwordsIn("bot-token")).toEqual([]);
	});
});
