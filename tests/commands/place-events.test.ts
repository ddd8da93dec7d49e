import { describe, expect, it } from "vitest";
import { createCommands } from "../../src/commands/create-commands.ts";
import { createPlaceEvents } from "../../src/commands/place-events.ts";
import { type ChannelState, isReceiving } from "../../src/domain/channel.ts";
import { buildCall, createNewsroom, group, noon } from "./newsroom.ts";

const active: ChannelState = { kind: "active" };
const gone: ChannelState = { kind: "gone", reason: "removed", since: noon };
const held: ChannelState = { kind: "paused", reason: "owner" };
const day = 24 * 3600_000;
const noRight: ChannelState = { kind: "paused", reason: "no-right-to-post", until: noon + day, tries: 1 };

/** A group that subscribed, in some state, and its events. */
async function openGroup(state: ChannelState) {
	const room = createNewsroom();
	await createCommands(room.commands).run(buildCall("subscribe", "سياسة", { place: group }));
	const [channel] = room.channels;
	if (channel === undefined) throw new Error("tests: not subscribed");
	room.channels[0] = { ...channel, state };
	const events = createPlaceEvents(room.places);
	return { room, events, before: room.channels[0] };
}

describe("a place that", () => {
	it.each<
		[
			string,
			ChannelState,
			(events: Awaited<ReturnType<typeof openGroup>>["events"]) => Promise<void>,
			ChannelState,
		]
	>([
		[
			"the bot was removed from is gone, with the reason",
			active,
			(to) => to.left("telegram", "-1001", "removed"),
			gone,
		],
		[
			"lost its right and removed the bot is gone",
			noRight,
			(to) => to.left("telegram", "-1001", "removed"),
			gone,
		],
		[
			"is gone keeps its first reason and time",
			{ ...gone, reason: "blocked", since: 1 },
			(to) => to.left("telegram", "-1001", "removed"),
			{ ...gone, reason: "blocked", since: 1 },
		],
		["let the bot back in is active", gone, (to) => to.arrived("telegram", group), active],
		["took the right to post waits", active, (to) => to.rightsChanged("telegram", "-1001", false), noRight],
		[
			"waits already goes on waiting for its own reason",
			{ kind: "paused", reason: "topic-closed", until: 5 },
			(to) => to.rightsChanged("telegram", "-1001", false),
			{ kind: "paused", reason: "topic-closed", until: 5 },
		],
		[
			"gave the right to post back is active",
			noRight,
			(to) => to.rightsChanged("telegram", "-1001", true),
			active,
		],
		[
			"the bot was removed from and shows a message is active: of a topic nothing else tells",
			gone,
			(to) => to.seen("telegram", "-1001", "42"),
			active,
		],
		[
			"blocked the bot and shows a message waits for the word that it is let in",
			{ ...gone, reason: "blocked" },
			(to) => to.seen("telegram", "-1001", "42"),
			{ ...gone, reason: "blocked" },
		],
		["waits and shows a message waits on", noRight, (to) => to.seen("telegram", "-1001", "42"), noRight],
		[
			"gave the right to post back unheard is active when the bot listens again",
			noRight,
			(to) => to.foundOpen("telegram", ["-5", "-1001"]),
			active,
		],
		[
			"let the bot back in unheard is active when the bot listens again",
			gone,
			(to) => to.foundOpen("telegram", ["-1001"]),
			active,
		],
		[
			"was tried for a week in vain is tried anew when the bot listens again",
			{ kind: "paused", reason: "no-rights", tries: 8 },
			(to) => to.foundOpen("telegram", ["-1001"]),
			active,
		],
		[
			"is tried daily goes on with its tries when the bot listens again",
			{ kind: "paused", reason: "tag-required", until: noon + day, tries: 3 },
			(to) => to.foundOpen("telegram", ["-1001"]),
			{ kind: "paused", reason: "tag-required", until: noon + day, tries: 3 },
		],
		[
			"is another channel by now stays gone when the bot listens again",
			{ ...gone, reason: "moved", movedTo: "telegram-9" },
			(to) => to.foundOpen("telegram", ["-1001"]),
			{ ...gone, reason: "moved", movedTo: "telegram-9" },
		],
		[
			"was paused by its owner waits on when the bot listens again",
			held,
			(to) => to.foundOpen("telegram", ["-1001"]),
			held,
		],
		[
			"was paused by its owner and lets the bot back in waits on",
			held,
			(to) => to.arrived("telegram", group),
			held,
		],
		[
			"was paused by its owner and gives the right back waits on",
			held,
			(to) => to.rightsChanged("telegram", "-1001", true),
			held,
		],
		[
			"was paused by its owner and takes the right waits on for its owner",
			held,
			(to) => to.rightsChanged("telegram", "-1001", false),
			held,
		],
		[
			"was paused by its owner and removed the bot is still paused when it comes back",
			held,
			async (to) => {
				await to.left("telegram", "-1001", "removed");
				await to.arrived("telegram", group);
			},
			held,
		],
		[
			"was paused by its owner for a time that is over is active when the bot comes back",
			{ ...held, until: noon },
			(to) => to.arrived("telegram", group),
			active,
		],
		[
			"was gone and gives no right to post waits",
			gone,
			(to) => to.rightsChanged("telegram", "-1001", false),
			noRight,
		],
	])("%s, and keeps its subscriptions", async (_behaviour, state, happen, after) => {
		const { room, events, before } = await openGroup(state);
		await happen(events);
		expect(room.channels).toEqual([{ ...before, state: after }]);
	});

	it("took the right to post gets a post again after a day, though nobody heard that it was given back", async () => {
		const { room, events, before } = await openGroup(active);
		await events.rightsChanged("telegram", "-1001", false);
		const [channel = before] = room.channels;
		expect([noon, noon + day].map((now) => isReceiving(channel, now))).toEqual([false, true]);
	});

	it("is well is not written when the bot listens again", async () => {
		const { room, events, before } = await openGroup(active);
		await events.foundOpen("telegram", ["-1001"]);
		expect(room.channels[0]).toBe(before);
	});

	it("moved has its new address and is otherwise as it was", async () => {
		const { room, events, before } = await openGroup(active);
		await events.moved("telegram", "-1001", "-1009");
		expect(room.channels).toEqual([{ ...before, address: "-1009" }]);
	});

	it("has a new name on arrival is called by it", async () => {
		const { room, events, before } = await openGroup(active);
		await events.arrived("telegram", { ...group, title: "حي السلام" });
		expect(room.channels).toEqual([{ ...before, title: "حي السلام" }]);
	});

	it("the bot is added to for the first time is registered, active and without subscriptions", async () => {
		const room = createNewsroom();
		await createPlaceEvents(room.places).arrived("discord", group);
		expect(room.channels).toMatchObject([
			{ platform: "discord", address: "-1001", state: active, subscriptions: [] },
		]);
	});

	it("nobody registered is not registered by leaving, losing rights or moving", async () => {
		const room = createNewsroom();
		const events = createPlaceEvents(room.places);
		await events.left("telegram", "-5", "blocked");
		await events.rightsChanged("telegram", "-5", false);
		await events.moved("telegram", "-5", "-6");
		expect(room.channels).toEqual([]);
	});

	it("shows a message has its id remembered", async () => {
		const room = createNewsroom();
		await createPlaceEvents(room.places).seen("telegram", "-1001", "42");
		expect(room.seen).toEqual(["telegram -1001 42"]);
	});
});
