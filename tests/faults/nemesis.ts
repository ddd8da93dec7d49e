import type { LabRedis } from "./lab-redis.ts";
import type { LabWorkers } from "./lab-workers.ts";
import type { Load } from "./load.ts";
import { placeName } from "./load.ts";
import type { Random } from "./random.ts";
import { labTimes } from "./settings.ts";
import type { Witnesses } from "./witnesses.ts";

export type Field = {
	workers: LabWorkers;
	redis: LabRedis;
	witnesses: Witnesses;
	load: Load;
	random: Random;
	/** Places that were left, and when. */
	left: Map<string, number>;
};

/** One thing that goes wrong. Resolves when it is over, as far as it ends by itself. */
type Fault = { name: string; strike(field: Field): Promise<void> };

/** Telegram's methods that make a message. */
export const newMessages = ["sendMessage", "sendPhoto"];
/** The same on Discord: a message, or a forum's post. */
const newMessage = "/(messages|threads)$";

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const anyWorker = ({ workers, random }: Field) => random.between(0, workers.places - 1);

const deaths: Fault[] = (["granted", "claimed", "answered"] as const).map((dieAt) => ({
	name: `SIGKILL: ${
		{
			granted: "before `sending` is written",
			claimed: "after it, before the request",
			answered: "after the answer, before the ledger",
		}[dieAt]
	}`,
	strike: async (field) =>
		field.workers.tell(anyWorker(field), { dieAt, after: field.random.between(1, 40) }),
}));

/** What the platforms do to single requests, on both of them. */
const answers: Fault[] = [
	onBoth("reset after n bytes of the request", (random) => {
		const afterBytes = random.between(0, 200);
		return [
			{ kind: "reset-request", afterBytes },
			{ kind: "reset-request", afterBytes },
		];
	}),
	onBoth("reset after n bytes of the answer", (random) => {
		const afterBytes = random.between(1, 120);
		return [
			{ kind: "reset-answer", afterBytes },
			{ kind: "reset-answer", afterBytes },
		];
	}),
	onBoth("reset after acceptance", () => [
		{ kind: "reset", when: "after" },
		{ kind: "reset", accepted: true },
	]),
	onBoth("reset before acceptance", () => [
		{ kind: "reset", when: "before" },
		{ kind: "reset", accepted: false },
	]),
	onBoth("answer held past the timeout", () => [
		{ kind: "hold", ms: labTimes.telegramTimeoutMs + 500 },
		{ kind: "hold", ms: labTimes.discordTimeoutMs + 500 },
	]),
	onBoth("request held, then accepted", () => [
		{ kind: "latency", ms: labTimes.holdMs },
		{ kind: "delay", ms: labTimes.holdMs },
	]),
	onBoth("HTML 502 before acceptance", () => [
		{ kind: "html", status: 502, when: "before" },
		{ kind: "html-502", accepted: false },
	]),
	onBoth("HTML 502 after acceptance", () => [
		{ kind: "html", status: 502, when: "after" },
		{ kind: "html-502", accepted: true },
	]),
	onBoth("500 after acceptance", () => [
		{ kind: "server-error", status: 500, when: "after" },
		{ kind: "status-500", accepted: true },
	]),
	onBoth("429 storm", () => [
		{ kind: "limit", retryAfter: 1 },
		{ kind: "limit", retryAfter: 1, scope: "user" },
	]),
];

/** Everything that can go wrong, by name. The order is the order in which a run makes sure that each was there. */
export const faults: readonly Fault[] = [
	{ name: "SIGKILL at random", strike: async (field) => field.workers.kill(anyWorker(field)) },
	...deaths,
	{
		name: "SIGKILL: after the platform accepted, before its answer",
		async strike(field) {
			const { telegram, discord } = field.witnesses;
			const ms = labTimes.holdMs;
			await Promise.all([
				telegram.remote.addFault({ methods: newMessages, times: 30, action: { kind: "hold", ms } }),
				discord.remote.addFault({
					method: "POST",
					path: newMessage,
					times: 30,
					fault: { kind: "hold", ms },
				}),
			]);
			await pause(ms / 3);
			field.workers.kill(anyWorker(field));
		},
	},
	{
		name: "SIGSTOP longer than the job lock and the lane's lease",
		async strike(field) {
			const place = anyWorker(field);
			field.workers.freeze(place);
			await pause(labTimes.timing.laneLeaseMs + 1_500);
			field.workers.thaw(place);
		},
	},
	{
		name: "SIGKILL and restart of Redis",
		strike: ({ redis, random }) => redis.crash(random.between(50, 1_200)),
	},
	{
		name: "CLIENT PAUSE",
		strike: ({ redis, random }) => redis.command(`CLIENT PAUSE ${random.between(200, 1_500)}`),
	},
	{ name: "CLIENT KILL", strike: ({ redis }) => redis.command("CLIENT KILL TYPE normal SKIPME yes") },
	{
		name: "SIGTERM and a new process",
		async strike(field) {
			const code = await field.workers.ask(anyWorker(field));
			if (code !== undefined && code !== 0)
				throw new Error(`lab: a worker that was asked to stop ended with ${code}`);
		},
	},
	...answers,
	{
		name: "403 mid-broadcast",
		async strike({ load, left, witnesses, random }) {
			for (let n = 0; n < 3; n++) {
				const place = random.pick(load.places);
				const name = placeName(place.platform, place.address);
				if (place.addressKind === "group" || left.has(name)) continue;
				if (place.platform === "telegram") {
					await witnesses.telegram.remote.setState(Number(place.address), "kicked");
				} else await witnesses.discord.remote.deleteChannel({ channelId: place.address });
				left.set(name, Date.now());
			}
		},
	},
];

type TelegramAction = Parameters<Witnesses["telegram"]["remote"]["addFault"]>[0]["action"];
type DiscordFault = Parameters<Witnesses["discord"]["remote"]["addFault"]>[0]["fault"];

function onBoth(name: string, actions: (random: Random) => [TelegramAction, DiscordFault]): Fault {
	return {
		name,
		async strike({ witnesses, random }) {
			const [action, fault] = actions(random);
			const times = random.between(3, 12);
			await Promise.all([
				witnesses.telegram.remote.addFault({ methods: newMessages, times, action }),
				witnesses.discord.remote.addFault({ method: "POST", path: newMessage, times, fault }),
			]);
		},
	};
}

/**
 * Lets things go wrong until `until` (performance.now()), in a seeded order in which everything comes up before anything
 * comes again; then takes back what is left of it. Resolves with how often each struck.
 */
export async function runNemesis(field: Field, until: number, everyMs: number): Promise<Map<string, number>> {
	const struck = new Map<string, number>();
	const running = new Set<Promise<void>>();
	let bag: Fault[] = [];
	while (performance.now() < until) {
		if (bag.length === 0) bag = shuffled(faults, field.random);
		const fault = bag.pop();
		if (fault === undefined) break;
		struck.set(fault.name, (struck.get(fault.name) ?? 0) + 1);
		const strike = fault.strike(field).finally(() => running.delete(strike));
		running.add(strike);
		await pause(everyMs * (0.5 + field.random.next()));
	}
	await Promise.all(running);
	await Promise.all([
		field.witnesses.telegram.remote.clearFaults(),
		field.witnesses.discord.remote.clearFaults(),
	]);
	return struck;
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
	return list
		.map((item) => ({ item, at: random.next() }))
		.sort((a, b) => a.at - b.at)
		.map(({ item }) => item);
}
