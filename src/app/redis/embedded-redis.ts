import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";
import { AppError } from "../../domain/errors.ts";
import type { Log } from "../../domain/log.ts";
import { findRedisServer } from "./redis-server.ts";

/** A Redis of the program's own: started with it, stopped with it. */
export type EmbeddedRedis = { url: string; stop(): Promise<void> };

/** Written beside the data, so that a second command finds the running server instead of starting one on the same files. */
const noteSchema = z.object({ owner: z.number(), server: z.number(), socket: z.string() });
type Note = z.infer<typeof noteSchema>;

/** A large log of changes takes a while to load. */
const startDeadlineMs = 120_000;

/**
 * Starts `redis-server` or `valkey-server` from PATH on a Unix socket, its data under `<folder>/redis`. When another
 * process of barqiya runs one on that folder, that one is used and left running; when its owner died, it is taken over.
 * Where there is no server it is installed if that needs no question (root on Debian or Ubuntu, Homebrew); else throws
 * `BQ_REDIS_MISSING`, which says the one command to run.
 */
export async function startEmbeddedRedis(folder: string, log: Log): Promise<EmbeddedRedis> {
	const directory = resolve(folder, "redis");
	await mkdir(directory, { recursive: true, mode: 0o700 });
	const notePath = join(directory, "running.json");
	const note = await readNote(notePath);
	if (note !== undefined && (await answers(note.socket))) {
		if (isAlive(note.owner) && note.owner !== process.pid) {
			return { url: `unix:${note.socket}`, async stop() {} };
		}
		await writeNote(notePath, { ...note, owner: process.pid });
		log.info({}, "redis: taking over the server that an earlier run left behind");
		return { url: `unix:${note.socket}`, stop: () => stopServer(note, notePath) };
	}
	const binary = await findRedisServer(log);
	const started = await startServer(binary, directory);
	await writeNote(notePath, started);
	log.info({ data: directory }, "redis: started a private server");
	return { url: `unix:${started.socket}`, stop: () => stopServer(started, notePath) };
}

async function readNote(path: string): Promise<Note | undefined> {
	if (!existsSync(path)) return undefined;
	try {
		return noteSchema.parse(JSON.parse(await readFile(path, "utf8")));
	} catch {
		return undefined; // Half a note, from a run that was killed while it wrote: as good as none.
	}
}

async function writeNote(path: string, note: Note): Promise<void> {
	await writeFile(`${path}.new`, JSON.stringify(note), { mode: 0o600 });
	await rename(`${path}.new`, path);
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

async function answers(socket: string): Promise<boolean> {
	return new Promise((done) => {
		const connection = createConnection(socket, () => connection.write("PING\r\n"));
		connection.setTimeout(2_000, () => connection.destroy());
		connection.once("data", (data) => {
			connection.destroy();
			done(data.toString().startsWith("+PONG"));
		});
		connection.once("error", () => done(false));
		connection.once("close", () => done(false));
	});
}

async function startServer(binary: string, directory: string): Promise<Note> {
	// Not in the data folder: a socket's path may have about 100 characters only.
	const socket = join(await mkdtemp(join(tmpdir(), "barqiya-")), "redis.sock");
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
	const failed = once(child, "error");
	const exited = once(child, "exit");
	child.unref();
	const deadline = performance.now() + startDeadlineMs;
	while (!(await answers(socket))) {
		const ended = await Promise.race([
			failed.then(() => true),
			exited.then(() => true),
			new Promise<false>((done) => setTimeout(done, 25, false)),
		]);
		if (ended || performance.now() > deadline) {
			throw new AppError(
				"BQ_REDIS_UNREACHABLE",
				`redis: ${binary} did not start; ${join(directory, "redis.log")} says why`,
			);
		}
	}
	return { owner: process.pid, server: child.pid ?? 0, socket };
}

async function stopServer(note: Note, notePath: string): Promise<void> {
	if (isAlive(note.server)) process.kill(note.server, "SIGTERM");
	while (isAlive(note.server)) await new Promise((done) => setTimeout(done, 20));
	await rm(notePath, { force: true });
	await rm(resolve(note.socket, ".."), { recursive: true, force: true });
}
