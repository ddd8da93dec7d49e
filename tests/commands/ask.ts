import { createCommands } from "../../src/commands/create-commands.ts";
import type { CommandCall } from "../../src/commands/port.ts";
import { plainLines } from "../message/plain.ts";
import type { Newsroom } from "./newsroom.ts";

/** What somebody reads who asks this: the lines of every message. */
export async function ask(call: CommandCall, room: Newsroom): Promise<readonly string[]> {
	const reply = await createCommands(room.commands).run(call);
	return reply.messages.flatMap(plainLines);
}
