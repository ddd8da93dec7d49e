import { readdirSync, readFileSync } from "node:fs";
import { Cluster, Redis } from "ioredis";
import { AppError } from "../../domain/errors.ts";
import type { Log } from "../../domain/log.ts";
import { keepStringsQuick } from "./keep-strings-quick.ts";

/** Redis as the stores see it: a connection on which every script of `lua/` can be run by its file's name. */
export type Connection = {
	readonly redis: Redis | Cluster;
	/** Runs `lua/<name>.lua`. KEYS and ARGV are written down on top of each script. */
	run(
		script: ScriptName,
		keys: readonly string[],
		args: readonly (string | number | Buffer)[],
	): Promise<unknown>;
	/** A second connection with the same options, e.g. for blocking reads. */
	duplicate(): Connection;
	stop(): Promise<void>;
};

export type ScriptName =
	| "acquire-slots"
	| "admit-post"
	| "amend-article"
	| "append-audit"
	| "append-page-entry"
	| "begin-answer"
	| "change-page-entry"
	| "change-source"
	| "change-staff"
	| "change-token"
	| "claim-delivery"
	| "close-digest"
	| "close-post"
	| "compare-and-set"
	| "compare-and-set-field"
	| "count-refusal"
	| "extend-lease"
	| "finish-answer"
	| "freeze-lane"
	| "hold-article"
	| "keep-due"
	| "open-digest"
	| "pause-layer"
	| "plan-amendment"
	| "plan-chunk"
	| "postpone-broadcast"
	| "record-delivery"
	| "register-address"
	| "release-lease"
	| "release-slots"
	| "reopen-post"
	| "retry-failed"
	| "save-broadcast"
	| "stop-lane"
	| "store-article"
	| "take-lease"
	| "take-place"
	| "take-share"
	| "write-channel";

/**
 * Opens a connection. `url` is `redis[s]://…` or `unix:/path` for one server, `redis+sentinel://host:port,…/master-name`,
 * or `redis+cluster://host:port,…`. It reconnects for ever: while Redis is away commands wait, none is dropped; those in
 * flight are sent again after a reconnect, so every script bears being run twice.
 */
export function createConnection(url: string, options: { log: Log; name?: string }): Connection {
	keepStringsQuick();
	const redis = open(url, options.name ?? "barqiya");
	let away = false;
	redis.on("error", (error: Error) => {
		if (!away) options.log.warn({ reason: error.message }, "redis: away, waiting for it to come back");
		away = true;
	});
	redis.on("ready", () => {
		if (away) options.log.info({}, "redis: back");
		away = false;
	});
	const commands = defineScripts(redis);
	return {
		redis,
		run: (script, keys, args) => {
			const command = commands.get(script);
			if (command === undefined) throw new Error(`store: there is no script ${script}`);
			return command(keys.length, ...keys, ...args);
		},
		duplicate: () => createConnection(url, options),
		async stop() {
			redis.disconnect();
		},
	};
}

function open(url: string, connectionName: string): Redis | Cluster {
	const shared = {
		connectionName,
		maxRetriesPerRequest: null,
		enableAutoPipelining: true,
		retryStrategy: (times: number) => Math.min(50 * 2 ** Math.min(times, 6), 2_000),
	};
	const parsed = readRedisUrl(url);
	switch (parsed.kind) {
		case "single":
			return new Redis(parsed.url, shared);
		case "socket":
			return new Redis(parsed.path, shared);
		case "sentinel":
			return new Redis({ ...shared, sentinels: parsed.hosts, name: parsed.master, ...parsed.credentials });
		case "cluster":
			// ioredis sorts what it batches by a command's first argument, and takes a script's number of keys for its key.
			return new Cluster(parsed.hosts, {
				enableAutoPipelining: false,
				// While a replica takes over, commands wait as they do for a single Redis that is away.
				maxRedirections: Number.POSITIVE_INFINITY,
				retryDelayOnMoved: 10,
				redisOptions: { ...shared, enableAutoPipelining: false, ...parsed.credentials },
			});
	}
}

export type RedisUrl =
	| { kind: "single"; url: string }
	| { kind: "socket"; path: string }
	| { kind: "sentinel"; hosts: Host[]; master: string; credentials: Credentials }
	| { kind: "cluster"; hosts: Host[]; credentials: Credentials };

type Host = { host: string; port: number };
type Credentials = { username?: string; password?: string };

/** Reads a Redis address. Throws `BQ_CONFIG_INVALID`, without the address's password, when it is none. */
export function readRedisUrl(url: string): RedisUrl {
	if (/^rediss?:\/\//.test(url) && URL.canParse(url)) return { kind: "single", url };
	if (url.startsWith("unix:")) return { kind: "socket", path: url.replace(/^unix:(\/\/)?/, "") };
	const match = /^redis\+(sentinel|cluster):\/\/(?:([^:@/]*):([^@/]*)@)?([^/]+)(?:\/([\w.-]+))?$/.exec(url);
	if (match === null) throw new AppError("BQ_CONFIG_INVALID", "config: REDIS_URL is not a Redis address");
	const [, kind, username, password, list = "", master] = match;
	const credentials = {
		...(username ? { username: decodeURIComponent(username) } : {}),
		...(password ? { password: decodeURIComponent(password) } : {}),
	};
	const hosts = list.split(",").map((entry) => {
		const [host = "127.0.0.1", port] = entry.split(":");
		return { host, port: Number(port ?? (kind === "sentinel" ? 26379 : 6379)) };
	});
	if (kind === "cluster") return { kind, hosts, credentials };
	return { kind: "sentinel", hosts, master: master ?? "mymaster", credentials };
}

type Command = (keyCount: number, ...rest: (string | number | Buffer)[]) => Promise<unknown>;

function defineScripts(redis: Redis | Cluster): Map<string, Command> {
	const folder = new URL("../lua/", import.meta.url);
	const commands = new Map<string, Command>();
	for (const file of readdirSync(folder)) {
		if (!file.endsWith(".lua")) continue;
		const name = file.slice(0, -".lua".length);
		const method = `bq:${name}`;
		redis.defineCommand(method, { lua: readFileSync(new URL(file, folder), "utf8") });
		const defined = (redis as unknown as Record<string, Command>)[method];
		if (defined === undefined) throw new Error(`store: ioredis did not define ${method}`);
		commands.set(name, (...args) => defined.apply(redis, args));
	}
	return commands;
}
