import { Command } from "commander";
import { requireConfig } from "../app/config/config.ts";
import { addSourceAt, type ListedSource, listSources, removeSource } from "../app/operate/sources.ts";
import { hideSecrets } from "../sources/address-secrets.ts";

/** `barqiya source add|list|remove`: sources without the file, seen by the running program at once. */
export function sourceCommand(): Command {
	const command = new Command("source").description("sources besides those of the file, without a restart");
	command
		.command("add")
		.description("read an address, and add it as a source")
		.argument("<address>", "of a feed, or of a page that lists articles")
		.option("--name <name>", "as readers see it; its own if left out")
		.option("--topic <topic...>", "what its articles are sorted under")
		.option("--zone <zone>", "the outlet's time zone; BARQIYA_TIME_ZONE if left out")
		.option("--only-by-name", "for those alone who subscribe to it by name, and in no list")
		.action(async (address: string, given: AddOptions) => {
			const { name, topic, zone, onlyByName } = given;
			const added = await addSourceAt(
				address,
				{
					topics: topic ?? [],
					onlyByName: onlyByName === true,
					...(name === undefined ? {} : { name }),
					...(zone === undefined ? {} : { timeZone: zone }),
				},
				requireConfig(process.env),
			);
			process.stdout.write(`${added.id}  ${added.name}\n`);
			if (!added.isNew) process.stderr.write("it was a source already, and stays as it was\n");
		});
	command
		.command("list")
		.description("list all sources, and who added which")
		.option("--json", "as JSON")
		.action(async ({ json }: { json?: true }) => {
			const listed = await listSources(requireConfig(process.env));
			const sources = listed.map((source) => ({ ...source, location: hideSecrets(source.location) }));
			const text = json ? JSON.stringify(sources, null, 2) : sources.map(describe).join("\n");
			process.stdout.write(`${text}\n`);
		});
	command
		.command("remove")
		.description("remove one that was added; who subscribes to it gets nothing of it any more")
		.argument("<source>", "its id or its address")
		.action(async (reference: string) => {
			const { id, name } = await removeSource(reference, requireConfig(process.env));
			process.stdout.write(`${id}  ${name} is removed\n`);
		});
	for (const each of command.commands) each.exitOverride();
	return command;
}

type AddOptions = { name?: string; topic?: string[]; zone?: string; onlyByName?: true };

function describe({ id, name, location, addedBy, onlyByName, unusedSince }: ListedSource): string {
	const by = addedBy === undefined ? "file" : `${addedBy.platform}:${addedBy.id}`;
	const notes = [onlyByName ? "only by name" : "", unusedSince === undefined ? "" : "unused"].filter(Boolean);
	return [id, by, name, location, ...(notes.length === 0 ? [] : [`(${notes.join(", ")})`])].join("  ");
}
