import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { addedSourceId } from "../../../src/app/sources/added-source-id.ts";
import { readAddress } from "../../../src/commands/address/read-address.ts";
import { createCommands } from "../../../src/commands/create-commands.ts";
import type { CommandCall, CommandPort, CommandReply, PressCall } from "../../../src/commands/port.ts";
import { lookProblems } from "../../../src/domain/source.ts";
import { buildCall, buildFound, createNewsroom, group, type Newsroom } from "../newsroom.ts";

let room: Newsroom;
let port: CommandPort;
beforeEach(() => {
	room = createNewsroom();
	port = createCommands(room.commands);
});

const feed = (path: string, name: string, newest?: string) => ({
	...{ location: `https://city.example/${path}`, kind: "feed" as const, name, topics: [] },
	...(newest === undefined ? {} : { newest }),
});
const city = feed("rss", "جريدة المدينة", "افتتاح المكتبة العامة بعد الترميم");
const sport = feed("sport", "رياضة المدينة");

/** The answer in the end, when it takes its time. */
async function ask(args: string, part: Partial<CommandCall> = {}, name = "subscribe"): Promise<CommandReply> {
	const reply = await port.run(buildCall(name, args, part));
	return reply.later === undefined ? reply : reply.later();
}
const linesOf = ({ messages }: CommandReply) =>
	messages.flatMap(({ blocks }) =>
		blocks.flatMap((block) =>
			block.kind === "paragraph"
				? [block.spans.map(({ text }) => text).join("")]
				: block.kind === "list"
					? block.items.map((item) => item.map(({ text }) => text).join(""))
					: [],
		),
	);
const press = (does: string, value: string, part: Partial<PressCall> = {}) =>
	port.press({ ...buildCall("", ""), does, values: [value], offered: [value], fields: {}, ...part });
const namesSubscribed = () =>
	room.channels.flatMap(({ subscriptions }) => subscriptions.map(({ sources }) => sources));

describe("/subscribe with the address of a feed", () => {
	beforeEach(() => void room.web.set(city.location, { kind: "source", found: city }));

	it("subscribes to it, and names it and its newest headline; what to say meanwhile comes at once", async () => {
		const first = await port.run(buildCall("subscribe", city.location));
		expect(linesOf(first)).toEqual(["أقرأ city.example/rss، وسأجيبك حالما أنتهي."]);
		const reply = await first.later?.();
		expect(reply?.visibility).toBe("everybody");
		expect(linesOf(reply ?? first).slice(0, 5)).toEqual([
			"وجدت المصدر «جريدة المدينة».",
			"أحدث ما فيه: افتتاح المكتبة العامة بعد الترميم",
			"تم الاشتراك. ستصل الأخبار إلى هنا فور ورودها.",
			"يشمل الاشتراك:",
			"المصادر: جريدة المدينة",
		]);
		expect(namesSubscribed()).toEqual([[addedSourceId(city.location)]]);
	});

	it.each(["city.example/rss", "feed:https://city.example/rss", "https://a:b@city.example/rss#top"])(
		"reads %s as people write it",
		async (typed) => {
			expect(linesOf(await ask(typed))[0]).toBe("وجدت المصدر «جريدة المدينة».");
		},
	);

	it("is meant by the Arabic word too", async () => {
		const meant = port.match(`اشترك ${city.location}`, true);
		expect(meant).toEqual({ name: "subscribe", args: city.location });
	});

	it("is not read again where it is a source already", async () => {
		await ask(city.location);
		const again = await port.run(buildCall("subscribe", city.location, { place: group }));
		expect(again.later).toBeUndefined();
		expect(linesOf(again)[0]).toBe("المصدر: «جريدة المدينة».");
	});

	it("leaves a place that gets everything what it gets", async () => {
		await ask("");
		await ask(city.location);
		expect(namesSubscribed()).toEqual([[], [addedSourceId(city.location)]]);
		await ask("");
		expect(namesSubscribed()).toEqual([[], [addedSourceId(city.location)]]);
	});

	it("is for a channel of one's own too, by its name before the address", async () => {
		const findPlace = async () => buildFound();
		expect(linesOf(await ask(`@city_news ${city.location}`, { findPlace }))[2]).toBe(
			"تم الاشتراك. ستصل الأخبار إلى «أخبار المدينة» فور ورودها.",
		);
		expect(room.channels.map(({ address }) => address)).toEqual(["-1002"]);
	});

	it("is undone by the same address, or by its name", async () => {
		await ask(city.location);
		expect(linesOf(await ask("https://other.example/", {}, "unsubscribe"))[0]).toContain(
			"الاشتراك لا يشمل other.example",
		);
		expect(linesOf(await ask(city.location, {}, "unsubscribe"))[0]).toContain("أُلغي الاشتراك");
		await ask(city.location);
		expect(linesOf(await ask("جريدة المدينة", {}, "unsubscribe"))[0]).toContain("أُلغي الاشتراك");
		expect(namesSubscribed()).toEqual([]);
	});

	it("is not for who does not administer the place", async () => {
		const reply = await ask(city.location, { place: group, mayAdminister: async () => false });
		expect([reply.visibility, room.brought.size]).toEqual(["person", 0]);
	});

	it("is not added by who has no name there; who it is says so in private, and what is known is for all", async () => {
		const address = "-1001000000002";
		const channel = { address, addressKind: "channel", title: "أخبار المدينة", isPrivate: false };
		const speaker = { id: address, name: "أخبار المدينة", language: "ar", isAnonymous: true as const };
		const inChannel = { place: channel, person: speaker };
		const reply = await port.run(buildCall("subscribe", city.location, inChannel));
		expect([reply.later, linesOf(reply)]).toEqual([
			undefined,
			[
				"لا أعرف من يكتب باسم القناة أو المجموعة. لإضافة مصدر جديد افتح المحادثة معي وأرسل عنوانه بعد هذا الأمر: /subscribe -1001000000002",
			],
		]);
		expect(room.brought.size).toBe(0);
		const findPlace = async (reference: string) =>
			reference === address ? buildFound({ address }) : undefined;
		await ask(`${address} ${city.location}`, { findPlace });
		expect(room.channels.map((one) => one.address)).toEqual([address]);
		expect(linesOf(await ask(city.location, inChannel))[0]).toBe("المصدر: «جريدة المدينة».");
	});

	it("is limited for a person, and not for an editor", async () => {
		for (const path of ["1", "2", "3"]) {
			room.web.set(`https://city.example/${path}`, { kind: "source", found: feed(path, path) });
		}
		await ask("https://city.example/1");
		await ask("https://city.example/2");
		expect(linesOf(await ask("https://city.example/3"))).toEqual([
			"يمكنك إضافة مصدرين، وقد بلغت هذا الحد. اختر من المصادر المتاحة: /sources",
		]);
		room.roles.set("telegram:77", "editor");
		expect(linesOf(await ask("https://city.example/3"))[0]).toBe("وجدت المصدر «3».");
	});
});

describe("/subscribe with the address of a page", () => {
	beforeEach(() => {
		room.web.set("https://city.example/", { kind: "choice", name: "المدينة", found: [city, sport] });
	});

	it("offers its feeds as choices and as commands to copy, and subscribes to what is pressed", async () => {
		const reply = await ask("city.example");
		expect(linesOf(reply)).toEqual([
			"في «المدينة» خلاصتان للأخبار:",
			"جريدة المدينة\n/subscribe https://city.example/rss",
			"رياضة المدينة\n/subscribe https://city.example/sport",
			"اختر ما تريد الاشتراك فيه، أو انسخ أمره وأرسله.",
		]);
		const [choose] = reply.controls?.[0] ?? [];
		expect(choose).toMatchObject({ kind: "choose", many: false });
		const done = await press(choose?.does ?? "", "1");
		expect(linesOf(done)[0]).toBe("وجدت المصدر «رياضة المدينة».");
		expect(namesSubscribed()).toEqual([[addedSourceId(sport.location)]]);
	});

	it("asks again for the right of whoever presses", async () => {
		const reply = await ask("city.example", { place: group });
		const [choose] = reply.controls?.[0] ?? [];
		const other = { person: { id: "9", name: "غيره", language: "ar" }, place: group };
		await press(choose?.does ?? "", "0", { ...other, mayAdminister: async () => false });
		expect(room.channels).toEqual([]);
	});

	it.each([
		["offer99", "0"],
		["offer1", "7"],
		["offer1", "__proto__"],
	])("a press on what is not offered any more (%s, %s) is answered politely", async (offer, value) => {
		await ask("city.example");
		expect(await press(`subscribe:f:${offer}`, value)).toMatchObject({
			notice: "مضى وقت هذا الاختيار. أعد إرسال الأمر.",
		});
	});
});

describe("/subscribe with an address where nothing is to be read", () => {
	it.each(lookProblems)("says what was found and what to do (%s), in both languages", async (why) => {
		room.web.set(city.location, { kind: "nothing", why, status: 418 });
		for (const language of ["ar", "en"]) {
			const said = linesOf(await ask(city.location, { person: { id: "77", name: "ليلى", language } }));
			expect(said).toHaveLength(3);
			expect(said[0]).toContain("city.example/rss");
			expect(said.filter((line) => line.length > 10)).toHaveLength(3);
		}
		expect(room.channels).toEqual([]);
	});

	it.each([
		["javascript:alert(1)", "عناوين الويب"],
		["file:///etc/passwd", "عناوين الويب"],
		["ftp://city.example/rss", "عناوين الويب"],
		["http://", "عناوين الويب|غير صحيح"],
		["https://[::1", "غير صحيح"],
		[`https://city.example/${"x".repeat(950)}`, "أطول مما أقرأ"],
		["سياسة https://city.example/rss", "أرسل كل عنوان وحده"],
	])("%s is none that is read", async (typed, said) => {
		const reply = await port.run(buildCall("subscribe", typed));
		expect(reply.later).toBeUndefined();
		expect(linesOf(reply)[0]).toMatch(new RegExp(said));
	});

	it("says that the last one is still being read", async () => {
		room.web.set(city.location, { kind: "busy" });
		expect(linesOf(await ask(city.location))[0]).toContain("ما زلت أقرأ العنوان");
	});

	it("is answered as a word where it is no address", async () => {
		expect(linesOf(await ask("سياسه محليه"))[0]).toContain("لا أعرف مصدرًا ولا موضوعًا باسم");
	});
});

describe("whatever a person types", () => {
	const odd = fc.constantFrom(
		...["😀", "\u202e", "\u2066", "<b>", "javascript:", "file:", "http://", "https://", "[::1]", "xn--", "."],
		...[
			"مثال.إختبار",
			"city.example",
			"/",
			"?",
			"#",
			"@",
			":",
			"%00",
			"%",
			" ",
			"\n",
			"data:",
			"//",
			"feed:",
		],
		..."\0\ud800أ١".split(""),
	);
	const typed = fc.oneof(
		fc.array(fc.oneof(odd, fc.string({ unit: "binary" })), { maxLength: 12 }).map((parts) => parts.join("")),
		fc.string({ unit: "binary", minLength: 9_000, maxLength: 10_000 }),
		fc.webUrl({ withFragments: true, withQueryParameters: true }),
	);

	it("behind /subscribe and /unsubscribe is answered in words, and nothing but the web is asked for", async () => {
		await fc.assert(
			fc.asyncProperty(typed, fc.constantFrom("subscribe", "unsubscribe"), async (args, name) => {
				room = createNewsroom();
				const asked: string[] = [];
				const { bringing } = room.commands;
				const look: typeof bringing.look = async (address, ...rest) => {
					asked.push(address);
					return bringing.look(address, ...rest);
				};
				port = createCommands({ ...room.commands, bringing: { ...bringing, look } });
				const reply = await ask(args, {}, name);
				expect(linesOf(reply).join("").length).toBeGreaterThan(0);
				expect(linesOf(reply).join("")).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
				for (const address of asked) expect(address).toMatch(/^https?:\/\/[^\s@/]/);
			}),
			{ numRuns: 400 },
		);
	});

	it("that is read as an address is one that a browser would open", () => {
		fc.assert(
			fc.property(typed, (text) => {
				const read = readAddress(text);
				if (read.kind !== "address") return;
				const url = new URL(read.address);
				expect(url.protocol).toMatch(/^https?:$/);
				expect([url.username, url.password, url.hash]).toEqual(["", "", ""]);
			}),
			{ numRuns: 1000 },
		);
	});
});
