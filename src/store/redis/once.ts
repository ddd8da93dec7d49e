import type { Connection } from "./connection.ts";
import { keys } from "./keys.ts";

/** True for the first who asks for this name within so many seconds, over all processes. At most one: never two. */
export async function isFirst(connection: Connection, name: string, seconds: number): Promise<boolean> {
	return (await connection.redis.set(keys.once(name), "1", "EX", seconds, "NX")) === "OK";
}
