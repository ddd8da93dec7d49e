import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { lives, thisProcess } from "./this-process.ts";

/**
 * Written beside the data, so that a second command finds the running server instead of starting one on the same files.
 * `users` are the processes that use it. Where there is none any more the last one has told it to stop.
 */
const noteSchema = z.object({ users: z.array(z.string()), server: z.number(), socket: z.string() });
export type Note = z.infer<typeof noteSchema>;

export function readNote(directory: string): Note | undefined {
	try {
		return noteSchema.parse(JSON.parse(readFileSync(pathIn(directory), "utf8")));
	} catch {
		return undefined;
	}
}

/** At once, as the last moment of a process needs it, and whole or not at all. */
export function writeNote(directory: string, note: Note): void {
	const path = pathIn(directory);
	writeFileSync(`${path}.new`, JSON.stringify(note), { mode: 0o600 });
	renameSync(`${path}.new`, path);
}

export function removeNote(directory: string): void {
	rmSync(pathIn(directory), { force: true });
}

export function othersOf({ users }: Note): string[] {
	return users.filter((user) => user !== thisProcess && lives(user));
}

function pathIn(directory: string): string {
	return join(directory, "running.json");
}
