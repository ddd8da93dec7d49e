import { AppError } from "../../domain/errors.ts";

export type RedisUrl =
	| { kind: "single"; url: string }
	| { kind: "socket"; path: string }
	| {
			kind: "sentinel";
			hosts: Host[];
			master: string;
			credentials: Credentials;
			/** For the sentinels themselves, which know nothing of their servers' users. */
			sentinelCredentials: Credentials;
			tls: boolean;
	  }
	| { kind: "cluster"; hosts: Host[]; credentials: Credentials; tls: boolean };

type Host = { host: string; port: number };
type Credentials = { username?: string; password?: string };

const severalHosts =
	/^redis(s?)\+(sentinel|cluster):\/\/(?:([^:@/]*):([^@/]*)@)?([^@/?]+)(?:\/([\w.-]+))?(?:\?([^?]*))?$/;
const oneHost = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/i;
const sentinelUser = "sentinel-user";
const sentinelPassword = "sentinel-password";

/** Reads a Redis address. Throws `BQ_CONFIG_INVALID`, without the address's passwords, when it is none. */
export function readRedisUrl(url: string): RedisUrl {
	if (/^rediss?:\/\//.test(url) && URL.canParse(url)) {
		const { username, password } = new URL(url);
		decode(username);
		decode(password);
		return { kind: "single", url };
	}
	if (url.startsWith("unix:")) return { kind: "socket", path: url.replace(/^unix:(\/\/)?/, "") };
	const [, secure, kind, username, password, list = "", master, query = ""] = severalHosts.exec(url) ?? [];
	if (kind === undefined) throw noAddress();
	const credentials = {
		...(username ? { username: decode(username) } : {}),
		...(password ? { password: decode(password) } : {}),
	};
	const hosts = list.split(",").map((entry) => readHost(entry, kind === "sentinel" ? 26_379 : 6_379));
	const tls = secure === "s";
	if (kind === "sentinel") {
		const sentinelCredentials = readSentinelCredentials(query);
		return { kind, hosts, master: master ?? "mymaster", credentials, sentinelCredentials, tls };
	}
	if (query !== "" || master !== undefined) throw noAddress();
	return { kind: "cluster", hosts, credentials, tls };
}

/** What is secret in an address, for the log to hide; empty where it is none. */
export function passwordsIn(url: string): string[] {
	try {
		const read = readRedisUrl(url);
		if (read.kind === "socket") return [];
		if (read.kind === "single") return [decode(new URL(read.url).password)].filter((each) => each !== "");
		const sentinels = read.kind === "sentinel" ? read.sentinelCredentials.password : undefined;
		return [read.credentials.password, sentinels].filter((each) => each !== undefined);
	} catch {
		return [];
	}
}

function readSentinelCredentials(query: string): Credentials {
	const given = new URLSearchParams(query);
	for (const name of given.keys()) {
		if (name !== sentinelUser && name !== sentinelPassword) throw noAddress();
	}
	const [username, password] = [given.get(sentinelUser), given.get(sentinelPassword)];
	return { ...(username ? { username } : {}), ...(password ? { password } : {}) };
}

function readHost(entry: string, usualPort: number): Host {
	const [, v6, name, port = String(usualPort)] = oneHost.exec(entry) ?? [];
	const host = v6 ?? name;
	if (host === undefined || Number(port) < 1 || Number(port) > 65_535) throw noAddress();
	return { host, port: Number(port) };
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		throw noAddress();
	}
}

function noAddress(): AppError {
	return new AppError("BQ_CONFIG_INVALID", "config: REDIS_URL is not a Redis address");
}
