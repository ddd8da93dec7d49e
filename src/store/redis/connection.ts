import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { Cluster, Redis } from "ioredis";
import type { Log } from "../../domain/log.ts";
import { keepStringsQuick } from "./keep-strings-quick.ts";
import { readRedisUrl } from "./redis-url.ts";

/** Redis as the stores see it: a connection on which every script of `lua/` can be run by its file's name. */
export type Connection = {
	readonly redis: Redis | Cluster;
	/**
	 * Rejects, with the reason, when a server does not let us in, is no Cluster, or has no certificate that we trust: the
	 * client asks on and on. Never resolves.
	 */
	readonly refused: Promise<never>;
	/** Why Redis cannot be reached just now, in the client's words; undefined while it can. */
	trouble(): string | undefined;
	/** Runs `lua/<name>.lua`. KEYS and ARGV are written down on top of each script. */
	run(
		script: ScriptName,
		keys: readonly string[],
		args: readonly (string | number | Buffer)[],
	): Promise<unknown>;
	/** A server setting, of every master that is there; undefined where it is not shown. */
	readSetting(name: string): Promise<readonly { node: string; value: string | undefined }[]>;
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
	| "drop-topics"
	| "extend-lease"
	| "finish-answer"
	| "freeze-lane"
	| "hold-article"
	| "keep-due"
	| "keep-longer"
	| "note-listing"
	| "open-digest"
	| "pause-layer"
	| "plan-amendment"
	| "plan-chunk"
	| "postpone-broadcast"
	| "read-clock"
	| "record-delivery"
	| "register-address"
	| "release-lease"
	| "release-slots"
	| "retry-failed"
	| "save-broadcast"
	| "send-again"
	| "stop-lane"
	| "store-article"
	| "take-lease"
	| "take-place"
	| "take-share"
	| "write-channel";

/**
 * Opens a connection. `url` is `redis[s]://…` or `unix:/path` for one server, `redis[s]+sentinel://host:port,…/master-name`,
 * or `redis[s]+cluster://host:port,…`, with TLS where there is an s. It reconnects for ever: while Redis is away commands wait, none is dropped; those in
 * flight are sent again after a reconnect, so every script bears being run twice.
 */
export function createConnection(url: string, options: { log: Log; name?: string }): Connection {
	keepStringsQuick();
	const redis = open(url, options.name ?? "barqiya");
	let trouble: string | undefined;
	let stopped = false;
	let refuse: (error: Error) => void = () => {};
	const refused = new Promise<never>((_, reject) => {
		refuse = reject;
	});
	refused.catch(() => {}); // Most never ask.
	function note(reason: string): void {
		if (trouble === undefined && !stopped) {
			options.log.warn({ reason }, "redis: away, waiting for it to come back");
		}
		trouble = reason;
	}
	redis.on("error", (error: Error & { lastNodeError?: Error }) => {
		// A Cluster says only that its nodes could not be asked; what the last of them said tells why.
		const reason = error.lastNodeError?.message ?? error.message;
		note(reason);
		if (refusals.test(reason)) refuse(new Error(reason));
	});
	if (redis.isCluster) {
		let nodeTrouble = "no node of the Cluster can be reached";
		redis.on("node error", ({ message }: Error) => {
			nodeTrouble = message;
			if (refusals.test(message)) refuse(new Error(message));
		});
		// A Cluster whose nodes' names cannot be resolved, or whose nodes have no certificate that we trust, says nothing else.
		redis.on("close", () => note(nodeTrouble));
	}
	redis.on("ready", () => {
		if (trouble !== undefined) options.log.info({}, "redis: back");
		trouble = undefined;
	});
	const scripts = readScripts();
	return {
		redis,
		refused,
		trouble: () => trouble,
		async run(name, keys, args) {
			const script = scripts.get(name);
			if (script === undefined) throw new Error(`store: there is no script ${name}`);
			try {
				return await redis.evalsha(script.sha, keys.length, ...keys, ...args);
			} catch (error) {
				// A server that has just been started, or another one that took over, knows none.
				if (!String(error).includes("NOSCRIPT")) throw error;
				return redis.eval(script.lua, keys.length, ...keys, ...args);
			}
		},
		readSetting: (name) =>
			Promise.all(
				mastersOf(redis).map(async ([node, master]) => {
					const [, value] = ((await master.config("GET", name).catch(() => undefined)) ?? []) as string[];
					return { node, value };
				}),
			),
		duplicate: () => createConnection(url, options),
		async stop() {
			stopped = true;
			redis.disconnect();
		},
	};
}

/** What a server says, or TLS about it, that will be the same the next time. */
const refusals = /WRONGPASS|NOAUTH|NOPERM|cluster support disabled|certificate|wrong version number/;
/**
 * A server that was asked and has sent nothing for so long is gone without a word (a power cut, a cut cable): the system
 * itself would find out after a quarter of an hour. Above BullMQ's longest blocking read, which is ten seconds.
 */
const silenceMs = 15_000;

function open(url: string, connectionName: string): Redis | Cluster {
	const shared = {
		connectionName,
		maxRetriesPerRequest: null,
		enableAutoPipelining: true,
		socketTimeout: silenceMs,
		retryStrategy: (times: number) => Math.min(50 * 2 ** Math.min(times, 6), 2_000),
	};
	const parsed = readRedisUrl(url);
	switch (parsed.kind) {
		case "single":
			return new Redis(parsed.url, shared);
		case "socket":
			return new Redis(parsed.path, shared);
		case "sentinel":
			return new Redis({
				...shared,
				sentinels: parsed.hosts,
				sentinelCommandTimeout: 2_000,
				name: parsed.master,
				...parsed.credentials,
				...sentinelsOwn(parsed.sentinelCredentials),
				...(parsed.tls ? { tls: {}, enableTLSForSentinelMode: true, sentinelTLS: {} } : {}),
			});
		case "cluster":
			// Its ready check asks any node, a dead one too, and a `connect` whose check has failed never settles: BullMQ waits
			// for that one, and its worker takes no more work. Without it a command waits while the Cluster is down.
			// ioredis sorts what it batches by a command's first argument, and takes a script's number of keys for its key.
			return new Cluster(parsed.hosts, {
				enableAutoPipelining: false,
				enableReadyCheck: false,
				// While a replica takes over, commands wait as they do for a single Redis that is away.
				maxRedirections: Number.POSITIVE_INFINITY,
				retryDelayOnMoved: 10,
				redisOptions: {
					...shared,
					enableAutoPipelining: false,
					...parsed.credentials,
					...(parsed.tls ? { tls: {} } : {}),
				},
				// A certificate names hosts: resolved beforehand, as ioredis does it by itself, they are but addresses.
				...(parsed.tls ? { dnsLookup: (host, found) => found(null, host) } : {}),
			});
	}
}

function sentinelsOwn({ username, password }: { username?: string; password?: string }) {
	return {
		...(username === undefined ? {} : { sentinelUsername: username }),
		...(password === undefined ? {} : { sentinelPassword: password }),
	};
}

function mastersOf(redis: Redis | Cluster): (readonly [string, Redis])[] {
	if (redis instanceof Redis) return [["redis", redis]];
	return redis.nodes("master").map((node) => [`redis ${node.options.host}:${node.options.port}`, node]);
}

type Script = { readonly lua: string; readonly sha: string };

/**
 * The scripts by name. They are no commands of the client's (`defineCommand`): ioredis copies the names of all its own commands
 * into each pipeline that it makes, which is one a turn of the event loop, and took a twentieth of a delivering process.
 */
function readScripts(): ReadonlyMap<string, Script> {
	const folder = new URL("../lua/", import.meta.url);
	const files = readdirSync(folder).filter((file) => file.endsWith(".lua"));
	return new Map(
		files.map((file) => {
			const lua = readFileSync(new URL(file, folder), "utf8");
			return [file.slice(0, -".lua".length), { lua, sha: createHash("sha1").update(lua).digest("hex") }];
		}),
	);
}
