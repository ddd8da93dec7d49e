import { afterAll, beforeAll } from "vitest";
import { silentLog } from "../../src/domain/log.ts";
import { type Connection, createConnection } from "../../src/store/redis/connection.ts";
import { startRedis, type TestRedis } from "./redis.ts";

/** One Redis for all tests of a file, of its own and stopped after them. Its address is known as soon as the first one runs. */
export function useRedis(): { readonly url: string } {
	let redis: TestRedis | undefined;
	beforeAll(async () => {
		redis = await startRedis();
	});
	afterAll(() => redis?.stop());
	return {
		get url() {
			return started(redis).url;
		},
	};
}

/** The same with a connection to it. */
export function useConnection(): { readonly url: string; readonly connection: Connection } {
	const redis = useRedis();
	let connection: Connection | undefined;
	beforeAll(() => {
		connection = createConnection(redis.url, { log: silentLog });
	});
	afterAll(() => connection?.stop());
	return {
		get url() {
			return redis.url;
		},
		get connection() {
			return started(connection);
		},
	};
}

function started<T>(value: T | undefined): T {
	if (value === undefined)
		throw new Error("tests: Redis is started before the first test, and was asked for sooner");
	return value;
}
