import type { CommandPort } from "../../src/commands/port.ts";

const nothing = async () => ({ messages: [], visibility: "person" as const });

/** The half of the port for tests in which nobody presses or fills in anything. */
export const noControls: Pick<CommandPort, "press" | "ask" | "answer"> = {
	press: nothing,
	ask: nothing,
	answer: async () => undefined,
};
