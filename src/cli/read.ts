import { Command, Option } from "commander";
import { readConfig } from "../app/config/config.ts";
import type { ReadRequest } from "../app/input/read-input.ts";
import { AppError } from "../domain/errors.ts";

export function readCommand(): Command {
	return new Command("read")
		.description("read articles from a file, an address or standard input (-) and print them as NDJSON")
		.argument("[inputs...]", "files, addresses, or - for standard input")
		.addOption(
			new Option("--as <kind>", "what the input is")
				.choices(["auto", "feed", "page", "text"])
				.default("auto"),
		)
		.option("--base-url <url>", "the address that the input came from; relative links start there")
		.option("--time-zone <zone>", "the outlet's time zone, which decides the day")
		.option("--files-from <list>", "a file with one path a line (- for standard input)")
		.action(async (inputs: string[], given: Omit<ReadRequest, "inputs">) => {
			const { readInput } = await import("../app/input/read-input.ts");
			const config = readConfig(process.env);
			if (config.kind === "invalid") {
				throw new AppError("BQ_CONFIG_INVALID", `config:\n  - ${config.problems.join("\n  - ")}`);
			}
			for await (const line of readInput({ ...given, inputs }, config.config)) {
				process.stdout.write(`${JSON.stringify(line)}\n`);
			}
		});
}
