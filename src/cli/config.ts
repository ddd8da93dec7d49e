import { Command } from "commander";
import { requireConfig } from "../app/config/config.ts";
import { type OptionName, options } from "../app/config/options.ts";
import { hideSecrets } from "../sources/address-secrets.ts";

export function configCommand(): Command {
	return new Command("config")
		.description("print the settings that are in force, secrets hidden")
		.action(() => {
			const config = requireConfig(process.env);
			const shown = Object.entries(options).map(([name, option]) => {
				const value = config.options[name as OptionName];
				return [name, value === undefined ? null : "secret" in option ? "[secret]" : value];
			});
			const { pages } = config;
			const sources = config.sources.map((source) => ({ ...source, location: hideSecrets(source.location) }));
			process.stdout.write(`${JSON.stringify({ ...Object.fromEntries(shown), sources, pages }, null, 2)}\n`);
		});
}
