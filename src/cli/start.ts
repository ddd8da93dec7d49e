import { Command, InvalidArgumentError } from "commander";
import { requireConfig } from "../app/config/config.ts";
import { type Role, readRoles, roles } from "../app/config/roles.ts";

export function startCommand(): Command {
	return new Command("start")
		.description("run barqiya until it is told to stop (Ctrl-C or SIGTERM)")
		.option(
			"--roles <list>",
			`what this process does, of: ${roles.join(",")}`,
			(text): Role[] => {
				const read = readRoles(text);
				if (read === undefined) throw new InvalidArgumentError(`Roles are: ${roles.join(", ")}.`);
				return read;
			},
			[...roles],
		)
		.action(async (given: { roles: Role[] }) => {
			const { runUntilStopped } = await import("../app/run-until-stopped.ts");
			await runUntilStopped(requireConfig(process.env), given.roles);
		});
}
