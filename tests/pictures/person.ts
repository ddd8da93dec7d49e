import { createCommands } from "../../src/commands/create-commands.ts";
import type { CommandReply, Control } from "../../src/commands/port.ts";
import type { Message } from "../../src/message/message.ts";
import { buildCall, type Newsroom } from "../commands/newsroom.ts";

/** What a person does: asks, presses what has this label, or fills in the form that is open. */
export type Act = { ask: string } | { press: string } | { fill: Readonly<Record<string, string>> };

/** Does one thing after the other, as a person in a private chat would; what comes back of the last is answered. */
export async function answersTo(
	acts: readonly Act[],
	{ commands: deps }: Newsroom,
	language: string,
): Promise<readonly Message[]> {
	const commands = createCommands(deps);
	const person = { id: "77", name: language === "en" ? "Layla" : "ليلى", language };
	const { name: _name, args: _args, ...caller } = buildCall("start", "", { person });
	const nothing = { values: [], offered: [], fields: {} };
	let seen: CommandReply = { messages: [], visibility: "person" };
	for (const act of acts) {
		if ("ask" in act) {
			const [name = "", ...args] = act.ask.split(" ");
			seen = await commands.run({ ...caller, name, args: args.join(" ") });
		} else if ("fill" in act) {
			const does = seen.form?.does ?? "";
			seen = await commands.press({ ...caller, does, ...nothing, fields: act.fill });
		} else {
			seen = await commands.press({ ...caller, ...nothing, ...pressOn(seen.controls ?? [], act.press) });
		}
	}
	const { messages, controls = [] } = seen;
	return messages.map((message, index) =>
		index === messages.length - 1 ? { ...message, controls } : message,
	);
}

/** A button, or an option beside what is chosen already. */
function pressOn(controls: readonly (readonly Control[])[], label: string) {
	for (const control of controls.flat()) {
		if (control.kind === "press") {
			if (control.label === label) return { does: control.does };
			continue;
		}
		const option = control.options.find((one) => one.label === label);
		if (option === undefined) continue;
		const before = control.many ? control.options.filter(({ chosen }) => chosen) : [];
		return {
			does: control.does,
			values: [...before, option].map(({ value }) => value),
			offered: control.options.map(({ value }) => value),
		};
	}
	throw new Error(`pictures: nothing to press is called ${label}`);
}
