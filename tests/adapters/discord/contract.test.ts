import { expect } from "vitest";
import { createDiscordPublisher } from "../../../adapters/discord/publisher.ts";
import { describePublisher } from "../../contract/publisher.ts";
import { createDiscordFake } from "../../fakes/discord/server.ts";
import { seeMessage } from "../../fakes/discord/visible.ts";
import { freePort } from "../../support/port.ts";

describePublisher("discord", {
	async start() {
		const fake = await createDiscordFake({ limits: { on: false } });
		const { guildId, channelId } = fake.addGuild();
		const open = (api: string, token: string) => createDiscordPublisher({ token, api, sendTimeoutMs: 5_000 });
		const wrongToken = `${fake.token.slice(0, -6)}zzzzzz`;
		const publisher = open(fake.apiUrl, fake.token);
		const unreachable = open(`http://127.0.0.1:${await freePort()}/api`, fake.token);
		const wrongSecret = open(fake.apiUrl, wrongToken);
		return {
			publisher,
			address: channelId,
			addressKind: "text",
			nowhere: "123456789012345678",
			unknownId: "123456789012345679",
			async seen() {
				const pings = new Map(fake.arrivals().map((row) => [row.messageId, row.pings.length > 0]));
				return fake.messages({ channelId }).map((message) => ({
					id: message.id,
					...seeMessage(message),
					pinged: pings.get(message.id) ?? false,
				}));
			},
			arrived: async () => fake.counters().requests,
			secrets: [fake.token, wrongToken],
			unreachable,
			wrongSecret,
			async resetNext() {
				fake.addFault({ fault: { kind: "reset", accepted: true } });
			},
			async answerWithPage() {
				fake.addFault({ fault: { kind: "html-502", accepted: false } });
			},
			async limitNext(seconds) {
				fake.addFault({ fault: { kind: "limit", retryAfter: seconds, scope: "user" } });
			},
			async makeGone() {
				fake.removeBot({ guildId });
			},
			async makeForbidden() {
				fake.setBotRights({ channelId, deny: ["SEND_MESSAGES"] });
			},
			async stop() {
				for (const each of [publisher, unreachable, wrongSecret]) each.close();
				const problems = fake.specProblems();
				await fake.stop();
				expect(problems).toEqual([]);
			},
		};
	},
	longest: 4500,
	longestPlain: 2000,
	cannot: {},
});
