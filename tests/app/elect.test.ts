import { expect, it } from "vitest";
import { elect } from "../../src/app/elect.ts";
import { silentLog } from "../../src/domain/log.ts";
import { keys } from "../../src/store/redis/keys.ts";
import { until } from "../support/until.ts";
import { useConnection } from "../support/use-redis.ts";

const leaseMs = 2_000;
const redis = useConnection();

/** Notes what becomes of each run that was created. */
function candidate(name: string) {
	const runs: string[] = [];
	const create = () => {
		const nth = runs.push("created") - 1;
		return {
			async start() {
				// What is stopped is stopped for good, as a bot is.
				if (runs[nth] !== "created") throw new Error(`a run that is ${runs[nth]} was started`);
				runs[nth] = "started";
			},
			async stop() {
				runs[nth] = "stopped";
			},
		};
	};
	return { runs, ...elect(redis.connection, name, create, silentLog, leaseMs) };
}

it("one of two runs it, and the other takes over when that one stops", async () => {
	const [first, second] = [candidate("a"), candidate("a")];
	await first.start();
	await second.start();
	expect([first.runs, second.runs]).toEqual([["started"], []]);
	await first.stop();
	await until(() => second.runs[0] === "started", "the second runs it");
	expect(first.runs).toEqual(["stopped"]);
	await second.stop();
});

it("whoever lost its lease, as in a long outage of Redis, runs a new one when it is elected again", async () => {
	const only = candidate("b");
	await only.start();
	await redis.connection.redis.del(keys.lease("b"));
	await until(() => only.runs.length === 2 && only.runs[1] === "started", "it runs again");
	expect(only.runs).toEqual(["stopped", "started"]);
	await only.stop();
	expect(only.runs).toEqual(["stopped", "stopped"]);
});

it("one that takes longer to start than the lease lasts stays elected, and nobody else starts it", async () => {
	const runs: string[] = [];
	const slow = (name: string) => ({
		async start() {
			runs.push(`${name} starts`);
			await new Promise((resolve) => setTimeout(resolve, leaseMs * 2));
			runs.push(`${name} started`);
		},
		async stop() {
			runs.push(`${name} stopped`);
		},
	});
	const [first, second] = ["first", "second"].map((name) =>
		elect(redis.connection, "c", () => slow(name), silentLog, leaseMs),
	);
	const starting = first?.start();
	await until(() => runs.length === 1, "the first starts");
	await second?.start();
	await starting;
	const token = await redis.connection.redis.get(keys.lease("c"));
	const isFresh = async () => (await redis.connection.redis.pttl(keys.lease("c"))) > leaseMs * 0.9;
	await until(isFresh, "the lease was renewed after the start as well");
	expect(await redis.connection.redis.get(keys.lease("c"))).toBe(token);
	expect(runs).toEqual(["first starts", "first started"]);
	await second?.stop();
	await first?.stop();
	expect(runs).toEqual(["first starts", "first started", "first stopped"]);
});

it("one that takes longer to stop than the lease lasts is followed by the next only when it has stopped", async () => {
	const runs: string[] = [];
	const slow = (name: string) => ({
		async start() {
			runs.push(`${name} started`);
		},
		async stop() {
			if (name === "first") await new Promise((resolve) => setTimeout(resolve, leaseMs * 2));
			runs.push(`${name} stopped`);
		},
	});
	const [first, second] = ["first", "second"].map((name) =>
		elect(redis.connection, "d", () => slow(name), silentLog, leaseMs),
	);
	await first?.start();
	await second?.start();
	await first?.stop();
	await until(() => runs.includes("second started"), "the second runs it");
	await second?.stop();
	expect(runs).toEqual(["first started", "first stopped", "second started", "second stopped"]);
});

it("one that is asked to stop while it starts stops what it began, which may wait for nothing but that", async () => {
	const runs: string[] = [];
	let end = () => {};
	const endless = () => ({
		async start() {
			runs.push("starts");
			await new Promise<void>((resolve) => {
				end = resolve;
			});
			runs.push("ended");
		},
		async stop() {
			runs.push("stopped");
			end();
		},
	});
	const only = elect(redis.connection, "e", endless, silentLog, leaseMs);
	const starting = only.start();
	await until(() => runs.length === 1, "it starts");
	await only.stop();
	await starting;
	expect(runs).toEqual(["starts", "stopped", "ended"]);
	expect(await redis.connection.redis.exists(keys.lease("e"))).toBe(0);
});

it("one that does not start leaves it to another, and stands again after waits that grow", async () => {
	const runs: string[] = [];
	const waits: unknown[] = [];
	const log = { ...silentLog, warn: ({ waitMs }: Record<string, unknown>) => void waits.push(waitMs) };
	const run = (name: string, refusals: number) => () => ({
		async start() {
			if (refusals-- > 0) throw new Error("the token is refused");
			runs.push(`${name} started`);
		},
		async stop() {
			runs.push(`${name} stopped`);
		},
	});
	const refused = elect(redis.connection, "f", run("refused", 2), log, leaseMs);
	const good = elect(redis.connection, "f", run("good", 0), silentLog, leaseMs);
	await refused.start();
	await good.start();
	expect(runs).toEqual(["refused stopped", "good started"]);
	await good.stop();
	await until(() => runs.includes("refused started"), "the first is tried again");
	expect(waits).toEqual([leaseMs / 2, leaseMs]);
	await refused.stop();
	const again = ["good stopped", "refused stopped", "refused started", "refused stopped"];
	expect(runs).toEqual(["refused stopped", "good started", ...again]);
});

it("one that gives up later leaves it to another as well", async () => {
	const runs: string[] = [];
	let refuse = () => {};
	const revoked = (giveUp: () => void) => ({
		async start() {
			refuse = giveUp;
			runs.push("revoked started");
		},
		async stop() {
			runs.push("revoked stopped");
		},
	});
	const first = elect(redis.connection, "g", revoked, silentLog, leaseMs);
	const second = candidate("g");
	await first.start();
	await second.start();
	refuse();
	await until(() => runs.length === 2, "the first stands down");
	await until(async () => second.runs[0] === "started" || runs.length === 3, "somebody runs it");
	expect(runs.slice(0, 2)).toEqual(["revoked started", "revoked stopped"]);
	await Promise.all([first.stop(), second.stop()]);
});
