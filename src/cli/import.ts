import { Command } from "commander";
import { requireConfig } from "../app/config/config.ts";
import { readText } from "../app/input/read-input.ts";
import { importEverything } from "../app/transfer/import.ts";
import { withCore } from "../app/with-core.ts";

export function importCommand(): Command {
	return new Command("import")
		.description("take in a file that `barqiya export` wrote; what it does not name stays as it is")
		.argument("<file>", "the file; `-` is the standard input")
		.option("--check", "only say what would be done")
		.action(async (file: string, { check }: { check?: true }) => {
			const text = await readText(file);
			const { notes, ...done } = await withCore(requireConfig(process.env), (core) =>
				importEverything(text, core, check === true),
			);
			for (const note of notes) process.stderr.write(`${note}\n`);
			process.stdout.write(`${JSON.stringify(done)}\n`);
		});
}
