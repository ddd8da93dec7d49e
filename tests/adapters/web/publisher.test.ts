import { beforeEach, describe, expect, it } from "vitest";
import { createWebPublisher, webEntryId } from "../../../adapters/web/publisher.ts";
import type { Publisher, PublishRequest } from "../../../src/delivery/publisher.ts";
import { createMemoryPages, type MemoryPages } from "./memory-pages.ts";
import { cardMessage, textMessage } from "./sample-messages.ts";

let pages: MemoryPages;
let publisher: Publisher;

beforeEach(() => {
	pages = createMemoryPages();
	pages.addPage("أخبار", { title: "أخبار الساحل", language: "ar" });
	publisher = createWebPublisher({ pages });
});

function request(over: Partial<PublishRequest> = {}): PublishRequest {
	return {
		deliveryId: "post-1.channel-1",
		address: "أخبار",
		addressKind: "page",
		message: cardMessage("ثلاث حدائق جديدة"),
		plainText: false,
		...over,
	};
}

const listed = async () => (await pages.list("أخبار", 10)).map(({ id }) => id);

describe("publishing", () => {
	it("puts an entry on the page under an id that follows from the delivery", async () => {
		const id = webEntryId("post-1.channel-1");
		expect(await publisher.publish(request())).toEqual({ kind: "sent", messageIds: [id] });
		expect(await pages.find("أخبار", id)).toMatchObject({ message: cardMessage("ثلاث حدائق جديدة") });
	});

	it("the same delivery, published again or at the same time, is on the page once with the first id", async () => {
		const outcomes = await Promise.all([1, 2, 3].map(() => publisher.publish(request())));
		expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
		expect(await listed()).toHaveLength(1);
	});

	it("different deliveries of the same text are different entries", async () => {
		await publisher.publish(request());
		await publisher.publish(request({ deliveryId: "post-2.channel-1" }));
		expect(await listed()).toHaveLength(2);
	});

	it("finds a page whose Arabic slug was typed with composed or with loose marks", async () => {
		pages.addPage("\u0623خبار\u0622خر", { title: "أخرى", language: "ar" });
		const outcome = await publisher.publish(request({ address: "\u0627\u0654خبار\u0627\u0653خر" }));
		expect(outcome.kind).toBe("sent");
	});

	it("a slug with no page is gone", async () => {
		expect(await publisher.publish(request({ address: "nowhere" }))).toMatchObject({
			kind: "gone",
			reason: "no-page",
		});
	});

	it("asks beforeSend once, right before it writes, and writes nothing when the answer is no", async () => {
		let asked = 0;
		const beforeSend = () => {
			asked += 1;
			return false;
		};
		expect(await publisher.publish(request({ beforeSend }))).toMatchObject({ kind: "retry", afterMs: 0 });
		expect({ asked, puts: pages.calls.put ?? 0 }).toEqual({ asked: 1, puts: 0 });
	});

	it.each([
		["nothing in it", textMessage("  "), "empty"],
		["more than an entry may hold", textMessage("خبر ".repeat(40_000)), "too-large"],
	])("refuses a message with %s and asks nobody", async (_name, message, reason) => {
		let asked = 0;
		const beforeSend = () => {
			asked += 1;
			return true;
		};
		expect(await publisher.publish(request({ message, beforeSend }))).toMatchObject({
			kind: "rejected",
			reason,
		});
		expect({ asked, puts: pages.calls.put ?? 0 }).toEqual({ asked: 0, puts: 0 });
	});

	it("as plain text it keeps the words and drops links, weight, picture and buttons", async () => {
		const image = { url: "https://sahel.example/a.jpg", alt: "حديقة" };
		await publisher.publish(request({ plainText: true, message: cardMessage("حدائق", { image }) }));
		const [entry] = await pages.list("أخبار", 1);
		expect(entry?.message.blocks.slice(0, 3)).toEqual([
			{ kind: "headline", text: "حدائق" },
			{ kind: "date", text: "الاثنين 6 مايو 2024" },
			{
				kind: "paragraph",
				spans: [{ text: "افتتحت البلدية " }, { text: "ثلاث حدائق" }, { text: " في الحي القديم." }],
			},
		]);
		expect(entry?.message).toMatchObject({ buttons: [] });
		expect(entry?.message.image).toBeUndefined();
	});

	it("a store that fails leaves it open whether the entry was written, and says why", async () => {
		pages.outage.error = new Error("connection is closed");
		expect(await publisher.publish(request())).toEqual({
			kind: "ambiguous",
			why: "web: the store failed: connection is closed",
		});
	});
});

describe("resolving", () => {
	const asked = () => publisher.resolve?.({ ...request(), attemptedAt: 0, explained: [] });

	it("tells what is on the page from what is not", async () => {
		expect(await asked()).toEqual({ kind: "not-sent" });
		const outcome = await publisher.publish(request());
		expect(await asked()).toEqual(outcome);
	});

	it("counts what was withdrawn since as sent", async () => {
		await publisher.publish(request());
		await publisher.withdraw({ ...request(), messageIds: await listed(), replacement: textMessage("سُحب") });
		expect(await asked()).toMatchObject({ kind: "sent" });
	});

	it("says that the store cannot be asked while it is away: it is asked again later", async () => {
		pages.outage.error = new Error("connection is closed");
		expect(await asked()).toMatchObject({ kind: "unreachable" });
	});
});

describe("editing and withdrawing", () => {
	it("an edit changes the entry where it stands, and the same edit again is sent too", async () => {
		await publisher.publish(request());
		const messageIds = await listed();
		const edit = { ...request({ message: cardMessage("أربع حدائق") }), messageIds };
		expect(await publisher.edit(edit)).toEqual({ kind: "sent", messageIds });
		expect(await publisher.edit(edit)).toEqual({ kind: "sent", messageIds });
		expect(await pages.find("أخبار", messageIds[0] ?? "")).toMatchObject({
			message: cardMessage("أربع حدائق"),
			state: "corrected",
		});
	});

	it.each([["nothing"], ["an entry that never was"]])("an edit of %s posts nothing anew", async (name) => {
		const messageIds = name === "nothing" ? [] : ["0123456789"];
		expect(await publisher.edit({ ...request(), messageIds })).toMatchObject({
			kind: "rejected",
			reason: "not-found",
		});
		expect(await listed()).toEqual([]);
	});

	it("a withdrawn entry leaves the page, and neither a late publish nor an edit brings it back", async () => {
		await publisher.publish(request());
		const messageIds = await listed();
		const withdraw = { ...request(), messageIds, replacement: textMessage("سُحب هذا الخبر.") };
		expect(await publisher.withdraw(withdraw)).toEqual({ kind: "sent", messageIds });
		expect(await publisher.withdraw(withdraw)).toEqual({ kind: "sent", messageIds });
		expect(await publisher.publish(request())).toEqual({ kind: "sent", messageIds });
		expect(await publisher.edit({ ...request(), messageIds })).toMatchObject({ kind: "rejected" });
		expect(await listed()).toEqual([]);
	});
});

it("counts against no window: our own store has no rate", () => {
	expect(publisher.windows("أخبار", "page")).toEqual([]);
});
