import { readlinkSync, symlinkSync, unlinkSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { AppError } from "../../domain/errors.ts";
import { lives, thisProcess } from "./this-process.ts";

/** Installing a server is the longest that anybody holds the lock for. */
const lockDeadlineMs = 120_000;

/** Does the work while no other process does any under the same path. A lock whose holder has died is free. */
export async function whileLocked<T>(path: string, work: () => Promise<T>): Promise<T> {
	const deadline = performance.now() + lockDeadlineMs;
	while (!takeLock(path)) {
		if (performance.now() > deadline) throw stillLocked(path);
		await setTimeout(20);
	}
	try {
		return await work();
	} finally {
		unlinkSync(path);
	}
}

/** The same for the last moment of a process, which cannot wait: not done while another process holds the lock. */
export function ifUnlocked(path: string, work: () => void): void {
	if (readHolder(path) !== thisProcess && !takeLock(path)) return;
	try {
		work();
	} finally {
		unlinkSync(path);
	}
}

function takeLock(path: string): boolean {
	try {
		symlinkSync(thisProcess, path); // A link is there with its text or not at all; a file may be seen empty.
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
	}
	const holder = readHolder(path);
	if (holder === undefined || lives(holder)) return false;
	return removeLock(path, holder) && takeLock(path);
}

/** One process at a time removes what a dead one left: what another has taken since is not removed with it. */
function removeLock(path: string, deadHolder: string): boolean {
	const removal = `${path}.removal`;
	if (!takeLock(removal)) return false;
	try {
		if (readHolder(path) === deadHolder) unlinkSync(path);
	} finally {
		unlinkSync(removal);
	}
	return true;
}

function readHolder(path: string): string | undefined {
	try {
		return readlinkSync(path);
	} catch {
		return undefined; // Free by now.
	}
}

function stillLocked(path: string): AppError {
	const [pid] = (readHolder(path) ?? "").split(" ");
	return new AppError(
		"BQ_REDIS_UNREACHABLE",
		`redis: process ${pid} has not done with starting or stopping the private server; if it is no barqiya, delete ${path}`,
	);
}
