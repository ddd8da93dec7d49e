import type { DiscordFake } from "../fakes/discord/server.ts";
import { until } from "../support/until.ts";

type Option = { label: string; value: string; default?: boolean };
type Component = { type: number; custom_id: string; label?: string; options?: Option[]; max_values?: number };
type Shown = { id: string; content: string } & Record<string, unknown>;

export const plain = (text: string | undefined) => (text ?? "").replace(/\p{Cf}/gu, "");

/** A person in a channel, who chooses and fills in and sees what follows. */
export function inDiscordDialogue(fake: DiscordFake, channelId: string, userId: string) {
	let message: Shown | undefined;
	const who = { channelId, userId };
	const components = () =>
		((message?.components ?? []) as { components: Component[] }[]).flatMap((row) => row.components);
	const shown = () => {
		const embeds = (message?.embeds ?? []) as { title?: string; description?: string }[];
		const texts = embeds.flatMap(({ title, description }) => [title, description]);
		return plain([message?.content, ...texts].join("\n"));
	};
	const dialogue = {
		shown,
		async slash(command: string, options: Record<string, string> = {}) {
			message = (await fake.slash({ ...who, command, options })).message;
		},
		see(seen: Shown) {
			message = seen;
		},
		/** Presses a button, or chooses an option beside what is chosen already. */
		async press(...labels: string[]) {
			for (const label of labels) {
				const found = components().find(
					(one) => plain(one.label) === label || one.options?.some((option) => plain(option.label) === label),
				);
				if (found === undefined || message === undefined) throw new Error(`no ${label} in: ${shown()}`);
				const one = { ...who, messageId: message.id, customId: found.custom_id };
				const asked =
					found.options === undefined
						? await fake.press(one)
						: await fake.select({ ...one, values: choose(found, label) });
				if (asked.callbackType === 9) return;
				if (asked.message === undefined) throw new Error(`nothing follows ${label}`);
				// A card that is shown comes first, the dialogue goes on below it.
				message = asked.message;
				if (components().length === 0) {
					message = await until(() => asked.followups.at(-1), `${label} goes on`, 2_000).catch(() => message);
				}
			}
		},
		async fill(label: string, fields: Record<string, string>) {
			await dialogue.press(label);
			await dialogue.submit(label, fields);
		},
		/** Fills in the form that is open. */
		async submit(what: string, fields: Record<string, string>) {
			const customId = fake.openForm({ userId })?.custom_id ?? "";
			const asked = await fake.submitModal({ ...who, customId, fields });
			if (asked.message === undefined) throw new Error(`nothing follows the form of ${what}`);
			message = asked.message;
		},
	};
	return dialogue;
}

function choose({ options = [], max_values: most = 1 }: Component, label: string): string[] {
	const wanted = options.find((option) => plain(option.label) === label)?.value ?? "";
	if (most === 1) return [wanted];
	const chosen = options.filter((option) => option.default === true).map(({ value }) => value);
	return chosen.includes(wanted) ? chosen.filter((value) => value !== wanted) : [...chosen, wanted];
}
