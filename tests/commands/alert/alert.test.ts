import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAlert, writeAlert } from "../../../src/commands/alert/read-alert.ts";
import { createCommands } from "../../../src/commands/create-commands.ts";
import type { PrivatePlace } from "../../../src/commands/port.ts";
import type { Message } from "../../../src/message/message.ts";
import { explainMatch } from "../../../src/planning/match-subscription.ts";
import { plainLines } from "../../message/plain.ts";
import { ask } from "../ask.ts";
import { buildArticle, buildCall, createNewsroom, group } from "../newsroom.ts";

const alertsIn = (room: ReturnType<typeof createNewsroom>) =>
	room.channels.flatMap(({ address, subscriptions }) =>
		subscriptions.filter(({ alert }) => alert).map((one) => `${address}: ${writeAlert(one)}`),
	);

describe("what an alert looks for", () => {
	const takes = (typed: string, headline: string) => {
		const read = readAlert(typed);
		if (read.kind !== "alert") throw new Error(read.kind);
		return explainMatch(read.filter, buildArticle(1, { headline }), new Set()).matches;
	};

	it.each([
		["زلزال تركيا", "زلزال يضرب شرق تركيا", true],
		["زلزال تركيا", "زلزال يضرب اليونان", false],
		["قمة", "اجتماع للقمة العربية", true],
		['"قمة المناخ"', "المناخ بعد القمة", false],
		["قمة -رياضة", "قمة الرياضة العربية", false],
	])("%j in %j: %j", (typed, headline, wanted) => {
		expect(takes(typed, headline)).toBe(wanted);
	});

	it.each(["-رياضة", "source:national", "👍", "re:/(/", '"مفتوحة', "-"])("nothing in %j", (typed) => {
		expect(readAlert(typed).kind).not.toBe("alert");
	});

	it("is written as it can be typed again", () => {
		fc.assert(
			fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (typed) => {
				const read = readAlert(typed);
				if (read.kind === "alert") {
					expect(readAlert(writeAlert(read.filter))).toEqual({ kind: "alert", filter: read.filter });
				}
			}),
		);
	});
});

describe("/alert", () => {
	it("adds, lists and removes alerts of the person's private chat", async () => {
		const room = createNewsroom();
		expect(await ask(buildCall("alert", "زلزال تركيا"), room)).toEqual([
			"سأرسل إليك هنا كل خبر فيه: زلزال تركيا",
			"لعرض تنبيهاتك أو حذف أحدها أرسل /alert",
		]);
		await ask(buildCall("alert", "قمة"), room);
		expect(alertsIn(room)).toEqual(["77: زلزال تركيا", "77: قمة"]);
		expect(await ask(buildCall("alert"), room)).toEqual([
			"تنبيهاتك: اثنان",
			"1. زلزال تركيا\n2. قمة",
			"لعرض تنبيهاتك أو حذف أحدها أرسل /alert",
		]);
		expect((await ask(buildCall("alert", "حذف ١"), room))[0]).toBe("حُذف التنبيه: «زلزال تركيا»");
		expect(await ask(buildCall("alert", "remove القمة"), room)).toEqual(["حُذف التنبيه: «قمة»"]);
		expect((await ask(buildCall("alert"), room))[0]).toBe("لا تنبيهات لديك.");
	});

	it("removes one by its button, and twice does no harm", async () => {
		const room = createNewsroom();
		const commands = createCommands(room.commands);
		await ask(buildCall("alert", "زلزال"), room);
		await ask(buildCall("alert", "قمة"), room);
		const { controls = [] } = await commands.run(buildCall("alert"));
		const [first] = controls.flat();
		if (first?.kind !== "press") throw new Error("no button");
		const press = { ...buildCall("alert"), does: first.does, values: [], offered: [], fields: {} };
		for (const _ of [1, 2]) {
			const reply = await commands.press(press);
			expect(reply.replaces).toBe(true);
			expect(reply.messages.flatMap(plainLines)).toContain("1. قمة");
		}
		expect(alertsIn(room)).toEqual(["77: قمة"]);
	});

	it("holds a person to the limit, and has each alert once", async () => {
		const room = createNewsroom();
		for (const words of ["زلزال", "قمة", "زلزال"]) await ask(buildCall("alert", words), room);
		expect(await ask(buildCall("alert", " زلزال "), room)).toEqual(["لديك هذا التنبيه من قبل: زلزال"]);
		await ask(buildCall("alert", "نفط"), room);
		expect((await ask(buildCall("alert", "ذهب"), room))[0]).toBe(
			"لكل شخص 3 تنبيهات، وقد بلغت الحد. احذف أحدها لتضيف غيره.",
		);
		expect(alertsIn(room)).toHaveLength(3);
	});

	it("stays when subscriptions end, and no subscription is taken for one", async () => {
		const room = createNewsroom();
		await ask(buildCall("alert", "زلزال"), room);
		expect((await ask(buildCall("unsubscribe"), room))[0]).toContain("لا يوجد اشتراك");
		await ask(buildCall("subscribe", "رياضة"), room);
		await ask(buildCall("unsubscribe"), room);
		expect(alertsIn(room)).toEqual(["77: زلزال"]);
	});

	it.each([
		["👍", "لم أفهم «👍» (عند الحرف 1): ليس فيها حرف ولا رقم."],
		["-رياضة", "اكتب كلمة واحدة على الأقل تريد التنبيه إليها."],
		['زلزال "مفتوحة', 'لم أفهم «"مفتوحة» (عند الحرف 7): علامة اقتباس فُتحت ولم تُغلق.'],
		["حذف 9", "لا تنبيهات لديك."],
	])("answers %j", async (args, answer) => {
		expect((await ask(buildCall("alert", args), createNewsroom()))[0]).toBe(answer);
	});
});

describe("/alert where others are", () => {
	const linkTo = (payload: string) => `https://t.me/barqiya_bot?start=${payload}`;

	it("leads to the private chat where the bot may not write first", async () => {
		const room = createNewsroom();
		const call = buildCall("alert", "زلزال", { place: group, linkTo });
		const { messages, visibility } = await createCommands(room.commands).run(call);
		expect(visibility).toBe("person");
		expect(messages[0]?.buttons).toEqual([[{ label: "افتح المحادثة", href: linkTo("alerts") }]]);
		expect(room.channels).toEqual([]);
		expect((await ask(buildCall("start", "alerts"), room))[0]).toBe("لا تنبيهات لديك.");
	});

	const direct = { address: "900", addressKind: "dm", title: "ليلى", isPrivate: true };
	const alone = (takes: boolean, written: Message[] = []): PrivatePlace => ({
		open: async () => direct,
		write: async (_place, message) => {
			written.push(message);
			return takes;
		},
	});

	it("writes to the person first where the bot may, and keeps the alert there", async () => {
		const room = createNewsroom();
		const written: Message[] = [];
		const call = buildCall("alert", "زلزال", {
			platform: "discord",
			place: group,
			alone: alone(true, written),
		});
		expect((await ask(call, room))[0]).toBe("سأرسل إليك في الرسائل الخاصة كل خبر فيه: زلزال");
		expect(written.flatMap(plainLines)).toEqual(["سأرسل إليك هنا كل خبر فيه: زلزال"]);
		expect(alertsIn(room)).toEqual(["900: زلزال"]);
	});

	it("says how to let the bot write, and keeps nothing, where the person takes no messages", async () => {
		const room = createNewsroom();
		const call = buildCall("alert", "زلزال", { platform: "discord", place: group, alone: alone(false) });
		expect(await ask(call, room)).toEqual([
			"لا أستطيع مراسلتك في الرسائل الخاصة.",
			"اسمح بالرسائل الخاصة من أعضاء هذا الخادم في إعدادات الخصوصية، ثم أعد المحاولة.",
		]);
		expect(room.channels).toEqual([]);
	});
});
