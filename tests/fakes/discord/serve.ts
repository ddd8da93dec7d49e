import type { IncomingMessage, ServerResponse } from "node:http";
import { readMultipart } from "../multipart.ts";
import { type Answer, notFound, refuse, refuseForm, unauthorized, wrongMethod } from "./answers.ts";
import type { Fault } from "./faults.ts";
import { banAnswer, limitAnswer } from "./rate-limits.ts";
import { type Found, findRoute } from "./routes.ts";
import { isSnowflake } from "./snowflake.ts";
import type { State } from "./state.ts";
import type { Bot } from "./world.ts";

/** One request from its arrival to its answer, with what goes wrong on the way. Undefined: nothing is answered. */
export async function serve(
	state: State,
	url: string,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<Answer | undefined> {
	const method = request.method ?? "GET";
	if (!url.startsWith("/api/v10/")) return notFound;
	const path = url.slice("/api/v10".length);
	const fault = state.faults.pick(method, path);
	const body = await readBody(request, fault?.kind === "reset-request" ? fault.afterBytes : undefined);
	if (body === undefined) return undefined;
	await wait(state.settings.latencyMs / 2);
	state.counters.requests++;
	const found = findRoute(method, path);
	const before = failBefore(state, found, method, fault, response);
	if (before !== undefined) return before === "silent" ? undefined : before;
	const waited = admit(state, found, method, request);
	if (waited.kind === "refused") return waited.answer;
	if (fault?.kind === "delay") await wait(fault.ms);

	const answer = act(state, waited.found, method, request, body);
	state.limits.answered(state.now(), answer);
	if (answer.status === 400) state.counters.formErrors++;
	await wait(state.settings.latencyMs / 2);
	if (fault?.kind === "hold") await wait(fault.ms);
	return failAfter(fault, response, { ...answer, headers: { ...waited.headers, ...answer.headers } });
}

/** What stands between a request and its route: the ban, the route itself, the token, the rate limits. */
function admit(
	state: State,
	found: Found,
	method: string,
	request: IncomingMessage,
):
	| { kind: "refused"; answer: Answer }
	| { kind: "let-in"; found: Found & { kind: "route" }; headers: Record<string, string> } {
	const now = state.now();
	const refused = (answer: Answer) => {
		state.limits.answered(now, answer);
		return { kind: "refused" as const, answer };
	};
	if (state.limits.isBanned(now)) return { kind: "refused", answer: banAnswer };
	if (found.kind === "none") return refused(notFound);
	if (found.kind === "wrong-method") return refused(wrongMethod);
	// https://discord.com/developers/docs/reference#user-agent
	if (!/^DiscordBot \(/.test(request.headers["user-agent"] ?? "")) return refused(refuse(40333));
	const bot = botOf(state, found, request);
	if (bot === undefined) return refused(unauthorized);
	const { params, route } = found;
	const major =
		params.channel_id ?? params.guild_id ?? params.webhook_token ?? params.interaction_token ?? "";
	const name = `${method} ${route.template}`;
	const arrived = state.limits.arrive({
		at: now,
		botId: bot.id,
		route: name,
		major,
		outsideGlobal: route.byToken === true,
	});
	if (arrived.kind === "let-in") return { kind: "let-in", found, headers: arrived.headers };
	const scope = arrived.answer.headers?.["X-RateLimit-Scope"] ?? "user";
	state.limited.push({ at: now, route: name, major, scope, scripted: false });
	return refused(arrived.answer);
}

function act(
	state: State,
	{ route, params }: Found & { kind: "route" },
	method: string,
	request: IncomingMessage,
	raw: Buffer,
): Answer {
	for (const [name, value] of Object.entries(params)) {
		if (!name.endsWith("_token") && !isSnowflake(value)) {
			const message = `Value "${value}" is not snowflake.`;
			return refuseForm([{ path: [name], code: "NUMBER_TYPE_COERCE", message }]);
		}
	}
	const body = parseBody(request, raw);
	if (body.kind === "refused") return body.answer;
	state.files = body.files ?? [];
	const missing = attachmentsIn(body.value).find(({ id }) => !state.files.some((file) => file.id === id));
	if (missing !== undefined) {
		const message = `Attachment ${missing.id} names no file of the form`;
		return refuseForm([{ path: ["attachments"], code: "UNKNOWN_ATTACHMENT", message }]);
	}
	const checked = route.byToken === true ? withoutIdleWords(body.value) : body.value;
	const problems = checked === undefined ? [] : (state.spec?.check(method, route.template, checked) ?? []);
	const bot = botOf(state, { kind: "route", route, params }, request);
	if (bot === undefined) return unauthorized;
	const query = new URL(request.url ?? "/", "http://fake").searchParams;
	const answer = route.handle(state, { method, params, query, body: body.value, bot });
	// Our own forms must know everything that Discord's file knows: what slips through them is a hole in the fake.
	if (problems.length > 0 && answer.status < 300) {
		state.specProblems.push(...problems.map((problem) => `${method} ${route.template}: ${problem}`));
		return refuseForm(problems.map((message) => ({ path: [], code: "SPEC", message })));
	}
	return answer;
}

function attachmentsIn(body: unknown): { id: string }[] {
	const { data, attachments } = (body ?? {}) as { data?: { attachments?: unknown }; attachments?: unknown };
	const named = attachments ?? data?.attachments;
	return Array.isArray(named) ? (named as { id: string }[]) : [];
}

/** discord.js says `enforce_nonce: false` and `tts: false` also where the service knows no such words. */
function withoutIdleWords(body: unknown): unknown {
	return body === undefined
		? undefined
		: JSON.parse(JSON.stringify(body), (key, value: unknown) =>
				(key === "enforce_nonce" || key === "tts") && value === false ? undefined : value,
			);
}

function parseBody(
	request: IncomingMessage,
	raw: Buffer,
): { kind: "body"; value: unknown; files?: State["files"] } | { kind: "refused"; answer: Answer } {
	if (raw.length === 0) return { kind: "body", value: undefined };
	const type = request.headers["content-type"] ?? "";
	if (type.startsWith("multipart/form-data")) {
		const parts = readMultipart(type, raw);
		const json = parts?.find(({ name }) => name === "payload_json");
		if (parts === undefined || json === undefined) return { kind: "refused", answer: refuse(50109) };
		const files = parts.flatMap(({ name, fileName, bytes }) => {
			const id = /^files\[(\d)\]$/.exec(name)?.[1];
			return id === undefined || fileName === undefined ? [] : [{ id, name: fileName, bytes }];
		});
		return { kind: "body", value: JSON.parse(json.bytes.toString("utf8")), files };
	}
	if (request.headers["content-type"]?.split(";")[0] !== "application/json") {
		const message = 'Expected "Content-Type" header to be one of {"application/json"}.';
		return {
			kind: "refused",
			answer: refuseForm([{ path: [], code: "CONTENT_TYPE_INVALID", message }]),
		};
	}
	try {
		const text = raw.toString("utf8");
		// Half of a surrogate pair is valid JSON to JavaScript and to nobody else.
		if (/\\u[dD][89a-fA-F][0-9a-fA-F]{2}/.test(text)) return { kind: "refused", answer: refuse(50109) };
		return { kind: "body", value: JSON.parse(text) };
	} catch {
		return { kind: "refused", answer: refuse(50109) };
	}
}

function botOf(state: State, found: Found & { kind: "route" }, request: IncomingMessage): Bot | undefined {
	if (found.route.byToken === true) {
		const token = found.params.webhook_token ?? found.params.interaction_token ?? "";
		return state.interactions.get(token)?.bot ?? [...state.world.bots.values()][0];
	}
	const [, token] = /^Bot (.+)$/.exec(request.headers.authorization ?? "") ?? [];
	return state.world.bots.get(token ?? "");
}

function failBefore(
	state: State,
	found: Found,
	method: string,
	fault: Fault | undefined,
	response: ServerResponse,
): Answer | "silent" | undefined {
	if (fault === undefined) return undefined;
	if (fault.kind === "limit") {
		const answer = limitAnswer(fault.retryAfter, fault.scope);
		state.limits.answered(state.now(), answer);
		const major = found.kind === "route" ? (found.params.channel_id ?? "") : "";
		const route = found.kind === "route" ? `${method} ${found.route.template}` : method;
		state.limited.push({ at: state.now(), route, major, scope: fault.scope, scripted: true });
		return answer;
	}
	if (!("accepted" in fault) || fault.accepted) return undefined;
	return fail(fault.kind, response);
}

function failAfter(fault: Fault | undefined, response: ServerResponse, answer: Answer): Answer | undefined {
	if (fault?.kind === "reset-answer") {
		response.socket?.write(rawAnswer(answer).subarray(0, fault.afterBytes), () =>
			response.socket?.resetAndDestroy(),
		);
		return undefined;
	}
	if (fault === undefined || !("accepted" in fault) || !fault.accepted) return answer;
	const failed = fail(fault.kind, response);
	return failed === "silent" ? undefined : failed;
}

function fail(
	kind: "reset" | "html-502" | "status-500" | "silence",
	response: ServerResponse,
): Answer | "silent" {
	if (kind === "reset") response.socket?.resetAndDestroy();
	if (kind === "reset" || kind === "silence") return "silent";
	if (kind === "status-500") return { status: 500, body: { message: "500: Internal Server Error", code: 0 } };
	return {
		status: 502,
		body: "<html><head><title>502 Bad Gateway</title></head><body>cloudflare</body></html>",
		headers: { "Content-Type": "text/html" },
	};
}

export function write(response: ServerResponse, answer: Answer): void {
	if (response.destroyed) return;
	response.writeHead(answer.status, headersOf(answer));
	response.end(textOf(answer));
}

function rawAnswer(answer: Answer): Buffer {
	const text = textOf(answer);
	const headers = { ...headersOf(answer), "Content-Length": String(Buffer.byteLength(text)) };
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
	return Buffer.from([`HTTP/1.1 ${answer.status} Said`, ...lines, "", text].join("\r\n"));
}

function headersOf(answer: Answer): Record<string, string> {
	if (answer.body === undefined) return { ...answer.headers };
	return { "Content-Type": "application/json", ...answer.headers };
}

function textOf(answer: Answer): string {
	if (answer.body === undefined) return "";
	return typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body);
}

/** The body, or undefined when the connection was reset after so many bytes of it (or the client went away). */
export function readBody(request: IncomingMessage, resetAfter?: number): Promise<Buffer | undefined> {
	return new Promise((resolve) => {
		const chunks: Buffer[] = [];
		let size = 0;
		const reset = () => {
			request.socket.resetAndDestroy();
			resolve(undefined);
		};
		if (resetAfter === 0) return reset();
		request.on("data", (chunk: Buffer) => {
			size += chunk.length;
			chunks.push(chunk);
			if (resetAfter !== undefined && size >= resetAfter) reset();
		});
		request.on("end", () => (resetAfter === undefined ? resolve(Buffer.concat(chunks)) : reset()));
		request.on("error", () => resolve(undefined));
	});
}
function wait(ms: number): Promise<void> | undefined {
	return ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : undefined;
}
