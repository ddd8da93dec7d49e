import { describe, expect, it } from "vitest";
import { readTime } from "../../../src/cli/broadcast/read-draft.ts";

/** Wednesday, 15:00 in Amman. */
const now = Date.UTC(2023, 2, 22, 12);
const read = (at: string, zone = "Asia/Amman") => {
	const time = readTime({ at, zone }, "UTC", now);
	return time?.kind === "at" ? new Date(time.at).toISOString().slice(0, 16) : time?.kind;
};

describe("the time of a broadcast on the command line", () => {
	it.each([
		["غدا 09:00", "2023-03-23T06:00"],
		["بعد ساعتين", "2023-03-22T14:00"],
		["بعد يومين 08:00", "2023-03-24T05:00"],
		["الأحد القادم 18:30", "2023-03-26T15:30"],
		["2023-12-31T18:30", "2023-12-31T15:30"],
		["2023-12-31T18:30Z", "2023-12-31T18:30"],
		["tomorrow 9:00", "2023-03-23T06:00"],
		["now", "now"],
	])("is read as in the dialogues: %s", (written, expected) => expect(read(written)).toBe(expected));

	it.each([
		["غدا", "names a day and no hour: give one too, such as `2023-03-23 09:00`"],
		["قريبا", "is no time: give one such as 2026-12-01T09:00"],
		["2093-01-01T10:00", "is more than two years away: look at the year"],
	])("that cannot be is told with what to write: %s", (written, sentence) =>
		expect(() => read(written)).toThrow(sentence),
	);

	it("is read on the clock of its zone, and a zone that is none is named", () => {
		expect(read("غدا 09:00", "Africa/Cairo")).toBe("2023-03-23T07:00");
		expect(() => read("غدا 09:00", "Mars/Base")).toThrow(
			"“Mars/Base” is no time zone: give one such as Asia/Amman",
		);
	});

	it("that is over is left to be refused where all times are", () => {
		expect(read("أمس 9:00")).toBe("2023-03-21T06:00");
	});
});
