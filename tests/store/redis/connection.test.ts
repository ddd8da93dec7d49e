import { describe, expect, it } from "vitest";
import { silentLog } from "../../../src/domain/log.ts";
import { createConnection } from "../../../src/store/redis/connection.ts";
import { keys } from "../../../src/store/redis/keys.ts";
import { useConnection } from "../../support/use-redis.ts";

const server = useConnection();

describe("what tests/support/one-slot.ts holds in every test", () => {
	it("refuses a command or script over several slots, as a Cluster would", async () => {
		await expect(server.connection.redis.mget(keys.sources(), keys.topics())).rejects.toThrow("CROSSSLOT");
		const pair = [keys.lease("one"), keys.lease("another")];
		await expect(server.connection.run("compare-and-set", pair, ["", "x"])).rejects.toThrow("CROSSSLOT");
	});

	it("takes what lies in one", async () => {
		await expect(server.connection.redis.mget(keys.sources(), keys.sourcesDue())).resolves.toEqual([
			null,
			null,
		]);
	});
});

describe("a Cluster that is none", () => {
	it("is told instead of being asked for ever", async () => {
		const url = server.url.replace("redis:", "redis+cluster:");
		const wrong = createConnection(url, { log: silentLog });
		await expect(wrong.refused).rejects.toThrow("cluster support disabled");
		await wrong.stop();
	});
});

describe("a script", () => {
	it("runs also on a server that has forgotten it", async () => {
		const { connection } = server;
		await connection.run("compare-and-set-field", [keys.orders()], ["post", "", "one"]);
		await connection.redis.script("FLUSH");
		await connection.run("compare-and-set-field", [keys.orders()], ["post", "one", "two"]);
		await expect(connection.redis.hget(keys.orders(), "post")).resolves.toBe("two");
	});
});
