import { afterEach, expect, it } from "vitest";
import { silentLog } from "../../../src/domain/log.ts";
import { createLedger } from "../../../src/store/delivery/ledger.ts";
import { createConnection } from "../../../src/store/redis/connection.ts";
import { keys, type Lane } from "../../../src/store/redis/keys.ts";
import { startRedis } from "../../support/redis.ts";

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
	for (const each of open.splice(0).toReversed()) await each.stop();
});

it("what other posts have in a channel is known over both classes, and whether one of them is in doubt as well", async () => {
	const server = await startRedis();
	const connection = createConnection(server.url, { log: silentLog });
	open.push(server, connection);
	const ledger = createLedger(connection);
	const news: Lane = { platform: "memory", number: 0, class: "news" };
	const bulk: Lane = { ...news, class: "bulk" };
	await ledger.plan(news, "asked", "normal", [7]);
	await ledger.plan(bulk, "other", "bulk", [7, 8]);
	const explained = () => ledger.explained(news, "asked", 7, 0);
	expect(await explained()).toEqual({ ids: [], isInDoubt: false });
	await connection.redis.set(keys.laneLease(bulk), "token");
	const sending = { kind: "sending", attempt: "a1", at: 1, tries: 1 } as const;
	const entry = { offset: 7, state: { kind: "pending", tries: 0 }, raw: "p" } as const;
	const claim = await ledger.claim(bulk, "other", entry, "token", sending);
	expect(await explained()).toEqual({ ids: [], isInDoubt: true });
	if (claim.kind !== "claimed") throw new Error("tests: it was not claimed");
	await ledger.record(bulk, "other", {
		offset: 7,
		from: claim.entry.raw,
		to: { kind: "sent", messageIds: ["5"] },
	});
	expect(await explained()).toEqual({ ids: ["5"], isInDoubt: false });
	expect(await ledger.explained(bulk, "other", 7, 0)).toEqual({ ids: [], isInDoubt: false });
});
