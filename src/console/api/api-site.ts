import { createHash } from "node:crypto";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { timeout } from "hono/timeout";
import type { Log } from "../../domain/log.ts";
import type { Actor } from "../../domain/person.ts";
import type { Action } from "../../domain/rights.ts";
import { type Scope, scopeOf } from "../../domain/token.ts";
import type { Sentences } from "../../i18n/sentences.ts";
import type { Permit } from "../../staff/permit.ts";
import type { Tokens } from "../../staff/tokens.ts";
import type { AnswerStore } from "../../store/people/answers.ts";
import type { AuditLog } from "../../store/people/audit.ts";
import type { TokenGuard } from "../../store/people/token-guard.ts";
import { writeOpenApi } from "./openapi.ts";
import { type Problem, problem, writeProblem } from "./problem.ts";
import type { Asked, Reply, Route, RouteDeps } from "./route.ts";
import { routes } from "./routes.ts";

export type ApiSiteOptions = RouteDeps & {
	tokens: Pick<Tokens, "recognise">;
	permit: Permit;
	audit: AuditLog;
	answers: AnswerStore;
	guard: TokenGuard;
	sentences: Pick<Sentences, "pickLocale">;
	/** The address that a request comes from. */
	addressOf(c: Context): string;
	/** How long a request may take until its answer begins, in ms; 25 s when absent. */
	patienceMs?: number;
	log: Log;
};

/** Of the API, not of the program: rises when something that was there is no longer, or means something else. */
export const apiVersion = "1.0.0";

const mostBytes = 256 * 1024;
/** Longer than a fail-over of Redis takes, shorter than what stands between us and who asks would wait. */
const patienceMs = 25_000;

/**
 * `/api/v1`: the use cases of broadcasts for programs. Bearer tokens with scopes; no cookies, no CORS: a browser's page
 * of another origin can read nothing. Errors are problem+json with a sentence that says what to do.
 */
export function createApiSite(options: ApiSiteOptions): Hono {
	const { log } = options;
	// What was asked may still be done later: the same Idempotency-Key finds it.
	const patience = timeout(
		options.patienceMs ?? patienceMs,
		() => new HTTPException(503, { message: "no answer in time" }),
	);
	const site = new Hono().basePath("/api/v1");
	const document = writeOpenApi(routes, apiVersion);
	site.use("*", async (c, next) => {
		await next();
		c.header("Cache-Control", "no-store");
		c.header("X-Content-Type-Options", "nosniff");
	});
	site.use(
		"*",
		bodyLimit({
			maxSize: mostBytes,
			onError: (c) => {
				// What was not read would be taken for the next request.
				c.header("Connection", "close");
				const detail = `Send at most ${mostBytes / 1024} kB of JSON.`;
				return send(c, problem(413, "body-too-large", "The body is too large", detail));
			},
		}),
	);
	site.get("/openapi.json", (c) => c.json(document));
	for (const route of routes) {
		const path = route.path.replace(/\{(\w+)\}/g, ":$1");
		site.on(route.method.toUpperCase(), path, patience, (c) => answer(c, route, options));
	}
	for (const path of new Set(routes.map((route) => route.path))) {
		const methods = routes.filter((route) => route.path === path).map(({ method }) => method.toUpperCase());
		site.all(path.replace(/\{(\w+)\}/g, ":$1"), (c) => {
			c.header("Allow", methods.join(", "));
			const detail = `Here are: ${methods.join(", ")}. See /api/v1/openapi.json.`;
			return send(c, problem(405, "method-unknown", "This is not done here", detail));
		});
	}
	site.all("*", (c) =>
		send(c, problem(404, "address-unknown", "There is no such address", "See /api/v1/openapi.json.")),
	);
	site.onError((error, c) => {
		log.error({ path: c.req.path, cause: error.message }, "api: a request ended in an outage");
		const detail =
			"The program cannot do this now. Try again in half a minute, with the same Idempotency-Key.";
		return send(c, problem(503, "outage", "Out of order for a moment", detail, { retryAfter: 30 }));
	});
	return site;
}

async function answer(c: Context, route: Route, options: ApiSiteOptions): Promise<Response> {
	const known = await recognise(c, options);
	if (known.kind === "problem") return send(c, known.problem);
	const { actor, scopes } = known;
	const params = c.req.param();
	const lacks = (action: Action) => checkScope(actor, scopes, action, objectOf(route, params), options);
	const denied = await lacks(route.action);
	if (denied !== undefined) return send(c, denied);

	const raw = await readBody(c, route);
	if (raw.kind === "problem") return send(c, raw.problem);
	const revision = readIfMatch(c, route);
	if (revision.kind === "problem") return send(c, revision.problem);
	const key = readKey(c, route);
	if (key.kind === "problem") return send(c, key.problem);

	const asked: Asked = {
		by: actor,
		locale: readLocale(c, options),
		params,
		accept: c.req.header("Accept") ?? "",
		lacks,
		...(revision.value === undefined ? {} : { revision: revision.value }),
		...(key.value === undefined ? {} : { key: `${actor.id}:${key.value}` }),
	};
	const work = () => route.run(asked, { query: c.req.query(), body: raw.value }, options);
	if (key.value === undefined) return sendReply(c, route, await work(), options);
	const fingerprint = createHash("sha256")
		.update(`${c.req.method} ${c.req.path} ${c.req.header("If-Match") ?? ""}\n${raw.text}`)
		.digest("base64url");
	return answerOnce(c, route, { asker: actor.id, key: key.value, fingerprint }, work, options);
}

/** The same key and request: the same answer. What was refused changed nothing, so it may be asked again. */
async function answerOnce(
	c: Context,
	route: Route,
	{ asker, key, fingerprint }: { asker: string; key: string; fingerprint: string },
	work: () => Promise<Reply>,
	options: ApiSiteOptions,
): Promise<Response> {
	const begun = await options.answers.begin(asker, key, fingerprint);
	switch (begun.kind) {
		case "other": {
			const detail =
				"This Idempotency-Key was used for another request. Take a new key for each new request.";
			return send(c, problem(422, "key-used", "The key belongs to another request", detail));
		}
		case "working": {
			const detail =
				"The first request with this key is still worked on. Ask again in a moment, with the same key.";
			const retryAfter = 1;
			return send(c, problem(409, "key-busy", "Still worked on", detail, { retryAfter }));
		}
		case "answered":
			c.header("Idempotent-Replayed", "true");
			return sendReply(c, route, JSON.parse(begun.answer) as Reply, options);
		case "yours": {
			const reply = await work().catch(async (error: unknown) => {
				await begun.giveUp();
				throw error;
			});
			if (reply.kind === "json") await begun.keep(JSON.stringify(reply));
			else await begun.giveUp();
			return sendReply(c, route, reply, options);
		}
	}
}

type Read<T> = { kind: "read"; value: T } | { kind: "problem"; problem: Problem };

async function recognise(
	c: Context,
	{ tokens, guard, addressOf }: ApiSiteOptions,
): Promise<
	{ kind: "known"; actor: Actor; scopes: readonly Scope[] } | { kind: "problem"; problem: Problem }
> {
	const header = c.req.header("Authorization");
	const secret = /^Bearer +(\S{1,200})$/i.exec(header ?? "")?.[1];
	const known = secret === undefined ? undefined : await tokens.recognise(secret);
	if (known !== undefined) return { kind: "known", ...known };
	const waitMs = await guard.noteWrong(addressOf(c));
	if (waitMs !== undefined) {
		const retryAfter = Math.ceil(waitMs / 1000);
		const detail = `Too many requests without a good token came from this address. Wait ${retryAfter} s.`;
		return {
			kind: "problem",
			problem: problem(429, "too-many", "Too many wrong tokens", detail, { retryAfter }),
		};
	}
	c.header("WWW-Authenticate", 'Bearer realm="barqiya"');
	const detail =
		header === undefined
			? "Send a token: `Authorization: Bearer bq_…`. `barqiya token add` makes one."
			: "This token is none of ours, or was revoked. `barqiya token list` shows those that are good.";
	return { kind: "problem", problem: problem(401, "token-unknown", "No good token", detail) };
}

async function checkScope(
	actor: Actor,
	scopes: readonly Scope[],
	action: Action,
	object: string,
	{ permit, audit }: ApiSiteOptions,
): Promise<Problem | undefined> {
	const scope = scopeOf(action);
	const detail = `This needs the scope ${scope ?? "of an owner"}. Make a token that has it: \`barqiya token add\`.`;
	const missing = problem(403, "scope-missing", "The token may not do this", detail);
	if (scope === undefined || !scopes.includes(scope)) {
		const reason = `needs the scope ${scope ?? "of an owner"}`;
		await audit.append("refusals", { who: actor, action, object, outcome: "refused", reason });
		return missing;
	}
	return (await permit(actor, action, object)) === undefined ? undefined : missing;
}

/** What is asked for, as the audit log names it. */
function objectOf({ path }: Route, params: Readonly<Record<string, string>>): string {
	const [, kind = ""] = path.split("/");
	const id = params.id ?? params.name;
	return id === undefined ? kind : `${kind.replace(/s$/, "")} ${id.slice(0, 100)}`;
}

async function readBody(
	c: Context,
	route: Route,
): Promise<{ kind: "read"; value: unknown; text: string } | { kind: "problem"; problem: Problem }> {
	if (route.body === undefined) return { kind: "read", value: undefined, text: "" };
	const text = await c.req.text();
	// Steps that take nothing may be asked for without a body.
	if (text.trim() === "") return { kind: "read", value: {}, text: "{}" };
	if (!/^application\/json\s*(;|$)/i.test(c.req.header("Content-Type") ?? "")) {
		const detail = "Send JSON with `Content-Type: application/json`.";
		return { kind: "problem", problem: problem(415, "not-json", "The body is not declared as JSON", detail) };
	}
	try {
		return { kind: "read", value: JSON.parse(text), text };
	} catch {
		const detail = "The body cannot be read as JSON. Look for a missing comma, quote or bracket.";
		return { kind: "problem", problem: problem(400, "json-broken", "The body is no JSON", detail) };
	}
}

function readIfMatch(c: Context, { ifMatch }: Route): Read<number | undefined> {
	const header = c.req.header("If-Match");
	if (ifMatch === undefined || header === undefined || header.trim() === "*") {
		return { kind: "read", value: undefined };
	}
	const revision = /^"(\d{1,9})"$/.exec(header.trim())?.[1];
	if (revision !== undefined) return { kind: "read", value: Number(revision) };
	const detail = 'If-Match takes one ETag as it was given, such as "3".';
	return { kind: "problem", problem: problem(400, "etag-unreadable", "If-Match cannot be read", detail) };
}

function readKey(c: Context, { method }: Route): Read<string | undefined> {
	const key = c.req.header("Idempotency-Key");
	if (method !== "post" || key === undefined) return { kind: "read", value: undefined };
	if (/^[\x21-\x7e]{1,200}$/.test(key)) return { kind: "read", value: key };
	const detail = "An Idempotency-Key has 1 to 200 visible ASCII characters; a UUID is a good one.";
	return { kind: "problem", problem: problem(400, "key-unreadable", "The key cannot be read", detail) };
}

function readLocale(c: Context, { sentences }: ApiSiteOptions): string {
	const first = (c.req.header("Accept-Language") ?? "").split(/[,;]/, 1)[0]?.trim() ?? "";
	return first === "" || first === "*" ? "en" : sentences.pickLocale(first);
}

function sendReply(c: Context, route: Route, reply: Reply, { log }: ApiSiteOptions): Response {
	switch (reply.kind) {
		case "problem":
			return send(c, reply.problem);
		case "json": {
			const tag = reply.revision === undefined ? undefined : `"${reply.revision}"`;
			if (tag !== undefined) c.header("ETag", tag);
			if (reply.location !== undefined) c.header("Location", reply.location);
			if (route.tagged && tag !== undefined && c.req.header("If-None-Match") === tag)
				return c.body(null, 304);
			return c.json(reply.body as object, reply.status);
		}
		case "stream":
			c.header("Content-Type", reply.type);
			c.header("Content-Disposition", `attachment; filename="${reply.fileName.replace(/[^\w.-]/g, "_")}"`);
			return c.body(writePieces(c, reply.pieces, log));
	}
}

/** What cannot be read to its end cuts the connection: a part of it must not look like the whole. */
function writePieces(c: Context, pieces: AsyncIterable<string>, log: Log): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	async function* encode() {
		try {
			for await (const piece of pieces) yield encoder.encode(piece);
		} catch (error) {
			log.error({ path: c.req.path, cause: String(error) }, "api: an answer broke off");
			// Its own words may tell of the inside, and what is thrown here may be sent.
			throw new Error("the rest of the answer could not be read");
		}
	}
	return ReadableStream.from(encode());
}

function send(c: Context, given: Problem): Response {
	if (given.retryAfter !== undefined) c.header("Retry-After", String(given.retryAfter));
	return c.body(JSON.stringify(writeProblem(given)), given.status, {
		"Content-Type": "application/problem+json; charset=utf-8",
	});
}
