import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { connectDiscordFake } from "./remote.ts";

it("run by hand it says where it is, can be told what to do from outside, and ends on SIGTERM", async () => {
	const main = fileURLToPath(new URL("./main.ts", import.meta.url));
	const child = spawn(process.execPath, ["--import", "tsx", main, "--latency", "1"], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	try {
		const [line] = (await once(createInterface(child.stdout), "line")) as [string];
		const said = JSON.parse(line) as { apiUrl: string; token: string; channelId: string };
		const remote = connectDiscordFake(said.apiUrl);
		expect((await remote.identity()).token).toBe(said.token);
		expect(await remote.messages({ channelId: said.channelId })).toEqual([]);
	} finally {
		child.kill("SIGTERM");
	}
	expect(await once(child, "exit")).toEqual([0, null]);
});
