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

it("a new address at which somebody wrote meanwhile is one channel afterwards, and not two", async () => {
	const { connection } = open();
	const { channels: other } = open();
	const old = await other.register("telegram", "-5", fresh);
	await other.update(old.id, (now) => ({ ...now, schedule: { kind: "times", times: ["08:00"] } }));
	// Between the look at who is there and the writing of it.
	let isRegistered = false;
	const redis = new Proxy(connection.redis, {
		get(target, name) {
			const value = Reflect.get(target, name);
			if (name !== "hdel") return typeof value === "function" ? value.bind(target) : value;
			return async (key: string, field: string) => {
				if (!isRegistered) await other.register("telegram", "-1005", fresh);
				isRegistered = true;
				return target.hdel(key, field);
			};
		},
	});
	const moved = await createChannelStore({ ...connection, redis }).move("telegram", "-5", "-1005", 7);
	const there = await other.find("telegram", "-1005");
	expect(moved).toMatchObject({ kind: "merged", into: { id: there?.id } });
	expect(there).toMatchObject({ schedule: { kind: "times" }, state: { kind: "active" } });
	const all = [...(await other.lane("telegram", 0)).values()].filter(({ address }) => address === "-1005");
	expect(all.map(({ id }) => id)).toEqual([there?.id]);
	expect(await other.get(old.id)).toMatchObject({
		address: "-5",
		state: { kind: "gone", movedTo: there?.id },
	});
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
