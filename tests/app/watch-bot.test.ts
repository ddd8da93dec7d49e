import { expect, it } from "vitest";
import { watchBot } from "../../src/app/operate/watch-bot.ts";
import { AppError } from "../../src/domain/errors.ts";
import type { ListeningState } from "../../src/domain/platform-state.ts";

/** A bot that is told what to see, and what was told of it. */
function watched(start: () => Promise<void> = async () => {}) {
	const told: (ListeningState | undefined | "gave up")[] = [];
	let see: (state: ListeningState) => void = () => {};
	const bot = watchBot(
		(seen) => {
			see = seen;
			return { start, stop: async () => seen({ up: false, detail: "the last poll was cut off" }) };
		},
		{ tell: (state) => void told.push(state), gaveUp: () => void told.push("gave up") },
	);
	return { told, bot, see: (state: ListeningState) => see(state) };
}

it("what a bot sees is told while it runs; that it was stopped, as by a lost election, leaves nothing to say", async () => {
	const { told, bot, see } = watched();
	await bot.start();
	see({ up: false, detail: "not reached" });
	await bot.stop();
	expect(told).toEqual([{ up: false, detail: "not reached" }, undefined]);
});

it("one that does not start is refused, with what to do, and stays so when it is stopped", async () => {
	const { told, bot } = watched(async () => {
		throw new AppError("BQ_TELEGRAM_TOKEN", "telegram: Telegram refuses the bot's token");
	});
	await expect(bot.start()).rejects.toMatchObject({ code: "BQ_TELEGRAM_TOKEN" });
	await bot.stop();
	expect(told).toEqual([{ up: false, detail: expect.stringContaining("@BotFather"), isOver: true }]);
});

it("one that is refused later gives up", async () => {
	const { told, bot, see } = watched();
	await bot.start();
	see({ up: true });
	see({ up: false, detail: "refused", isOver: true });
	await bot.stop();
	expect(told).toEqual([{ up: true }, { up: false, detail: "refused", isOver: true }, "gave up"]);
});
