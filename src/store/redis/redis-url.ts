import { AppError } from "../../domain/errors.ts";

export type RedisUrl =
	| { kind: "single"; url: string }
	| { kind: "socket"; path: string }
	| { kind: "sentinel"; hosts: Host[]; master: string; credentials: Credentials }
	| { kind: "cluster"; hosts: Host[]; credentials: Credentials };

type Host = { host: string; port: number };
type Credentials = { username?: string; password?: string };

const severalHosts = /^redis\+(sentinel|cluster):\/\/(?:([^:@/]*):([^@/]*)@)?([^@/]+)(?:\/([\w.-]+))?$/;
const oneHost = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/i;

/** Reads a Redis address. Throws `BQ_CONFIG_INVALID`, without the address's password, when it is none. */
export function readRedisUrl(url: string): RedisUrl {
	if (/^rediss?:\/\//.test(url) && URL.canParse(url)) {
		const { username, password } = new URL(url);
		decode(username);
		decode(password);
		return { kind: "single", url };
	}
	if (url.startsWith("unix:")) return { kind: "socket", path: url.replace(/^unix:(\/\/)?/, "") };
	const [, kind, username, password, list = "", master] = severalHosts.exec(url) ?? [];
	if (kind === undefined) throw noAddress();
	const credentials = {
		...(username ? { username: decode(username) } : {}),
		...(password ? { password: decode(password) } : {}),
	};
	const hosts = list.split(",").map((entry) => readHost(entry, kind === "sentinel" ? 26_379 : 6_379));
	if (kind === "cluster") return { kind, hosts, credentials };
	return { kind: "sentinel", hosts, master: master ?? "mymaster", credentials };
}

/** The password in an address, for the log to hide; none where it has none or is none. */
export function passwordIn(url: string): string | undefined {
	try {
		const read = readRedisUrl(url);
		if (read.kind === "socket") return undefined;
		if (read.kind === "single") return decode(new URL(read.url).password) || undefined;
		return read.credentials.password;
	} catch {
		return undefined;
	}
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
