import { describe, expect, it } from "vitest";
import { readChange, readDraft, readTime } from "../../../src/cli/broadcast/read-draft.ts";
import { standardOptions } from "../../../src/domain/broadcast.ts";

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

describe("what is changed of a broadcast on the command line", () => {
	it("is what is named: its time, which may be over, only where another is given", async () => {
		const draft = await readDraft({ headline: "بيان", to: "all" }, "UTC");
		const actor = { platform: "cli", id: "a", name: "", role: "owner" } as const;
		const seen = {
			...draft,
			...{ id: "b1", revision: 1, name: "بيان", state: "draft" as const, options: standardOptions },
			...{ createdBy: actor, createdAt: now, editedBy: actor, editedAt: now, past: [], amendments: [] },
		};
		const [version] = draft.content.versions;
		expect(await readChange({ headline: "بيان آخر" }, "UTC", seen)).toEqual({
			content: { versions: [{ ...version, headline: "بيان آخر" }] },
			audience: draft.audience,
			options: {},
		});
		expect(await readChange({ at: "now" }, "UTC", seen)).toMatchObject({ time: { kind: "now" } });
	});
});
