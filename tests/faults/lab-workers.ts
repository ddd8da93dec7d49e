import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Death, LabLimits, WorkerSettings } from "./settings.ts";

/** The worker processes: each place is filled again when its process has ended. */
export type LabWorkers = {
	/** Starts as many as there are places; resolves when all take work. */
	start(limits: LabLimits): Promise<void>;
	places: number;
	/** Resolves when every place has a process that takes work. */
	ready(): Promise<void>;
	kill(place: number): void;
	freeze(place: number): void;
	thaw(place: number): void;
	/** The process ends itself at that point. */
	tell(place: number, death: Death): void;
	/** SIGTERM; resolves with the exit code (undefined: it was killed meanwhile). */
	ask(place: number): Promise<number | undefined>;
	/** Ends all of them, asked nicely; resolves with the exit codes. */
	stop(): Promise<(number | undefined)[]>;
	/** Processes that did not start or stop within their time, and were killed for it. */
	readonly stuck: number;
	/** Processes started so far. */
	readonly started: number;
};

const file = fileURLToPath(new URL("./worker.ts", import.meta.url));
const wrongClock = fileURLToPath(new URL("./wrong-clock.ts", import.meta.url));
/** A worker that was asked to stop has a deadline of its own (ten seconds); one that is not gone by then hangs. */
const stopWithinMs = 30_000;
/** A process takes a second to start; it may wait for a Redis that is away, and for a machine that does much else. */
const startWithinMs = 60_000;
/** One worker's clock is wrong by this. */
const clockShiftMs = -3 * 3600_000;

export function createLabWorkers(places: number, settings: Omit<WorkerSettings, "limits">): LabWorkers {
	const children = new Map<number, ChildProcess>();
	const starting = new Map<number, Promise<void>>();
	let limits: LabLimits | undefined;
	let stopping = false;
	let started = 0;
	let stuck = 0;

	async function launch(place: number): Promise<void> {
		started++;
		const told: WorkerSettings = { ...settings, limits: limits as LabLimits };
		const shift = place === 0 ? ["--import", wrongClock] : [];
		const child = spawn(process.execPath, ["--import", "tsx", ...shift, file], {
			env: {
				PATH: process.env.PATH,
				HOME: process.env.HOME,
				LAB_SETTINGS: JSON.stringify(told),
				LAB_CLOCK_SHIFT_MS: String(clockShiftMs),
			},
			stdio: ["ignore", "ignore", "inherit", "ipc"],
		});
		children.set(place, child);
		child.once("exit", () => {
			if (stopping || children.get(place) !== child) return;
			starting.set(place, launch(place));
		});
		const ready = await Promise.race([
			once(child, "message"),
			once(child, "exit"),
			sleep(startWithinMs, "late", { ref: false }),
		]);
		if (ready !== "late") return;
		stuck++;
		child.kill("SIGKILL");
	}

	async function end(child: ChildProcess | undefined): Promise<number | undefined> {
		if (child === undefined || child.exitCode !== null || child.signalCode !== null) return undefined;
		const exit = once(child, "exit") as Promise<[number | null]>;
		child.kill("SIGCONT");
		child.kill("SIGTERM");
		const timer = setTimeout(() => {
			stuck++;
			child.kill("SIGKILL");
		}, stopWithinMs);
		const [code] = await exit;
		clearTimeout(timer);
		return code ?? undefined;
	}

	const signal = (place: number, name: NodeJS.Signals) => void children.get(place)?.kill(name);
	return {
		places,
		get started() {
			return started;
		},
		get stuck() {
			return stuck;
		},
		async start(given) {
			limits = given;
			stopping = false;
			for (let place = 0; place < places; place++) starting.set(place, launch(place));
			await this.ready();
		},
		async ready() {
			// One that ends while it starts is followed by another.
			for (let seen = -1; seen !== started; ) {
				seen = started;
				await Promise.all(starting.values());
			}
		},
		kill: (place) => signal(place, "SIGKILL"),
		freeze: (place) => signal(place, "SIGSTOP"),
		thaw: (place) => signal(place, "SIGCONT"),
		tell(place, death) {
			const child = children.get(place);
			if (child?.connected === true) child.send(death, () => {});
		},
		async ask(place) {
			return end(children.get(place));
		},
		async stop() {
			stopping = true;
			return Promise.all([...children.values()].map((child) => end(child)));
		},
	};
}
