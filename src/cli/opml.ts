import { writeFile } from "node:fs/promises";
import { Command } from "commander";
import { requireConfig } from "../app/config/config.ts";
import { readText } from "../app/input/read-input.ts";
import { exportOpml, importOpml } from "../app/transfer/opml.ts";
import { AppError } from "../domain/errors.ts";

const channelOption = ["--channel <channel>", "of one channel: its id, or platform:address"] as const;

/** `barqiya opml export|import`: the list of sources as feed readers exchange it. */
export function opmlCommand(): Command {
	const command = new Command("opml").description("sources as OPML 2.0, for feed readers and from them");
	command
		.command("export")
		.description("write the sources, or those that a channel gets")
		.argument("[file]", "where to write them; the standard output if left out")
		.option(...channelOption)
		.action(async (file: string | undefined, { channel }: { channel?: string }) => {
			const text = await exportOpml(requireConfig(process.env), channel, Date.now());
			if (file === undefined) process.stdout.write(text);
			else {
				await writeFile(file, text, { mode: 0o600 }).catch((error: unknown) => {
					throw new AppError("BQ_USAGE", `opml: ${file} cannot be written`, { cause: error });
				});
			}
		});
	command
		.command("import")
		.description(
			"add the sources of an OPML file to the file of sources; those that are there stay as they are",
		)
		.argument("<file>", "the file; `-` is the standard input")
		.option(...channelOption)
		.option("--check", "only say what would be done")
		.action(async (file: string, { channel, check }: { channel?: string; check?: true }) => {
			const text = await readText(file);
			const done = await importOpml(text, requireConfig(process.env), { channel, check: check === true });
			process.stdout.write(`${JSON.stringify(done)}\n`);
			if (done.added.length > 0 && check !== true) {
				process.stderr.write("restart barqiya, and the new sources are read\n");
			}
		});
	for (const each of command.commands) each.exitOverride();
	return command;
}
