import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startDemo } from "../../src/app/demo.ts";
import { silentLog } from "../../src/domain/log.ts";
import { freePort } from "../support/port.ts";

it("a demo that a tab of the last run asks while it starts comes up all the same", {
	timeout: 60_000,
}, async () => {
	const folder = await mkdtemp(join(tmpdir(), "barqiya-demo-test-"));
	const file = join(folder, "dump.txt");
	await writeFile(
		file,
		"مركز الأبحاث يفتتح محطة لرصد الطيور\n\n03/02/2024\n\nافتتح مركز الأبحاث محطة لرصد الطيور.\n",
	);
	const port = await freePort();
	const seen = new Set<number>();
	let isStarting = true;
	const tab = (async () => {
		while (isStarting) {
			const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
			if (answer !== undefined) seen.add(answer.status);
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
	})();
	const demo = await startDemo([file], port, silentLog);
	const shown = await fetch(`${demo.address}/`);
	isStarting = false;
	await tab;
	await demo.stop();
	await rm(folder, { recursive: true });
	expect(shown.status).toBe(200);
	expect([...seen]).toContain(503);
});
