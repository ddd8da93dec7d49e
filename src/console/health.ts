import { type Context, Hono } from "hono";
import type { Instant } from "../domain/time.ts";
import { type Metric, renderMetrics } from "./metrics.ts";

/** What watching needs of the program. You implement it where the parts are wired together. */
export type Health = {
	/** Looks at everything now. May throw or hang when something is badly wrong: that is an answer too. */
	check(): Promise<HealthReport>;
};

export type HealthReport = {
	redis: { up: boolean; detail?: string };
	/** Those that are switched on. */
	platforms: readonly PlatformHealth[];
	/** When the program was started. */
	since: Instant;
	/** What a person should look at, a plain English sentence each. Never holds a secret. */
	problems: readonly string[];
	/** Further figures for `/metrics`: queues, deliveries, windows. */
	metrics: readonly Metric[];
};

export type PlatformHealth = { platform: string; up: boolean; detail?: string };

/** `degraded`: it works, and something is wrong that starting it anew would not mend. */
export type HealthStatus = "ok" | "degraded" | "down";

export type HealthSiteOptions = {
	health: Health;
	/** Whether this caller may see more than the one word for load balancers. Absent: everybody may. */
	mayKnow?: (c: Context) => boolean;
	/** Milliseconds after which a check without an answer counts as failed. */
	timeoutMs?: number;
};

/**
 * `/healthz` for load balancers and container health checks: 200, or 503 when nothing can be acknowledged (no Redis, no
 * answer). A platform that is away is no reason to stop the program, so it only degrades. `/metrics` for Prometheus. Who
 * may not know more gets the word of `/healthz` alone, and no `/metrics`.
 */
export function createHealthSite({
	health,
	mayKnow = () => true,
	timeoutMs = 5_000,
}: HealthSiteOptions): Hono {
	const site = new Hono();
	site.get("/healthz", async (c) => {
		const checked = await checkWithin(health, timeoutMs);
		c.header("Cache-Control", "no-store");
		const { status } = checked;
		return c.json(mayKnow(c) ? describe(checked) : { status }, status === "down" ? 503 : 200);
	});
	site.get("/metrics", async (c, next) => {
		if (!mayKnow(c)) return next();
		const checked = await checkWithin(health, timeoutMs);
		c.header("Cache-Control", "no-store");
		return c.text(renderMetrics(metricsOf(checked)), 200, {
			"Content-Type": "text/plain; version=0.0.4; charset=utf-8",
		});
	});
	return site;
}

type Checked =
	| { status: HealthStatus; report: HealthReport }
	| { status: "down"; report?: undefined; problem: string };

async function checkWithin(health: Health, timeoutMs: number): Promise<Checked> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
	});
	try {
		const report = await Promise.race([health.check(), late]);
		return { status: statusOf(report), report };
	} catch (error) {
		const cause = error instanceof Error ? error.message : String(error);
		return { status: "down", problem: `health: the check failed: ${cause}` };
	} finally {
		clearTimeout(timer);
	}
}

function statusOf({ redis, platforms, problems }: HealthReport): HealthStatus {
	if (!redis.up) return "down";
	return problems.length === 0 && platforms.every(({ up }) => up) ? "ok" : "degraded";
}

function describe(checked: Checked): object {
	if (checked.report === undefined) return { status: checked.status, problems: [checked.problem] };
	const { redis, platforms, since, problems } = checked.report;
	return { status: checked.status, redis, platforms, since: new Date(since).toISOString(), problems };
}

function metricsOf(checked: Checked): readonly Metric[] {
	const healthy = gauge("barqiya_healthy", "1 while /healthz answers 200.", [
		{ value: Number(checked.status !== "down") },
	]);
	if (checked.report === undefined) return [healthy];
	const { redis, platforms, since, problems, metrics } = checked.report;
	return [
		healthy,
		gauge("barqiya_redis_up", "1 while Redis answers.", [{ value: Number(redis.up) }]),
		gauge(
			"barqiya_platform_up",
			"0 while the platform refuses the bot or its bot listens to nobody, as far as this process has seen.",
			platforms.map(({ platform, up }) => ({ labels: { platform }, value: Number(up) })),
		),
		gauge("barqiya_problems", "What a person should look at; /healthz says what.", [
			{ value: problems.length },
		]),
		gauge("barqiya_start_time_seconds", "When the program was started, in Unix seconds.", [
			{ value: since / 1000 },
		]),
		...metrics,
	];
}

function gauge(name: string, help: string, samples: Metric["samples"]): Metric {
	return { name, help, type: "gauge", samples };
}
