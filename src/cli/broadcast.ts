import { Command } from "commander";
import { requireConfig } from "../app/config/config.ts";
import { terminalActor } from "../app/operate/staff.ts";
import type { Answer, Broadcasts } from "../broadcasts/port.ts";
import { writeCsv, writeNdjson } from "../broadcasts/results.ts";
import type { Broadcast } from "../domain/broadcast.ts";
import { AppError } from "../domain/errors.ts";
import { addAudienceCommands } from "./broadcast/audience-commands.ts";
import { describeBroadcast, describeEstimate, describeRow } from "./broadcast/describe.ts";
import { desk } from "./broadcast/desk.ts";
import { type Given, readChange, readContent, readDraft, readTime } from "./broadcast/read-draft.ts";

const { run, need, print, refusalLine } = desk;
const newText = "the new text, or - for standard input";

export function broadcastCommand(): Command {
	const command = new Command("broadcast").description(
		"announcements to many channels: write, schedule, watch, correct and take back",
	);
	const zone = () => requireConfig(process.env).options.BARQIYA_TIME_ZONE;

	withDraft(command.command("create").description("write a broadcast; nothing is sent yet"))
		.option("--key <key>", "a second call with the same key makes no second broadcast")
		.action(async (given: Given & { key?: string }) => {
			const draft = await readDraft(given, zone());
			await run(async (broadcasts) => {
				const { broadcast } = need(await broadcasts.create(terminalActor(), draft, given.key));
				const { estimate } = need(await broadcasts.estimate(broadcast.id));
				print(`${broadcast.id}\n${describeEstimate(estimate, refusalLine)}`);
				const { id } = broadcast;
				if (estimate.problems.length === 0) {
					print(
						`a draft; see it with \`preview ${id}\`, try it with \`test ${id} --to …\`, then \`schedule ${id}\``,
					);
				}
			});
		});

	withDraft(command.command("edit").description("change what is named, while nothing is sent"))
		.argument("<id>")
		.requiredOption("--revision <number>", "the revision that you saw", Number)
		.action(async (id: string, given: Given & { revision: number }) => {
			await run(async (broadcasts) => {
				const { broadcast: seen } = need(await broadcasts.show(id));
				const change = await readChange(given, zone(), seen);
				const { broadcast } = need(await broadcasts.edit(terminalActor(), id, given.revision, change));
				print(describeBroadcast(broadcast, zone()));
			});
		});

	command
		.command("show")
		.description("what it is, and how far it has come")
		.argument("<id>")
		.option("--json", "as JSON")
		.action(async (id: string, { json }: { json?: true }) => {
			await run(async (broadcasts) => {
				const { broadcast, progress } = need(await broadcasts.show(id));
				print(
					json
						? JSON.stringify({ broadcast, progress }, null, 2)
						: describeBroadcast(broadcast, zone(), progress),
				);
			});
		});

	command
		.command("list")
		.description("the newest first")
		.option("--limit <number>", "so many at most", Number, 20)
		.option("--json", "as JSON")
		.action(async ({ limit, json }: { limit: number; json?: true }) => {
			await run(async (broadcasts) => {
				const all = await broadcasts.list({ limit });
				if (json) return print(JSON.stringify(all, null, 2));
				print(
					all.map((each) => describeRow(each, zone())).join("\n") ||
						"there are none yet: `barqiya broadcast create` writes one",
				);
			});
		});

	command
		.command("preview")
		.description("the exact request to each platform, and how many would get it")
		.argument("<id>")
		.option("--language <tag>", "the version of this language")
		.action(async (id: string, { language }: { language?: string }) => {
			await run(async (broadcasts) => {
				const { previews } = need(await broadcasts.preview(id, language));
				const { estimate } = need(await broadcasts.estimate(id));
				for (const { platform, request } of previews)
					print(`${platform}\n${JSON.stringify(request, null, 2)}`);
				print(describeEstimate(estimate, refusalLine));
			});
		});

	command
		.command("test")
		.description("send it to one channel at once, and to nobody else")
		.argument("<id>")
		.requiredOption("--to <channel>", "the channel's id, e.g. telegram-3")
		.action(async (id: string, { to }: { to: string }) => {
			await run(async (broadcasts) => {
				const tried = need(await broadcasts.test(terminalActor(), id, { kind: "channel", channelId: to }));
				if (!tried.arrived)
					throw new AppError("BQ_PLATFORM_UNREACHABLE", `broadcast: it did not arrive: ${tried.words}`);
				print("it arrived");
			});
		});

	command
		.command("schedule")
		.description("send it at its time, or at the one that is given")
		.argument("<id>")
		.option("--at <time>", "2026-12-01T09:00, `tomorrow 09:00`, `غدا 09:00`, or now")
		.option("--cron <fields>", "again and again: five fields")
		.option("--until <time>", "the end of --cron")
		.option("--zone <zone>", "whose clock is meant; BARQIYA_TIME_ZONE if left out")
		.action(async (id: string, given: Given) => {
			const time = readTime(given, zone());
			await run(async (broadcasts) => {
				const by = terminalActor();
				const isNow = time?.kind === "now";
				const answer = isNow ? await broadcasts.sendNow(by, id) : await broadcasts.schedule(by, id, time);
				print(describeBroadcast(need(answer).broadcast, zone()));
			});
		});

	const simple: [
		string,
		string,
		(broadcasts: Broadcasts, id: string) => Promise<Answer<{ broadcast: Broadcast }>>,
	][] = [
		["send", "send it now", (broadcasts, id) => broadcasts.sendNow(terminalActor(), id)],
		["approve", "say that it may be sent", (broadcasts, id) => broadcasts.approve(terminalActor(), id)],
		[
			"pause",
			"stop within a second; what was sent stays",
			(broadcasts, id) => broadcasts.pause(terminalActor(), id),
		],
		["resume", "go on where it was stopped", (broadcasts, id) => broadcasts.resume(terminalActor(), id)],
		[
			"cancel",
			"nobody else gets it; what was sent stays",
			(broadcasts, id) => broadcasts.cancel(terminalActor(), id),
		],
		[
			"withdraw",
			"delete every message of it; nobody else gets it",
			(broadcasts, id) => broadcasts.withdraw(terminalActor(), id),
		],
		[
			"retry-failed",
			"try those again to whom it could not be sent",
			(broadcasts, id) => broadcasts.retryFailed(terminalActor(), id),
		],
		[
			"send-missed",
			"about a time that was missed: send it now",
			(broadcasts, id) => broadcasts.decide(terminalActor(), id, "send"),
		],
		[
			"skip-missed",
			"about a time that was missed: leave it out",
			(broadcasts, id) => broadcasts.decide(terminalActor(), id, "skip"),
		],
	];
	for (const [name, what, act] of simple) {
		command
			.command(name)
			.description(what)
			.argument("<id>")
			.action(async (id: string) => {
				await run(async (broadcasts) => {
					need(await act(broadcasts, id));
					const { broadcast, progress } = need(await broadcasts.show(id));
					print(describeBroadcast(broadcast, zone(), progress));
				});
			});
	}

	command
		.command("correct")
		.description("write another text over every message of it")
		.argument("<id>")
		.option("--headline <text>", "the new headline")
		.option("--text <text>", newText)
		.option("--content <file>", "all versions, as JSON")
		.action(async (id: string, given: Given) => {
			await run(async (broadcasts) => {
				const { broadcast: seen } = need(await broadcasts.show(id));
				const content = await readContent(given, seen.content);
				const { broadcast } = need(await broadcasts.correct(terminalActor(), id, content));
				print(describeBroadcast(broadcast, zone()));
			});
		});

	command
		.command("export")
		.description("what became of each recipient, one row each")
		.argument("<id>")
		.option("--run <number>", "which time of one that recurs; the newest if left out", Number)
		.option("--format <format>", "csv or ndjson", "csv")
		.action(async (id: string, { run: number, format }: { run?: number; format: string }) => {
			if (format !== "csv" && format !== "ndjson")
				throw new AppError("BQ_USAGE", "broadcast: give --format csv or ndjson");
			await run(async (broadcasts) => {
				const { rows } = need(await broadcasts.results(id, number));
				for await (const line of format === "csv" ? writeCsv(rows) : writeNdjson(rows))
					process.stdout.write(line);
			});
		});

	addAudienceCommands(command);
	return command;
}

function withDraft(command: Command): Command {
	return command
		.option("--headline <text>", "the headline")
		.option(
			"--text <text>",
			"the text, in mark-up: **bold** *italic* [words](https://…) {channel} {date}; - for standard input",
		)
		.option("--language <tag>", "its language", "ar")
		.option("--image <address>", "a picture")
		.option("--button <label=address...>", "a link button; again for more")
		.option("--content <file>", "all versions and what differs by platform, as JSON, in the place of these")
		.option("--name <name>", "how it is called in lists")
		.option(
			"--to <audience>",
			"all, or platform:telegram, topic:…, language:…, tag:…, segment:…, channel:…; several with commas",
		)
		.option("--except <audience>", "who does not get it, likewise")
		.option("--at <time>", "when: 2026-12-01T09:00, `tomorrow 09:00`, `غدا 09:00`; now if left out")
		.option("--cron <fields>", "again and again: five fields")
		.option("--until <time>", "the end of --cron")
		.option("--zone <zone>", "whose clock is meant; BARQIYA_TIME_ZONE if left out")
		.option("--urgent", "before news, and through quiet hours")
		.option("--silent", "without a sound")
		.option("--pin", "pin each message where the bot may")
		.option("--per-second <number>", "at most so many messages a second, over all platforms", Number)
		.option("--expires-after <minutes>", "what is not sent so long after its time is left out", Number)
		.option("--misfire <policy>", "a time that was missed: skip, ask, or the minutes that it may be late");
}
