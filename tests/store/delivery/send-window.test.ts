import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { silentLog } from "../../../src/domain/log.ts";
import {
	createSendWindow,
	type Layer,
	type SendWindow,
	untilOpen,
} from "../../../src/store/delivery/send-window.ts";
import { type Connection, createConnection } from "../../../src/store/redis/connection.ts";
import { keys } from "../../../src/store/redis/keys.ts";
import { startRedis, type TestRedis } from "../../support/redis.ts";

const bot: Layer = { key: "bot", limit: 30, perMs: 1_000, shared: true };
const chat = (name: string): Layer => ({ key: `chat:${name}`, limit: 1, perMs: 200, shared: false });

let server: TestRedis;
let connection: Connection;
const opened: SendWindow[] = [];

beforeAll(async () => {
	server = await startRedis();
	connection = createConnection(server.url, { log: silentLog });
});
afterAll(async () => {
	await Promise.all(opened.map((window) => window.stop()));
	await connection.stop();
	await server.stop();
});

function openWindow(platform: string, leaseMs = 60_000): SendWindow {
	const window = createSendWindow(connection, { platform, leaseMs, log: silentLog });
	opened.push(window);
	return window;
}

describe("send window", () => {
	it("never lets a 31st send arrive within any second, over three processes and any latency", async () => {
		const windows = [openWindow("strict"), openWindow("strict"), openWindow("strict")];
		const arrivals: number[] = [];
		let latency = 7;
		await Promise.all(
			Array.from({ length: 95 }, async (_, index) => {
				const window = windows[index % 3] as SendWindow;
				const slot = await window.acquire([bot, chat(String(index))], "normal");
				latency = (latency * 31) % 97;
				await new Promise((resolve) => setTimeout(resolve, latency / 4));
				arrivals.push(performance.now());
				await new Promise((resolve) => setTimeout(resolve, latency / 4));
				await window.release(slot);
			}),
		);
		arrivals.sort((a, b) => a - b);
		const most = Math.max(...arrivals.map((at) => arrivals.filter((b) => b >= at && b < at + 1_000).length));
		expect(arrivals).toHaveLength(95);
		expect(most).toBeLessThanOrEqual(30);
	});

	it("lets one chat wait for itself and delays no other", async () => {
		const window = openWindow("chats");
		const order: string[] = [];
		const send = async (name: string) => {
			const slot = await window.acquire([bot, chat(name)], "normal");
			order.push(name);
			await window.release(slot);
		};
		await Promise.all([send("a"), send("a"), send("b"), send("c")]);
		expect(order).toEqual(["a", "b", "c", "a"]);
	});

	it("lets a reply pass before bulk that has waited longer, in another process too", async () => {
		const one: Layer = { key: "bot", limit: 1, perMs: 80, shared: true };
		const [bulk, replies] = [openWindow("ranks"), openWindow("ranks")];
		const order: string[] = [];
		const send = async (window: SendWindow, name: string, rank: "bulk" | "reply") => {
			const slot = await window.acquire([one], rank);
			order.push(name);
			await window.release(slot);
		};
		const first = send(bulk, "bulk 1", "bulk");
		await first;
		const rest = [send(bulk, "bulk 2", "bulk"), send(bulk, "bulk 3", "bulk"), send(bulk, "bulk 4", "bulk")];
		await Promise.race(rest);
		await Promise.all([...rest, send(replies, "reply", "reply")]);
		expect(order.indexOf("reply")).toBeLessThanOrEqual(3);
		expect(order).toHaveLength(5);
	});

	it("promises a slot before it is free, and lets nobody leave before that", async () => {
		const one: Layer = { key: "bot", limit: 1, perMs: 200, shared: true };
		const window = openWindow("ahead");
		let slot = await window.acquire([one], "normal");
		let wasEarly = false;
		// A machine that does much else may bring the promise late, but not every time.
		for (let round = 0; round < 30 && !wasEarly; round++) {
			const answeredAt = performance.now();
			await window.release(slot);
			slot = await window.reserve([one], "normal");
			wasEarly = performance.now() < slot.opensAt;
			expect(slot.opensAt).toBeGreaterThanOrEqual(answeredAt + 200);
			await untilOpen(slot);
			expect(performance.now()).toBeGreaterThanOrEqual(slot.opensAt);
		}
		expect(wasEarly).toBe(true);
	});

	it("lets those that come at once to a window at rest leave at an even pace, but for the first two", async () => {
		const window = openWindow("even");
		const slots = await Promise.all(Array.from({ length: 4 }, () => window.reserve([bot], "normal")));
		const times = slots.map(({ opensAt }) => opensAt).toSorted((a, b) => a - b);
		const least = (bot.perMs / bot.limit) * 0.95;
		for (const [index, time] of times.entries()) {
			expect(time - (times[0] ?? 0)).toBeGreaterThanOrEqual((index - 1) * least);
		}
	});

	it("lets the sends behind a late answer leave closer to each other, so that it delays none of them", async () => {
		const window = openWindow("late");
		const ten: Layer = { key: "bot", limit: 10, perMs: 1_000, shared: true };
		const evenGap = ten.perMs / ten.limit;
		const slots = await Promise.all(Array.from({ length: ten.limit }, () => window.reserve([ten], "normal")));
		await Promise.all(slots.map((slot) => untilOpen(slot)));
		await Promise.all(slots.slice(0, 2).map((slot) => window.release(slot)));
		const next = await Promise.all([window.reserve([ten], "normal"), window.reserve([ten], "normal")]);
		const [first = 0, second = 0] = next.map(({ opensAt }) => opensAt).toSorted((a, b) => a - b);
		expect(second - first).toBeLessThan(evenGap * 0.75);
		expect(second - first).toBeGreaterThan(evenGap * 0.25);
	});

	it("gives back the slot of a process that died when its lease ends", async () => {
		const one: Layer = { key: "bot", limit: 1, perMs: 10, shared: true };
		const dead = openWindow("lease", 150);
		await dead.acquire([one], "normal");
		await dead.stop();
		const slot = await openWindow("lease", 150).acquire([one], "normal");
		expect(slot.layers).toEqual([one]);
	});

	it("keeps the slot of a request that may still arrive, also where nobody waits for its answer", async () => {
		const one: Layer = { key: "bot", limit: 1, perMs: 10, shared: true };
		const window = openWindow("under-way", 600);
		const at = performance.now();
		await window.release(await window.acquire([one], "normal"), true);
		await window.acquire([one], "normal");
		expect(performance.now() - at).toBeGreaterThan(590);
	});

	it("grants nothing while a layer is paused, and a waiting send can be called off", async () => {
		const window = openWindow("paused");
		await window.pause("bot", 60_000, 0.9);
		const caller = new AbortController();
		const waiting = window.acquire([bot], "reply", caller.signal);
		setTimeout(() => caller.abort(new Error("called off")), 50);
		await expect(waiting).rejects.toThrow("called off");
	});

	it("leaves a platform alone that has refused too often, whichever process was refused, and nothing else", async () => {
		const guard = { most: 5, perMs: 600_000 };
		const [one, other] = [openWindow("refusing"), openWindow("refusing")];
		for (const window of [one, other, one, other]) await window.noteRefusal("bot", guard);
		await one.release(await one.acquire([bot], "bulk"));
		await other.noteRefusal("bot", guard);
		const caller = new AbortController();
		const held = one.acquire([bot], "reply", caller.signal);
		await other.acquire([chat("elsewhere")], "bulk");
		setTimeout(() => caller.abort(new Error("called off")), 50);
		await expect(held).rejects.toThrow("called off");
		const control = keys.windowControl("refusing", "bot");
		const paused = Number(await connection.redis.hget(control, "paused"));
		expect(paused - Date.now()).toBeGreaterThan(500_000);
	});

	it("forgets refusals that are older than the span", async () => {
		const window = openWindow("forgiving");
		const minute = Math.floor(Date.now() / 60_000);
		await connection.redis.hset(keys.windowRefusals("forgiving", "bot"), String(minute - 11), "900");
		await window.noteRefusal("bot", { most: 5, perMs: 600_000 });
		const slot = await window.acquire([bot], "bulk");
		expect(slot.layers).toEqual([bot]);
	});

	it("lowers a ceiling once for all the refusals of one moment", async () => {
		const layer: Layer = { key: "bot", limit: 20, perMs: 60_000, shared: false };
		const window = openWindow("lowered");
		await Promise.all(Array.from({ length: 12 }, () => window.pause("bot", 20, 0.9)));
		const slots = await Promise.all(Array.from({ length: 18 }, () => window.acquire([layer], "normal")));
		expect(slots).toHaveLength(18);
		const caller = new AbortController();
		const oneMore = window.acquire([layer], "normal", caller.signal);
		setTimeout(() => caller.abort(new Error("called off")), 100);
		await expect(oneMore).rejects.toThrow("called off");
	});

	it("opens after its own length when Redis's clock was set back, and not an hour later", async () => {
		const two: Layer = { key: "bot", limit: 12, perMs: 100, shared: true };
		const window = openWindow("set-back", 1_000);
		const send = async () => window.release(await window.acquire([two], "reply"));
		await Promise.all(Array.from({ length: 12 }, send));
		// What a clock wrote that was an hour ahead of the one there is now.
		const { redis } = connection;
		const ahead = 3_600_000;
		const slots = keys.window("set-back", "bot");
		for (const id of await redis.zrange(slots, "0", "-1")) await redis.zincrby(slots, ahead, id);
		await redis.pexpire(slots, ahead);
		const waiting = keys.windowWaiting("set-back");
		for (const field of await redis.hkeys(waiting)) await redis.hincrbyfloat(waiting, String(field), ahead);
		await redis.hset(waiting, "0", Date.now() + ahead);
		const control = keys.windowControl("set-back", "bot");
		await redis.hset(control, { paused: Date.now() + ahead + 50, from: Date.now() + ahead });
		const slot = await window.acquire([two], "normal");
		expect(slot.layers).toEqual([two]);
	});
});
