import { beforeEach, describe, expect, it } from "vitest";
import { ask } from "../ask.ts";
import { buildCall, createNewsroom, type Newsroom, noon } from "../newsroom.ts";

let room: Newsroom;
beforeEach(() => {
	room = createNewsroom();
	room.roles.set("telegram:77", "owner");
});

const how = "لمنح دور أرسل مثلًا: /people 12345 editor ولإزالته: /people 12345 none";

describe("/people", () => {
	it("lists who has a role", async () => {
		expect(await ask(buildCall("people"), room)).toEqual(["من لهم دور", "• مالك: telegram:1 رنا", how]);
	});

	it.each([
		["telegram:12345 editor", "صار telegram:12345 محررًا."],
		["١٢٣٤٥ مشرف", "صار telegram:12345 مشرفًا."],
		["discord:555000000000000001 owner", "صار discord:555000000000000001 مالكًا."],
		["12345 none", "لم يعد لـtelegram:12345 دور."],
		["1 none", "هذا آخر مالك. اجعل غيره مالكًا أولًا."],
		["12345", how],
		["somebody editor", how],
		["12345 king", how],
	])("%s", async (args, sentence) => {
		expect(await ask(buildCall("people", args), room)).toEqual([sentence]);
	});

	it("is not for editors, and admins make editors alone", async () => {
		room.roles.set("telegram:77", "editor");
		expect((await ask(buildCall("people"), room))[0]).toContain("لمشرفي غرفة الأخبار وحدهم");
		room.roles.set("telegram:77", "admin");
		expect((await ask(buildCall("people", "5 admin"), room))[0]).toContain("لمالك النظام وحده");
		expect(await ask(buildCall("people", "5 editor"), room)).toEqual(["صار telegram:5 محررًا."]);
	});
});

describe("/audit", () => {
	it("tells who did what, and what was refused", async () => {
		const who = { platform: "telegram", id: "5", name: "سامي", role: "editor" } as const;
		room.audited.push(
			{
				...{ id: "2-0.refusals", at: noon, area: "refusals", who, action: "audit.read" },
				...{ object: "audit log", outcome: "refused" },
			},
			{
				...{ id: "1-0.broadcasts", at: noon - 60_000, area: "broadcasts", who, action: "broadcast.schedule" },
				...{ object: "broadcast b1", before: "draft", after: "scheduled", outcome: "done" },
			},
		);
		expect(await ask(buildCall("audit"), room)).toEqual([
			"آخر ما في السجل",
			"• الأربعاء 22 مارس 2023 15:00 سامي: audit.read audit log [رُفض]",
			"• الأربعاء 22 مارس 2023 14:59 سامي: broadcast.schedule broadcast b1 (من draft إلى scheduled)",
			"السجل كله على الخادم بالأمر barqiya audit",
		]);
	});
});
