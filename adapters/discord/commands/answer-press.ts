import type { MessageComponentInteraction, ModalSubmitInteraction } from "discord.js";
import type { CommandReply, PressCall } from "../../../src/commands/port.ts";
import { buildAnswer } from "../../../src/message/answer.ts";
import { readCustomId, turnTo } from "../render/controls.ts";
import {
	after,
	answerLanguage,
	bodiesOf,
	buildCaller,
	type CommandAnswering,
	flagsOf,
	orOutage,
	settle,
} from "./answer-command.ts";
import { buildModal } from "./modal.ts";

type Pressing = MessageComponentInteraction | ModalSubmitInteraction;

/**
 * Answers a pressed button, a choice or a form that was sent in. When the work is not done soon, Discord is told that it
 * goes on, and the answer follows. Never rejects.
 */
export async function answerPress(interaction: Pressing, answering: CommandAnswering): Promise<void> {
	const pressed = readCustomId(interaction.customId);
	if (pressed === undefined) {
		// Not ours, or of another time; without an answer it would show that it failed.
		return settle("press", answering, () => deferUpdate(interaction));
	}
	const { does } = pressed;
	const call = {
		...buildCaller(interaction, answering),
		does,
		...chosenIn(interaction),
		fields: fieldsOf(interaction),
	};
	const work = orOutage(() => answering.commands.press(call), does, answering).then((reply) =>
		reply.controls === undefined ? reply : { ...reply, controls: turnTo(reply.controls, pressed) },
	);
	await settle(does, answering, async () => {
		const soon = await Promise.race([work, after(answering.patienceMs)]);
		if (soon !== undefined) return answerAtOnce(interaction, soon);
		await deferUpdate(interaction);
		await answerDeferred(interaction, await work, does);
	});
}

/** What is chosen in a menu, and what could have been: the menu itself says it. */
function chosenIn(interaction: Pressing): Pick<PressCall, "values" | "offered"> {
	if (interaction.isModalSubmit() || !interaction.isStringSelectMenu()) return { values: [], offered: [] };
	return {
		values: interaction.values,
		offered: interaction.component.options.map(({ value }) => value),
	};
}

function fieldsOf(interaction: Pressing): Record<string, string> {
	if (!interaction.isModalSubmit()) return {};
	const entries = [...interaction.fields.fields.values()].flatMap((field) =>
		"value" in field && typeof field.value === "string" ? [[field.customId, field.value] as const] : [],
	);
	return Object.fromEntries(entries);
}

async function answerAtOnce(interaction: Pressing, reply: CommandReply): Promise<void> {
	if (reply.form !== undefined && !interaction.isModalSubmit()) {
		await interaction.showModal(buildModal(reply.form));
		return;
	}
	const [first, ...rest] = bodiesOf(reply);
	const notices = noticesOf(reply);
	if (first === undefined) {
		const [only] = notices;
		if (only === undefined) await deferUpdate(interaction);
		else await interaction.reply({ ...only, flags: flagsOf({ visibility: "person" }) });
		return;
	}
	const flags = flagsOf(reply);
	if (reply.replaces === true && hasMessage(interaction)) await interaction.update(first);
	else await interaction.reply({ ...first, flags });
	for (const body of rest) await interaction.followUp({ ...body, flags });
	for (const body of notices)
		await interaction.followUp({ ...body, flags: flagsOf({ visibility: "person" }) });
}

/** A form cannot be shown any more once the answer was put off: a button asks for it again. */
async function answerDeferred(interaction: Pressing, reply: CommandReply, does: string): Promise<void> {
	const { form } = reply;
	const whole: CommandReply =
		form === undefined
			? reply
			: {
					messages: [buildAnswer(answerLanguage, [form.title])],
					visibility: "person",
					controls: [[{ kind: "press", label: form.title, does }]],
				};
	const [first, ...rest] = bodiesOf(whole);
	const flags = flagsOf(whole);
	if (first !== undefined) {
		if (whole.replaces === true && hasMessage(interaction)) await interaction.editReply(first);
		else await interaction.followUp({ ...first, flags });
	}
	for (const body of rest) await interaction.followUp({ ...body, flags });
	for (const body of noticesOf(reply)) {
		await interaction.followUp({ ...body, flags: flagsOf({ visibility: "person" }) });
	}
}

function noticesOf({ notice }: CommandReply): ReturnType<typeof bodiesOf> {
	if (notice === undefined) return [];
	return bodiesOf({ messages: [buildAnswer(answerLanguage, [notice])], visibility: "person" });
}

/** True for a component, and for a form that one of them opened: there is a message to write over. */
function hasMessage(interaction: Pressing): interaction is Extract<Pressing, { update: unknown }> {
	return interaction.isModalSubmit() ? interaction.isFromMessage() : true;
}

async function deferUpdate(interaction: Pressing): Promise<void> {
	await interaction.deferUpdate();
}
