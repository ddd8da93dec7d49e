import { Hono } from "hono";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type HttpServer, serveHttp } from "../../../src/app/serve-http.ts";
import { checkOptions } from "../../../src/broadcasts/check-time.ts";
import { type ApiSiteOptions, apiVersion, createApiSite } from "../../../src/console/api/api-site.ts";
import { writeOpenApi } from "../../../src/console/api/openapi.ts";
import { routes } from "../../../src/console/api/routes.ts";
import { standardOptions } from "../../../src/domain/broadcast.ts";
import type { Actor } from "../../../src/domain/person.ts";
import { type Scope, scopeNames, scopeOf } from "../../../src/domain/token.ts";
import { createSentences } from "../../../src/i18n/sentences.ts";
import { createPermit } from "../../../src/staff/permit.ts";
import { createTokens, type Tokens } from "../../../src/staff/tokens.ts";
import { createAnswerStore } from "../../../src/store/people/answers.ts";
import { type AuditLog, createAuditLog } from "../../../src/store/people/audit.ts";
import { createTokenGuard } from "../../../src/store/people/token-guard.ts";
import { createTokenStore } from "../../../src/store/people/tokens.ts";
import { type Connection, createConnection } from "../../../src/store/redis/connection.ts";
import { type BroadcastsInMemory, createBroadcastsInMemory } from "../../broadcasts/broadcasts-in-memory.ts";
import { startRedis, type TestRedis } from "../../support/redis.ts";
import { createDocumentCheck } from "./document-check.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const owner: Actor = { platform: "cli", id: "operator", name: "operator", role: "owner" };
const noon = Date.UTC(2026, 10, 22, 12);

let redis: TestRedis;
let connection: Connection;
let audit: AuditLog;
let tokens: Tokens;
let broadcasts: BroadcastsInMemory;
let server: HttpServer;
let everything: string;
let options: ApiSiteOptions;
let isDown = false;
const check = createDocumentCheck(JSON.parse(JSON.stringify(writeOpenApi(routes, apiVersion))));

beforeAll(async () => {
	redis = await startRedis();
	connection = createConnection(redis.url, { log: silent });
	audit = createAuditLog(connection);
	const permit = createPermit(audit);
	tokens = createTokens({ tokens: createTokenStore(connection), permit, now: () => noon });
	const app = new Hono();
	server = await serveHttp(app, { host: "127.0.0.1", port: 0 });
	const asNow = new Proxy({} as BroadcastsInMemory, {
		get: (_, name) => {
			if (isDown) throw new Error("redis is away, bq_secret_of_somebody");
			return broadcasts[name as keyof BroadcastsInMemory];
		},
	});
	options = {
		...{ broadcasts: asNow, tokens, permit, audit, zone: "Asia/Amman", log: silent },
		answers: createAnswerStore(connection),
		guard: createTokenGuard(connection),
		sentences: createSentences(),
		sayRefusal: ({ code }, locale) => `${locale}: ${code}.`,
		addressOf: () => "192.0.2.1",
	};
	app.route("/", createApiSite(options));
});
beforeEach(async () => {
	await connection.redis.flushall();
	broadcasts = createBroadcastsInMemory(() => noon);
	everything = await token(scopeNames);
	isDown = false;
});
afterAll(async () => {
	await server.stop();
	await connection.stop();
	await redis.stop();
});

async function token(scopes: readonly Scope[]): Promise<string> {
	const added = await tokens.add(owner, "a test", scopes);
	if (added.kind !== "added") throw new Error(`tests: ${added.kind}`);
	return added.secret;
}

type Answered = { status: number; headers: Headers; body: Record<string, unknown>; text: string };

/** Asks as a program would; every answer is held against the document. */
async function ask(
	method: string,
	path: string,
	body?: unknown,
	{ secret = everything, ...headers }: Record<string, string> = {},
): Promise<Answered> {
	const response = await fetch(`${server.address}/api/v1${path}`, {
		method,
		headers: {
			...(secret === "" ? {} : { authorization: `Bearer ${secret}` }),
			...(body === undefined ? {} : { "content-type": "application/json" }),
			...headers,
		},
		...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
	});
	const text = await response.text();
	const type = response.headers.get("content-type") ?? "";
	const read = /json/.test(type) && !type.includes("ndjson") ? JSON.parse(text) : {};
	check(method, path, response.status, type, read);
	return { status: response.status, headers: response.headers, body: read, text };
}

const draft = {
	name: "صيانة",
	content: { versions: [{ language: "ar", headline: "إعلان", body: "صيانة الليلة." }] },
	audience: { include: [{ kind: "all" }] },
};

async function create(): Promise<{ id: string; tag: string }> {
	const { body, headers } = await ask("POST", "/broadcasts", draft);
	return { id: String(body.id), tag: headers.get("etag") ?? "" };
}

describe("the API", () => {
	it("leads a broadcast from the draft to the one who got it", async () => {
		const { id, tag } = await create();
		expect([id, tag]).toEqual(["b1", '"1"']);
		const edited = await ask("PATCH", `/broadcasts/${id}`, { name: "صيانة الخوادم" }, { "if-match": tag });
		expect([edited.status, edited.headers.get("etag"), edited.body.name]).toEqual([
			200,
			'"2"',
			"صيانة الخوادم",
		]);
		expect((await ask("GET", `/broadcasts/${id}/estimate`)).body).toMatchObject({
			recipients: 3,
			problems: [],
		});
		expect((await ask("GET", `/broadcasts/${id}/preview`)).body).toMatchObject({
			previews: [{ platform: "telegram" }, { platform: "discord" }],
		});
		const to = { kind: "channel", channelId: "telegram-0" };
		expect((await ask("POST", `/broadcasts/${id}/test`, { to })).body).toEqual({ arrived: true, words: "" });
		expect((await ask("POST", `/broadcasts/${id}/approve`)).body).toMatchObject({
			state: "approved",
			approvedBy: { platform: "api", role: "admin" },
		});
		const time = { kind: "at", at: "2026-11-23T18:30" };
		const scheduled = await ask("POST", `/broadcasts/${id}/schedule`, { time });
		expect(scheduled.body).toMatchObject({ state: "scheduled", nextAt: "2026-11-23T15:30:00.000Z" });
		const sent = await ask("POST", `/broadcasts/${id}/send`);
		expect(sent.body).toMatchObject({ changed: true, broadcast: { state: "sending" } });
		expect((await ask("GET", `/broadcasts/${id}/progress`)).body).toMatchObject({ sent: 2, failed: 1 });
		expect((await ask("POST", `/broadcasts/${id}/pause`)).body).toMatchObject({ changed: true });
		expect((await ask("POST", `/broadcasts/${id}/pause`)).body).toMatchObject({ changed: false });
		expect((await ask("POST", `/broadcasts/${id}/resume`)).body).toMatchObject({ changed: true });
		expect((await ask("POST", `/broadcasts/${id}/retry-failed`)).body).toMatchObject({ retried: 1 });
		expect((await ask("POST", `/broadcasts/${id}/correct`, { content: draft.content })).status).toBe(200);
		expect((await ask("POST", `/broadcasts/${id}/withdraw`)).body).toMatchObject({ changed: true });
	});

	it("gives who got it as NDJSON and as CSV that no spreadsheet takes for a formula", async () => {
		const { id } = await create();
		await ask("POST", `/broadcasts/${id}/send`);
		const lines = (await ask("GET", `/broadcasts/${id}/results`)).text.trimEnd().split("\n");
		expect(lines.map((line) => JSON.parse(line).state)).toEqual(["sent", "sent", "failed"]);
		const csv = await ask("GET", `/broadcasts/${id}/results`, undefined, { accept: "text/csv" });
		expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
		expect(csv.text.replace("\ufeff", "").split("\r\n")).toEqual([
			"channel,platform,address,title,state,reason,messageIds,words",
			"telegram-0,telegram,-1001,أخبار المدينة,sent,,7,",
			`telegram-1,telegram,-1002,"'=HYPERLINK(""x""),1",sent,,7,`,
			"telegram-2,telegram,-1003,قناة,failed,blocked,7,",
			"",
		]);
	});

	it("cuts the connection when who got it cannot be read to the end: no half of it looks like the whole", async () => {
		const { id } = await create();
		await ask("POST", `/broadcasts/${id}/send`);
		const { results } = broadcasts;
		broadcasts.results = async (...asked) => {
			const answer = await results(...asked);
			return answer.ok ? { ok: true, rows: breakOff(answer.rows) } : answer;
		};
		for (const format of ["csv", "ndjson"]) {
			const response = await fetch(`${server.address}/api/v1/broadcasts/${id}/results?format=${format}`, {
				headers: { authorization: `Bearer ${everything}` },
			});
			await expect(response.text()).rejects.toThrow("terminated");
		}
		broadcasts.results = results;
		expect((await ask("GET", `/broadcasts/${id}/results`)).text.split("\n")).toHaveLength(4);
	});

	it("lists broadcasts page by page, newest first, none twice", async () => {
		for (let count = 0; count < 5; count += 1) await create();
		const seen: unknown[] = [];
		let after = "";
		for (;;) {
			const { body } = await ask("GET", `/broadcasts?limit=2${after}`);
			seen.push(...(body.broadcasts as { id: string }[]).map(({ id }) => id));
			if (body.next === undefined) break;
			after = `&after=${body.next}`;
		}
		expect(seen).toEqual(["b5", "b4", "b3", "b2", "b1"]);
		expect((await ask("GET", "/broadcasts?state=sending")).body).toEqual({ broadcasts: [] });
		expect((await ask("GET", "/broadcasts?after=b77")).status).toBe(400);
	});

	it("saves audiences by name and tags channels", async () => {
		const audience = { include: [{ kind: "topic", topic: "رياضة" }] };
		const name = encodeURIComponent("الرياضة");
		expect((await ask("PUT", `/segments/${name}`, audience)).body).toEqual({ recipients: 3 });
		expect((await ask("GET", "/segments")).body).toEqual({
			segments: { الرياضة: { include: [{ kind: "topic", topic: "رياضة" }], exclude: [] } },
		});
		expect((await ask("DELETE", `/segments/${name}`)).body).toEqual({ changed: true });
		expect((await ask("PUT", "/channels/telegram-1/tags", { tags: ["vip"] })).body).toEqual({
			tags: ["vip"],
		});
	});
});

describe("a request that is repeated with the same key", () => {
	it("makes one broadcast and gets the same answer, also when both come at once", async () => {
		const key = { "idempotency-key": "6f0f8f0e" };
		const first = await ask("POST", "/broadcasts", draft, key);
		const second = await ask("POST", "/broadcasts", draft, key);
		expect(second.body).toEqual(first.body);
		expect(second.status).toBe(201);
		expect(second.headers.get("idempotent-replayed")).toBe("true");
		expect(second.headers.get("etag")).toBe(first.headers.get("etag"));
		const at = { "idempotency-key": "at-once" };
		const both = await Promise.all([
			ask("POST", "/broadcasts", draft, at),
			ask("POST", "/broadcasts", draft, at),
		]);
		const statuses = both.map(({ status }) => status).sort();
		expect([
			[201, 201],
			[201, 409],
		]).toContainEqual(statuses);
		expect(broadcasts.asked).toEqual(["create b1", "create b2"]);
	});

	it("with another body is refused with 422 and what to do", async () => {
		const key = { "idempotency-key": "6f0f8f0e" };
		await ask("POST", "/broadcasts", draft, key);
		const other = await ask("POST", "/broadcasts", { ...draft, name: "غيره" }, key);
		expect([other.status, other.body.type]).toEqual([422, "urn:barqiya:problem:key-used"]);
		expect(String(other.body.detail)).toContain("new key");
		expect((await broadcasts.list()).length).toBe(1);
	});

	it("is another request when another token sends it", async () => {
		const key = { "idempotency-key": "1" };
		await ask("POST", "/broadcasts", draft, key);
		await ask("POST", "/broadcasts", draft, { ...key, secret: await token(["broadcasts:write"]) });
		expect(broadcasts.asked).toEqual(["create b1", "create b2"]);
	});

	it("is done when it was refused before: the refusal changed nothing", async () => {
		const { id } = await create();
		const key = { "idempotency-key": "once" };
		broadcasts.recipients = 0;
		expect((await ask("POST", `/broadcasts/${id}/send`, {}, key)).status).toBe(422);
		broadcasts.recipients = 3;
		expect((await ask("POST", `/broadcasts/${id}/send`, {}, key)).status).toBe(200);
		expect((await ask("POST", `/broadcasts/${id}/send`, {}, key)).body).toMatchObject({ changed: true });
		expect(broadcasts.sendings).toEqual([id]);
	});

	it.each(["", "two words", "ع", "x".repeat(201)])("needs a key that can be read: %j", async (key) => {
		const encoded = encodeURIComponent(key) === key ? key : Buffer.from(key).toString("latin1");
		const { status } = await ask("POST", "/broadcasts", draft, { "idempotency-key": encoded });
		expect(status).toBe(400);
	});
});

describe("two editors of one draft", () => {
	it("the second is told, and nothing is overwritten", async () => {
		const { id, tag } = await create();
		await ask("PATCH", `/broadcasts/${id}`, { name: "الأول" }, { "if-match": tag });
		const second = await ask("PATCH", `/broadcasts/${id}`, { name: "الثاني" }, { "if-match": tag });
		expect([second.status, second.body.type]).toEqual([412, "urn:barqiya:problem:changed-meanwhile"]);
		const inBody = await ask("PATCH", `/broadcasts/${id}`, { name: "الثاني", revision: 1 });
		expect([inBody.status, inBody.body.detail]).toEqual([409, "en: changed-meanwhile."]);
		expect((await ask("GET", `/broadcasts/${id}`)).body.name).toBe("الأول");
	});

	it("must say which revision they saw", async () => {
		const { id } = await create();
		const { status, body } = await ask("PATCH", `/broadcasts/${id}`, { name: "بلا رقم" });
		expect([status, body.type]).toEqual([428, "urn:barqiya:problem:revision-missing"]);
		expect((await ask("PATCH", `/broadcasts/${id}`, { name: "x" }, { "if-match": "W/1" })).status).toBe(400);
	});

	it("who send what was changed since are told as well", async () => {
		const { id, tag } = await create();
		await ask("PATCH", `/broadcasts/${id}`, { name: "الأول" }, { "if-match": tag });
		expect((await ask("POST", `/broadcasts/${id}/send`, {}, { "if-match": tag })).status).toBe(412);
		expect(broadcasts.sendings).toEqual([]);
	});

	it("need not load again what they have", async () => {
		const { id, tag } = await create();
		const again = await ask("GET", `/broadcasts/${id}`, undefined, { "if-none-match": tag });
		expect([again.status, again.text]).toEqual([304, ""]);
	});
});

describe("tokens", () => {
	it("let in what their scopes cover and nothing else; what was refused is in the audit log", async () => {
		const { id } = await create();
		await ask("POST", `/broadcasts/${id}/send`);
		for (const scope of scopeNames) {
			const secret = await token([scope]);
			for (const route of routes) {
				const path = route.path.replace("{id}", id).replace("{name}", "x");
				const { status, body } = await ask(route.method.toUpperCase(), path, undefined, { secret });
				const isCovered = scopeOf(route.action) === scope;
				expect([route.name, scope, status === 403]).toEqual([route.name, scope, !isCovered]);
				if (!isCovered) expect(body.type).toBe("urn:barqiya:problem:scope-missing");
			}
		}
		const [refused] = await audit.read({ limit: 1 });
		expect(refused).toMatchObject({ area: "refusals", outcome: "refused", who: { platform: "api" } });
		expect(refused?.reason).toMatch(/^needs the scope /);
	});

	it("change what is scheduled only where they may schedule", async () => {
		const { id } = await create();
		const writer = { secret: await token(["broadcasts:write"]) };
		const sender = { secret: await token(["broadcasts:write", "broadcasts:send"]) };
		const edit = async (revision: number, asker: { secret: string }) =>
			(await ask("PATCH", `/broadcasts/${id}`, { revision, time: { kind: "now" } }, asker)).status;
		expect(await edit(1, writer)).toBe(200);
		const scheduled = await ask("POST", `/broadcasts/${id}/schedule`, at("2026-11-23T18:30"));
		expect(scheduled.body).toMatchObject({ state: "scheduled", revision: 3 });
		expect([await edit(3, writer), await edit(4, writer)]).toEqual([403, 403]);
		const [refused] = await audit.read({ limit: 1 });
		expect(refused).toMatchObject({ area: "refusals", reason: "needs the scope broadcasts:send" });
		expect(await edit(3, sender)).toBe(200);
	});

	it("are asked for, and a revoked one is none", async () => {
		expect((await ask("GET", "/broadcasts", undefined, { secret: "" })).status).toBe(401);
		const { status, headers, body } = await ask("GET", "/broadcasts", undefined, { secret: "bq_guess" });
		expect([status, headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="barqiya"']);
		expect(String(body.detail)).toContain("barqiya token list");
		await tokens.revoke(owner, everything.split("_")[1] ?? "");
		expect((await ask("GET", "/broadcasts")).status).toBe(401);
	});

	it("that are wrong too often have to wait, and a good one from the same address has not", async () => {
		const statuses: number[] = [];
		for (let count = 0; count < 12; count += 1) {
			statuses.push((await ask("GET", "/broadcasts", undefined, { secret: `bq_guess${count}` })).status);
		}
		expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
		const late = await ask("GET", "/broadcasts", undefined, { secret: "bq_guess" });
		expect(Number(late.headers.get("retry-after"))).toBeGreaterThan(0);
		expect((await ask("GET", "/broadcasts")).status).toBe(200);
	});
});

describe("what cannot be done", () => {
	const bad: [name: string, method: string, path: string, body: unknown, status: number, code: string][] = [
		["no such broadcast", "GET", "/broadcasts/b99", undefined, 404, "unknown"],
		["no such address", "GET", "/news", undefined, 404, "address-unknown"],
		["no such method", "DELETE", "/broadcasts", undefined, 405, "method-unknown"],
		["a body that is no JSON", "POST", "/broadcasts", "{", 400, "json-broken"],
		["a body with a field that is not ours", "POST", "/broadcasts", { ...draft, zeit: 1 }, 422, "body-wrong"],
		["an empty body", "POST", "/broadcasts", {}, 422, "body-wrong"],
		["a time in the past", "POST", "/broadcasts/b1/schedule", at("2020-01-01T10:00"), 422, "time-past"],
		["a day that is none", "POST", "/broadcasts/b1/schedule", at("2026-11-31T10:00"), 422, "time-unreadable"],
		["a time that is none", "POST", "/broadcasts/b1/schedule", at("soon"), 422, "body-wrong"],
		["mark-up that does not close", "POST", "/broadcasts", withBody("*خبر"), 422, "mark-up-open"],
		["a step at the wrong moment", "POST", "/broadcasts/b1/pause", {}, 409, "wrong-state"],
		["a withdrawal of nothing", "POST", "/broadcasts/b1/withdraw", {}, 409, "nothing-sent"],
		["progress of nothing", "GET", "/broadcasts/b1/progress", undefined, 404, "run-unknown"],
		["a parameter that is none", "GET", "/broadcasts?limit=many", undefined, 400, "query-wrong"],
		["a page that is none", "GET", "/audit?after=../etc", undefined, 400, "page-unknown"],
	];
	it.each(bad)("%s is refused with a sentence", async (_name, method, path, body, status, code) => {
		await create();
		const answered = await ask(method, path, body);
		expect([answered.status, answered.body.type]).toEqual([status, `urn:barqiya:problem:${code}`]);
		expect(answered.headers.get("content-type")).toContain("application/problem+json");
		expect(String(answered.body.detail)).toMatch(/[.)]$/);
	});

	it("is said in Arabic to who asks for it", async () => {
		const { body } = await ask("GET", "/broadcasts/b99", undefined, { "accept-language": "ar-JO,en;q=0.5" });
		expect(body.detail).toBe("ar: unknown.");
	});

	it("an empty audience is refused when it is sent", async () => {
		const { id } = await create();
		broadcasts.recipients = 0;
		expect((await ask("POST", `/broadcasts/${id}/send`)).body.type).toBe(
			"urn:barqiya:problem:audience-empty",
		);
	});

	it("a body that is too large, or not declared as JSON, is not read", async () => {
		const large = await ask("POST", "/broadcasts", withBody("ن".repeat(300_000)));
		expect(large.status).toBe(413);
		const form = await ask("POST", "/broadcasts", "a=1", { "content-type": "text/plain" });
		expect(form.status).toBe(415);
	});

	it("an outage is 503, says when to try again, and tells nothing of the inside", async () => {
		isDown = true;
		const { status, headers, text } = await ask("GET", "/broadcasts");
		expect([status, headers.get("retry-after")]).toEqual([503, "30"]);
		expect(text).not.toMatch(/redis|secret/);
	});

	it("a store that says nothing is 503 as well: nobody waits for as long as Redis is away", async () => {
		const recognise = () => new Promise<never>(() => {});
		const silentSite = createApiSite({ ...options, tokens: { recognise }, patienceMs: 20 });
		const answer = await silentSite.request("/api/v1/broadcasts", {
			headers: { authorization: `Bearer ${everything}` },
		});
		expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "30"]);
	});

	it("is open to no page of another origin, and is kept by no cache", async () => {
		const { headers } = await ask("GET", "/broadcasts", undefined, { origin: "https://elsewhere.example" });
		expect(headers.get("access-control-allow-origin")).toBeNull();
		expect(headers.get("cache-control")).toBe("no-store");
		const preflight = await fetch(`${server.address}/api/v1/broadcasts`, { method: "OPTIONS" });
		expect(preflight.status).toBe(405);
	});
});

describe("the audit log", () => {
	it("is read page by page by who may", async () => {
		for (let count = 0; count < 3; count += 1) await audit.append("broadcasts", entry(count));
		const first = await ask("GET", "/audit?limit=2");
		expect((first.body.records as { object: string }[]).map(({ object }) => object)).toEqual([
			...["broadcast b2", "broadcast b1"],
		]);
		const second = await ask("GET", `/audit?limit=2&after=${first.body.next}`);
		const objects = (second.body.records as { object: string }[]).map(({ object }) => object);
		expect([objects[0], objects[1]?.startsWith("token "), second.body.next]).toEqual([
			...["broadcast b0", true, undefined],
		]);
	});
});

describe("the OpenAPI document", () => {
	it("is served to everybody and has every route of the table, and no other", async () => {
		const response = await fetch(`${server.address}/api/v1/openapi.json`);
		const served = (await response.json()) as { openapi: string; paths: Record<string, object> };
		expect(served).toEqual(JSON.parse(JSON.stringify(writeOpenApi(routes, apiVersion))));
		expect(served.openapi).toBe("3.1.0");
		const documented = Object.entries(served.paths).flatMap(([path, methods]) =>
			Object.keys(methods).map((method) => `${method} ${path}`),
		);
		expect(documented.sort()).toEqual(routes.map(({ method, path }) => `${method} /api/v1${path}`).sort());
		expect(new Set(routes.map(({ name }) => name)).size).toBe(routes.length);
	});

	it("allows of each option what the use cases allow", () => {
		const schemas = JSON.parse(JSON.stringify(writeOpenApi(routes, apiVersion))).components.schemas;
		const { expiresAfterMinutes, perSecond } = schemas.OptionsInput.properties;
		const [send] = schemas.Misfire.oneOf ?? schemas.Misfire.anyOf;
		const options = (part: "minimum" | "maximum") => ({
			...standardOptions,
			perSecond: perSecond[part],
			expiresAfterMinutes: expiresAfterMinutes[part],
			misfire: { kind: "send" as const, withinMinutes: send.properties.withinMinutes[part] },
		});
		expect([options("minimum"), options("maximum")].flatMap(checkOptions)).toEqual([]);
	});

	it("says of each route which scope it needs, and there is one", () => {
		expect(routes.filter(({ action }) => scopeOf(action) === undefined)).toEqual([]);
	});
});

async function* breakOff<T>(rows: AsyncIterable<T>): AsyncGenerator<T> {
	for await (const row of rows) {
		yield row;
		// What was read is on its way when the rest fails.
		await new Promise((resolve) => setTimeout(resolve, 50));
		throw new Error("redis is away");
	}
}

function entry(count: number) {
	return { who: owner, action: "broadcast.create", object: `broadcast b${count}`, outcome: "done" } as const;
}

function at(text: string): object {
	return { time: { kind: "at", at: text } };
}

function withBody(body: string): object {
	return { ...draft, content: { versions: [{ language: "ar", headline: "إعلان", body }] } };
}
