import { asciiDigits } from "../../arabic/digits.ts";
import type { Role } from "../../domain/person.ts";
import type { Span } from "../../message/message.ts";
import { keyOf, readPersonKey, type StaffChange } from "../../staff/people.ts";
import type { PersonKey } from "../../store/people/people.ts";
import { buildReply } from "../answer/reply.ts";
import { sayNotYours } from "../broadcast/broadcast.ts";
import type { Command, ReadCall } from "../command.ts";
import type { CommandDeps } from "../deps.ts";
import type { CommandReply } from "../port.ts";
import { findNamed, type Named } from "../typed/names.ts";
import { quoteTyped } from "../typed/typed.ts";

const namedRoles: readonly Named<Role>[] = [
	{ value: "owner", label: "owner", names: ["owner", "مالك"] },
	{ value: "admin", label: "admin", names: ["admin", "مشرف"] },
	{ value: "editor", label: "editor", names: ["editor", "محرر"] },
	{ value: "none", label: "none", names: ["none", "remove", "لا دور", "إزالة", "بلا"] },
];

/** `/people [person] [role]`: who has which role; gives one, or takes it with `none`. A bare id is of this platform. */
export const people: Command = {
	name: "people",
	description: "command-people",
	words: ["المحررون"],
	use: "staff",
	parameters: [
		{ name: "person", description: "parameter-person", kind: "text", required: false },
		{ name: "role", description: "parameter-role", kind: "text", required: false },
	],
	async run(call, deps) {
		const by = await deps.desk.actor({ platform: call.platform, ...call.person });
		if (call.args === "") {
			const listed = await deps.desk.staff.list(by);
			if (listed.kind === "refused") return say(call, sayNotYours(call.locale, by, deps));
			return buildReply("person", call.locale, [
				{ kind: "headline", text: deps.sentences.say(call.locale, "people-title") },
				{ kind: "list", items: listed.members.map((member) => describe(member, call, deps)) },
				deps.sentences.say(call.locale, "people-how"),
			]);
		}
		const [typedPerson = "", ...typedRole] = call.args.split(" ");
		const person = readPerson(typedPerson, call.platform);
		const role = findNamed(typedRole.join(" "), namedRoles);
		if (person === undefined || role === undefined) {
			return say(call, deps.sentences.say(call.locale, "people-how"));
		}
		const changed = await deps.desk.staff.setRole(by, person, role);
		if (changed.kind === "refused") return say(call, sayNotYours(call.locale, by, deps));
		return say(call, sayChange(changed, person, call.locale, deps));
	},
};

function readPerson(typed: string, platform: string): PersonKey | undefined {
	const plain = asciiDigits(typed);
	const mention = /^<@!?(\d{5,20})>$/.exec(plain)?.[1] ?? plain;
	return /^\d{1,20}$/.test(mention) ? { platform, id: mention } : readPersonKey(plain);
}

function sayChange(
	changed: Exclude<StaffChange, { kind: "refused" }>,
	person: PersonKey,
	locale: string,
	{ sentences }: CommandDeps,
): string {
	const id = keyOf(person);
	switch (changed.kind) {
		case "done":
			return sentences.say(locale, "people-done", { id, role: changed.member.role });
		case "last-owner":
			return sentences.say(locale, "people-last-owner");
		case "owner-by-setting":
			return sentences.say(locale, "people-owner-by-setting", { id });
		case "not-listed":
			return sentences.say(locale, "people-not-listed", { id });
	}
}

function describe(
	member: PersonKey & { role: Role; name: string },
	{ locale }: ReadCall,
	{ sentences }: CommandDeps,
): readonly Span[] {
	const name = member.name === "" ? "" : ` ${quoteTyped(member.name)}`;
	return [
		{ text: sentences.say(locale, `role-${member.role}`), bold: true },
		{ text: `: ${keyOf(member)}${name}` },
	];
}

function say(call: ReadCall, sentence: string): CommandReply {
	return buildReply("person", call.locale, [sentence]);
}
