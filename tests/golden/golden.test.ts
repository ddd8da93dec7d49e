import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { renderMessage } from "../../adapters/discord/render.ts";
import { telegramRequest } from "../../adapters/telegram/publisher/render-call.ts";
import { renderMessage as renderPage } from "../../adapters/web/render.ts";
import type { Message } from "../../src/message/message.ts";
import { buildGoldenCases } from "./cases.ts";
import { expectGolden, goldenFolder, goldenJson } from "./golden.ts";

/** How each case is written down: what we say, and what goes over each platform's wire. A platform adds a row. */
const forms: Readonly<Record<string, (message: Message) => unknown>> = {
	message: (message) => message,
	discord: (message) => renderMessage(message),
	telegram: (message) => telegramRequest(-1001234567890, message),
};

/** What a page shows of a post is held for those in which the look is what matters. */
const onPages: typeof forms = {
	web: (message) => String(renderPage(message, { heading: 2, imageOrigins: [] })).trim(),
};

function formsOf(name: string): typeof forms {
	return name.startsWith("8") ? { ...forms, ...onPages } : forms;
}

const cases = await buildGoldenCases();

describe.each(Object.entries({ ...forms, ...onPages }))("golden files: %s", (form, render) => {
	it.each(cases.filter(({ name }) => form in formsOf(name)))("$name", ({ name, message }) => {
		expectGolden(`${name}.${form}.json`, goldenJson(render(message)));
	});
});

it("every golden file belongs to a case, and no two cases share one", () => {
	const expected = cases.flatMap(({ name }) =>
		Object.keys(formsOf(name)).map((form) => `${name}.${form}.json`),
	);
	expect(readdirSync(goldenFolder).sort()).toEqual(expected.sort());
});
