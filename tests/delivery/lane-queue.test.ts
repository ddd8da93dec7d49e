import { expect, it } from "vitest";
import { createLaneQueue } from "../../src/delivery/lane-queue.ts";
import type { DeliveryState } from "../../src/domain/delivery.ts";
import { textPost } from "./harness.ts";

const post = textPost("p", { dueAt: 0 });
const entry = (offset: number, state: DeliveryState) => ({ offset, state, raw: String(offset) });
const offsets = (items: readonly { entry: { offset: number } }[]) => items.map((item) => item.entry.offset);

it("what is looked at again keeps the time that a platform asked for, and nothing else waits for one", () => {
	const queue = createLaneQueue();
	queue.add(
		post,
		[
			entry(0, { kind: "pending", tries: 1, notBefore: 5_000 }),
			entry(1, { kind: "pending", tries: 0 }),
			entry(2, { kind: "sending", attempt: "a", at: 0, tries: 1 }),
		],
		0,
	);
	const taken = queue.take(1_000, 10);
	expect(offsets(taken)).toEqual([1, 2]);
	// One waits for its paused channel, the other for the end of its doubt.
	for (const item of taken) queue.putBack(item, item.entry, 60_000);
	expect(queue.nextDueAt(1_000)).toBe(5_000);
	queue.lookAgain();
	expect(offsets(queue.take(1_000, 10))).toEqual([1, 2]);
	expect(offsets(queue.take(5_000, 10))).toEqual([0]);
});

it("what is under way is not taken a second time because it was looked at again, or its post was read anew", () => {
	const queue = createLaneQueue();
	const open = [entry(0, { kind: "pending", tries: 0 })];
	queue.add(post, open, 0);
	const [item] = queue.take(1_000, 10);
	queue.lookAgain();
	queue.add(post, open, 0);
	expect(queue.take(1_000, 10)).toEqual([]);
	if (item !== undefined) queue.settle(item);
	expect([queue.take(1_000, 10), queue.takeFinished(), queue.size()]).toEqual([[], ["p"], 0]);
});

it("of what is in doubt so many are taken as may be looked into, and what cannot be wakes nobody", () => {
	const queue = createLaneQueue();
	const doubt = (offset: number) => entry(offset, { kind: "sending", attempt: "a", at: 0, tries: 1 });
	queue.add(post, [doubt(0), doubt(1), doubt(2), entry(3, { kind: "pending", tries: 0 })], 0);
	expect(offsets(queue.take(1_000, 10, undefined, 2))).toEqual([0, 1, 3]);
	expect(queue.nextDueAt(1_000, undefined, false)).toBeUndefined();
	expect(queue.nextDueAt(1_000)).toBe(0);
});
