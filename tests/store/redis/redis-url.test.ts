import { describe, expect, it } from "vitest";
import { passwordIn, readRedisUrl } from "../../../src/store/redis/redis-url.ts";

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
			},
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
	])("%s is none, and its password is not repeated", (url) => {
		expect(() => readRedisUrl(url)).toThrow("REDIS_URL is not a Redis address");
	});

	it("tells its password, for the log to hide, whatever its form", () => {
		expect(passwordIn("redis://:hunter2@h")).toBe("hunter2");
		expect(passwordIn("redis+sentinel://u:hunter%202@h1,h2/news")).toBe("hunter 2");
		expect(passwordIn("redis+cluster://h1")).toBeUndefined();
		expect(passwordIn("bot-token")).toBeUndefined();
	});
});
