import { randomUUID } from "node:crypto";
import type { Connection } from "./connection.ts";

export type LeaseResult = { kind: "held"; lease: Lease } | { kind: "taken"; freeInMs: number };

/** Something that one process at a time may do. */
export type Lease = {
	readonly token: string;
	/** True while no one else can hold it, by this process's monotonic clock, which runs on while it is frozen. */
	isHeld(): boolean;
	/** Renews; false when it was lost. */
	extend(): Promise<boolean>;
	release(): Promise<void>;
};

/** Takes the lease under `key` for `ms`, or says when it may be free. */
export async function takeLease(connection: Connection, key: string, ms: number): Promise<LeaseResult> {
	const token = randomUUID();
	let validUntil = 0;
	const asked = performance.now();
	const [held, freeInMs] = (await connection.run("take-lease", [key], [token, ms])) as [number, number];
	if (held !== 1) return { kind: "taken", freeInMs };
	validUntil = asked + ms;
	const lease: Lease = {
		token,
		isHeld: () => performance.now() < validUntil,
		async extend() {
			const at = performance.now();
			const still = (await connection.run("extend-lease", [key], [token, ms])) === 1;
			validUntil = still ? at + ms : 0;
			return still;
		},
		async release() {
			validUntil = 0;
			await connection.run("release-lease", [key], [token]);
		},
	};
	return { kind: "held", lease };
}
