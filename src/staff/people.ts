import type { Actor, Role } from "../domain/person.ts";
import type { Instant } from "../domain/time.ts";
import type { PersonKey } from "../store/people/people.ts";
import type { StaffMember, StaffStore } from "../store/people/staff.ts";
import type { Permit, Refused } from "./permit.ts";

export type StaffDeps = {
	staff: StaffStore;
	permit: Permit;
	/** Owners whom the operator's settings name: no command takes their role. */
	owners: readonly PersonKey[];
	now(): Instant;
};

export type StaffChange =
	| { kind: "done"; member: PersonKey & { role: Role; name: string } }
	| Refused
	/** No owner would remain. */
	| { kind: "last-owner" }
	/** The settings say that this person is an owner. */
	| { kind: "owner-by-setting" }
	| { kind: "not-listed" };

/** Who has which role, and who may change that. */
export type Staff = {
	roleOf(person: PersonKey): Promise<Role>;
	/** Somebody who asks for something, with the role that they have now. */
	actor(person: PersonKey & { name: string }): Promise<Actor>;
	/** Those who were given a role, for the operator; without the owners whom the settings name. */
	listed(): Promise<readonly StaffMember[]>;
	list(by: Actor): Promise<{ kind: "list"; members: readonly StaffMember[] } | Refused>;
	/** Gives a role; `none` takes it. `since`: when they had it first, where that is known. Who has a role already keeps their name where no other is given. */
	setRole(
		by: Actor,
		person: PersonKey & { name?: string; since?: Instant },
		role: Role,
	): Promise<StaffChange>;
};

const longestName = 100;

export function createStaff({ staff, permit, owners, now }: StaffDeps): Staff {
	const isOwnerBySetting = ({ platform, id }: PersonKey) =>
		owners.some((owner) => owner.platform === platform && owner.id === id);

	async function roleOf(person: PersonKey): Promise<Role> {
		if (isOwnerBySetting(person)) return "owner";
		return (await staff.get(person))?.role ?? "none";
	}

	return {
		roleOf,
		async actor({ platform, id, name }) {
			// Names come from the platforms, and the log is read in terminals too.
			const shown = name.replace(/\p{C}/gu, "").slice(0, longestName);
			return { platform, id, name: shown, role: await roleOf({ platform, id }) };
		},
		listed: staff.list,
		async list(by) {
			const refused = await permit(by, "person.list", "people");
			if (refused !== undefined) return refused;
			const listed = await staff.list();
			const known = new Map(listed.map((member) => [keyOf(member), member]));
			const bySetting = owners.map((owner): StaffMember => {
				const member = known.get(keyOf(owner));
				return { ...owner, role: "owner", name: member?.name ?? "", since: member?.since ?? 0 };
			});
			return {
				kind: "list",
				members: [...bySetting, ...listed.filter((member) => !isOwnerBySetting(member))],
			};
		},
		async setRole(by, { platform, id, name, since }, role) {
			const person = { platform, id };
			const object = `person ${keyOf(person)}`;
			for (;;) {
				const read = await staff.get(person);
				const isHigher = [read?.role, role, await roleOf(person)].some(
					(each) => each === "owner" || each === "admin",
				);
				const refused = await permit(by, isHigher ? "person.change-admin" : "person.change", object);
				if (refused !== undefined) return refused;
				if (isOwnerBySetting(person) && role !== "owner") return { kind: "owner-by-setting" };
				if (role === "none" && read === undefined) return { kind: "not-listed" };
				const called = name ?? read?.name ?? "";
				const next =
					role === "none" ? undefined : { role, name: called, since: read?.since ?? since ?? now() };
				const done = await staff.change(person, next, {
					read,
					ownerMustRemain: owners.length === 0,
					entry: {
						who: by,
						action: isHigher ? "person.change-admin" : "person.change",
						object,
						before: read?.role ?? "none",
						after: role,
						outcome: "done",
					},
				});
				if (done === "done") return { kind: "done", member: { ...person, role, name: called } };
				if (done === "last-owner") return { kind: "last-owner" };
			}
		},
	};
}

/** `telegram:77`, as the settings and the command line name a person. */
export function keyOf({ platform, id }: PersonKey): string {
	return `${platform}:${id}`;
}

/** Reads `telegram:77`. Undefined when it is none. */
export function readPersonKey(text: string): PersonKey | undefined {
	const [, platform, id] = /^([a-z]{2,20}):([A-Za-z0-9_-]{1,64})$/.exec(text.trim()) ?? [];
	return platform === undefined || id === undefined ? undefined : { platform, id };
}
