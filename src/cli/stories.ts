import { Command } from "commander";
import { placeStories } from "../app/input/place-stories.ts";
import { readText } from "../app/input/read-input.ts";

export function storiesCommand(): Command {
	return new Command("stories")
		.description("say of each article of a file whether it is new or tells what another told, as NDJSON")
		.argument("<file>", "articles, one JSON object a line: id, source, headline, lead, body, publishedAt")
		.action(async (file: string) => {
			for await (const line of placeStories(await readText(file))) {
				process.stdout.write(`${JSON.stringify(line)}\n`);
			}
		});
}
