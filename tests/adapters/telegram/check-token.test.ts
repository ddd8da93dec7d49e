import { afterEach, beforeEach, expect, it } from "vitest";
import { checkTelegramToken } from "../../../adapters/telegram/check-token.ts";
import { createTelegramFake, type TelegramFake } from "../../fakes/telegram/server.ts";
import { freePort } from "../../support/port.ts";

let fake: TelegramFake;
beforeEach(async () => {
	fake = await createTelegramFake();
});
afterEach(() => fake.stop());

it("tells a good token from a refused one and from a server that cannot be reached", async () => {
	const ask = (token: string, apiRoot: string) => checkTelegramToken({ token, apiRoot, timeoutMs: 5_000 });
	expect(await ask(fake.token, fake.url)).toBe("good");
	expect(await ask("7000000002:AAnotherTokenThatNobodyGave_0123456789", fake.url)).toBe("refused");
	expect(await ask(fake.token, `http://127.0.0.1:${await freePort()}`)).toBe("unreachable");
});
