import type { CommandDescription, CommandUse } from "../../../src/commands/port.ts";
import { telegramLimits } from "../limits.ts";

export type CommandMenu = {
	commands: { command: string; description: string }[];
	other: { scope: { type: MenuScope }; language_code?: "en" };
};

export type MenuScope = "default" | "all_private_chats" | "all_group_chats" | "all_chat_administrators";

/**
 * Who sees which commands: in a private chat all, in a group those that everybody may use, and its administrators those
 * with which it is run. Those of the newsroom's staff stand in none. `default` is what old clients and all other chats see.
 */
const shown: readonly (readonly [MenuScope, readonly CommandUse[]])[] = [
	["default", ["readers", "owners", "person"]],
	["all_private_chats", ["readers", "owners", "person"]],
	["all_group_chats", ["readers"]],
	["all_chat_administrators", ["readers", "owners"]],
];

/** The menus that Telegram shows: Arabic for everybody, English for those whose interface is English. */
export function commandMenus(commands: readonly CommandDescription[]): CommandMenu[] {
	return shown.flatMap(([type, uses]): CommandMenu[] => {
		const seen = commands.filter(({ use }) => uses.includes(use));
		return [
			{ commands: menuIn("ar", seen), other: { scope: { type } } },
			{ commands: menuIn("en", seen), other: { scope: { type }, language_code: "en" } },
		];
	});
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
