import type { CommandPort } from "../../src/commands/port.ts";

const nothing = async () => ({ messages: [], visibility: "person" as const });

/** The part of the port for tests in which nobody presses, fills in, types ahead or looks anything up. */
export const noControls: Omit<CommandPort, "commands" | "match" | "run"> = {
	press: nothing,
	ask: nothing,
	greet: nothing,
	answer: async () => undefined,
	complete: async () => [],
	lookUp: async () => ({ items: [] }),
};
