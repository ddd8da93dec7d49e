import {
	ApplicationCommandOptionType,
	ApplicationIntegrationType,
	InteractionContextType,
	Locale,
	type RESTPutAPIApplicationCommandsJSONBody,
} from "discord.js";
import { truncateText } from "../../../src/arabic/truncate.ts";
import type { CommandDescription, CommandParameter } from "../../../src/commands/port.ts";
import { discordLimits } from "../limits.ts";

type CommandForm = RESTPutAPIApplicationCommandsJSONBody[number];

/**
 * The table of commands as Discord registers it. It knows no Arabic interface, so Arabic is what everybody sees whose
 * language we do not have; the others are localizations.
 */
export function buildCommandForms(commands: readonly CommandDescription[]): CommandForm[] {
	return commands.map((command) => ({
		name: command.name,
		...describe(command.descriptions),
		contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
		integration_types: [ApplicationIntegrationType.GuildInstall],
		options: [...command.parameters]
			// Discord wants those first that must be given.
			.sort((one, other) => Number(other.required) - Number(one.required))
			.map(buildOption),
	}));
}

function buildOption(parameter: CommandParameter) {
	const { name, required, minimum, maximum } = parameter;
	const same = { name, required, ...describe(parameter.descriptions) };
	if (parameter.kind === "file") return { ...same, type: ApplicationCommandOptionType.Attachment as const };
	if (parameter.kind === "text") {
		return {
			...same,
			type: ApplicationCommandOptionType.String as const,
			...(parameter.completes ? { autocomplete: true as const } : {}),
		};
	}
	return {
		...same,
		type: ApplicationCommandOptionType.Integer as const,
		...(minimum === undefined ? {} : { min_value: minimum }),
		...(maximum === undefined ? {} : { max_value: maximum }),
	};
}

const mainLanguage = "ar";

function describe(descriptions: Readonly<Record<string, string>>) {
	const cut = (text: string) => truncateText(text, discordLimits.commandDescription);
	const localizations = Object.values(Locale).flatMap((locale) => {
		const text = descriptions[locale] ?? descriptions[locale.split("-", 1)[0] ?? ""];
		return text === undefined ? [] : [[locale, cut(text)] as const];
	});
	return {
		description: cut(descriptions[mainLanguage] ?? Object.values(descriptions)[0] ?? "…"),
		description_localizations: Object.fromEntries(localizations),
	};
}
