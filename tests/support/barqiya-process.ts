import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const source = ["--import", "tsx", fileURLToPath(new URL("../../src/main.ts", import.meta.url))];
const built = [fileURLToPath(new URL("../../dist/src/main.js", import.meta.url))];

/** barqiya as a process of its own, as an operator runs it. */
export type BarqiyaProcess = {
	readonly pid: number;
	/** Everything printed so far. */
	output(): { stdout: string; log: readonly Record<string, unknown>[] };
	/** Resolves with the first log line whose message begins so, past or future; rejects when the process ends before. */
	logged(beginning: string): Promise<Record<string, unknown>>;
	/** Ends it as a crash would. */
	kill(): Promise<void>;
	/** Asks it to stop; resolves with the exit code. */
	stop(): Promise<number | null>;
	ended: Promise<number | null>;
};

/**
 * Settings come from `environment` alone: nothing of the machine's own reaches the program but PATH and HOME. `isBuilt`: as
 * it is shipped and not from its sources, whose translation needs time and memory of its own.
 */
export function runBarqiya(
	args: readonly string[],
	environment: Record<string, string>,
	isBuilt = false,
): BarqiyaProcess {
	const child = spawn(process.execPath, [...(isBuilt ? built : source), ...args], {
		env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
		stdio: ["ignore", "pipe", "pipe"],
	});
	return watch(child);
}

function watch(child: ChildProcess): BarqiyaProcess {
	let stdout = "";
	let rest = "";
	const log: Record<string, unknown>[] = [];
	const waiting = new Set<() => void>();
	child.stdout?.setEncoding("utf8").on("data", (text: string) => {
		stdout += text;
	});
	child.stderr?.setEncoding("utf8").on("data", (text: string) => {
		const lines = (rest + text).split("\n");
		rest = lines.pop() ?? "";
		for (const line of lines) log.push(readLine(line));
		for (const look of waiting) look();
	});
	const ended = once(child, "close").then(([code]) => {
		for (const look of waiting) look();
		return code as number | null;
	});
	return {
		pid: child.pid ?? 0,
		output: () => ({ stdout, log }),
		ended,
		logged: (beginning) =>
			new Promise((resolve, reject) => {
				const look = () => {
					const line = log.find(({ msg }) => String(msg).startsWith(beginning));
					if (line !== undefined) {
						waiting.delete(look);
						resolve(line);
					} else if (child.exitCode !== null || child.signalCode !== null) {
						waiting.delete(look);
						reject(
							new Error(
								`ended before "${beginning}":\n${log.map((each) => JSON.stringify(each)).join("\n")}`,
							),
						);
					}
				};
				waiting.add(look);
				look();
			}),
		async kill() {
			child.kill("SIGKILL");
			await ended;
		},
		async stop() {
			child.kill("SIGTERM");
			return ended;
		},
	};
}

function readLine(line: string): Record<string, unknown> {
	try {
		return JSON.parse(line) as Record<string, unknown>;
	} catch {
		return { msg: line };
	}
}
