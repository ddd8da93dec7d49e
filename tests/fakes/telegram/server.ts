import { createHash } from "node:crypto";
import { setMaxListeners } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { loadTelegramCheck } from "../spec/telegram.ts";
import { type Arrivals, createArrivals } from "./arrivals.ts";
import { type CallParameters, parseParameters } from "./body.ts";
import { answerControl } from "./control.ts";
import { createDocuments } from "./documents.ts";
import { createFaults, type FaultAction, type Faults } from "./faults.ts";
import { jsonReply, type Reply, readBody, resetAfter, send, sendCut } from "./http.ts";
import { createLimiter, type Limiter, type LimitOptions } from "./limits.ts";
import type { Call, FakeState, Method } from "./method.ts";
import { botMethods } from "./methods-bot.ts";
import { chatMethods } from "./methods-chat.ts";
import { editMethods } from "./methods-edit.ts";
import { inlineMethods } from "./methods-inline.ts";
import { sendMethods } from "./methods-send.ts";
import { createPeople, type People } from "./people.ts";
import { createPhotos, type Photos } from "./photos.ts";
import { type Refusal, refusalOf, refuse } from "./refusal.ts";
import { createUpdates, type Updates } from "./updates.ts";
import { type ChatSeed, createWorld, type FakeMessage, type World } from "./world.ts";

export type TelegramFakeOptions = {
	/** 0, the default: any free one. Loopback only. */
	port?: number;
	token?: string;
	username?: string;
	limits?: Partial<LimitOptions>;
	/** Every accepted call is appended here, one line of JSON each. */
	logFile?: string;
	/** For faults that strike by chance. */
	seed?: number;
	/** How long an idle connection is kept, in ms. */
	keepAliveMs?: number;
	chats?: readonly ChatSeed[];
	/** Folder of the machine-readable spec; BARQIYA_SPECS where absent. */
	specs?: string;
};

export type TelegramFake = People &
	Pick<World, "addChat" | "addUser"> & {
		/** To be given as `apiRoot`. */
		readonly url: string;
		readonly token: string;
		readonly username: string;
		readonly arrivals: Arrivals;
		readonly faults: Faults;
		readonly photos: Photos;
		readonly updates: Updates;
		readonly world: World;
		readonly limiter: Limiter;
		readonly settings: FakeState["settings"];
		readonly queries: FakeState["queries"];
		/** Requests that are wrong by the spec or by our schema, one sentence each: a test's last line expects none. */
		readonly violations: readonly string[];
		/** Requests that came, by method, whatever became of them. */
		readonly requests: Readonly<Record<string, number>>;
		/** Every 429 given, by limit (`bot`, `chat`, `group`), and `fault` for those that were scripted. */
		refusals(): Record<string, number>;
		/** A chat's messages that are there now, oldest first. */
		messages(chatId: number): readonly FakeMessage[];
		/** Lets the chat's counter skip ids, as foreign messages do. */
		skipIds(chatId: number, count: number): void;
		/** Moves the fake's clock of messages (not of limits) forward. */
		advance(ms: number): void;
		/** Connections that were opened so far. */
		connections(): number;
		/** The next so many connections are closed as soon as they are open. */
		dropConnections(count: number): void;
		stop(): Promise<void>;
	};

const methods: Readonly<Record<string, Method>> = {
	...botMethods,
	...inlineMethods,
	...sendMethods,
	...editMethods,
	...chatMethods,
};
const methodsByName = new Map(
	Object.entries(methods).map(([name, row]) => [name.toLowerCase(), { name, row }]),
);

/** Telegram's Bot API on loopback, as strict as it is documented to be. `token` may be anything that looks like one. */
export async function createTelegramFake(options: TelegramFakeOptions = {}): Promise<TelegramFake> {
	const token = options.token ?? "7000000001:AAFakeTokenForTestsOnly_0123456789abcde";
	const username = options.username ?? "barqiya_test_bot";
	const check = await loadTelegramCheck(options.specs);
	const world = createWorld({ id: Number(token.split(":")[0]), is_bot: true, first_name: "برقية", username });
	for (const seed of options.chats ?? []) world.addChat(seed);
	let shift = 0;
	const state: FakeState = {
		world,
		updates: createUpdates(),
		arrivals: createArrivals(options.logFile),
		photos: createPhotos(),
		documents: createDocuments(),
		now: () => Date.now() + shift,
		settings: new Map(),
		queries: new Map(),
	};
	const faults = createFaults(options.seed);
	const limiter = createLimiter(options.limits);
	const violations: string[] = [];
	const requests: Record<string, number> = {};
	const stopping = new AbortController();
	setMaxListeners(0, stopping.signal); // every answer that is held back listens
	const bot = createHash("sha256").update(token).digest("hex").slice(0, 12);
	let drops = 0;
	let connections = 0;
	let scriptedLimits = 0;

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const url = new URL(request.url ?? "/", "http://127.0.0.1");
		if (url.pathname.startsWith("/_control/")) {
			const body = await readBody(request);
			if (body !== undefined) send(response, await answerControl(fake, url.pathname, body));
			return;
		}
		const kept = url.pathname.split(`/file/bot${token}/`);
		if (kept[0] === "" && kept[1] !== undefined) {
			const bytes = state.documents.at(kept[1]);
			response.writeHead(bytes === undefined ? 404 : 200).end(bytes);
			return;
		}
		const path = /^\/bot([^/]+)\/(?:test\/)?([A-Za-z]+)\/?$/.exec(url.pathname);
		const found = methodsByName.get(path?.[2]?.toLowerCase() ?? "");
		const name = found?.name ?? path?.[2] ?? "";
		requests[name] = (requests[name] ?? 0) + 1;
		const early = faults.strike({ method: name }, true);
		if (early?.kind === "reset-request") return resetAfter(request, early.afterBytes);
		const body = await readBody(request);
		if (body === undefined) return;
		if (path === null) return send(response, refusalReply({ code: 404, description: "Not Found" }));
		if (decodeURIComponent(path[1] ?? "") !== token) {
			return send(response, refusalReply({ code: 401, description: "Unauthorized" }));
		}
		if (found === undefined) {
			violations.push(`${name}: unknown method`);
			return send(response, refusalReply({ code: 404, description: "Not Found: method not found" }));
		}
		await answerCall({ ...found, url, request, response, body });
	}

	async function answerCall(incoming: {
		name: string;
		row: Method;
		url: URL;
		request: IncomingMessage;
		response: ServerResponse;
		body: Buffer;
	}): Promise<void> {
		const { name, row, response } = incoming;
		const arrivedAt = Date.now();
		const arrivedTick = performance.now();
		let given: CallParameters;
		try {
			given = parseParameters(incoming.url, incoming.request, incoming.body);
		} catch (error) {
			return send(response, errorReply(error));
		}
		const chatId = chatIdOf(given.values, world);
		const text = given.values.text ?? given.values.caption;
		// The limits look at arrivals, whatever becomes of the request afterwards.
		const limited = limitOf(row, given, chatId, arrivedTick);
		if (limited !== undefined) return send(response, limited);
		const fault = faults.strike(
			{
				method: name,
				...(chatId === undefined ? {} : { chatId }),
				...(typeof text === "string" ? { text } : {}),
			},
			false,
		);
		const gone = new AbortController();
		response.once("close", () => gone.abort());
		const run = async (): Promise<Reply> => {
			try {
				const parameters = readParameters(name, row, given);
				const call: Call = {
					state,
					files: given.files,
					raw: given.values,
					gone: gone.signal,
					accept: (entry) =>
						state.arrivals.add({
							at: Date.now(),
							arrivedAt,
							method: name,
							parameters: given.values,
							bot,
							...entry,
						}),
				};
				return jsonReply(200, { ok: true, result: await row.run(parameters, call) });
			} catch (error) {
				return errorReply(error);
			}
		};
		if (fault === undefined) send(response, await run());
		else await strike(fault, response, run);
	}

	/** Our own schema always, the platform's spec where it is at hand. */
	function readParameters(name: string, row: Method, given: CallParameters): unknown {
		const problems = check?.(name, given.values) ?? [];
		const parsed = row.shape.safeParse(given.values);
		if (!parsed.success) {
			if ("chat_id" in given.values === false && "chat_id" in shapeOf(row)) refuse(400, "chat_id is empty");
			for (const issue of parsed.error.issues) {
				problems.push(`${name}.${issue.path.join(".")}: ${issue.message}`);
			}
		}
		if (problems.length > 0) {
			violations.push(...problems);
			refuse(400, `the fake refuses this request: ${problems.join("; ")}`);
		}
		return parsed.data;
	}

	function limitOf(
		row: Method,
		given: CallParameters,
		chatId: number | undefined,
		tick: number,
	): Reply | undefined {
		const cost = row.cost?.(given.values) ?? 0;
		if (cost === 0) return undefined;
		const type = world.chats.get(chatId ?? 0)?.type;
		const seconds = limiter.take(
			{
				chatId: chatId ?? 0,
				isGroup: type === "group" || type === "supergroup",
				isPaid: String(given.values.allow_paid_broadcast) === "true",
				cost,
			},
			tick,
		);
		return seconds === undefined ? undefined : limitReply(seconds);
	}

	async function strike(
		fault: FaultAction,
		response: ServerResponse,
		run: () => Promise<Reply>,
	): Promise<void> {
		if ("when" in fault && fault.when === "after") await run();
		switch (fault.kind) {
			case "latency":
				await pause(fault.ms, stopping.signal);
				return send(response, await run());
			case "hold": {
				const reply = await run();
				await pause(fault.ms, stopping.signal);
				return send(response, reply);
			}
			case "reset":
			case "reset-request":
				return void response.socket?.resetAndDestroy();
			case "reset-answer":
				return sendCut(response, await run(), fault.afterBytes);
			case "html":
				return send(response, {
					status: fault.status,
					type: "text/html",
					body: `<html><head><title>${fault.status} Bad Gateway</title></head><body><center><h1>${fault.status} Bad Gateway</h1></center><hr><center>nginx</center></body></html>`,
				});
			case "server-error":
				return send(response, refusalReply({ code: fault.status, description: "Internal Server Error" }));
			case "limit":
				scriptedLimits++;
				return send(response, limitReply(fault.retryAfter));
			case "refuse":
				return send(response, refusalReply(fault));
			case "silence":
				return;
			case "scheduled": {
				const reply = await run();
				return send(response, { ...reply, body: reply.body.replace(/"message_id":\d+/, '"message_id":0') });
			}
		}
	}

	const server = createServer((request, response) => {
		answer(request, response).catch((error: unknown) => {
			violations.push(`the fake itself failed: ${String(error)}`);
			response.destroy();
		});
	});
	server.keepAliveTimeout = options.keepAliveMs ?? 60_000;
	// Node would otherwise cut a long poll's or a held request's connection itself.
	server.requestTimeout = 0;
	server.on("connection", (socket) => {
		connections++;
		if (drops <= 0) return;
		drops--;
		socket.resetAndDestroy();
	});
	await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));

	const fake: TelegramFake = {
		...createPeople(state),
		addChat: world.addChat,
		addUser: world.addUser,
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		token,
		username,
		arrivals: state.arrivals,
		faults,
		photos: state.photos,
		updates: state.updates,
		world,
		limiter,
		settings: state.settings,
		queries: state.queries,
		violations,
		requests,
		refusals: () => ({ ...limiter.refusals, ...(scriptedLimits === 0 ? {} : { fault: scriptedLimits }) }),
		messages: (chatId) => [...world.chat(chatId).messages.values()],
		skipIds: (chatId, count) => world.skipIds(world.chat(chatId), count),
		advance(ms) {
			shift += ms;
		},
		connections: () => connections,
		dropConnections(count) {
			drops += count;
		},
		async stop() {
			stopping.abort();
			state.updates.stop();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return fake;
}

function shapeOf(row: Method): object {
	return "shape" in row.shape && typeof row.shape.shape === "object" ? (row.shape.shape ?? {}) : {};
}

function chatIdOf(values: Readonly<Record<string, unknown>>, world: World): number | undefined {
	const given = values.chat_id;
	if (typeof given !== "string" && typeof given !== "number") return undefined;
	try {
		return world.chat(given).id;
	} catch {
		return Number.isFinite(Number(given)) ? Number(given) : undefined;
	}
}

function errorReply(error: unknown): Reply {
	const refusal = refusalOf(error);
	if (refusal === undefined) throw error;
	return refusalReply(refusal);
}

function refusalReply({ code, description, parameters }: Refusal): Reply {
	return jsonReply(code, {
		ok: false,
		error_code: code,
		description,
		...(parameters === undefined ? {} : { parameters }),
	});
}

function limitReply(seconds: number): Reply {
	return refusalReply({
		code: 429,
		description: `Too Many Requests: retry after ${seconds}`,
		parameters: { retry_after: seconds },
	});
}

function pause(ms: number, stopped: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(done, ms);
		function done(): void {
			clearTimeout(timer);
			stopped.removeEventListener("abort", done);
			resolve();
		}
		stopped.addEventListener("abort", done, { once: true });
	});
}
