import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Death, LabLimits, WorkerSettings } from "./settings.ts";

/** The worker processes: each place is filled again when its process has ended. */
export type LabWorkers = {
	/** Starts as many as there are places; resolves when all take work. */
	start(limits: LabLimits): Promise<void>;
	places: number;
	kill(place: number): void;
	freeze(place: number): void;
	thaw(place: number): void;
	/** The process ends itself at that point. */
	tell(place: number, death: Death): void;
	/** SIGTERM; resolves with the exit code (undefined: it was killed meanwhile). */
	ask(place: number): Promise<number | undefined>;
	/** Ends all of them, asked nicely; resolves with the exit codes. */
	stop(): Promise<(number | undefined)[]>;
	/** Processes started so far. */
	readonly started: number;
};

const file = fileURLToPath(new URL("./worker.ts", import.meta.url));
const wrongClock = fileURLToPath(new URL("./wrong-clock.ts", import.meta.url));
/** One worker's clock is wrong by this. */
const clockShiftMs = -3 * 3600_000;

export function createLabWorkers(places: number, settings: Omit<WorkerSettings, "limits">): LabWorkers {
	const children = new Map<number, ChildProcess>();
	let limits: LabLimits | undefined;
	let stopping = false;
	let started = 0;

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
			void launch(place);
		});
		await Promise.race([once(child, "message"), once(child, "exit")]);
	}

	const signal = (place: number, name: NodeJS.Signals) => void children.get(place)?.kill(name);
	return {
		places,
		get started() {
			return started;
		},
		async start(given) {
			limits = given;
			stopping = false;
			await Promise.all(Array.from({ length: places }, (_, place) => launch(place)));
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

async function end(child: ChildProcess | undefined): Promise<number | undefined> {
	if (child === undefined || child.exitCode !== null || child.signalCode !== null) return undefined;
	child.kill("SIGCONT");
	child.kill("SIGTERM");
	const [code] = (await once(child, "exit")) as [number | null];
	return code ?? undefined;
}
