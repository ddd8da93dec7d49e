import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Command } from "commander";
import { requireConfig } from "../app/config/config.ts";
import { exportEverything } from "../app/transfer/export.ts";
import { withCore } from "../app/with-core.ts";
import { AppError } from "../domain/errors.ts";

export function exportCommand(): Command {
	return new Command("export")
		.description(
			"write channels, subscriptions, looks, added sources, pages, languages and roles as one JSON file",
		)
		.argument("[file]", "where to write it; the standard output if left out")
		.action(async (file: string | undefined) => {
			await withCore(requireConfig(process.env), async (core) => {
				const pieces = Readable.from(exportEverything(core));
				if (file === undefined) await pipeline(pieces, process.stdout, { end: false });
				else await writeTo(file, pieces);
			});
		});
}

async function writeTo(file: string, pieces: Readable): Promise<void> {
	// Addresses of sources stand in it with their keys. Only what the file system says is the operator's to mend.
	const opened = await open(file, "w", 0o600).catch((error: unknown) => {
		throw new AppError("BQ_USAGE", `export: ${file} cannot be written`, { cause: error });
	});
	await pipeline(pieces, opened.createWriteStream());
}
