import { Command } from "commander";
import { requireConfig } from "../app/config/config.ts";

export function previewCommand(): Command {
	return new Command("preview")
		.description("print the exact request that would post an article, as JSON, one line an article")
		.argument("<input>", "a file or an address: page dump, HTML page, feed")
		.requiredOption("--platform <name>", "whose request: telegram, discord or web")
		.option("--time-zone <zone>", "the outlet's time zone")
		.option("--template <name or file>", "a ready-made template by its name, or a text of your own")
		.action(async (input: string, given: { platform: string; timeZone?: string; template?: string }) => {
			const { previewInput } = await import("../app/input/preview-input.ts");
			const config = requireConfig(process.env);
			for await (const line of previewInput(input, given, config)) {
				process.stdout.write(`${JSON.stringify(line, null, 2)}\n`);
			}
		});
}
