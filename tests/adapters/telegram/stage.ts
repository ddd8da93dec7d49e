import { createTelegramPublisher } from "../../../adapters/telegram/publisher.ts";
import type { PublisherStage } from "../../contract/publisher.ts";
import { noLimits } from "../../fakes/telegram/limits.ts";
import {
	createTelegramFake,
	type TelegramFake,
	type TelegramFakeOptions,
} from "../../fakes/telegram/server.ts";
import type { FakeMessage } from "../../fakes/telegram/world.ts";
import { freePort } from "../../support/port.ts";

export const channelId = -1001000000001;
export const groupId = -1001000000002;
export const basicId = -300;
export const readerId = 42;
export const auditId = -1001000000009;

/** The fake with a chat of every type. */
export function startFake(options: TelegramFakeOptions = {}): Promise<TelegramFake> {
	return createTelegramFake({
		limits: noLimits,
		chats: [
			{
				id: channelId,
				type: "channel",
				title: "قناة",
				username: "qanat",
				members: [{ id: readerId, status: "creator" }],
			},
			{
				id: groupId,
				type: "supergroup",
				title: "مجموعة",
				forum: true,
				topics: [{ id: 7 }],
				members: [{ id: readerId, status: "administrator" }],
			},
			{ id: basicId, type: "group", title: "مجموعة صغيرة", members: [{ id: readerId, status: "member" }] },
			{ id: readerId, type: "private", title: "قارئ" },
			{ id: auditId, type: "channel", title: "تدقيق" },
		],
		...options,
	});
}

/** The publisher on a fake of its own. */
export async function startStage(): Promise<PublisherStage & { fake: TelegramFake }> {
	const fake = await startFake();
	const { url: apiRoot, token } = fake;
	const options = { token, apiRoot };
	const publisher = createTelegramPublisher(options);
	const unreachable = createTelegramPublisher({
		...options,
		apiRoot: `http://127.0.0.1:${await freePort()}`,
	});
	const wrongToken = `${token.slice(0, -3)}xyz`;
	const wrongSecret = createTelegramPublisher({ ...options, token: wrongToken });
	const sends = ["sendMessage", "sendPhoto"];
	return {
		fake,
		publisher,
		unreachable,
		wrongSecret,
		address: String(channelId),
		addressKind: "channel",
		nowhere: "-1009999999999",
		unknownId: "4711",
		secrets: [token, token.slice(token.indexOf(":") + 1), wrongToken.slice(wrongToken.indexOf(":") + 1)],
		seen: async () => fake.messages(channelId).map(seenPost),
		arrived: async () => sends.reduce((sum, name) => sum + (fake.requests[name] ?? 0), 0),
		resetNext: async () =>
			void fake.faults.add({ methods: sends, action: { kind: "reset", when: "before" } }),
		answerWithPage: async () =>
			void fake.faults.add({ methods: sends, action: { kind: "html", status: 502, when: "after" } }),
		limitNext: async (retryAfter) =>
			void fake.faults.add({ methods: sends, action: { kind: "limit", retryAfter } }),
		makeGone: async () => fake.removeBot(channelId, readerId),
		makeForbidden: async () => fake.setRights(channelId, { post: false }),
		async stop() {
			await Promise.all([publisher.stop(), unreachable.stop(), wrongSecret.stop()]);
			await fake.stop();
			if (fake.violations.length > 0) throw new Error(`against the Bot API: ${fake.violations.join("; ")}`);
		},
	};
}

function seenPost(message: FakeMessage): { id: string; text: string; links: string[]; pinged: boolean } {
	const buttons = message.json.reply_markup as { inline_keyboard: { url?: string }[][] } | undefined;
	return {
		id: String(message.id),
		text: message.text ?? message.caption ?? "",
		links: [
			...message.entities.flatMap(({ url }) => url ?? []),
			...(buttons?.inline_keyboard.flat().flatMap(({ url }) => url ?? []) ?? []),
		],
		pinged: message.entities.some(({ type }) => type === "text_mention"),
	};
}
