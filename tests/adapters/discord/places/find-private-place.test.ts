import { afterEach, beforeEach, expect, it } from "vitest";
import { findDiscordPrivatePlace } from "../../../../adapters/discord/places/find-private-place.ts";
import { createDiscordFake, type DiscordFake } from "../../../fakes/discord/server.ts";

let fake: DiscordFake;
beforeEach(async () => {
	fake = await createDiscordFake({ limits: { on: false } });
});
afterEach(() => fake.stop());

const find = (personId: string) =>
	findDiscordPrivatePlace(personId, { token: fake.token, api: fake.apiUrl, timeoutMs: 5_000 });

it("the direct channel with a person is opened, the same one each time", async () => {
	const { guildId } = fake.addGuild();
	const { userId } = fake.addUser({ name: "هدى" });
	fake.addMember({ guildId, userId });
	const place = await find(userId);
	expect(place).toEqual({ address: expect.stringMatching(/^\d{17,19}$/), addressKind: "dm" });
	expect(await find(userId)).toEqual(place);
	expect(fake.specProblems()).toEqual([]);
});

it("somebody whom Discord does not know has none", async () => {
	expect(await find("123456789012345678")).toBeUndefined();
});
