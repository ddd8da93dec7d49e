import type { CommandDescription } from "../../src/commands/port.ts";
import { telegramLimits } from "./limits.ts";

export type CommandMenu = {
	commands: { command: string; description: string }[];
	other: { language_code?: "en" };
};

/** The menus that Telegram shows: Arabic for everybody, English for those whose interface is English. */
export function commandMenus(commands: readonly CommandDescription[]): CommandMenu[] {
	return [
		{ commands: menuIn("ar", commands), other: {} },
		{ commands: menuIn("en", commands), other: { language_code: "en" } },
	];
}

function menuIn(language: string, commands: readonly CommandDescription[]): CommandMenu["commands"] {
	return commands.map(({ name, descriptions }) => ({
		command: name,
		description: (descriptions[language] ?? descriptions.ar ?? name).slice(
			0,
			telegramLimits.commandDescription,
		),
	}));
}
