import { expect, it } from "vitest";
import { everyonesPermissions } from "../fakes/discord/world.ts";
import { openDiscordStage } from "./discord/stage.ts";
import { channelId, startStage } from "./telegram/stage.ts";

it("a message on Telegram is pinned without a sound, and one that is not there is not", async () => {
	const { fake, publisher, ...stage } = await startStage();
	const address = String(channelId);
	const message = { language: "ar", blocks: [{ kind: "headline" as const, text: "بيان" }], buttons: [] };
	const sent = await publisher.publish({
		deliveryId: "p/telegram-0",
		address,
		addressKind: "channel",
		message: { ...message, silent: false, linkPreview: false },
		plainText: false,
	});
	const messageId = sent.kind === "sent" ? (sent.messageIds[0] ?? "") : "";
	expect(await publisher.pin?.({ address, addressKind: "channel", messageId })).toMatchObject({
		kind: "sent",
	});
	expect(fake.requests.pinChatMessage).toBe(1);
	const absent = await publisher.pin?.({ address, addressKind: "channel", messageId: "999" });
	expect(absent).toMatchObject({ kind: "rejected" });
	await stage.stop();
});

it("a message on Discord is pinned where the bot has the right to", async () => {
	const stage = await openDiscordStage();
	const sent = await stage.publisher.publish(stage.request());
	const messageId = sent.kind === "sent" ? (sent.messageIds[0] ?? "") : "";
	const request = { address: stage.channelId, addressKind: "text", messageId };
	expect(await stage.publisher.pin?.(request)).toMatchObject({ kind: "forbidden" });
	stage.fake.setEverybodysRights({
		guildId: stage.guildId,
		permissions: [...everyonesPermissions, "PIN_MESSAGES"],
	});
	expect(await stage.publisher.pin?.(request)).toMatchObject({ kind: "sent" });
	expect(stage.fake.specProblems()).toEqual([]);
	await stage.stop();
});
