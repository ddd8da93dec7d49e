import { expect, it } from "vitest";
import { createTemplateFaults } from "../../src/delivery/template-faults.ts";
import { type Channel, standardLook } from "../../src/domain/channel.ts";
import type { Log } from "../../src/domain/log.ts";
import { until } from "../support/until.ts";

const channel: Channel = {
	id: "memory-1",
	platform: "memory",
	address: "a",
	addressKind: "page",
	title: "قناة",
	zone: "Asia/Amman",
	look: { ...standardLook, template: { kind: "own", text: "{{ lead }}" } },
	subscriptions: [],
	schedule: { kind: "at-once" },
	state: { kind: "active" },
	createdAt: 0,
};

function openFaults(stored: Channel = channel) {
	const told: object[] = [];
	const state = { stored, writes: 0, owners: 0 };
	const log: Log = {
		debug: () => undefined,
		info: () => undefined,
		warn: (fields) => void told.push(fields),
		error: () => undefined,
	};
	const update = async (_id: string, change: (now: Channel) => Channel) => {
		state.writes += 1;
		state.stored = change(state.stored);
		return state.stored;
	};
	return {
		told,
		state,
		faults: createTemplateFaults({
			channels: { update },
			now: () => 7,
			log,
			failed: () => void state.owners++,
		}),
	};
}

it("a template that failed is told and kept once, however many articles it fails", async () => {
	const { told, state, faults } = openFaults();
	for (let count = 0; count < 3; count++) {
		faults.note(channel, { kind: "unknown-filter", line: 1, column: 4, word: "x" });
	}
	await until(() => state.owners > 0, "the owner was told");
	expect(told).toHaveLength(1);
	expect(state).toMatchObject({
		writes: 1,
		owners: 1,
		stored: { templateFault: { kind: "unknown-filter", line: 1, column: 4, word: "x", since: 7 } },
	});
});

it("nothing is kept against a template that was changed meanwhile", () => {
	const { state, faults } = openFaults({ ...channel, look: standardLook });
	faults.note(channel, { kind: "shows-nothing" });
	expect(state.stored).not.toHaveProperty("templateFault");
	expect(state.owners).toBe(0);
});
