import { describe, expect, it } from "vitest";
import { writeExplanation } from "../../src/cli/write-explanation.ts";
import { sayWhyStep } from "../../src/commands/channel/say-why-step.ts";
import { explainDelivery } from "../../src/delivery/explain.ts";
import type { Channel, Subscription } from "../../src/domain/channel.ts";
import { createSentences } from "../../src/i18n/sentences.ts";
import { type Newsroom, useNewsroom } from "../planning/newsroom.ts";

const sentences = createSentences();

let room: Newsroom;
// 12:00 in Riyadh
useNewsroom("2023-03-22T09:00Z", (opened) => {
	room = opened;
});

async function explain(article: { id: string }, channel: Channel) {
	const steps = await explainDelivery(article.id, channel.id, {
		...room.deps,
		sources: [],
		now: () => room.clock.now,
	});
	const context = { zone: "UTC", sentences, nameSource: (id: string) => id };
	const say = (locale: string) => steps.map((step) => sayWhyStep(step, { locale, ...context }));
	return { steps, facts: steps.map(({ kind }) => kind), arabic: say("ar"), cli: steps.map(writeExplanation) };
}

/** A channel whose one subscription asks for this. */
async function wanting(part: Partial<Subscription>): Promise<Channel> {
	const channel = await room.addChannel({ kind: "at-once" });
	const change = (now: Channel) => ({
		...now,
		subscriptions: now.subscriptions.map((one) => ({ ...one, ...part })),
	});
	return (await room.deps.channels.update(channel.id, change)) ?? channel;
}

const bridge = { headline: "افتتاح الجسر الجديد", lead: "افتتح الوزير الجسر صباح اليوم." };

describe("an explanation names the words that decided", () => {
	it.each<[string, Partial<Subscription>, string, string]>([
		[
			"one that was found",
			{ include: ["جسر", "نفق"] },
			"✓ يشمله الاشتراك. وردت كلمة الاشتراك «جسر» في العنوان: «الجسر».",
			"✓ It is wanted by subscription s (its word جسر is in the headline: الجسر).",
		],
		[
			"none that was found",
			{ include: ["قمة", "نفق"] },
			"✗ لا يشمله الاشتراك: مصدره national ومواضيعه غير محددة. لم ترد فيه أي من كلمات الاشتراك.",
			"✗ None of the channel's 1 subscription(s) wants source national with topics none: s (none of its words is there).",
		],
		[
			"one that had to be there",
			{ include: ["+قمة"] },
			"✗ لا يشمله الاشتراك: مصدره national ومواضيعه غير محددة. لم ترد فيه الكلمة المطلوبة «قمة».",
			"✗ None of the channel's 1 subscription(s) wants source national with topics none: s (its word +قمة is not there).",
		],
		[
			"one that keeps it out",
			{ exclude: ["وزير"] },
			"✗ لا يشمله الاشتراك: مصدره national ومواضيعه غير محددة. وردت الكلمة المستبعدة «وزير» في المقدمة: «الوزير».",
			"✗ None of the channel's 1 subscription(s) wants source national with topics none: s (the word وزير, which it excludes, is in the lead: الوزير).",
		],
		[
			"its importance",
			{ minimumImportance: 2 },
			"✗ لا يشمله الاشتراك: مصدره national ومواضيعه غير محددة. أهميته دون ما يطلبه الاشتراك.",
			"✗ None of the channel's 1 subscription(s) wants source national with topics none: s (importance 0 of 2).",
		],
	])("%s", async (_what, part, arabic, cli) => {
		const channel = await wanting(part);
		const told = await explain(await room.publish(bridge), channel);
		expect(told.arabic[2]).toBe(arabic);
		expect(told.cli[2]).toBe(cli);
	});
});

describe("an explanation knows digests", () => {
	it("from waiting for one to being in it", async () => {
		const channel = await room.addChannel({ kind: "times", times: ["08:00"] });
		const other = await room.addChannel({ kind: "times", times: ["09:00"] });
		const first = await room.publish({ headline: "أ" });
		await room.publish({ headline: "ب" });
		const waiting = await explain(first, channel);
		expect(waiting.facts).toEqual(["stored", "active", "wanted", "held"]);
		expect(waiting.arabic.at(-1)).toBe("✗ ينتظر الموجز الذي موعده الخميس 23 مارس 2023 05:00.");
		room.clock.now = Date.parse("2023-03-23T05:00Z");
		await room.planDigests();
		const planned = await explain(first, channel);
		expect(planned.facts).toEqual(["stored", "active", "wanted", "in-digest", "planned", "delivery"]);
		expect(planned.arabic.slice(3)).toEqual([
			"✓ دخل في موجز.",
			"✓ وُزع على هذا المكان في موجز بتاريخ الخميس 23 مارس 2023 05:00.",
			"✗ ينتظر دوره في الإرسال، وموعده الخميس 23 مارس 2023 05:00.",
		]);
		expect(planned.cli[4]).toMatch(/^✓ Digest d\S+ was planned for it at 2023-03-23T05:00:00.000Z\.$/);
		expect((await explain(first, other)).facts.at(-1)).toBe("held");
	});

	it("says that another channel's digest is none of this one's", async () => {
		await room.addChannel({ kind: "times", times: ["08:00"] });
		const late = await wanting({ include: ["قمة"] });
		const article = await room.publish(bridge);
		room.clock.now = Date.parse("2023-03-23T05:00Z");
		await room.planDigests();
		expect((await explain(article, late)).facts).toEqual([
			"stored",
			"active",
			"not-wanted",
			"planned-without",
		]);
	});
});
