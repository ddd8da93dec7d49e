import { expect, it } from "vitest";
import type { Progress } from "../../../src/broadcasts/port.ts";
import { describeProgress } from "../../../src/commands/broadcast/describe.ts";
import { plainLines } from "../../message/plain.ts";
import { createNewsroom, noon } from "../newsroom.ts";

const cancelled: Progress = {
	run: 1,
	startedAt: noon,
	recipients: 12,
	open: 0,
	sent: 1,
	corrected: 0,
	withdrawn: 0,
	failed: 2,
	skipped: 9,
	unknown: 0,
	failedBy: { "no-rights": 1, forbidden: 1 },
	skippedBy: {
		cancelled: 5,
		"no-channel": 1,
		"moved to telegram-12": 1,
		"moved to telegram-15": 1,
		"gone: removed": 1,
	},
};

it.each([
	[
		"ar",
		[
			"• وصل: 1 / 12 (8%)",
			"• تعذر: 2 (تنقصني صلاحية نشر الرسائل فيها: 2)",
			"• تُرك: 9 (أُلغي البث: 5، لم تعد القناة مسجلة: 1، اندمجت القناة في قناة أخرى مسجلة: 2، أُخرجتُ منها: 1)",
		],
	],
	[
		"en",
		[
			"• Arrived: 1 / 12 (8%)",
			"• Failed: 2 (I lack the right to post there: 2)",
			"• Left out: 9 (the broadcast was cancelled: 5, the channel is registered no more: 1, the channel became one with another that is registered: 2, I was removed from it: 1)",
		],
	],
] as const)(
	"says in %s why recipients were left out, each reason once with all whom it kept out",
	(locale, lines) => {
		const list = describeProgress(cancelled, { locale, deps: createNewsroom().commands });
		expect(
			plainLines({ language: locale, blocks: [list], buttons: [], silent: false, linkPreview: false }),
		).toEqual(lines);
	},
);
