import { Hono } from "hono";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createQueues, type Queues } from "../../jobs/queues.ts";
import { createApi } from "../../src/app/api.ts";
import { openBroadcasts } from "../../src/app/broadcasts.ts";
import { requireConfig } from "../../src/app/config/config.ts";
import { type Core, openCore } from "../../src/app/core.ts";
import { createCommandDeps } from "../../src/app/deps/command-deps.ts";
import { type HttpServer, serveHttp } from "../../src/app/serve-http.ts";
import type { BroadcastDraft, Broadcasts } from "../../src/broadcasts/port.ts";
import { broadcastCommand } from "../../src/cli/broadcast.ts";
import { createCommands } from "../../src/commands/create-commands.ts";
import type { CommandPort, CommandReply } from "../../src/commands/port.ts";
import { silentLog } from "../../src/domain/log.ts";
import type { Actor } from "../../src/domain/person.ts";
import { scopeNames } from "../../src/domain/token.ts";
import { buildCall } from "../commands/newsroom.ts";
import { plainLines } from "../message/plain.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";

/*
 * Bad input as it meets the whole program but its processes: the use cases and limits are the real ones, on a real Redis;
 * nothing is sent. What a person types on a platform comes in by the commands' port, as the platforms' bots bring it.
 */
const operator: Actor = { platform: "cli", id: "operator", name: "operator", role: "owner" };
const other: Actor = { platform: "telegram", id: "78", name: "سامي", role: "editor" };
const everybody = { include: [{ kind: "all" }], exclude: [] } as const;

let redis: TestRedis;
let core: Core;
let queues: Queues;
let broadcasts: Broadcasts;
let commands: CommandPort;
let api: HttpServer;
let secret: string;
let settings: Record<string, string>;

beforeAll(async () => {
	redis = await startRedis();
	settings = {
		REDIS_URL: redis.url,
		BARQIYA_SOURCES: "none.yaml",
		BARQIYA_TIME_ZONE: "Asia/Amman",
		BARQIYA_OWNER: "telegram:77",
		COMMANDS_PER_MINUTE: "1000",
		TELEGRAM_BOT_TOKEN: "7000000001:AAFakeTokenForTestsOnly_0123456789abcde",
		DISCORD_BOT_TOKEN: "MTAwMDAwMDAwMDAwMDAwMDAx.fake01.b4rq1y4b4rq1y4b4rq1y4b4rq1y4b4rq1y4abc",
	};
	core = await openCore(requireConfig(settings), silentLog);
	queues = createQueues(core.connection);
	broadcasts = openBroadcasts(core, queues);
	commands = createCommands(createCommandDeps(core, broadcasts));
	await core.staff.setRole(operator, { platform: "discord", id: "77", name: "ليلى" }, "editor");
	const added = await core.tokens.add(operator, "a test", scopeNames);
	if (added.kind !== "added") throw new Error(`tests: ${added.kind}`);
	secret = added.secret;
	const app = new Hono();
	api = await serveHttp(app, { host: "127.0.0.1", port: 0 });
	app.route("/", createApi(core, broadcasts));
	await core.channels.register("telegram", "-1001", {
		...{ addressKind: "channel", title: "قناة", zone: "Asia/Amman", createdAt: 0 },
	});
});
beforeEach(() => {
	Object.assign(process.env, settings);
});
afterAll(async () => {
	for (const name of Object.keys(settings)) delete process.env[name];
	await api.stop();
	await queues.stop();
	await core.stop();
	await redis.stop();
});

/** What somebody is told: every line, and what can be pressed. */
type Told = { lines: string; does: ReadonlyMap<string, string>; form: string };

function told({ messages, notice = "", controls = [], form }: CommandReply): Told {
	const presses = controls
		.flat()
		.map((one) => [one.kind === "press" ? one.label : one.name, one.does] as const);
	const lines = [...messages.flatMap(plainLines), notice].join("\n").replace(/\p{Cf}/gu, "");
	return { lines, does: new Map(presses), form: form?.does ?? "" };
}

function callerOn(platform: string) {
	const { name: _, args: __, ...caller } = buildCall("start", "", { platform });
	return caller;
}

async function run(platform: string, name: string, args = ""): Promise<Told> {
	return told(await commands.run({ ...callerOn(platform), name, args }));
}

async function press(platform: string, does = "", fields: Record<string, string> = {}): Promise<Told> {
	return told(await commands.press({ ...callerOn(platform), does, values: [], offered: [], fields }));
}

const fieldsOf = (headline: string, body: string) => ({ headline, body, image: "", buttons: "" });

async function write(platform: string, headline: string, body: string): Promise<Told> {
	return press(platform, (await run(platform, "broadcast")).form, fieldsOf(headline, body));
}

async function open(platform: string, id: string, label: string): Promise<Told> {
	const home = await run(platform, "broadcast", id);
	const does = home.does.get(label);
	return does === undefined ? home : press(platform, does);
}

async function ask(method: string, path: string, body: object, headers: Record<string, string> = {}) {
	const response = await fetch(`${api.address}/api/v1${path}`, {
		method,
		headers: { authorization: `Bearer ${secret}`, "content-type": "application/json", ...headers },
		body: JSON.stringify(body),
	});
	return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const detailOf = async (...asked: Parameters<typeof ask>) => String((await ask(...asked)).body.detail);

/** What the command line says when it refuses; what it printed when it does not. */
async function cli(...args: string[]): Promise<string> {
	const write = process.stdout.write;
	let printed = "";
	process.stdout.write = ((text: string) => {
		printed += text;
		return true;
	}) as typeof write;
	try {
		await broadcastCommand().exitOverride().parseAsync(args, { from: "user" });
		return printed;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	} finally {
		process.stdout.write = write;
	}
}

const text = (headline: string, body: string) => ({
	versions: [{ language: "ar", headline, body, buttons: [], overrides: {} }],
});

async function made(over: Partial<BroadcastDraft> = {}): Promise<string> {
	const draft = {
		content: text("بيان", "نص"),
		audience: everybody,
		time: { kind: "now" },
		options: {},
	} as const;
	const answer = await broadcasts.create(operator, { ...draft, ...over });
	if (!answer.ok) throw new Error(JSON.stringify(answer.refusals));
	return answer.broadcast.id;
}

const draftOf = (over: object) => ({
	content: text("بيان", "نص"),
	audience: { include: [{ kind: "all" }] },
	...over,
});
const long = "كلمة ".repeat(1_000);
const nobody = { include: [{ kind: "language", language: "fa" }], exclude: [] } as const;

/** What is said, by surface; without `dialogue` an editor on a platform has no way to ask for such a thing. */
type Row = {
	en: RegExp;
	ar?: RegExp;
	dialogue?(platform: string): Promise<string>;
	api(): Promise<string>;
	cli(): Promise<string>;
};

const rows: Record<string, Row> = {
	"a time in the past": {
		ar: /فات هذا الوقت.*اختر وقتًا لم يأت بعد/s,
		en: /is over .* give a later one/,
		dialogue: async (platform) => {
			const days = await open(platform, await made(), "الموعد");
			const form = await press(platform, days.does.get("اكتب الموعد"));
			return (await press(platform, form.form, { when: "أمس 09:00" })).lines;
		},
		api: async () =>
			detailOf("POST", `/broadcasts/${await made()}/schedule`, {
				time: { kind: "at", at: "2020-01-01T09:00" },
			}),
		cli: async () => cli("schedule", await made(), "--at", "أمس 09:00"),
	},
	"a time that is none": {
		ar: /لم أفهم «قريبا».*اكتب مثلًا/s,
		en: /such as \d{4}-\d\d-\d\dT\d\d:\d\d/,
		dialogue: async (platform) => {
			const days = await open(platform, await made(), "الموعد");
			const form = await press(platform, days.does.get("اكتب الموعد"));
			return (await press(platform, form.form, { when: "قريبا" })).lines;
		},
		api: async () =>
			detailOf("POST", `/broadcasts/${await made()}/schedule`, { time: { kind: "at", at: "قريبا" } }),
		cli: async () => cli("schedule", await made(), "--at", "قريبا"),
	},
	"a zone that is none": {
		en: /is no time zone: give one such as Asia\/Amman/,
		api: async () =>
			detailOf("POST", `/broadcasts/${await made()}/schedule`, {
				time: { kind: "at", at: "2099-01-01T09:00", zone: "Mars/Base" },
			}),
		cli: async () => cli("schedule", await made(), "--at", "غدا 09:00", "--zone", "Mars/Base"),
	},
	"a cron that is none": {
		en: /is no cron expression: give five fields/,
		api: async () =>
			detailOf("POST", `/broadcasts/${await made()}/schedule`, { time: { kind: "recurring", cron: "soon" } }),
		cli: async () => cli("schedule", await made(), "--cron", "soon"),
	},
	"an empty audience": {
		ar: /لا قناة يصلها هذا البث.*اختر غيرها/s,
		en: /No channel is meant by what was chosen\. .* choose others/,
		dialogue: async (platform) => (await open(platform, await made({ audience: nobody }), "إرسال…")).lines,
		api: async () => detailOf("POST", `/broadcasts/${await made({ audience: nobody })}/send`, {}),
		cli: async () => cli("send", await made({ audience: nobody })),
	},
	"a text over a limit": {
		ar: /النص أطول مما تقبله .*اختصره/s,
		en: /the text is too long: \d+ characters, at most \d+\. Shorten it/,
		dialogue: async (platform) => (await write(platform, "بيان", long)).lines,
		api: async () => detailOf("POST", `/broadcasts/${await made({ content: text("بيان", long) })}/send`, {}),
		cli: async () => cli("send", await made({ content: text("بيان", long) })),
	},
	"mark-up that does not close": {
		ar: /العلامة «\*\*» فُتحت ولم تُغلق.*أغلقها/s,
		en: /“\*\*” is opened and never closed\. Close it/,
		dialogue: async (platform) => (await write(platform, "بيان", "نص **مهم")).lines,
		api: async () => detailOf("POST", "/broadcasts", draftOf({ content: text("بيان", "نص **مهم") })),
		cli: async () => cli("create", "--headline", "بيان", "--text", "نص **مهم", "--to", "all"),
	},
	"a picture's address that is none": {
		ar: /«javascript:x» ليس عنوانًا/,
		en: /^(broadcast: )?“javascript:x” is no address: give one that begins with http/,
		dialogue: async (platform) => {
			const { form } = await run(platform, "broadcast");
			return (await press(platform, form, { ...fieldsOf("بيان", "نص"), image: "javascript:x" })).lines;
		},
		api: async () => {
			const [version] = text("بيان", "نص").versions;
			return detailOf(
				"POST",
				"/broadcasts",
				draftOf({ content: { versions: [{ ...version, image: "javascript:x" }] } }),
			);
		},
		cli: async () => cli("create", "--headline", "بيان", "--image", "javascript:x", "--to", "all"),
	},
	"a step that its state does not allow": {
		en: /is a draft, so this cannot be done with it now: it can be edited/,
		api: async () => detailOf("POST", `/broadcasts/${await made()}/pause`, {}),
		cli: async () => cli("pause", await made()),
	},
	"a change of what another editor has changed meanwhile": {
		ar: /عدّل سامي هذا البث بعد أن عُرض عليك/,
		en: /سامي has changed this broadcast meanwhile .* Nothing of yours was saved/,
		dialogue: async (platform) => {
			const id = await made();
			const { does } = await run(platform, "broadcast", id);
			const form = await press(platform, does.get("تعديل النص"));
			await broadcasts.edit(other, id, 1, { content: text("نص سامي", "") });
			return (await press(platform, form.form, fieldsOf("نص ليلى", ""))).lines;
		},
		api: async () => {
			const id = await made();
			await broadcasts.edit(other, id, 1, { content: text("نص سامي", "") });
			return detailOf("PATCH", `/broadcasts/${id}`, { content: text("نص ليلى", "") }, { "if-match": '"1"' });
		},
		cli: async () => {
			const id = await made();
			await broadcasts.edit(other, id, 1, { content: text("نص سامي", "") });
			return cli("edit", id, "--revision", "1", "--headline", "نص العامل");
		},
	},
};

describe.each(Object.entries(rows))("%s is refused with a sentence that says what to do", (_name, row) => {
	const { dialogue, ar = /^$/ } = row;
	if (dialogue !== undefined) {
		it.each(["telegram", "discord"])("to an editor on %s", async (platform) => {
			expect(await dialogue(platform)).toMatch(ar);
		});
	}
	it("by the API", async () => expect(await row.api()).toMatch(row.en));
	it("by the command line", async () => expect(await row.cli()).toMatch(row.en));
});

it("nothing of what was refused is on its way, and nobody's text was overwritten", async () => {
	const all = await broadcasts.list({ limit: 500 });
	expect(new Set(all.map(({ state }) => state))).toEqual(new Set(["draft"]));
	expect(all.filter(({ content }) => content.versions[0]?.headline === "نص سامي")).toHaveLength(4);
	expect(all.some(({ content }) => /ليلى|العامل/.test(content.versions[0]?.headline ?? ""))).toBe(false);
});

describe("what is done twice is done once", () => {
	const headed = async (headline: string) =>
		(await broadcasts.list({ limit: 500 })).filter(({ name }) => name === headline);

	it.each(["telegram", "discord"])("a form that is sent in twice on %s", async (platform) => {
		const { form } = await run(platform, "broadcast");
		const fields = fieldsOf(`مرتين على ${platform}`, "نص");
		await Promise.all([press(platform, form, fields), press(platform, form, fields)]);
		expect(await headed(`مرتين على ${platform}`)).toHaveLength(1);
	});

	it("a call of the API with one key", async () => {
		const twice = () => ask("POST", "/broadcasts", draftOf({ name: "مفتاح" }), { "idempotency-key": "k-1" });
		const [one, two] = [await twice(), await twice()];
		expect([one.status, two.body.id]).toEqual([201, one.body.id]);
		expect(await headed("مفتاح")).toHaveLength(1);
	});

	it("a command with one key", async () => {
		const args = ["create", "--headline", "أمر", "--to", "all", "--key", "k-2"];
		const [one, two] = [await cli(...args), await cli(...args)];
		expect(two).toBe(one);
		expect(await headed("أمر")).toHaveLength(1);
	});

	const atOnce = (send: (id: string) => Promise<unknown>) => (id: string) =>
		Promise.all([send(id), send(id)]);

	it.each([
		["a click on “send” on telegram", atOnce((id) => clickSend("telegram", id))],
		["a click on “send” on discord", atOnce((id) => clickSend("discord", id))],
		["a call of “send”", atOnce((id) => ask("POST", `/broadcasts/${id}/send`, {}))],
		// One process has one standard output.
		["the command “send”", async (id: string) => [await cli("send", id), await cli("send", id)]],
	])("%s", async (_name, sendTwice) => {
		const id = await made();
		await sendTwice(id);
		const log = await core.audit.read({ limit: 100 });
		const sendings = log.filter(
			({ object, action, outcome }) =>
				object === `broadcast ${id}` && action === "broadcast.schedule" && outcome === "done",
		);
		expect(sendings).toHaveLength(1);
		expect((await broadcasts.show(id)).ok).toBe(true);
	});

	async function clickSend(platform: string, id: string): Promise<void> {
		const sure = await open(platform, id, "إرسال…");
		await press(platform, sure.does.get("أرسل الآن"));
	}
});
