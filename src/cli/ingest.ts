import { Command } from "commander";
import { requireConfig } from "../app/config/config.ts";
import { exitCodes } from "./exit-codes.ts";

export function ingestCommand(): Command {
	return new Command("ingest")
		.description("read articles from files or addresses and post them to the channels that want them")
		.argument("<inputs...>", "files or addresses: page dumps, HTML pages, feeds")
		.option("--source <id>", "the source they belong to; default: one named after the input")
		.action(async (inputs: string[], given: { source?: string }) => {
			const { ingestInputs } = await import("../app/input/ingest-inputs.ts");
			const config = requireConfig(process.env);
			for await (const line of ingestInputs(inputs, given.source, config)) {
				process.stdout.write(`${JSON.stringify(line)}\n`);
				if ("failed" in line) process.exitCode = exitCodes.failed;
			}
		});
}
