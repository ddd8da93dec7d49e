import type { TelegramFake } from "../fakes/telegram/server.ts";
import type { FakeMessage } from "../fakes/telegram/world.ts";
import { until } from "../support/until.ts";

type Button = { text: string; callback_data?: string };

/** A person in a chat, who presses and writes and sees what follows. `threadId`: in this topic of a forum. */
export function inTelegramDialogue(fake: TelegramFake, chatId: number, userId: number, threadId?: number) {
	const buttonsOf = (message: FakeMessage | undefined) =>
		(message?.json.reply_markup as { inline_keyboard: Button[][] } | undefined)?.inline_keyboard.flat() ?? [];
	const there = threadId === undefined ? {} : { threadId };
	const newest = () => fake.messages(chatId).findLast(({ byBot }) => byBot);
	const looksOf = (message: FakeMessage | undefined) =>
		JSON.stringify([message?.id, message?.text, message?.json.reply_markup]);
	const shown = () => (newest()?.text ?? "").replace(/\p{Cf}/gu, "");

	async function follow(act: () => void, what: string): Promise<void> {
		const before = looksOf(newest());
		act();
		await until(() => looksOf(newest()) !== before, `${what} shows something new in ${chatId}`);
	}
	const dialogue = {
		shown,
		say: (text: string) => follow(() => void fake.say(chatId, userId, text, there), text),
		async press(...labels: string[]) {
			for (const label of labels) {
				const button = await until(
					() => buttonsOf(newest()).find(({ text }) => text === label),
					`${label} is shown in ${chatId}, where there is ${shown()}`,
				);
				const id = newest()?.id ?? 0;
				await follow(() => void fake.pressButton(chatId, id, userId, button.callback_data ?? ""), label);
			}
		},
		/** Answers a question that a button asks. */
		async fill(label: string, text: string) {
			await dialogue.press(label);
			const question = newest()?.id ?? 0;
			await follow(() => void fake.say(chatId, userId, text, { ...there, replyTo: question }), text);
		},
	};
	return dialogue;
}
