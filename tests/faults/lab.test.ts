import { expect, it } from "vitest";
import { runLab, summarise } from "./run-lab.ts";
import { sizingFor } from "./sizing.ts";

const small = {
	...sizingFor(0.5),
	telegramChannels: 84,
	discordChannels: 50,
	calmPosts: 4,
	stormPosts: 6,
	stormMs: 8_000,
	deathsInARow: 0,
};

it("nothing is lost, nothing comes twice, and no 429 is earned, whatever breaks", {
	timeout: 180_000,
}, async () => {
	const said: string[] = [];
	const result = await runLab({ seed: 7, sizing: small, say: (line) => said.push(line) });
	console.info([...said, summarise(result)].join("\n"));
	// How much of the limit was used depends on what else this machine does; the lab itself judges that too.
	expect(result.broken.filter((what) => !what.startsWith("limit used"))).toEqual([]);
	expect(result.deliveries).toBeGreaterThan(1_000);
});
