import type { AutocompleteInteraction } from "discord.js";
import type { CommandPort, Completion } from "../../../src/commands/port.ts";
import type { Log } from "../../../src/domain/log.ts";
import { discordLimits } from "../limits.ts";
import { addressOf } from "../places/place.ts";
import { problemOf } from "./answer-command.ts";

/** Discord shows nothing that comes later than three seconds, and a person has typed on by then; ms. */
const patienceMs = discordLimits.firstAnswerMs / 2;

/** Offers what somebody may mean who is typing; nothing where it cannot be found out soon. Never rejects. */
export async function answerCompletion(
	interaction: AutocompleteInteraction,
	{ commands, log }: { commands: CommandPort; log: Log },
): Promise<void> {
	const { name, value } = interaction.options.getFocused(true);
	const call = {
		platform: "discord",
		name: interaction.commandName,
		parameter: name,
		typed: value,
		place: { address: addressOfInteraction(interaction) },
	};
	const note = (problem: unknown, what: string) =>
		log.warn({ command: call.name, problem: problemOf(problem) }, `discord: ${what}`);
	const found = commands.complete(call).catch((error: unknown): readonly Completion[] => {
		note(error, "a completion failed");
		return [];
	});
	let timer: NodeJS.Timeout | undefined;
	const none = new Promise<readonly Completion[]>((resolve) => {
		timer = setTimeout(resolve, patienceMs, []);
	});
	const choices = await Promise.race([found, none]);
	clearTimeout(timer);
	// Whoever has typed on has no use for it any more: Discord then answers "unknown interaction".
	await interaction.respond([...choices]).catch((error: unknown) => {
		log.debug({ command: call.name, problem: problemOf(error) }, "discord: a completion was not taken");
	});
}

function addressOfInteraction({ channel, channelId }: AutocompleteInteraction): string {
	return channel === null || channel.isDMBased() ? channelId : addressOf(channel);
}
