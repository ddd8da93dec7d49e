import { beforeEach, describe, expect, it } from "vitest";
import { addedSourceId } from "../../../src/app/sources/added-source-id.ts";
import { createCommands } from "../../../src/commands/create-commands.ts";
import type { CommandCall, CommandPort, CommandReply, SentFile } from "../../../src/commands/port.ts";
import { readOpml } from "../../../src/sources/opml.ts";
import { buildCall, buildFound, createNewsroom, group, type Newsroom } from "../newsroom.ts";

let room: Newsroom;
let port: CommandPort;
beforeEach(() => {
	room = createNewsroom();
	port = createCommands(room.commands);
	for (const path of ["1", "2", "3"]) {
		const found = { location: address(path), kind: "feed" as const, name: `مصدر ${path}`, topics: [] };
		room.web.set(address(path), { kind: "source", found });
	}
});

const address = (path: string) => `https://city.example/${path}`;
const outline = (path: string) => `<outline type="rss" text="ملف ${path}" xmlUrl="${address(path)}"/>`;
const opmlOf = (...rows: string[]) => `<opml version="2.0"><head/><body>${rows.join("")}</body></opml>`;

function fileOf(text: string): SentFile {
	const bytes = new TextEncoder().encode(text);
	return {
		name: "feeds.opml",
		load: async (most) => (bytes.length > most ? { kind: "too-large" } : { kind: "loaded", bytes }),
	};
}
async function send(text: string, part: Partial<CommandCall> = {}): Promise<CommandReply> {
	const reply = await port.run(buildCall("opml", "", { file: fileOf(text), ...part }));
	return reply.later === undefined ? reply : reply.later();
}
const press = ({ controls }: CommandReply, part: Partial<CommandCall> = {}) => {
	const control = controls?.[0]?.[0];
	if (control === undefined) throw new Error("tests: there is no button");
	return port.press({ ...buildCall("", "", part), does: control.does, values: [], offered: [], fields: {} });
};
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
const subscribed = () =>
	room.channels.flatMap(({ subscriptions }) => subscriptions.map(({ sources }) => sources));

describe("/opml with a file", () => {
	it("says what it would do, does it when confirmed, and twice is once", async () => {
		const text = opmlOf(
			`<outline text="محليات">${outline("1")}</outline>`,
			...[outline("gone"), outline("2"), '<outline text="بلا عنوان"/>'],
		);
		room.commands.limits.subscriptionsPerChannel = 1;
		room.roles.set("telegram:77", "editor");
		const proposed = await send(text);
		expect(linesOf(proposed)).toEqual([
			"مصدران جديدان.",
			"سطر واحد ليس فيه عنوان يُقرأ.",
			"مصدر واحد لم أستطع قراءته:",
			"ملف gone: لم أصل إلى هذا الموقع.",
			"هل تريد الإضافة إلى اشتراك «ليلى»؟",
		]);
		expect(room.channels).toEqual([]);
		const done = await press(proposed);
		expect(linesOf(done)).toEqual(["تم. اشتراك «ليلى» يشمل مصدرين من الملف."]);
		const ids = [addedSourceId(address("1")), addedSourceId(address("2"))];
		expect(subscribed()).toEqual([ids]);
		expect(room.brought.get(ids[0] ?? "")).toMatchObject({ name: "ملف 1", topics: ["محليات"] });
		await press(proposed);
		expect(linesOf(await send(text))[0]).toBe("مصدران معروفان عندي.");
		await press(await send(text));
		expect([subscribed(), room.brought.size]).toEqual([[ids], 2]);
	});

	it("calls a source by its own title and not as somebody likes, and keeps no folders of theirs", async () => {
		room.web.set(address("2"), { kind: "choice", name: "جريدة المدينة", found: [] });
		await press(await send(opmlOf(`<outline text="أخبار كاذبة">${outline("1")}${outline("2")}</outline>`)));
		expect([...room.brought.values()].map(({ name, topics }) => [name, topics])).toEqual([
			["مصدر 1", []],
			["جريدة المدينة", []],
		]);
	});

	it("reads no more new sources than the person may bring", async () => {
		const proposed = await send(opmlOf(outline("1"), outline("2"), outline("3")));
		expect(linesOf(proposed).slice(0, 2)).toEqual([
			"مصدران جديدان.",
			"مصدر واحد فوق الحد المسموح به، فلا يُضاف.",
		]);
		await press(proposed);
		expect(room.brought.size).toBe(2);
	});

	it("leaves a place that gets everything what it gets", async () => {
		await port.run(buildCall("subscribe"));
		await press(await send(opmlOf(outline("1"))));
		expect(subscribed()).toEqual([[], [addedSourceId(address("1"))]]);
	});

	it("in a channel's name is confirmed by an administrator of it, in private, for the channel", async () => {
		const channel = { address: "-1002", addressKind: "channel", title: "أخبار المدينة", isPrivate: false };
		const speaker = { id: "-1002", name: "أخبار المدينة", language: "ar", isAnonymous: true as const };
		const named = (personAdministers: boolean) => async (reference: string) =>
			reference === "-1002" ? buildFound({ personAdministers }) : undefined;
		const { controls } = await send(opmlOf(outline("1")), {
			...{ place: channel, person: speaker, findPlace: named(true) },
		});
		const control = controls?.[0]?.[0];
		const link = control?.does.replaceAll(":", "_") ?? "";
		await port.run(buildCall("start", link, { findPlace: named(false) }));
		expect(room.channels).toEqual([]);
		const done = await port.run(buildCall("start", link, { findPlace: named(true) }));
		expect(linesOf(done)).toEqual(["تم. اشتراك «أخبار المدينة» يشمل مصدرًا من الملف."]);
		expect(room.channels.map(({ address }) => address)).toEqual(["-1002"]);
	});

	it("that somebody wants for themselves is nobody else's by a link", async () => {
		const { controls } = await send(opmlOf(outline("1")));
		const link = controls?.[0]?.[0]?.does.replaceAll(":", "_") ?? "";
		const victim = { id: "78", name: "سامر", language: "ar" };
		const said = linesOf(await port.run(buildCall("start", link, { person: victim })));
		expect(said).toEqual(["مضى وقت هذا الاختيار. أعد إرسال الأمر."]);
		expect([room.channels, room.brought.size]).toEqual([[], 0]);
	});

	it("asks again for the right of whoever presses", async () => {
		const proposed = await send(opmlOf(outline("1")), { place: group });
		await press(proposed, { place: group, mayAdminister: async () => false });
		expect([room.channels, room.brought.size]).toEqual([[], 0]);
	});

	it.each([
		["no list", "<html><body>مرحبا</body></html>", "ليس قائمة OPML سليمة"],
		["nothing at all", "", "ليس قائمة OPML سليمة"],
		[
			"entities made of entities",
			`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>${opmlOf(outline("1")).replace("ملف 1", "&b;")}`,
			"ليس قائمة OPML سليمة",
		],
		["more than a megabyte", opmlOf(outline("1")).padEnd(1024 * 1024 + 1), "أكبر من ميغابايت واحد"],
		[
			"more than five hundred sources",
			opmlOf(...Array.from({ length: 501 }, (_, nth) => outline(`n${nth}`))),
			"لا أقرأ من الملف إلا 500 مصدر",
		],
		["nothing that can be read", opmlOf('<outline text="x"/>'), "سطر واحد ليس فيه عنوان يُقرأ"],
	])("that is or has %s is answered politely", async (_, text, said) => {
		const reply = await send(text);
		expect(linesOf(reply)[0]).toContain(said);
		expect(reply.controls).toBeUndefined();
	});

	it("that cannot be had is asked for again", async () => {
		const file: SentFile = { name: "x", load: async () => ({ kind: "failed" }) };
		expect(linesOf(await send("", { file }))).toEqual(["لم أستطع تنزيل الملف. أعد إرساله."]);
	});
});

it("/opml without a file gives what the place gets, as a file that can be sent back", async () => {
	await press(await send(opmlOf(outline("1"), outline("2"))));
	const reply = await port.run(buildCall("opml"));
	const [message] = reply.messages;
	expect(linesOf(reply)[0]).toBe("في هذا الملف مصدرا اشتراك «ليلى».");
	const read = readOpml(message?.file?.text ?? "");
	expect(read.kind === "opml" && read.outlines.map((one) => one.address)).toEqual([
		address("1"),
		address("2"),
	]);
	expect(linesOf(await send(message?.file?.text ?? ""))[0]).toBe("مصدران معروفان عندي.");
});
