import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { advanceBroadcasts } from "../../src/broadcasts/advance.ts";
import { createBroadcasts } from "../../src/broadcasts/create-broadcasts.ts";
import type { BroadcastDeps } from "../../src/broadcasts/deps.ts";
import type { Broadcasts } from "../../src/broadcasts/port.ts";
import type { BroadcastAudience, Selector } from "../../src/domain/broadcast.ts";
import { type Channel, standardLook } from "../../src/domain/channel.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import { draft, editor, openNewsroom } from "./newsroom.ts";

let redis: TestRedis;
let newsroom: ReturnType<typeof openNewsroom>;
let deps: BroadcastDeps;
let broadcasts: Broadcasts;

/** Channels by what they are, in the order in which they came: telegram-0…3, discord-0…2. */
const channels: readonly [platform: string, part: Partial<Channel>][] = [
	["telegram", { tags: ["Sport"] }],
	["telegram", { look: { ...standardLook, locale: "en-GB" } }],
	["telegram", { subscriptions: [wishing("رياضة")], tags: ["sport", "شمال"] }],
	["telegram", { state: { kind: "gone", reason: "kicked", since: 0 } }],
	["discord", { subscriptions: [wishing("الرِّياضة")] }],
	["discord", { look: { ...standardLook, locale: "en" }, tags: ["sport"] }],
	["discord", { state: { kind: "paused", reason: "owner" } }],
];

function wishing(topic: string) {
	return { id: "s", sources: [], topics: [topic], include: [], exclude: [], minimumImportance: 0 };
}

beforeAll(async () => {
	redis = await startRedis();
	newsroom = openNewsroom(redis.url);
	deps = {
		...newsroom.deps,
		platforms: ["telegram", "discord"],
		rate: (platform) => (platform === "telegram" ? 2 : 1),
	};
	broadcasts = createBroadcasts(deps);
	for (const [nth, [platform, part]] of channels.entries()) {
		const fresh = { addressKind: "channel", title: `قناة ${nth}`, zone: "UTC", createdAt: 0 };
		const { id } = await deps.channels.register(platform, `a${nth}`, fresh);
		await deps.channels.update(id, (now) => ({ ...now, ...part }));
	}
	const sport = { include: [{ kind: "tag", tag: "sport" }], exclude: [] } as const;
	expect(await broadcasts.saveSegment(editor, "الرياضة", sport)).toEqual({ ok: true, recipients: 3 });
});
afterAll(async () => {
	await newsroom.stop();
	await redis.stop();
});

const platform = (name: string): Selector => ({ kind: "platform", platform: name });
const tag = (name: string): Selector => ({ kind: "tag", tag: name });
const segment: Selector = { kind: "segment", name: "الرياضة" };
const list = (...ids: string[]): Selector => ({ kind: "channels", ids });

/** Who is written into the ledger when sending begins. */
async function recipientsOf(audience: BroadcastAudience): Promise<string[]> {
	const { run, id } = await begun(audience);
	const answer = await broadcasts.results(id);
	if (!answer.ok || run === undefined) throw new Error("tests: it has begun");
	const ids: string[] = [];
	for await (const { channel } of answer.rows) ids.push(channel);
	return ids.sort();
}

async function begun(audience: BroadcastAudience) {
	const made = await broadcasts.create(editor, draft({ audience }));
	if (!made.ok) throw new Error(JSON.stringify(made.refusals));
	const { id } = made.broadcast;
	const sent = await broadcasts.sendNow(editor, id);
	if (!sent.ok) throw new Error(JSON.stringify(sent.refusals));
	for (let round = 0; round < 5; round++) await advanceBroadcasts(deps);
	const shown = await broadcasts.show(id);
	if (!shown.ok) throw new Error("tests: it was made");
	return shown.broadcast;
}

describe("an audience", () => {
	for (const [name, include, exclude, expected] of [
		["everybody who can be reached", [{ kind: "all" }], [], "t0 t1 t2 d0 d1 d2"],
		["a platform", [platform("discord")], [], "d0 d1 d2"],
		["a topic that channels name, however it is written", [{ kind: "topic", topic: "الرياضة" }], [], "d0"],
		["a language, in all its countries", [{ kind: "language", language: "en" }], [], "t1 d1"],
		["a tag, however it is written", [tag("SPORT")], [], "t0 t2 d1"],
		["a tag in Arabic letters", [tag("شمال")], [], "t2"],
		["channels one by one", [list("telegram-1", "discord-0")], [], "t1 d0"],
		["a saved segment", [segment], [], "t0 t2 d1"],
		["one of each kind that is named", [platform("telegram"), tag("sport")], [], "t0 t2"],
		[
			"any of one kind",
			[platform("telegram"), platform("discord"), tag("sport"), tag("شمال")],
			[],
			"t0 t2 d1",
		],
		["all but some", [{ kind: "all" }], [tag("sport"), list("discord-2")], "t1 d0"],
		["a segment but a language", [segment], [{ kind: "language", language: "en" }], "t0 t2"],
		["all but a segment", [{ kind: "all" }], [segment], "t1 d0 d2"],
	] as const satisfies readonly (readonly [string, readonly Selector[], readonly Selector[], string])[]) {
		it(`is ${name}: so many are shown before, and these are written down`, async () => {
			const audience = { include, exclude };
			const ids = expected
				.split(" ")
				.map((short) => short.replace(/^t/, "telegram-").replace(/^d/, "discord-"));
			const made = await broadcasts.create(editor, draft({ audience }));
			const estimated = made.ok ? await broadcasts.estimate(made.broadcast.id) : made;
			const count = (name: string) => ids.filter((id) => id.startsWith(name)).length;
			expect(estimated).toMatchObject({
				estimate: {
					recipients: ids.length,
					// Two a second on one, one a second on the other, at the same time.
					durationMs: Math.max(count("telegram") * 500, count("discord") * 1_000),
					problems: [],
				},
			});
			expect(await recipientsOf(audience)).toEqual(ids.toSorted());
		});
	}

	it("counts beside those whom it reaches: paused ones, who get it later, and those who are gone", async () => {
		const made = await broadcasts.create(editor, draft());
		expect(made.ok && (await broadcasts.estimate(made.broadcast.id))).toMatchObject({
			estimate: { recipients: 6, byPlatform: { telegram: 3, discord: 3 }, paused: 1, gone: 1 },
		});
	});

	it("with a rate of its own takes as long as that", async () => {
		const made = await broadcasts.create(editor, draft({ options: { perSecond: 1 } }));
		expect(made.ok && (await broadcasts.estimate(made.broadcast.id))).toMatchObject({
			estimate: { durationMs: 6_000 },
		});
	});
});
