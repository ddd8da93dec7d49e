import { createDiscordPublisher, type DiscordPublisherOptions } from "../../../adapters/discord/publisher.ts";
import type { PublishRequest, Resolution, ResolveRequest } from "../../../src/delivery/publisher.ts";
import type { Message } from "../../../src/message/message.ts";
import { createDiscordFake, type DiscordFake } from "../../fakes/discord/server.ts";

export type DiscordStage = {
	fake: DiscordFake;
	publisher: ReturnType<typeof createDiscordPublisher>;
	guildId: string;
	channelId: string;
	request(changes?: Partial<PublishRequest>): PublishRequest;
	doubt(changes?: Partial<ResolveRequest>): ResolveRequest;
	/** Asks again when it is told to, as delivery does. */
	resolveInTheEnd(request: ResolveRequest): Promise<Resolution | undefined>;
	stop(): Promise<void>;
};

/** A fake with one guild, and a publisher that talks to it. */
export async function openDiscordStage(
	options: Partial<DiscordPublisherOptions> = {},
): Promise<DiscordStage> {
	const fake = await createDiscordFake({ limits: { on: false } });
	const { guildId, channelId } = fake.addGuild();
	const publisher = createDiscordPublisher({
		token: fake.token,
		api: fake.apiUrl,
		sendTimeoutMs: 10_000,
		...options,
	});
	const request = (changes: Partial<PublishRequest> = {}): PublishRequest => ({
		deliveryId: "post-1/discord-1",
		address: channelId,
		addressKind: "text",
		message: cardMessage(),
		plainText: false,
		...changes,
	});
	return {
		fake,
		publisher,
		guildId,
		channelId,
		request,
		async resolveInTheEnd(doubtful) {
			for (;;) {
				const resolution = await publisher.resolve?.(doubtful);
				if (resolution?.kind !== "not-yet") return resolution;
				await new Promise((done) => setTimeout(done, Math.max(0, resolution.at - Date.now())));
			}
		},
		doubt: (changes = {}) => ({ ...request(), attemptedAt: Date.now(), explained: [], ...changes }),
		async stop() {
			publisher.close();
			await fake.stop();
		},
	};
}

export function cardMessage(changes: Partial<Message> = {}): Message {
	return {
		language: "ar",
		blocks: [
			{ kind: "headline", text: "افتتاح جسر جديد شمال المدينة", href: "https://news.example/1" },
			{ kind: "date", text: "الأربعاء 22 مارس 2023" },
			{ kind: "paragraph", spans: [{ text: "افتتح اليوم جسر يربط الحيين بعد عامين من العمل." }] },
			{ kind: "source", name: "صحيفة المدينة", href: "https://news.example/1" },
		],
		buttons: [],
		silent: false,
		linkPreview: false,
		...changes,
	};
}
