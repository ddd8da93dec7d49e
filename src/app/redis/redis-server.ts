import { spawnSync } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { AppError } from "../../domain/errors.ts";
import type { Log } from "../../domain/log.ts";

/**
 * The path of `redis-server` or `valkey-server`. Where there is none it is installed, if that needs no question (root on
 * Debian or Ubuntu, Homebrew); else throws `BQ_REDIS_MISSING`, which says the one command to run.
 */
export async function findRedisServer(log: Log): Promise<string> {
	return (await findServer()) ?? (await installServer(log));
}

async function findServer(): Promise<string | undefined> {
	for (const folder of (process.env.PATH ?? "").split(delimiter)) {
		for (const name of ["redis-server", "valkey-server"]) {
			const path = join(folder, name);
			const usable = await access(path, constants.X_OK).then(
				() => true,
				() => false,
			);
			if (folder !== "" && usable) return path;
		}
	}
	return undefined;
}

/** Each way to install a server without asking anybody. The first whose program is there is used. */
const installers: {
	program: string;
	allowed(): boolean;
	commands: string[][];
	env?: Record<string, string>;
}[] = [
	{
		program: "apt-get",
		allowed: () => process.getuid?.() === 0,
		commands: [
			["apt-get", "update"],
			["apt-get", "install", "-y", "--no-install-recommends", "redis-server"],
		],
		env: { DEBIAN_FRONTEND: "noninteractive" },
	},
	{ program: "brew", allowed: () => true, commands: [["brew", "install", "redis"]] },
];

async function installServer(log: Log): Promise<string> {
	for (const { program, allowed, commands, env } of installers) {
		if (spawnSync(program, ["--version"], { stdio: "ignore" }).status !== 0 || !allowed()) continue;
		log.info({ with: program }, "redis: none found, installing redis-server (this can take a minute)");
		for (const [command = "", ...args] of commands) {
			const run = spawnSync(command, args, { stdio: "ignore", env: { ...process.env, ...env } });
			if (run.status !== 0) break;
		}
		const found = await findServer();
		if (found !== undefined) return found;
	}
	throw new AppError("BQ_REDIS_MISSING", "redis: no redis-server or valkey-server on this machine");
}
