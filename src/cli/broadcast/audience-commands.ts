import type { Command } from "commander";
import { requireConfig } from "../../app/config/config.ts";
import { terminalActor } from "../../app/operate/staff.ts";
import { describeChannel } from "./describe.ts";
import { desk } from "./desk.ts";
import { type Given, readDraft } from "./read-draft.ts";

const { run, need, print } = desk;

/** What an audience is chosen from: channels, their tags, and audiences that were saved. */
export function addAudienceCommands(command: Command): void {
	const audienceOf = async (given: Given) => {
		const { options } = requireConfig(process.env);
		return (await readDraft({ ...given, headline: "-" }, options.BARQIYA_TIME_ZONE)).audience;
	};

	command
		.command("channels")
		.description("the channels that an audience means, with their ids and tags")
		.option("--to <audience>", "see `broadcast create`", "all")
		.option("--except <audience>", "likewise")
		.action(async (given: Given) => {
			await run(async (broadcasts) => {
				const audience = await audienceOf(given);
				const { rows } = need(await broadcasts.channels(audience));
				for await (const row of rows) print(describeChannel(row));
			});
		});

	command
		.command("tag")
		.description("give a channel the tags by which an audience can name it; none takes them away")
		.argument("<channel>", "the channel's id, e.g. telegram-3")
		.argument("[tags...]")
		.action(async (channel: string, tags: string[]) => {
			await run(async (broadcasts) => {
				const done = need(await broadcasts.tagChannel(terminalActor(), channel, tags));
				print(`${channel}: ${done.tags.join(", ") || "no tags"}`);
			});
		});

	command
		.command("segment")
		.description("save an audience under a name; without --to and --except the list of those there are")
		.argument("[name]")
		.option("--to <audience>", "see `broadcast create`")
		.option("--except <audience>", "see `broadcast create`")
		.option("--remove", "take it away")
		.action(async (name: string | undefined, given: Given & { remove?: true }) => {
			await run(async (broadcasts) => {
				if (name === undefined || (given.to === undefined && given.remove !== true)) {
					print(JSON.stringify(Object.fromEntries(await broadcasts.segments()), null, 2));
					return;
				}
				if (given.remove === true) {
					need(await broadcasts.removeSegment(terminalActor(), name));
					print(`${name} is gone`);
					return;
				}
				const audience = await audienceOf(given);
				const { recipients } = need(await broadcasts.saveSegment(terminalActor(), name, audience));
				print(`${name}: ${recipients} channels at this moment`);
			});
		});
}
