import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { AuditEntry } from "../../domain/audit.ts";
import { AppError } from "../../domain/errors.ts";
import { type Role, roles } from "../../domain/person.ts";
import type { Instant } from "../../domain/time.ts";
import type { Connection } from "../redis/connection.ts";
import { keys } from "../redis/keys.ts";
import { auditKeptMs, writeAuditEntry } from "./audit.ts";
import type { PersonKey } from "./people.ts";

/** Somebody with a role. `name` is for reading: platforms know people by their ids. */
export type StaffMember = PersonKey & { role: Exclude<Role, "none">; name: string; since: Instant };

/** Those who may do more than ask. Whoever is not listed has the role `none`. */
export type StaffStore = {
	get(person: PersonKey): Promise<StaffMember | undefined>;
	/** By role, then by name. */
	list(): Promise<readonly StaffMember[]>;
	/**
	 * Makes a person what `next` says; undefined takes the role. `entry` goes into the audit log in the same step, with
	 * the change it tells of. `last-owner`: nothing was changed, since no owner would remain and `ownerMustRemain`.
	 */
	change(
		person: PersonKey,
		next: Omit<StaffMember, keyof PersonKey> | undefined,
		given: { entry: AuditEntry; ownerMustRemain: boolean; read: StaffMember | undefined },
	): Promise<"done" | "changed-meanwhile" | "last-owner">;
};

const memberSchema = z.object({
	role: z.enum(roles).exclude(["none"]),
	name: z.string(),
	since: z.number(),
});

export function createStaffStore(connection: Connection): StaffStore {
	const { redis } = connection;
	return {
		async get(person) {
			const json = await redis.hget(keys.staff(), fieldOf(person));
			return json === null ? undefined : readMember(fieldOf(person), json);
		},
		async list() {
			const all = Object.entries(await redis.hgetall(keys.staff()));
			return all
				.map(([field, json]) => readMember(field, json))
				.sort(
					(one, other) =>
						roles.indexOf(one.role) - roles.indexOf(other.role) ||
						one.name.localeCompare(other.name, "ar") ||
						fieldOf(one).localeCompare(fieldOf(other), "en"),
				);
		},
		async change(person, next, { entry, ownerMustRemain, read }) {
			const done = await connection.run(
				"change-staff",
				[keys.staff(), keys.audit("staff")],
				[
					fieldOf(person),
					read === undefined ? "" : writeMember(read),
					next === undefined ? "" : writeMember(next),
					ownerMustRemain ? "1" : "",
					randomUUID(),
					writeAuditEntry(entry),
					auditKeptMs,
				],
			);
			return done === 1 ? "done" : done === -1 ? "last-owner" : "changed-meanwhile";
		},
	};
}

function fieldOf({ platform, id }: PersonKey): string {
	return `${platform}:${id}`;
}

function writeMember({ role, name, since }: Omit<StaffMember, keyof PersonKey>): string {
	return JSON.stringify({ role, name, since });
}

function readMember(field: string, json: string): StaffMember {
	const cut = field.indexOf(":");
	const read = memberSchema.safeParse(JSON.parse(json));
	if (read.success) return { platform: field.slice(0, cut), id: field.slice(cut + 1), ...read.data };
	throw new AppError("BQ_STORED_VALUE_INVALID", `store: person ${field}: ${z.prettifyError(read.error)}`);
}
