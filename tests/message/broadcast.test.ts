import { describe, expect, it } from "vitest";
import { standardLook } from "../../src/domain/channel.ts";
import { createSentences } from "../../src/i18n/sentences.ts";
import { buildMessage } from "../../src/message/card.ts";

const version = (language: string, headline: string, body: string) => ({
	language,
	headline,
	body,
	buttons: [],
	overrides: { discord: { body: "نص **ديسكورد**" } },
});
const content = {
	kind: "broadcast",
	versions: [version("ar", "إلى {channel}", "اليوم {date}"), version("en", "To {channel}", "Today {date}")],
	at: Date.parse("2026-11-22T22:30:00Z"),
	silent: true,
} as const;

function build(locale: string, platform: string, over: object = {}) {
	const look = { ...standardLook, locale, ...over };
	const channel = { platform, title: "أخبار الضفة" };
	return buildMessage(content, look, { zone: "Asia/Amman", now: 0, sentences: createSentences(), channel });
}

describe("a broadcast in a channel", () => {
	it("has the channel's name, and the date in its zone, calendar and digits", () => {
		expect(build("ar", "telegram", { digits: "arabic" }).blocks).toEqual([
			{ kind: "headline", text: "إلى أخبار الضفة" },
			{ kind: "paragraph", spans: [{ text: "اليوم " }, { text: "الاثنين ٢٣ نوفمبر ٢٠٢٦" }] },
		]);
		expect(build("ar", "telegram", { dateStyle: "hijri" }).blocks[1]).toEqual({
			kind: "paragraph",
			spans: [{ text: "اليوم " }, { text: "13 جمادى الآخرة 1448 هـ" }],
		});
	});

	it("is the version of the channel's language; the first one where there is none", () => {
		expect(build("en", "telegram").language).toBe("en");
		expect(build("en-GB", "telegram").blocks[0]).toEqual({ kind: "headline", text: "To أخبار الضفة" });
		expect(build("fr", "telegram").language).toBe("ar");
	});

	it("has what was written for its platform alone, and the rest of its version", () => {
		expect(build("ar", "discord").blocks).toEqual([
			{ kind: "headline", text: "إلى أخبار الضفة" },
			{ kind: "paragraph", spans: [{ text: "نص " }, { text: "ديسكورد", bold: true }] },
		]);
	});

	it("is silent where the broadcast or the channel is", () => {
		expect(build("ar", "telegram").silent).toBe(true);
	});
});
