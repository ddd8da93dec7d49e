import { findRedisServer } from "../../src/app/redis/redis-server.ts";

/** The tests' Redis is real: where the machine has none it is installed before the first test, as the demo would. */
export async function setup(): Promise<void> {
	const say = (fields: object, message: string) => console.error(message, JSON.stringify(fields));
	process.env.BARQIYA_TEST_REDIS_SERVER ??= await findRedisServer({
		debug: () => {},
		info: say,
		warn: say,
		error: say,
	});
}
