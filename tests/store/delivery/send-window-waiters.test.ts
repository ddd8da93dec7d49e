import { describe, expect, it } from "vitest";
import { silentLog } from "../../../src/domain/log.ts";
import {
	createSendWindow,
	type Layer,
	type Slot,
	sendRanks,
} from "../../../src/store/delivery/send-window.ts";
import { createRandom } from "../../faults/random.ts";
import { until } from "../../support/until.ts";
import { useConnection } from "../../support/use-redis.ts";

const wide: Layer = { key: "bot", limit: 1_000, perMs: 10, shared: true };
const chat = (name: string): Layer => ({ key: `chat:${name}`, limit: 1, perMs: 10, shared: false });

const server = useConnection();

/** As if the send had left a second after its slot opened. */
const late = (slot: Slot): Slot => ({ ...slot, opensAt: performance.now() - 1_000 });

describe("whoever waits for the send window", () => {
	it("is woken by a release, also where this process had no room and another waits for a time far off", async () => {
		const window = createSendWindow(server.connection, { platform: "room", leaseMs: 60_000, log: silentLog });
		const caller = new AbortController();
		await window.pause("chat:paused", 50_000, 1);
		const held = await Promise.all(Array.from({ length: 120 }, () => window.reserve([wide], "normal")));
		const paused = window.reserve([wide, chat("paused")], "normal", caller.signal);
		paused.catch(() => {});
		// Its time is known once another, who asked later, has been answered.
		await window.release(await window.reserve([wide], "normal"));
		// It may hold a hundred from now on.
		window.left(late(held[0] as Slot));
		let granted: Slot | undefined;
		void window.reserve([wide], "reply").then((slot) => {
			granted = slot;
		});
		for (const slot of held) await window.release(slot);
		expect(await until(() => granted, "a release has woken who waits")).toBeDefined();
		caller.abort(new Error("called off"));
		await window.stop();
	});

	it("is never forgotten, whatever others do meanwhile", async () => {
		const { next: random, pick } = createRandom(7);
		const windows = [1, 2].map(() =>
			createSendWindow(server.connection, { platform: "stress", leaseMs: 400, log: silentLog }),
		);
		const never = new AbortController();
		await windows[0]?.pause("chat:never", 100_000, 1);
		for (const window of windows) {
			window.reserve([wide, chat("never")], "breaking", never.signal).catch(() => {});
		}
		let open = 0;
		const ranks = Object.keys(sendRanks) as (keyof typeof sendRanks)[];
		const send = async () => {
			open += 1;
			const window = pick(windows);
			const caller = new AbortController();
			if (random() < 0.2) setTimeout(() => caller.abort(new Error("called off")), random() * 60);
			const rank = pick(ranks);
			const place = chat(String(Math.floor(random() * 40)));
			try {
				const slot = await window.reserve([wide, place], rank, caller.signal);
				await pause(random() * 20);
				window.left(random() < 0.3 ? late(slot) : slot);
				await pause(random() * 20);
				void window.release(slot, random() < 0.05);
				if (random() < 0.02) await window.pause(random() < 0.5 ? "bot" : place.key, random() * 80, 1);
			} catch {
				// It was called off.
			}
			open -= 1;
		};
		for (let nth = 0; nth < 800; nth++) {
			void send();
			if (random() < 0.1) await pause(random() * 15);
		}
		await until(() => open === 0, "everybody had a turn or was called off");
		expect(open).toBe(0);
		never.abort(new Error("called off"));
		await Promise.all(windows.map((window) => window.stop()));
	});
});

function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
