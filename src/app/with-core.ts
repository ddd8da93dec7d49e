import { type Config, secretsOf } from "./config/config.ts";
import { type Core, openCore } from "./core.ts";
import { createLog } from "./log.ts";

/** Opens the core for one piece of work and closes it, whatever came of it. For commands that end by themselves. */
export async function withCore<T>(config: Config, work: (core: Core) => Promise<T>): Promise<T> {
	const core = await openCore(config, createLog(config.options.LOG_LEVEL, secretsOf(config)));
	try {
		return await work(core);
	} finally {
		await core.stop();
	}
}
