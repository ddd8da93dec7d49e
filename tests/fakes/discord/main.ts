import { parseArgs } from "node:util";
import { createDiscordSpec } from "../spec/discord.ts";
import { createDiscordFake } from "./server.ts";

const { values } = parseArgs({
	options: {
		port: { type: "string", default: "0" },
		token: { type: "string" },
		log: { type: "string" },
		latency: { type: "string", default: "0" },
		seed: { type: "string", default: "1" },
	},
});

// The first message would wait half a second for its schema, and all those behind it.
createDiscordSpec()?.check("POST", "/channels/{channel_id}/messages", {});

const fake = await createDiscordFake({
	port: Number(values.port),
	latencyMs: Number(values.latency),
	seed: Number(values.seed),
	...(values.token === undefined ? {} : { token: values.token }),
	...(values.log === undefined ? {} : { logFile: values.log }),
});
const { guildId, channelId, ownerId } = fake.addGuild({ name: "خادم التجربة" });
const { apiUrl, token, applicationId } = fake;
// One line of JSON, for a person's eye and a parent process alike.
console.log(JSON.stringify({ apiUrl, token, applicationId, guildId, channelId, ownerId }));

for (const signal of ["SIGTERM", "SIGINT"] as const) {
	process.once(signal, () => void fake.stop().then(() => process.exit(0)));
}
