import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Bot, World } from "./world.ts";

export type GatewaySettings = {
	heartbeatMs: number;
	/** IDENTIFYs a day; over it Discord resets the token. */
	identifiesPerDay: number;
	/** IDENTIFYs within five seconds. */
	maxConcurrency: number;
	/** Privileged intents (members, presences, message content) that the application may ask for. */
	privilegedIntents: number;
};

/**
 * What a gateway in trouble does with who comes: it ends the connection, answers with a proxy's page, never answers the
 * handshake, or takes the connection and says nothing on it.
 */
export type GatewayTrouble = "reset" | "html-502" | "unanswered" | "mute";

export type Gateway = {
	settings: GatewaySettings;
	/** For who comes from now on; undefined ends it. */
	trouble: GatewayTrouble | undefined;
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	/** Sends an event to the shard that is meant, if its intents ask for it. False when no session is there to take it. */
	dispatch(bot: Bot, event: string, data: unknown, guildId?: string): boolean;
	identifies(): number;
	/** How often somebody came to the door, let in or not. */
	visits(): number;
	/** How many connections are open and identified. */
	connected(): number;
	/** Closes every connection with this code, as Discord does when it restarts. */
	drop(code: number): void;
	/** Asks every client to reconnect and resume (op 7). */
	askReconnect(): void;
	/** Op 9; what is not resumable is forgotten. */
	invalidate(resumable: boolean): void;
	close(): void;
};

type Session = {
	id: string;
	bot: Bot;
	shard: readonly [number, number];
	intents: number;
	seq: number;
	sent: { seq: number; text: string }[];
	socket: WebSocket | undefined;
};
type Payload = { op: number; d: unknown };

/** https://discord.com/developers/docs/events/gateway#list-of-intents; events without a row need none. */
const intentOf: Readonly<Record<string, number>> = {
	GUILD_CREATE: 1 << 0,
	GUILD_UPDATE: 1 << 0,
	GUILD_DELETE: 1 << 0,
	GUILD_ROLE_CREATE: 1 << 0,
	GUILD_ROLE_UPDATE: 1 << 0,
	GUILD_ROLE_DELETE: 1 << 0,
	CHANNEL_CREATE: 1 << 0,
	CHANNEL_UPDATE: 1 << 0,
	CHANNEL_DELETE: 1 << 0,
	THREAD_CREATE: 1 << 0,
	THREAD_UPDATE: 1 << 0,
	THREAD_DELETE: 1 << 0,
	GUILD_MEMBER_ADD: 1 << 1,
	MESSAGE_CREATE: 1 << 9,
	DIRECT_MESSAGE_CREATE: 1 << 12,
};
const privileged = (1 << 1) | (1 << 8) | (1 << 15);

/** The gateway, version 10, JSON, without compression: HELLO, IDENTIFY, heartbeats, RESUME, events. */
export function createGateway(world: World, settings: GatewaySettings, resumeUrl: () => string): Gateway {
	const server = new WebSocketServer({ noServer: true });
	const sessions = new Map<string, Session>();
	const sockets = new Set<WebSocket>();
	/** Whose handshake has no answer. */
	const waiting = new Set<Duplex>();
	const identifiedAt: number[] = [];
	let identifies = 0;
	let visits = 0;

	function accept(socket: WebSocket): void {
		let session: Session | undefined;
		let beatAt = Date.now();
		const watch = setInterval(() => {
			if (Date.now() - beatAt > settings.heartbeatMs * 2) socket.close(4009, "Session timed out");
		}, settings.heartbeatMs);
		sockets.add(socket);
		socket.on("error", () => {});
		socket.on("close", () => {
			clearInterval(watch);
			sockets.delete(socket);
			if (session?.socket === socket) session.socket = undefined;
		});
		socket.on("message", (data) => {
			const payload = readPayload(String(data));
			if (payload === undefined) return socket.close(4002, "Error while decoding payload");
			if (payload.op === 1) {
				beatAt = Date.now();
				socket.send(JSON.stringify({ op: 11 }));
			} else if (payload.op === 2) {
				if (session !== undefined) return socket.close(4005, "Already authenticated");
				session = identify(socket, payload.d);
			} else if (payload.op === 6) {
				if (session !== undefined) return socket.close(4005, "Already authenticated");
				session = resume(socket, payload.d);
			} else if (payload.op === 3 || payload.op === 4 || payload.op === 8) {
				if (session === undefined) socket.close(4003, "Not authenticated");
			} else socket.close(4001, "Unknown opcode");
		});
		socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: settings.heartbeatMs } }));
	}

	function identify(socket: WebSocket, data: unknown): Session | undefined {
		const asked = (data ?? {}) as { token?: string; intents?: number; shard?: [number, number] };
		const bot = world.bots.get(String(asked.token ?? "").replace(/^Bot /, ""));
		if (bot === undefined) return end(socket, 4004, "Authentication failed");
		if (typeof asked.intents !== "number") return end(socket, 4013, "Invalid intent(s)");
		if ((asked.intents & privileged & ~settings.privilegedIntents) !== 0) {
			return end(socket, 4014, "Disallowed intent(s)");
		}
		const shard = asked.shard ?? [0, 1];
		if (shard[0] >= shard[1]) return end(socket, 4010, "Invalid shard");
		identifies++;
		if (identifies > settings.identifiesPerDay) return end(socket, 4004, "Authentication failed");
		const now = Date.now();
		const lately = identifiedAt.filter((at) => at > now - 5_000).length;
		identifiedAt.push(now);
		if (lately >= settings.maxConcurrency) {
			socket.send(JSON.stringify({ op: 9, d: false }));
			return undefined;
		}
		const session: Session = {
			id: `session-${world.nextId()}`,
			bot,
			shard,
			intents: asked.intents,
			seq: 0,
			sent: [],
			socket,
		};
		sessions.set(session.id, session);
		greet(session);
		return session;
	}

	function greet(session: Session): void {
		const { bot, shard } = session;
		const own = [...world.guilds.values()].filter(
			(guild) => guild.members.has(bot.id) && shardOf(guild.id, shard[1]) === shard[0],
		);
		send(session, "READY", {
			v: 10,
			user: { ...world.writeUser(bot), mfa_enabled: false, verified: true, email: null, flags: 0 },
			guilds: own.map((guild) => ({ id: guild.id, unavailable: true })),
			session_id: session.id,
			session_type: "normal",
			resume_gateway_url: resumeUrl(),
			shard,
			private_channels: [],
			relationships: [],
			application: { id: bot.id, flags: 0 },
		});
		for (const guild of own) {
			if (!guild.unavailable && (session.intents & 1) !== 0) {
				send(session, "GUILD_CREATE", world.writeGuild(guild));
			}
		}
	}

	function resume(socket: WebSocket, data: unknown): Session | undefined {
		const asked = (data ?? {}) as { token?: string; session_id?: string; seq?: number };
		const session = sessions.get(asked.session_id ?? "");
		if (session === undefined || session.bot.token !== String(asked.token ?? "").replace(/^Bot /, "")) {
			socket.send(JSON.stringify({ op: 9, d: false }));
			return undefined;
		}
		session.socket?.terminate();
		session.socket = socket;
		for (const { seq, text } of session.sent) if (seq > (asked.seq ?? 0)) socket.send(text);
		send(session, "RESUMED", { _trace: [] });
		return session;
	}

	function send(session: Session, event: string, data: unknown): void {
		session.seq++;
		const text = JSON.stringify({ op: 0, t: event, s: session.seq, d: data });
		session.sent.push({ seq: session.seq, text });
		if (session.sent.length > 1_000) session.sent.shift();
		session.socket?.send(text);
	}

	const live = () => [...sessions.values()].filter((session) => session.socket !== undefined);
	const gateway: Gateway = {
		settings,
		trouble: undefined,
		upgrade(request, socket, head) {
			visits++;
			if (gateway.trouble === "reset") return void socket.destroy();
			if (gateway.trouble === "html-502") return void socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
			if (gateway.trouble === "unanswered") return void waiting.add(socket);
			const query = new URL(request.url ?? "/", "http://fake").searchParams;
			server.handleUpgrade(request, socket, head, (opened) => {
				if (query.get("v") !== "10") opened.close(4012, "Invalid API version");
				else if (query.get("encoding") !== "json" || query.has("compress")) {
					opened.close(4002, "The fake speaks plain JSON only");
				} else if (gateway.trouble === "mute") sockets.add(opened);
				else accept(opened);
			});
		},
		dispatch(bot, event, data, guildId) {
			const intent =
				event === "MESSAGE_CREATE" && guildId === undefined
					? intentOf.DIRECT_MESSAGE_CREATE
					: intentOf[event];
			let taken = false;
			for (const session of sessions.values()) {
				if (session.bot.id !== bot.id) continue;
				if (session.shard[0] !== (guildId === undefined ? 0 : shardOf(guildId, session.shard[1]))) continue;
				if (intent !== undefined && (session.intents & intent) === 0) continue;
				send(session, event, data);
				taken ||= session.socket !== undefined;
			}
			return taken;
		},
		identifies: () => identifies,
		visits: () => visits,
		connected: () => live().length,
		drop(code) {
			for (const socket of sockets) socket.close(code);
			for (const socket of waiting) socket.destroy();
		},
		askReconnect() {
			for (const session of live()) session.socket?.send(JSON.stringify({ op: 7, d: null }));
		},
		invalidate(resumable) {
			for (const session of live()) {
				session.socket?.send(JSON.stringify({ op: 9, d: resumable }));
				if (!resumable) sessions.delete(session.id);
			}
		},
		close() {
			for (const socket of sockets) socket.terminate();
			server.close();
		},
	};
	return gateway;
}

function end(socket: WebSocket, code: number, reason: string): undefined {
	socket.close(code, reason);
}

function readPayload(text: string): Payload | undefined {
	try {
		const payload = JSON.parse(text) as Payload;
		return typeof payload === "object" && payload !== null && typeof payload.op === "number"
			? payload
			: undefined;
	} catch {
		return undefined;
	}
}

/** https://discord.com/developers/docs/events/gateway#sharding-sharding-formula */
function shardOf(guildId: string, count: number): number {
	return Number((BigInt(guildId) >> 22n) % BigInt(count));
}
