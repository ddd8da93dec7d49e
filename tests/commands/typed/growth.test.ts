import { describe, expect, it } from "vitest";
import { createCommands } from "../../../src/commands/create-commands.ts";
import { readClocks } from "../../../src/commands/setup/read-clock.ts";
import { findAllNamed } from "../../../src/commands/typed/names.ts";
import { plainLines } from "../../message/plain.ts";
import { growth, mostGrowth } from "../../support/growth.ts";
import { buildCall, createNewsroom } from "../newsroom.ts";

describe("what is typed costs no more than its length", () => {
	it("where outlets call their topics by whole sentences", async () => {
		const line = "ا ".repeat(500);
		const naming = (name: string) => findAllNamed(line, [{ value: 1, label: name, names: [name] }]);
		expect(await growth(naming, "ب ".repeat(60), "ب ".repeat(240))).toBeLessThan(mostGrowth);
	});

	it("where every word of a search could be a topic", async () => {
		const topics = Array.from({ length: 1_000 }, (_, nth) => ({ id: `t${nth}`, name: `موضوع ${nth}` }));
		const room = createNewsroom([], topics);
		const { run } = createCommands(room.commands);
		const search = async (words: string) =>
			(await run(buildCall("search", words))).messages.flatMap(plainLines);
		expect(await search("#موضوع زلزال")).not.toEqual([]);
		expect(await growth(search, "#ا", "#ا ".repeat(300))).toBeLessThan(mostGrowth);
	});

	it("where several times of day are typed with many blanks", async () => {
		const blanks = (length: number) => `8${" ".repeat(length)}x`;
		expect(await growth(readClocks, blanks(4_000), blanks(16_000))).toBeLessThan(mostGrowth);
	});
});

it("several times of day are read with any blanks and commas between", () => {
	expect(readClocks("8  و 14:30،، 9م \n و٨   مساء")).toEqual({ times: ["08:00", "14:30", "20:00", "21:00"] });
});
