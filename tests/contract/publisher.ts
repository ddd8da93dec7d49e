import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { EditRequest, Publisher, PublishRequest } from "../../src/delivery/publisher.ts";
import type { Outcome } from "../../src/domain/outcome.ts";
import type { Message } from "../../src/message/message.ts";

/** What readers of the stage's address see of one post. */
export type SeenPost = {
	id: string;
	/** The visible text, its mark-up undone; direction marks may be in it. */
	text: string;
	/** Addresses behind words and buttons. */
	links: readonly string[];
	/** Whether anybody was notified by name (@everyone and the like). */
	pinged: boolean;
};

/** What not every platform can do or suffer. A setup that cannot says why, and the suite prints it. */
export const abilities = [
	/** `stage.unreachable`: a publisher whose server refuses the connection. */
	"connection refused",
	/** `stage.resetNext`: the connection breaks after the whole request has arrived, before its answer. */
	"reset after the body",
	/** `stage.answerWithPage`: an HTML page with status 502. */
	"page for an answer",
	/** `stage.limitNext`: a 429. */
	"rate limit",
	/** `stage.makeGone`: the place is lost until it comes back. */
	"gone",
	/** `stage.makeForbidden`: a right is missing. */
	"forbidden",
	/** `stage.wrongSecret`: a publisher with a wrong token. */
	"wrong token",
	/** A text over the platform's limit is cut. */
	"cut",
] as const;
export type Ability = (typeof abilities)[number];

export type PublisherStage = {
	publisher: Publisher;
	/** A place where it may post, empty at first. */
	address: string;
	addressKind: string;
	/** An address of the right form behind which nothing is. */
	nowhere: string;
	/** A message id of the right form that does not exist. */
	unknownId: string;
	/** Posts at `address`, oldest first. */
	seen(): Promise<readonly SeenPost[]>;
	/** Requests that reached the platform, of whatever end. */
	arrived(): Promise<number>;
	/** What must never be in an outcome. */
	secrets: readonly string[];
	unreachable?: Publisher;
	wrongSecret?: Publisher;
	resetNext?(): Promise<void>;
	answerWithPage?(): Promise<void>;
	/** The next request is refused for so long. */
	limitNext?(seconds: number): Promise<void>;
	makeGone?(): Promise<void>;
	makeForbidden?(): Promise<void>;
	stop(): Promise<void>;
};

export type PublisherSetup = {
	/** A new stage, with limits off. */
	start(): Promise<PublisherStage>;
	/** Longest visible text, in UTF-16 units. */
	longest: number;
	/** The same for plain text, where that has less room. */
	longestPlain?: number;
	/** What this platform cannot, with the reason. Everything else is required of it. */
	cannot: Partial<Record<Ability, string>>;
	/** Runs of each property; 40 when absent. */
	runs?: number;
};

/** A post as delivery would send it. */
export function sampleMessage(changes: Partial<Message> = {}): Message {
	return {
		language: "ar",
		blocks: [
			{ kind: "headline", text: "افتتاح مكتبة عامة في وسط المدينة" },
			{ kind: "date", text: "الأربعاء 22 مارس 2023" },
			{ kind: "paragraph", spans: [{ text: "افتتحت البلدية صباح اليوم مكتبة عامة تضم عشرة آلاف كتاب." }] },
			{ kind: "source", name: "صحيفة المدينة", href: "https://news.example/a/1?x=1&y=2" },
		],
		buttons: [],
		silent: false,
		linkPreview: false,
		...changes,
	};
}

const hostile: readonly [string, string][] = [
	["mark-up of HTML", "<b>عاجل</b> <script>alert(1)</script> </b> <a href='x'>y"],
	["references", "&lt;b&gt; &amp; &#60; &nbsp; &unknown;"],
	["mark-up of Markdown", "**عاجل** __x__ ~~y~~ `z` ||سر|| [نص](https://evil.example) > # - *"],
	["mentions", "@everyone @here <@1234567890123456789> <@&1234567890123456789> <#1234567890123456789>"],
	["templates", "{{ headline }} $(id) \u0024{x} %s %d {0} <%= x %>"],
	["right-to-left overrides", "\u202e\u2067مقلوب\u2066\u202d abc"],
	["lone surrogates", "خبر \ud800 و \udc00 خبر"],
	["controls", "خبر\u0000\u0007\u001b[31mأحمر\u009f\r\n\t"],
	["emoji", "👩‍👩‍👧‍👦🏳️‍🌈🇵🇸 خبر 👍🏽"],
	["combining marks", `خ${"\u0651\u064e".repeat(300)}بر`],
	["a heading and a list", "# عنوان\n- بند\n1. بند\n> قول"],
	["quotes and backslashes", '\\" \' \\n \\u0000 `` ``` """'],
	["a link that is none", "javascript:alert(1) data:text/html,<b> http:///x https://"],
	["ten kilobytes", "كلمة ".repeat(2000)],
	["one word of ten kilobytes", "ك".repeat(10_000)],
];

/**
 * What every publisher keeps, whatever its platform: call it in `tests/adapters/<platform>/publisher.test.ts` with a
 * stage on the platform's fake. It checks the promises of `src/delivery/publisher.ts` one by one.
 */
export function describePublisher(name: string, setup: PublisherSetup): void {
	describe(`the publisher contract: ${name}`, () => {
		let stage: PublisherStage;
		const outcomes: Outcome[] = [];
		let stages: PublisherStage[] = [];

		beforeAll(() => {
			stages = [];
		});
		beforeEach(async () => {
			stage = await setup.start();
			stages.push(stage);
			outcomes.length = 0;
			return async () => {
				// Whatever happened: no outcome holds a secret.
				const written = JSON.stringify(outcomes);
				for (const secret of stage.secrets) expect(written).not.toContain(secret);
				await stage.stop();
			};
		});
		afterAll(() => {
			expect(stages.length).toBeGreaterThan(0);
		});

		let deliveries = 0;
		function requestOf(changes: Partial<PublishRequest> = {}): PublishRequest {
			deliveries++;
			return {
				deliveryId: `post-${deliveries}-${name}-1`,
				address: stage.address,
				addressKind: stage.addressKind,
				message: sampleMessage(),
				plainText: false,
				...changes,
			};
		}
		async function publish(
			changes: Partial<PublishRequest> = {},
			publisher = stage.publisher,
		): Promise<Outcome> {
			const outcome = await publisher.publish(requestOf(changes));
			outcomes.push(outcome);
			return outcome;
		}
		async function edit(changes: Partial<EditRequest>): Promise<Outcome> {
			const outcome = await stage.publisher.edit({ ...requestOf(), messageIds: [], ...changes });
			outcomes.push(outcome);
			return outcome;
		}
		async function withdraw(messageIds: readonly string[]): Promise<Outcome> {
			const { address, addressKind } = stage;
			const replacement = textMessage("سُحب هذا الخبر.");
			const outcome = await stage.publisher.withdraw({ address, addressKind, messageIds, replacement });
			outcomes.push(outcome);
			return outcome;
		}
		async function sentIds(changes: Partial<PublishRequest> = {}): Promise<readonly string[]> {
			const outcome = await publish(changes);
			if (outcome.kind !== "sent") throw new Error(`not sent: ${JSON.stringify(outcome)}`);
			return outcome.messageIds;
		}

		/** A promise that depends on an ability: kept, or declared impossible with a reason. */
		function itWhen(ability: Ability, promise: string, body: () => Promise<void>): void {
			const reason = setup.cannot[ability];
			if (reason === undefined) it(promise, body);
			else {
				it(`declares that there is no "${ability}" here: ${reason}`, () => {
					expect(reason.trim()).not.toBe("");
				});
			}
		}

		it("posts a message and names its ids", async () => {
			const ids = await sentIds();
			expect(ids.length).toBeGreaterThan(0);
			const posts = await stage.seen();
			expect(posts.map(({ id }) => id)).toEqual(ids);
			const text = plain(posts.map((post) => post.text).join("\n"));
			for (const piece of ["افتتاح مكتبة عامة", "الأربعاء 22 مارس 2023", "عشرة آلاف كتاب", "صحيفة المدينة"]) {
				expect(text).toContain(plain(piece));
			}
			expect(posts.flatMap(({ links }) => links)).toContain("https://news.example/a/1?x=1&y=2");
		});

		it("posts a message as plain text", async () => {
			await sentIds({ plainText: true });
			const [post] = await stage.seen();
			expect(plain(post?.text ?? "")).toContain(plain("افتتاح مكتبة عامة"));
		});

		it("posts messages in the order in which they were given", async () => {
			for (const text of ["أول", "ثان", "ثالث"]) await sentIds({ message: textMessage(text) });
			expect((await stage.seen()).map(({ text }) => plain(text))).toEqual(["أول", "ثان", "ثالث"].map(plain));
		});

		it("asks beforeSend once, before anything arrives", async () => {
			const arrivedThen: Promise<number>[] = [];
			await sentIds({ beforeSend: () => arrivedThen.push(stage.arrived()) > 0 });
			expect(await Promise.all(arrivedThen)).toEqual([0]);
		});

		it("sends nothing when beforeSend says no", async () => {
			const outcome = await publish({ beforeSend: () => false });
			expect(outcome).toMatchObject({ kind: "retry", afterMs: 0, limited: false });
			expect([await stage.arrived(), await stage.seen()]).toEqual([0, []]);
			await sentIds();
		});

		it("edits what it posted, and takes an edit that changes nothing for done", async () => {
			const messageIds = await sentIds();
			const message = textMessage("نص مصحح");
			expect(await edit({ messageIds, message })).toMatchObject({ kind: "sent", messageIds });
			expect((await stage.seen()).map(({ text }) => plain(text))).toEqual([plain("نص مصحح")]);
			expect(await edit({ messageIds, message })).toMatchObject({ kind: "sent", messageIds });
		});

		it("gives up the edit of a message that is not there, and posts nothing in its place", async () => {
			const outcome = await edit({ messageIds: [stage.unknownId] });
			expect(outcome.kind).toBe("rejected");
			expect(await stage.seen()).toEqual([]);
		});

		it("takes a post back, and once more without harm", async () => {
			const messageIds = await sentIds();
			expect(await withdraw(messageIds)).toMatchObject({ kind: "sent" });
			const text = plain((await stage.seen()).map((post) => post.text).join());
			expect(text).not.toContain(plain("افتتاح مكتبة"));
			expect(await withdraw(messageIds)).toMatchObject({ kind: "sent" });
		});

		it("refuses a message without any visible text before it is sent", async () => {
			for (const text of ["", " \n\t", "\u200f\u2068\u2069\u200b"]) {
				expect(await publish({ message: textMessage(text) })).toMatchObject({
					kind: "rejected",
					plainText: false,
				});
			}
			expect(await stage.arrived()).toBe(0);
		});

		it.each(["", "nonsense", "-1/2/3", "../..", "0", "9".repeat(40)])(
			"has an outcome for the address %j",
			async (address) => {
				expect(["gone", "rejected", "forbidden"]).toContain((await publish({ address })).kind);
				expect(await stage.seen()).toEqual([]);
			},
		);

		it("does not post to a place that is not there", async () => {
			expect(["gone", "rejected"]).toContain((await publish({ address: stage.nowhere })).kind);
		});

		it("names limits that a send window can hold", () => {
			const layers = stage.publisher.windows(stage.address, stage.addressKind);
			for (const layer of layers) {
				expect(layer.limit).toBeGreaterThan(0);
				expect(layer.perMs).toBeGreaterThan(0);
				for (const secret of stage.secrets) expect(layer.key).not.toContain(secret);
			}
			expect(new Set(layers.map(({ key }) => key)).size).toBe(layers.length);
			expect(stage.publisher.windows(stage.address, stage.addressKind)).toEqual(layers);
			expect(stage.publisher.settleMs).toBeGreaterThanOrEqual(0);
		});

		itWhen("connection refused", "says retry when the connection is refused", async () => {
			const asked: boolean[] = [];
			const beforeSend = () => asked.push(true) > 0;
			const outcome = await publish({ beforeSend }, required(stage.unreachable));
			expect(outcome).toMatchObject({ kind: "retry", limited: false });
			expect(asked).toEqual([]);
		});

		itWhen(
			"reset after the body",
			"says ambiguous when the connection breaks before the answer",
			async () => {
				await required(stage.resetNext)();
				expect(await publish()).toMatchObject({ kind: "ambiguous" });
			},
		);

		itWhen("page for an answer", "says ambiguous when a proxy's page comes for an answer", async () => {
			await required(stage.answerWithPage)();
			expect(await publish()).toMatchObject({ kind: "ambiguous" });
		});

		itWhen(
			"rate limit",
			"waits as long as the platform says, and sends nothing again by itself",
			async () => {
				await required(stage.limitNext)(7);
				const outcome = await publish();
				expect(outcome).toMatchObject({ kind: "retry", limited: true });
				if (outcome.kind === "retry") expect(outcome.afterMs).toBeGreaterThanOrEqual(7000);
				expect([await stage.arrived(), await stage.seen()]).toEqual([1, []]);
			},
		);

		itWhen("gone", "says gone of a place that is lost", async () => {
			await required(stage.makeGone)();
			expect(await publish()).toMatchObject({ kind: "gone" });
		});

		itWhen("forbidden", "says forbidden where a right is missing", async () => {
			await required(stage.makeForbidden)();
			expect(await publish()).toMatchObject({ kind: "forbidden" });
		});

		itWhen("wrong token", "blames the bot and no channel for a wrong token", async () => {
			expect(await publish({}, required(stage.wrongSecret))).toMatchObject({ kind: "refused-bot" });
		});

		itWhen("cut", "cuts a text that is too long, and never the source below it", async () => {
			const sentence = "هذه جملة من خبر طويل جدا لا ينتهي قريبا. ";
			const long = sentence.repeat(Math.ceil((2 * setup.longest) / sentence.length));
			const blocks = sampleMessage().blocks.map((block) =>
				block.kind === "paragraph" ? { ...block, spans: [{ text: long }] } : block,
			);
			for (const plainText of [false, true]) await sentIds({ message: sampleMessage({ blocks }), plainText });
			const longest = [setup.longest, setup.longestPlain ?? setup.longest];
			for (const [index, { text }] of (await stage.seen()).entries()) {
				const most = longest[index] ?? 0;
				expect(text.length).toBeLessThanOrEqual(most);
				expect(text.length).toBeGreaterThan(most / 2);
				expect(plain(text)).toContain(plain("صحيفة المدينة"));
			}
		});

		it.each(hostile)("posts %s as what it is", async (_name, text) => {
			for (const message of [everywhere(text), textMessage(text)]) {
				await sentIds({ message });
				await sentIds({ message, plainText: true });
			}
			for (const post of await stage.seen()) expectHarmless(post, text);
		});

		it("posts any text as what it is", async () => {
			await fc.assert(
				fc.asyncProperty(anyText, fc.boolean(), async (text, plainText) => {
					const outcome = await publish({ message: everywhere(text), plainText });
					expect(outcome.kind).toBe("sent");
					const post = (await stage.seen()).at(-1);
					if (post === undefined) throw new Error("nothing is seen of what was sent");
					expectHarmless(post, text);
				}),
				{ numRuns: setup.runs ?? 40 },
			);
		}, 60_000);

		function expectHarmless(post: SeenPost, text: string): void {
			expect(post.pinged).toBe(false);
			expect(post.text.length).toBeLessThanOrEqual(setup.longest);
			for (const link of post.links) expect(["https://news.example/a/1", wholeLink]).toContain(link);
			const wanted = plain(text);
			if (wanted.length <= 200) expect(plain(post.text)).toContain(wanted);
			else expect(plain(post.text)).toContain(wanted.slice(0, 20));
		}
	});
}

const wholeLink = "https://news.example/a/1?x=1&y=2";

function textMessage(text: string): Message {
	return sampleMessage({ blocks: [{ kind: "paragraph", spans: [{ text }] }] });
}

/** A message with the text in every place that a feed or a person can fill, and addresses that are none. */
function everywhere(text: string): Message {
	return sampleMessage({
		blocks: [
			{ kind: "headline", text: "عنوان", href: `javascript:${text}` },
			{ kind: "date", text: "الأربعاء 22 مارس 2023" },
			{
				kind: "paragraph",
				spans: [
					{ text },
					{ text: " فقرة ", bold: true },
					{ text: "رابط", href: `javascript:alert(1)//${text}` },
				],
			},
			{ kind: "list", items: [[{ text: "بند", italic: true }]] },
			{ kind: "source", name: "صحيفة", href: "https://news.example/a/1" },
			{ kind: "tags", tags: ["أخبار", text.slice(0, 50)] },
		],
		buttons: [[{ label: "زر", href: "javascript:alert(1)" }]],
	});
}

/** Letters, digits and signs alone: blanks, marks and what is invisible differ from platform to platform. */
function plain(text: string): string {
	return text.replace(/[\p{C}\p{Z}\p{M}\s\ufffd]/gu, "");
}

const pieces = [
	"<",
	">",
	"&",
	"*",
	"_",
	"`",
	"|",
	"~",
	"#",
	"@everyone",
	"\\",
	"[",
	"](",
	"\u202e",
	"\u2068",
	"{{",
	"\n",
	"😀",
	"خبر ",
	"a",
];
const anyText = fc.oneof(
	fc.string({ unit: "binary", maxLength: 120 }),
	fc.string({ unit: "grapheme", maxLength: 120 }),
	fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join("")),
	fc.string({ unit: fc.constantFrom("ا", "ب", " ", "،", ".", "ـ", "x"), minLength: 9000, maxLength: 11_000 }),
);

function required<T>(given: T | undefined): T {
	if (given === undefined) throw new Error("this ability is neither staged nor declared impossible");
	return given;
}
