import { describe, expect, it } from "vitest";
import { createCommands } from "../../../src/commands/create-commands.ts";
import { buildArticle, buildCall, createNewsroom, group, topics } from "../newsroom.ts";

const news = [1, 2, 3].map((nth) => buildArticle(nth, { categories: [nth < 3 ? "sport" : "economy"] }));

async function offered(name: string, parameter: string, typed: string, room = createNewsroom(news)) {
	const commands = createCommands(room.commands);
	const call = { platform: "telegram", name, parameter, typed, place: group };
	return (await commands.complete(call)).map(({ value }) => value);
}

describe("completing what is typed", () => {
	it.each<[string, string, string, readonly string[]]>([
		["latest", "topic", "", ["سياسة", "اقتصاد", "رياضة", "علوم وتقنية"]],
		["latest", "topic", "الاق", ["اقتصاد"]],
		["latest", "topic", "ري", ["رياضة"]],
		["latest", "topic", "الإقتصاد", ["اقتصاد"]],
		["latest", "topic", "SPORT", ["رياضة"]],
		["latest", "topic", "تقن", ["علوم وتقنية"]],
		["latest", "topic", "طقس", []],
		["latest", "count", "3", []],
		[
			"subscribe",
			"wish",
			"ال",
			["سياسة", "اقتصاد", "رياضة", "علوم وتقنية", "الوكالة الوطنية", "بريد الخليج"],
		],
		["subscribe", "wish", "خليج", ["بريد الخليج"]],
		["subscribe", "wish", "سياسة، اقت", ["سياسة، اقتصاد"]],
		["subscribe", "wish", "سياسة, رياضة ، gulf", ["سياسة, رياضة ، بريد الخليج"]],
		["language", "language", "انج", ["English"]],
		["nothing", "topic", "", []],
	])("/%s %s %j offers %j", async (name, parameter, typed, wanted) => {
		const found = await offered(name, parameter, typed);
		expect(found.slice(0, wanted.length)).toEqual(wanted);
		if (typed !== "ال") expect(found).toHaveLength(wanted.length);
	});

	it("offers to end only what is subscribed here", async () => {
		const room = createNewsroom(news);
		await createCommands(room.commands).run(buildCall("subscribe", "رياضة", { place: group }));
		expect(await offered("unsubscribe", "wish", "", room)).toEqual(["رياضة"]);
		expect(await offered("subscribe", "wish", "", room)).toHaveLength(6);
	});

	it("offers no more and nothing longer than Discord takes", async () => {
		const many = Array.from({ length: 60 }, (_, nth) => ({
			id: `t${nth}`,
			name: nth === 0 ? "ط".repeat(101) : `طقس ${nth}`,
		}));
		const found = await offered("latest", "topic", "ط", createNewsroom([], [...topics, ...many]));
		expect(found).toHaveLength(25);
		expect(found.every((text) => text.length <= 100)).toBe(true);
	});
});
