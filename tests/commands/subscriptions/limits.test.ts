import { describe, expect, it } from "vitest";
import type { Place } from "../../../src/commands/port.ts";
import type { Subscription } from "../../../src/domain/channel.ts";
import { ask } from "../ask.ts";
import { buildCall, createNewsroom, group } from "../newsroom.ts";

const place = (nth: number): Place => ({ ...group, address: `-200${nth}` });
const news = (id: string, include: readonly string[] = ["قمة"]): Subscription => ({
	...{ id, sources: [], topics: [], exclude: [], minimumImportance: 0 },
	include,
});

describe("what one person may have", () => {
	it("is so many channels, beside their private chat, and one that they have already may change", async () => {
		const room = createNewsroom();
		Object.assign(room.commands.limits, { channelsPerPerson: 2 });
		await ask(buildCall("subscribe", "", { place: place(1) }), room);
		await ask(buildCall("subscribe", "", { place: place(2) }), room);
		expect(await ask(buildCall("subscribe", "", { place: place(3) }), room)).toEqual([
			"يمكنك إعداد قناتين، وقد بلغت هذا الحد. ألغ اشتراك إحداهما ثم أعد المحاولة.",
		]);
		expect(room.channels.map(({ address }) => address)).toEqual(["-2001", "-2002"]);
		await ask(buildCall("subscribe", "سياسة", { place: place(1) }), room);
		await ask(buildCall("subscribe"), room);
		expect(room.channels[0]?.subscriptions[0]?.topics).toEqual(["politics"]);
		expect(room.channels).toHaveLength(3);
		const somebody = { person: { id: "78", name: "عمر", language: "ar" } };
		await ask(buildCall("subscribe", "", { place: place(3), ...somebody }), room);
		expect(room.channels).toHaveLength(4);
	});

	it("is so many subscriptions in a place, and so many words in each", async () => {
		const room = createNewsroom();
		Object.assign(room.commands.limits, { subscriptionsPerChannel: 2, wordsPerSubscription: 3 });
		await ask(buildCall("subscribe", "سياسة"), room);
		const [channel] = room.channels;
		if (channel === undefined) throw new Error("no channel");
		room.channels[0] = { ...channel, subscriptions: [news("a"), news("b")] };
		expect(await ask(buildCall("subscribe", "سياسة"), room)).toEqual([
			"لا يزيد عدد الاشتراكات في المكان الواحد على اشتراكين.",
		]);
		room.channels[0] = { ...channel, subscriptions: [news("a", ["أ", "ب", "ج", "د"])] };
		expect(await ask(buildCall("subscribe", "سياسة"), room)).toEqual([
			"لا يزيد عدد كلمات الاشتراك الواحد على 3 كلمات.",
		]);
	});
});
