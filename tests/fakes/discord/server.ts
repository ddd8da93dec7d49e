import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { createDiscordSpec } from "../spec/discord.ts";
import type { Answer } from "./answers.ts";
import { createArrivalLog } from "./arrival-log.ts";
import { createControls, type DiscordControls } from "./controls.ts";
import { createFaults } from "./faults.ts";
import { createGateway, type GatewaySettings } from "./gateway.ts";
import { createRateLimits, type RateLimitSettings, seenLimits } from "./rate-limits.ts";
import { readBody, serve, write } from "./serve.ts";
import { isSnowflake } from "./snowflake.ts";
import type { Settings, State } from "./state.ts";
import { type Bot, type Channel, createWorld, type User } from "./world.ts";

export type DiscordFakeOptions = Partial<Settings> & {
	/** 0, the default: any free port. */
	port?: number;
	/** The bot's token; one of the usual form when absent. Its first part names the bot's id where it is one. */
	token?: string;
	/** Where the arrival log is written as well, one JSON row a line. */
	logFile?: string;
	/** For faults that are drawn by chance. */
	seed?: number;
	/** What is not named is as it is on the real service; `{ on: false }` turns them off. */
	limits?: Partial<RateLimitSettings>;
	gateway?: Partial<GatewaySettings>;
	/** How long the server keeps an idle connection. */
	keepAliveMs?: number;
};

export type DiscordFake = DiscordControls & {
	/** `http://127.0.0.1:PORT/api`, what discord.js calls `rest.api`. */
	apiUrl: string;
	token: string;
	/** The application's id, which is the bot's user id as well. */
	applicationId: string;
	stop(): Promise<void>;
};

/**
 * Discord on loopback, as strict as it is documented to be and stricter where that finds mistakes: REST v10 and the
 * gateway on one port. It holds one bot; guilds, channels and people are made by the tests. Everything that a test can
 * do here it can also do from another process: `POST /_control/NAME` with the argument as JSON.
 */
export async function createDiscordFake(options: DiscordFakeOptions = {}): Promise<DiscordFake> {
	const now = Date.now;
	const world = createWorld(now);
	let origin = "";
	const gatewayUrl = () => `${origin.replace("http", "ws")}/gateway`;
	const gateway = createGateway(
		world,
		{
			heartbeatMs: 41_250,
			identifiesPerDay: 1_000,
			maxConcurrency: 16,
			privilegedIntents: 0,
			...options.gateway,
		},
		gatewayUrl,
	);
	const state: State = {
		now,
		settings: {
			latencyMs: options.latencyMs ?? 0,
			nonceMs: options.nonceMs ?? 120_000,
			firstAnswerMs: options.firstAnswerMs ?? 3_000,
			interactionTokenMs: options.interactionTokenMs ?? 900_000,
		},
		world,
		gateway,
		limits: createRateLimits({ ...seenLimits, ...options.limits }),
		faults: createFaults(options.seed ?? 1),
		arrivals: createArrivalLog(options.logFile),
		changes: [],
		limited: [],
		specProblems: [],
		counters: { requests: 0, formErrors: 0, nonceRepeats: 0, invalid: 0 },
		refusals: new Map(),
		commands: new Map(),
		nonces: new Map(),
		interactions: new Map(),
		modals: new Map(),
		files: [],
		spec: createDiscordSpec(),
		gatewayUrl,
		dmWith: (user) => dmWith(state, user),
		tellGuild(guildId, event, data) {
			const guild = world.guilds.get(guildId ?? "");
			for (const bot of world.bots.values()) {
				if (guild?.members.has(bot.id) === true) gateway.dispatch(bot, event, data, guild.id);
			}
		},
	};
	const bot = addTheBot(state, options.token);
	const controls = createControls(state, bot);

	const sockets = new Set<Socket>();
	const server = createServer({ keepAliveTimeout: options.keepAliveMs ?? 60_000 }, (request, response) => {
		const path = new URL(request.url ?? "/", "http://fake").pathname;
		const answered = path.startsWith("/_control/")
			? control(controls, path.slice("/_control/".length), request)
			: serve(state, path, request, response);
		answered.then(
			(answer) => answer !== undefined && write(response, answer),
			(error: unknown) => write(response, { status: 599, body: { fake: String(error) } }),
		);
	});
	server.on("connection", (socket) => {
		sockets.add(socket);
		socket.on("error", () => {});
		socket.on("close", () => sockets.delete(socket));
	});
	server.on("upgrade", gateway.upgrade);
	await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	return {
		...controls,
		apiUrl: `${origin}/api`,
		token: bot.token,
		applicationId: bot.id,
		async stop() {
			gateway.close();
			for (const socket of sockets) socket.destroy();
			await new Promise((resolve) => server.close(resolve));
			state.arrivals.close();
		},
	};
}

async function control(controls: DiscordControls, name: string, request: IncomingMessage): Promise<Answer> {
	const raw = (await readBody(request)) ?? Buffer.alloc(0);
	const table = controls as unknown as Record<string, (argument: unknown) => unknown>;
	const act = Object.hasOwn(table, name) ? table[name] : undefined;
	if (act === undefined) return { status: 404, body: { error: `no such control: ${name}` } };
	try {
		const result = await act(raw.length === 0 ? {} : JSON.parse(raw.toString("utf8")));
		return { status: 200, body: { result: result ?? null } };
	} catch (error) {
		return { status: 400, body: { error: error instanceof Error ? error.message : String(error) } };
	}
}

function addTheBot(state: State, given?: string): Bot {
	const named = Buffer.from(given?.split(".", 1)[0] ?? "", "base64url").toString("latin1");
	const id = isSnowflake(named) ? named : state.world.nextId();
	const token = given ?? `${Buffer.from(id).toString("base64url")}.fake01.${"b4rq1y4".repeat(5)}abc`;
	const bot: Bot = { id, username: "barqiya", bot: true, locale: "en-US", closedToDm: false, token };
	state.world.bots.set(token, bot);
	state.world.users.set(id, bot);
	return bot;
}

function dmWith(state: State, user: User): Channel {
	for (const channel of state.world.channels.values()) if (channel.recipientId === user.id) return channel;
	const channel: Channel = {
		id: state.world.nextId(),
		kind: "dm",
		name: "",
		recipientId: user.id,
		overwrites: new Map(),
		archived: false,
		locked: false,
		archivedAt: 0,
		flags: 0,
		messages: [],
		byId: new Map(),
	};
	state.world.channels.set(channel.id, channel);
	return channel;
}
