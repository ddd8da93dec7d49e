import { mkdir, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Log } from "../../domain/log.ts";
import { lookAtSocket } from "./look-at-socket.ts";
import { ifUnlocked, whileLocked } from "./process-lock.ts";
import { findRedisServer } from "./redis-server.ts";
import { endServer, notStarted, runServer, signalServer } from "./run-server.ts";
import { type Note, othersOf, readNote, removeNote, writeNote } from "./running-note.ts";
import { isAlive, thisProcess } from "./this-process.ts";

/** A Redis of the program's own: started with the first process that uses it, stopped with the last. */
export type EmbeddedRedis = { url: string; stop(): Promise<void> };

/** A large log of changes takes a while to load. */
const startDeadlineMs = 120_000;
/** What a server that was only just started may take until it listens. */
const spawnMs = 2_000;
/** How often it is looked whether the server still runs; where it does not start, ever more rarely. */
const watchMs = 1_000;
const longestWatchMs = 60_000;

/**
 * Starts `redis-server` or `valkey-server` from PATH on a Unix socket, its data under `<folder>/redis`. One that runs on
 * that folder is used and never started twice, whoever started it; `stop` stops it when no other process uses it, and
 * so does the end of this one. One that ends meanwhile (killed for want of memory) is started again, for all who use it.
 * Where there is no server it is installed if that needs no question (root on Debian or Ubuntu, Homebrew); else throws
 * `BQ_REDIS_MISSING`, which says the one command to run.
 */
export async function startEmbeddedRedis(folder: string, log: Log): Promise<EmbeddedRedis> {
	const directory = resolve(folder, "redis");
	await mkdir(directory, { recursive: true, mode: 0o700 });
	const leaveAtOnce = () => leaveWithoutWaiting(directory);
	process.once("exit", leaveAtOnce);
	const stopping = new AbortController();
	let watching: Promise<void> | undefined;
	async function stop(): Promise<void> {
		stopping.abort();
		await watching;
		await whileLocked(lockIn(directory), () => leave(directory));
		process.off("exit", leaveAtOnce);
	}
	try {
		const socket = await openServer(directory, log);
		watching = keepRunning(directory, log, stopping.signal);
		return { url: `unix:${socket}`, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** Resolves to the socket of a server that answers. Another's may end before it does: then one is started after all. */
async function openServer(directory: string, log: Log): Promise<string> {
	const deadline = performance.now() + startDeadlineMs;
	for (;;) {
		const { socket, isNew } = await whileLocked(lockIn(directory), () => enter(directory, log));
		if (await becomesReady(socket, deadline)) return socket;
		if (isNew || performance.now() > deadline) throw notStarted(directory);
	}
}

/** Makes this process a user of the server that runs, or of one that it starts. */
async function enter(directory: string, log: Log): Promise<{ socket: string; isNew: boolean }> {
	const note = readNote(directory);
	if (note !== undefined && (await isThere(note))) {
		if (note.users.length > 0) {
			const others = othersOf(note);
			writeNote(directory, { ...note, users: [...others, thisProcess] });
			if (others.length === 0) log.info({}, "redis: taking over the server that an earlier run left behind");
			return { socket: note.socket, isNew: false };
		}
		await endServer(note); // Who told it to stop did not wait for it.
	}
	const socket = await runServer(await findRedisServer(log), directory, note);
	log.info({ data: directory }, "redis: started a private server");
	return { socket, isNew: true };
}

/** Until `over`: starts the server again when it has ended and nobody has told it to. */
async function keepRunning(directory: string, log: Log, over: AbortSignal): Promise<void> {
	let waitMs = watchMs;
	while (await setTimeout(waitMs, true, { signal: over, ref: false }).catch(() => false)) {
		try {
			if (hasEnded(readNote(directory))) {
				await whileLocked(lockIn(directory), () => startAgain(directory, log, over));
			}
			waitMs = watchMs;
		} catch (error) {
			log.error(
				{ reason: String(error) },
				"redis: the private server does not start again, it is tried again",
			);
			waitMs = Math.min(2 * waitMs, longestWatchMs);
		}
	}
}

async function startAgain(directory: string, log: Log, over: AbortSignal): Promise<void> {
	const note = readNote(directory);
	if (!hasEnded(note) || over.aborted) return;
	const reasons = join(directory, "redis.log");
	log.error({ reasons }, "redis: the private server has ended by itself, it is started again");
	await runServer(await findRedisServer(log), directory, note);
}

/** That this process uses a server which is not there any more. */
function hasEnded(note: Note | undefined): boolean {
	return note?.users.includes(thisProcess) === true && !isAlive(note.server);
}

async function isThere({ server, socket }: Note): Promise<boolean> {
	const deadline = performance.now() + spawnMs;
	while ((await lookAtSocket(socket)) === "gone") {
		if (!isAlive(server) || performance.now() > deadline) return false;
		await setTimeout(25);
	}
	return true;
}

async function becomesReady(socket: string, deadline: number): Promise<boolean> {
	for (;;) {
		const seen = await lookAtSocket(socket);
		if (seen !== "busy") return seen === "ready";
		if (performance.now() > deadline) return false;
		await setTimeout(25);
	}
}

async function leave(directory: string): Promise<void> {
	const note = signOff(directory);
	if (note === undefined) return;
	await endServer(note);
	removeNote(directory);
	await rm(dirname(note.socket), { recursive: true, force: true });
}

/** When the process ends in the middle of things. What another process changes just now, that one or the next will end. */
function leaveWithoutWaiting(directory: string): void {
	ifUnlocked(lockIn(directory), () => {
		const note = signOff(directory);
		if (note !== undefined) signalServer(note.server, "SIGTERM");
	});
}

/** This process uses the server no more. Returns the note when nobody else does: the server is to be stopped. */
function signOff(directory: string): Note | undefined {
	const note = readNote(directory);
	if (!note?.users.includes(thisProcess)) return undefined;
	const users = othersOf(note);
	writeNote(directory, { ...note, users });
	return users.length === 0 ? note : undefined;
}

function lockIn(directory: string): string {
	return join(directory, "running.lock");
}
