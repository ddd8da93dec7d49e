import { describe, expect, it } from "vitest";
import type { CommandCall, Place } from "../../../src/commands/port.ts";
import { ask } from "../ask.ts";
import { buildCall, buildFound, createNewsroom, group, noon } from "../newsroom.ts";

const within = { address: group.address, addressKind: "supergroup", title: group.title };
const topic = (id: number, part: string): Place => ({
	...group,
	address: `${group.address}/${id}`,
	within: { ...within, part },
});
const sportTopic = topic(5, "الرياضة");
const inTopic = (place: Place, part: Partial<CommandCall> = {}) => ({
	place,
	findPlace: async () => buildFound({ ...place }),
	...part,
});
const rule = { toKind: "supergroup", sources: [], topics: [] };

async function subscribed() {
	const room = createNewsroom();
	await ask(buildCall("subscribe", "", { place: group }), room);
	return room;
}

describe("/route", () => {
	it("sends a topic to the part where it is typed, for the place as a whole", async () => {
		const room = await subscribed();
		expect(await ask(buildCall("route", "رياضة والوكالة الوطنية", inTopic(sportTopic)), room)).toEqual([
			"ستصل أخبار رياضة، الوكالة الوطنية إلى «الرياضة».",
			"وبقية الأخبار تصل إلى «مجموعة الحي».",
		]);
		expect(room.channels).toHaveLength(1);
		expect(room.channels[0]?.routes).toEqual([
			{ ...rule, topics: ["sport"], sources: ["national"], to: "-1001/5", title: "الرياضة" },
		]);
	});

	it.each([
		"/settings route رياضة",
		"/route رياضة -100123/5",
		"/route -100123/5 sport",
		"/settings توجيه رياضة",
	])("means the same however it is written: %s", async (typed) => {
		const room = await subscribed();
		const [name = "", ...args] = typed.slice(1).split(" ");
		const place = typed.includes("-100123") ? group : sportTopic;
		const found = { findPlace: async () => buildFound({ ...sportTopic }) };
		await ask(buildCall(name, args.join(" "), { place, ...found }), room);
		expect(room.channels[0]?.routes).toEqual([
			{ ...rule, topics: ["sport"], to: "-1001/5", title: "الرياضة" },
		]);
	});

	it("gives a topic one way: a new rule takes it out of the old one", async () => {
		const room = await subscribed();
		await ask(buildCall("route", "رياضة سياسة", inTopic(sportTopic)), room);
		await ask(buildCall("route", "سياسة، اقتصاد", inTopic(topic(6, "السياسة"))), room);
		await ask(buildCall("route", "علوم وتقنية", inTopic(sportTopic)), room);
		expect(room.channels[0]?.routes).toEqual([
			{ ...rule, topics: ["sport", "science"], to: "-1001/5", title: "الرياضة" },
			{ ...rule, topics: ["politics", "economy"], to: "-1001/6", title: "السياسة" },
		]);
		expect(await ask(buildCall("route", "", { place: group }), room)).toEqual([
			"توجيه الأخبار في «مجموعة الحي»:",
			"• رياضة، علوم وتقنية ← «الرياضة»",
			"• سياسة، اقتصاد ← «السياسة»",
			"لتوجيه موضوع أرسل داخل القسم مثلًا: /route رياضة، وللإلغاء: /route off رياضة",
		]);
	});

	it("ends for a name, for a part, and altogether", async () => {
		const room = await subscribed();
		const set = async () => {
			await ask(buildCall("route", "رياضة سياسة", inTopic(sportTopic)), room);
			await ask(buildCall("route", "اقتصاد", inTopic(topic(6, "المال"))), room);
		};
		const routes = () => room.channels[0]?.routes?.map(({ topics }) => topics.join(" "));
		await set();
		expect(await ask(buildCall("route", "off سياسة", { place: group }), room)).toEqual([
			"أُلغي التوجيه.",
			"توجيه الأخبار في «مجموعة الحي»:",
			"• رياضة ← «الرياضة»",
			"• اقتصاد ← «المال»",
		]);
		await ask(buildCall("route", "إلغاء", inTopic(sportTopic)), room);
		expect(routes()).toEqual(["economy"]);
		await set();
		await ask(buildCall("route", "off", { place: group }), room);
		expect(routes()).toEqual([]);
		expect(await ask(buildCall("route", "off", { place: group }), room)).toEqual([
			"لا توجيه في «مجموعة الحي»: تصل إليه الأخبار كلها.",
		]);
	});

	it("says which part takes nothing now", async () => {
		const room = await subscribed();
		await ask(buildCall("route", "رياضة", inTopic(sportTopic)), room);
		const [channel] = room.channels;
		const hindered = { reason: "topic-closed", until: noon + 1 };
		if (channel === undefined) throw new Error("no channel");
		room.channels[0] = { ...channel, routes: (channel.routes ?? []).map((one) => ({ ...one, hindered })) };
		expect(await ask(buildCall("settings", "", { place: group }), room)).toContain(
			"• رياضة ← «الرياضة» (لا يقبل الرسائل الآن، فتصل أخباره إلى «مجموعة الحي»)",
		);
	});

	it.each<[string, string, Partial<CommandCall>, string]>([
		[
			"no part",
			"رياضة",
			{ place: group },
			"إلى أي قسم؟ أرسل الأمر داخل القسم نفسه، في مجموعة مفعّلة فيها الأقسام.",
		],
		[
			"no names",
			"الكل",
			inTopic(sportTopic),
			"اذكر المواضيع أو المصادر التي تريد توجيهها، مثل: /route رياضة",
		],
		["an unknown name", "رياضه مريخ", inTopic(sportTopic), "لا أعرف مصدرًا ولا موضوعًا باسم «مريخ»."],
		[
			"who may not",
			"رياضة",
			inTopic(sportTopic, { mayAdminister: async () => false }),
			"هذا الأمر متاح هنا للمشرفين فقط.",
		],
		[
			"where the bot may not post",
			"رياضة",
			{ place: sportTopic, findPlace: async () => buildFound({ ...sportTopic, botMayPost: false }) },
			"لا أملك صلاحية نشر الرسائل هنا.",
		],
	])("refuses %s and changes nothing", async (_, args, part, said) => {
		const room = await subscribed();
		const before = structuredClone(room.channels);
		expect((await ask(buildCall("route", args, part), room))[0]).toEqual(said);
		expect(room.channels).toEqual(before);
	});

	it("says where nothing arrives yet, and how many parts there may be", async () => {
		const room = createNewsroom();
		expect((await ask(buildCall("route", "رياضة", inTopic(sportTopic)), room)).at(-1)).toBe(
			"لا يوجد اشتراك في «مجموعة الحي» بعد، فأرسل /subscribe هناك ليصل منها شيء.",
		);
		const [channel] = room.channels;
		if (channel === undefined) throw new Error("no channel");
		const routes = Array.from({ length: 20 }, (_, nth) => ({
			...rule,
			topics: [`t${nth}`],
			to: `-1001/${nth + 10}`,
			title: "قسم",
		}));
		room.channels[0] = { ...channel, routes };
		expect((await ask(buildCall("route", "سياسة", inTopic(sportTopic)), room))[0]).toMatch(
			/^لا يزيد التوجيه/,
		);
		expect(room.channels[0]?.routes).toEqual(routes);
	});
});
