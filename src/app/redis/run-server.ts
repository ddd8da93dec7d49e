import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { AppError } from "../../domain/errors.ts";
import { lookAtSocket } from "./look-at-socket.ts";
import { type Note, othersOf, writeNote } from "./running-note.ts";
import { isAlive, lives, thisProcess } from "./this-process.ts";

/** Until a server listens; it loads its data afterwards. */
const listenDeadlineMs = 30_000;
/** How long a server that was asked to stop may take. All that it has acknowledged is on disk: ending it loses nothing. */
const stopDeadlineMs = 10_000;

/**
 * Starts a server on the data, notes it with this process as its user, and resolves to its socket when that is there.
 * `before`: the one that ran on the data until now; where it still has users they find this one in its place.
 */
export async function runServer(binary: string, directory: string, before?: Note): Promise<string> {
	const others = before === undefined ? [] : othersOf(before);
	// Not in the data folder: a socket's path may have about 100 characters only.
	const socket =
		before?.users.some(lives) === true && existsSync(dirname(before.socket))
			? before.socket
			: join(await mkdtemp(join(tmpdir(), "barqiya-")), "redis.sock");
	const settings = {
		port: "0",
		unixsocket: socket,
		unixsocketperm: "700",
		dir: directory,
		save: "",
		appendonly: "yes",
		appendfsync: "always",
		"maxmemory-policy": "noeviction",
		"hash-max-listpack-entries": "512",
		logfile: join(directory, "redis.log"),
	};
	// A process group of its own: Ctrl-C is for the program, which stops the server when its own work is done.
	const child = spawn(
		binary,
		Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
		{ stdio: "ignore", detached: true },
	);
	let ended = false;
	const onEnd = () => {
		ended = true;
	};
	child.once("error", onEnd).once("exit", onEnd);
	child.unref();
	// Before it has loaded its data, even before it listens: whoever looks for it finds it, and this one's exit stops it.
	if (child.pid !== undefined)
		writeNote(directory, { users: [...others, thisProcess], server: child.pid, socket });
	const deadline = performance.now() + listenDeadlineMs;
	while ((await lookAtSocket(socket)) === "gone") {
		if (ended || performance.now() > deadline) {
			child.kill("SIGKILL");
			throw notStarted(directory);
		}
		await setTimeout(25);
	}
	return socket;
}

/** Asks the server that is noted to stop, and resolves when it has. */
export async function endServer({ server, socket }: Note): Promise<void> {
	if ((await lookAtSocket(socket)) === "gone") return; // Its number may be another process's by now.
	for (const signal of ["SIGTERM", "SIGKILL"] as const) {
		signalServer(server, signal);
		const deadline = performance.now() + stopDeadlineMs;
		while (isAlive(server) && performance.now() < deadline) await setTimeout(20);
	}
}

export function signalServer(server: number, signal: "SIGTERM" | "SIGKILL"): void {
	if (isAlive(server)) process.kill(server, signal);
}

export function notStarted(directory: string): AppError {
	return new AppError(
		"BQ_REDIS_UNREACHABLE",
		`redis: the private server did not start; ${join(directory, "redis.log")} says why`,
	);
}
