import type { Queues } from "../../../jobs/queues.ts";
import { lanePartName, laneParts } from "../../../jobs/run-lane.ts";
import type { Health, HealthReport, PlatformHealth } from "../../console/health.ts";
import type { Metric } from "../../console/metrics.ts";
import type { Core } from "../core.ts";

/** Redis counts as away when it has not answered within this time. */
const patienceMs = 2_000;

/** Looks at Redis, the platforms, the sources and the queues, for `/healthz` and `/metrics`. */
export function createHealth(core: Core, queues: Queues): Health {
	const since = core.clock.now();
	return {
		async check() {
			const up = await answers(core);
			const report: HealthReport = {
				redis: up ? { up } : { up, detail: `no answer within ${patienceMs} ms` },
				platforms: platformsOf(core),
				since,
				problems: up ? await sourceProblems(core) : [],
				metrics: [core.tally.metric(), ...(up ? await workFigures(core, queues) : [])],
			};
			return report;
		},
	};
}

function platformsOf({ platformStates, botStates }: Core): PlatformHealth[] {
	return [...platformStates].map(([platform, posting]) => {
		const sides = [posting, botStates.get(platform)].filter((side) => side !== undefined);
		const detail = sides.flatMap((side) => side.detail ?? []).join("; ");
		return { platform, up: sides.every(({ up }) => up), ...(detail === "" ? {} : { detail }) };
	});
}

async function answers({ connection }: Core): Promise<boolean> {
	// While Redis is away a command waits for it to come back; health must not.
	return Promise.race([
		connection.redis.ping().then(
			() => true,
			() => false,
		),
		new Promise<false>((resolve) => setTimeout(resolve, patienceMs, false).unref()),
	]);
}

async function sourceProblems(core: Core): Promise<string[]> {
	const known = await core.health.all();
	// What people brought for themselves may be gone any day: that is no trouble of the program's.
	const listed = (await core.catalogue.all()).filter(({ onlyByName }) => onlyByName !== true);
	return listed.flatMap(({ id }) => {
		const problem = known.get(id)?.problem;
		return problem === undefined ? [] : [`source ${id}: ${problem.message}`];
	});
}

async function workFigures(core: Core, queues: Queues): Promise<Metric[]> {
	const [jobs, lanes] = await Promise.all([queueFigures(core, queues), laneFigures(core)]);
	return [jobs, lanes];
}

async function queueFigures({ platforms }: Core, queues: Queues): Promise<Metric> {
	const lanes = laneParts(platforms.map(({ name }) => name)).map(lanePartName);
	const counts = await queues.counts({ "run-lane": lanes });
	const samples = Object.entries(counts).flatMap(([queue, byState]) =>
		Object.entries(byState).map(([state, value]) => ({ labels: { queue, state }, value })),
	);
	return { name: "barqiya_jobs", help: "Jobs by queue and state.", type: "gauge", samples };
}

async function laneFigures({ posts, clock }: Core): Promise<Metric> {
	const first = await posts.firstDue();
	const value = first === undefined ? 0 : Math.max(0, clock.now() - first) / 1000;
	const help = "How long posts that are due have waited for a process to deliver them; 0 when none do.";
	return { name: "barqiya_due_posts_wait_seconds", help, type: "gauge", samples: [{ value }] };
}
