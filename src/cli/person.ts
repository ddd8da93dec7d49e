import { Command, InvalidArgumentError, Option } from "commander";
import { requireConfig } from "../app/config/config.ts";
import { changeStaff, listStaff, requirePersonKey } from "../app/operate/staff.ts";
import type { Role } from "../domain/person.ts";
import { keyOf } from "../staff/people.ts";

const grantable = ["owner", "admin", "editor"] as const;

export function personCommand(): Command {
	const command = new Command("person").description(
		"say who may schedule broadcasts, and who may decide that",
	);
	command
		.command("add")
		.description("give somebody a role")
		.argument("<person>", "platform:id, e.g. telegram:12345")
		.addOption(new Option("--role <role>", "the role").choices(grantable).default("editor"))
		.option("--name <name>", "how to show them in lists")
		.action(async (person: string, given: { role: Role; name?: string }) => {
			const { role, name } = given;
			await change({ ...requirePersonKey(person), ...(name === undefined ? {} : { name }) }, role, false);
		});
	command
		.command("role")
		.description("change the role of somebody who has one")
		.argument("<person>", "platform:id")
		.argument("<role>", grantable.join(", "), readRole)
		.action((person: string, role: Role) => change(requirePersonKey(person), role, true));
	command
		.command("remove")
		.description("take somebody's role; what they scheduled stays")
		.argument("<person>", "platform:id")
		.action((person: string) => change(requirePersonKey(person), "none", true));
	command
		.command("list")
		.description("list everybody who has a role")
		.option("--json", "as JSON")
		.action(async ({ json }: { json?: true }) => {
			const members = await listStaff(requireConfig(process.env));
			const lines = members.map((member) => `${member.role}  ${keyOf(member)}  ${member.name}`.trimEnd());
			process.stdout.write(`${json ? JSON.stringify(members, null, 2) : lines.join("\n")}\n`);
		});
	return command;
}

async function change(
	person: { platform: string; id: string; name?: string },
	role: Role,
	mustBeListed: boolean,
): Promise<void> {
	const changed = await changeStaff(person, role, requireConfig(process.env), { mustBeListed });
	process.stdout.write(`${keyOf(changed)} is ${role === "none" ? "nobody in particular" : role} now\n`);
}

function readRole(text: string): Role {
	const role = grantable.find((each) => each === text);
	if (role === undefined) throw new InvalidArgumentError(`Roles are: ${grantable.join(", ")}.`);
	return role;
}
