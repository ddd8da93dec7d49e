import { userInfo } from "node:os";
import { AppError } from "../../domain/errors.ts";
import type { Actor, Role } from "../../domain/person.ts";
import { readPersonKey, type StaffChange } from "../../staff/people.ts";
import type { PersonKey } from "../../store/people/people.ts";
import type { StaffMember } from "../../store/people/staff.ts";
import type { Config } from "../config/config.ts";
import { platforms } from "../platforms.ts";
import { withCore } from "../with-core.ts";

/** Whoever may run the program on its machine may do everything. */
export function terminalActor(): Actor {
	const name = userName();
	return { platform: "cli", id: name, name, role: "owner" };
}

function userName(): string {
	try {
		return userInfo().username;
	} catch {
		return `uid:${process.geteuid?.()}`; // One without an entry in passwd, as `docker run --user 12345` gives.
	}
}

export function listStaff(config: Config): Promise<readonly StaffMember[]> {
	return withCore(config, async ({ staff }) => {
		const listed = await staff.list(terminalActor());
		return listed.kind === "list" ? listed.members : [];
	});
}

/** Gives a role, `none` to take it. `mustBeListed`: it is an error to name somebody who has none. */
export function changeStaff(
	person: PersonKey & { name?: string },
	role: Role,
	config: Config,
	{ mustBeListed }: { mustBeListed: boolean },
): Promise<Extract<StaffChange, { kind: "done" }>["member"]> {
	return withCore(config, async ({ staff }) => {
		if (mustBeListed && (await staff.roleOf(person)) === "none") throw notListed();
		const changed = await staff.setRole(terminalActor(), person, role);
		switch (changed.kind) {
			case "done":
				return changed.member;
			case "not-listed":
				throw notListed();
			case "last-owner":
				throw new AppError("BQ_USAGE", "person: this is the last owner; make somebody else an owner first");
			case "owner-by-setting":
				throw new AppError("BQ_USAGE", "person: BARQIYA_OWNER names this owner; take them out of it first");
			case "refused":
				throw new AppError("BQ_USAGE", `person: this needs the role ${changed.least}`);
		}
	});
}

/** Reads `telegram:12345`. Throws `BQ_USAGE` when it is none, or no platform of ours. */
export function requirePersonKey(text: string): PersonKey {
	const person = readPersonKey(text);
	const talking = platforms.filter(({ createBot }) => createBot !== undefined).map(({ name }) => name);
	if (person !== undefined && talking.includes(person.platform)) return person;
	throw new AppError(
		"BQ_USAGE",
		`person: "${text}" is nobody; give platform:id such as telegram:12345 (platforms: ${talking.join(", ")})`,
	);
}

function notListed(): AppError {
	return new AppError("BQ_USAGE", "person: they have no role; `barqiya person list` shows who has one");
}
