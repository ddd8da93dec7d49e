import { describe, expect, it } from "vitest";
import { createHealthSite, type HealthReport } from "../../src/console/health.ts";

const well: HealthReport = {
	redis: { up: true },
	platforms: [
		{ platform: "telegram", up: true },
		{ platform: "web", up: true },
	],
	since: Date.UTC(2026, 2, 11, 9),
	problems: [],
	metrics: [],
};

async function ask(check: () => Promise<HealthReport>, path = "/healthz", timeoutMs = 1_000) {
	const response = await createHealthSite({ health: { check }, timeoutMs }).request(path);
	return { code: response.status, type: response.headers.get("Content-Type"), text: await response.text() };
}

describe("/healthz", () => {
	it("says that all is well", async () => {
		const { code, text } = await ask(async () => well);
		expect(code).toBe(200);
		expect(JSON.parse(text)).toEqual({
			status: "ok",
			redis: { up: true },
			platforms: well.platforms,
			since: "2026-03-11T09:00:00.000Z",
			problems: [],
		});
	});

	it.each([
		[
			"a platform that is away degrades",
			{ platforms: [{ platform: "discord", up: false, detail: "401" }] },
			200,
			"degraded",
		],
		["a problem degrades", { problems: ["3 sources have failed for a day."] }, 200, "degraded"],
		["no Redis is down", { redis: { up: false, detail: "ECONNREFUSED" } }, 503, "down"],
	])("%s", async (_name, change, code, status) => {
		const answer = await ask(async () => ({ ...well, ...change }));
		expect({ code: answer.code, ...JSON.parse(answer.text) }).toMatchObject({ code, status, ...change });
	});

	it.each([
		["throws", () => Promise.reject(new Error("redis: connection is closed")), "redis: connection is closed"],
		["does not answer", () => new Promise<never>(() => {}), "no answer within 20 ms"],
	])("a check that %s is down and says why", async (_name, check, why) => {
		const { code, text } = await ask(check, "/healthz", 20);
		expect(code).toBe(503);
		expect(JSON.parse(text)).toEqual({ status: "down", problems: [`health: the check failed: ${why}`] });
	});
});

describe("whoever may not know more", () => {
	it.each([
		["well", async () => well, 200, "ok"],
		["in trouble", async () => ({ ...well, problems: ["source a: gone"] }), 200, "degraded"],
		["down", () => Promise.reject(new Error("redis: away")), 503, "down"],
	])("gets one word of a program that is %s, and no metrics", async (_name, check, code, status) => {
		const site = createHealthSite({ health: { check }, mayKnow: () => false });
		const health = await site.request("/healthz");
		expect([health.status, await health.json()]).toEqual([code, { status }]);
		expect((await site.request("/metrics")).status).toBe(404);
	});
});

describe("/metrics", () => {
	it("is Prometheus' text, with the program's own figures and those of the report", async () => {
		const metrics: HealthReport["metrics"] = [
			{
				name: "barqiya_deliveries_total",
				help: "Deliveries by their end.\nA \\ in it.",
				type: "counter",
				samples: [
					{ labels: { platform: "telegram", end: "sent" }, value: 12 },
					{ labels: { platform: 'a"b\\c\nd', end: "failed" }, value: Number.POSITIVE_INFINITY },
				],
			},
			{ name: "barqiya_nothing", help: "No sample yet.", type: "gauge", samples: [] },
		];
		const { code, type, text } = await ask(async () => ({ ...well, metrics }), "/metrics");
		expect({ code, type }).toEqual({ code: 200, type: "text/plain; version=0.0.4; charset=utf-8" });
		expect(text).toBe(`# HELP barqiya_healthy 1 while /healthz answers 200.
# TYPE barqiya_healthy gauge
barqiya_healthy 1
# HELP barqiya_redis_up 1 while Redis answers.
# TYPE barqiya_redis_up gauge
barqiya_redis_up 1
# HELP barqiya_platform_up 0 while the platform refuses the bot or its bot listens to nobody, as far as this process has seen.
# TYPE barqiya_platform_up gauge
barqiya_platform_up{platform="telegram"} 1
barqiya_platform_up{platform="web"} 1
# HELP barqiya_problems What a person should look at; /healthz says what.
# TYPE barqiya_problems gauge
barqiya_problems 0
# HELP barqiya_start_time_seconds When the program was started, in Unix seconds.
# TYPE barqiya_start_time_seconds gauge
barqiya_start_time_seconds 1773219600
# HELP barqiya_deliveries_total Deliveries by their end.\\nA \\\\ in it.
# TYPE barqiya_deliveries_total counter
barqiya_deliveries_total{platform="telegram",end="sent"} 12
barqiya_deliveries_total{platform="a\\"b\\\\c\\nd",end="failed"} +Inf
`);
	});

	it("still answers when the check fails, so that the alarm has something to read", async () => {
		const { code, text } = await ask(() => Promise.reject(new Error("away")), "/metrics");
		expect(code).toBe(200);
		expect(text).toContain("\nbarqiya_healthy 0\n");
		expect(text).not.toContain("barqiya_redis_up");
	});
});
