import { afterAll, beforeAll, expect, it } from "vitest";
import { silentLog } from "../../../src/domain/log.ts";
import { createChannelStore } from "../../../src/store/channels/channels.ts";
import { type Connection, createConnection } from "../../../src/store/redis/connection.ts";
import { startRedis, type TestRedis } from "../../support/redis.ts";

let redis: TestRedis;
const connections: Connection[] = [];
beforeAll(async () => {
	redis = await startRedis();
});
afterAll(async () => {
	for (const connection of connections) await connection.stop();
	await redis.stop();
});

/** The store as another process would have it. */
function open() {
	const connection = createConnection(redis.url, { log: silentLog });
	connections.push(connection);
	return { connection, channels: createChannelStore(connection) };
}

const fresh = { addressKind: "channel", title: "قناة الأخبار", zone: "UTC", createdAt: 0 };

it("who watches a lane sees at the next look what another process changed, and reads it all only then", async () => {
	const [{ connection, channels }, other] = [open(), open()];
	const channel = await other.channels.register("telegram", "-1001", fresh);
	const view = await channels.watchLane("telegram", 0);
	expect(view.channel(0)).toEqual(channel);
	const reads = async () =>
		/cmdstat_hgetall:calls=(\d+)/.exec(await connection.redis.info("commandstats"))?.[1];
	const before = await reads();
	await view.refresh();
	expect(await reads()).toBe(before);

	await other.channels.update(channel.id, (now) => ({ ...now, title: "عنوان آخر" }));
	const added = await other.channels.register("telegram", "-1002", fresh);
	expect(view.channel(0)?.title).toBe(fresh.title);
	await view.refresh();
	expect([view.channel(0)?.title, view.channel(1)]).toEqual(["عنوان آخر", added]);
});

it("a channel that is written as it already was is no change, and neither is a look", async () => {
	const { connection, channels } = open();
	const { id } = await channels.register("web", "page", fresh);
	const channel = await channels.update(id, (now) => now);
	const mark = await connection.redis.get("{web:0}:channels-mark");
	await channels.update(id, (now) => now);
	await channels.register("web", "page", { ...fresh, title: "لا يتغير" });
	expect(await connection.redis.get("{web:0}:channels-mark")).toBe(mark);
	expect(await channels.get(id)).toEqual(channel);
});

it("a channel that a newer program wrote keeps nobody from reading its lane, and the log says so once", async () => {
	const { connection, channels } = open();
	const logged: object[] = [];
	const logging = createChannelStore(connection, {
		...silentLog,
		error: (fields) => void logged.push(fields),
	});
	const [broken, whole] = [
		await channels.register("discord", "1", fresh),
		await channels.register("discord", "2", fresh),
	];
	await connection.redis.hset("{discord:0}:channels", "0", JSON.stringify({ ...broken, schedule: "newer" }));
	for (let look = 0; look < 2; look++)
		expect([...(await logging.lane("discord", 0)).values()]).toEqual([whole]);
	expect(logged).toEqual([
		{ channel: broken.id, reason: expect.stringContaining(`store: channel ${broken.id}`) },
	]);

	const told: string[] = [];
	await logging.lane("discord", 0, ({ message }) => void told.push(message));
	expect([told.length, logged.length]).toEqual([1, 1]);
});
