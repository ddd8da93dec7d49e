import { afterEach, expect, it } from "vitest";
import { until } from "../support/until.ts";
import { auditChat, type BroadcastStage, openBroadcastStage } from "./broadcast-stage.ts";

const headline = "بيان من هيئة التحرير";
const corrected = "بيان مصحح من هيئة التحرير";

let stage: BroadcastStage;

afterEach(() => stage.stop());

const arrived = () => stage.onTelegram(headline).length + stage.onDiscord(headline).length;

it("an editor writes, tries, approves and schedules a broadcast; paused, killed and resumed it reaches everybody once; then it is corrected and withdrawn everywhere", {
	timeout: 400_000,
}, async () => {
	stage = await openBroadcastStage({ telegram: 40, discord: 12 });
	await stage.startWorkers();
	const words = [
		"--headline",
		headline,
		"--text",
		"نص **مهم** إلى {channel}\n- بند أول\n- بند ثان",
		"--to",
		"platform:telegram,platform:discord",
	];
	const [id = "", estimate] = (
		await stage.cli("create", ...words, "--per-second", "2", "--button", "التفاصيل=https://news.example/1")
	).split("\n");
	expect(estimate).toContain(`${stage.everybody} recipients`);
	expect(await stage.cli("preview", id)).toContain("قناتي");

	await stage.cli("test", id, "--to", "telegram-0");
	expect(stage.onTelegram(headline).map(({ chatId }) => chatId)).toEqual([stage.telegramChats[0]]);
	const tried = stage.onTelegram(headline).length;

	await stage.cli("approve", id);
	const soon = new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 30_000).toISOString();
	expect(await stage.cli("schedule", id, "--at", soon)).toContain("scheduled");
	await until(() => arrived() - tried >= 4, "it began at its time", 60_000);
	expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(soon));

	await stage.cli("pause", id);
	const paused = await until(async () => {
		const seen = await stage.progress(id);
		return seen.sent === arrived() - tried && seen;
	}, "what was under way has ended");
	await stage.killWorkers();
	expect(paused.open).toBeGreaterThan(0);
	expect(arrived() - tried).toBe(paused.sent);

	await stage.startWorkers();
	expect(arrived() - tried).toBe(paused.sent);
	await stage.cli("resume", id);
	const end = await until(
		async () => {
			const seen = await stage.progress(id);
			return seen.finishedAt !== undefined && seen;
		},
		"it is finished",
		150_000,
	);

	const chats = stage
		.onTelegram(headline)
		.slice(tried)
		.map(({ chatId }) => chatId);
	expect(chats.toSorted()).toEqual(stage.telegramChats.toSorted());
	expect(new Set(stage.onDiscord(headline).map(({ channelId }) => channelId)).size).toBe(
		stage.discordChannels.length,
	);
	expect(stage.onDiscord(headline)).toHaveLength(stage.discordChannels.length);
	// Two a second over both: 20/13 on one, 6/13 on the other, and a window counts whole messages.
	expect(mostInASecond(stage, headline, tried)).toBeLessThanOrEqual(3);
	expect(end).toMatchObject({
		recipients: stage.everybody,
		open: 0,
		sent: stage.everybody,
		failed: 0,
		skipped: 0,
		unknown: 0,
	});
	const csv = (await stage.cli("export", id)).split("\r\n");
	expect(csv).toHaveLength(stage.everybody + 1);
	expect(csv.slice(1).every((row) => row.includes(",sent,"))).toBe(true);

	await stage.cli("correct", id, "--headline", corrected);
	await until(
		async () => (await stage.progress(id)).corrected === stage.everybody,
		"every message is corrected",
		120_000,
	);
	const edited = stage.telegram.arrivals.entries.filter(({ method }) => method === "editMessageText");
	expect(new Set(edited.map(({ chatId }) => chatId))).toEqual(new Set(stage.telegramChats));
	expect(edited.every(({ text = "" }) => text.includes(corrected))).toBe(true);

	await stage.cli("withdraw", id);
	await until(
		async () => (await stage.progress(id)).withdrawn === stage.everybody,
		"every message is withdrawn",
		120_000,
	);
	const deleted = stage.telegram.arrivals.entries.filter(({ method }) => method === "deleteMessage");
	const made = new Map(
		stage
			.onTelegram(headline)
			.slice(tried)
			.map(({ chatId, messageIds }) => [chatId, messageIds[0]]),
	);
	expect(deleted.map(({ chatId, messageIds }) => [chatId, messageIds[0]]).toSorted()).toEqual(
		[...made].toSorted(),
	);
	expect(arrived() - tried).toBe(stage.everybody);
	expect(stage.telegram.violations).toEqual([]);
	expect(stage.discord.specProblems()).toEqual([]);
});

it("all workers are killed in mid-send: what was on its way is found again, and everybody has it once", {
	timeout: 200_000,
}, async () => {
	stage = await openBroadcastStage({ telegram: 16, discord: 8 }, { TELEGRAM_AUDIT_CHAT: String(auditChat) });
	const { telegram, discord, cli, progress } = stage;
	await stage.startWorkers();
	const send = async (words: string, ...more: string[]) => {
		const [id = ""] = (await cli("create", "--headline", words, "--to", "all", ...more)).split("\n");
		await cli("send", id);
		return id;
	};
	const finished = async (id: string) => {
		const seen = await progress(id);
		return seen.finishedAt !== undefined && seen;
	};
	// A doubtful message on Telegram is looked for behind the newest one that is known: there was one before.
	const earlier = await send("بيان سابق");
	await until(() => finished(earlier), "the first one is finished", 60_000);

	// Some are taken when whoever asked is dead already, some at once, with an answer that nobody waits for any more.
	const of = { methods: ["sendMessage"], text: headline, skip: 2, times: 3 };
	const late = telegram.faults.add({ ...of, action: { kind: "latency", ms: 1_500 } });
	const held = telegram.faults.add({ ...of, action: { kind: "hold", ms: 60_000 } });
	const path = "^/channels/\\d+/messages$";
	discord.addFault({ method: "POST", path, times: 2, fault: { kind: "delay", ms: 1_500 } });
	discord.addFault({ method: "POST", path, times: 2, fault: { kind: "hold", ms: 60_000 } });
	const id = await send(headline, "--per-second", "12");
	await until(
		() =>
			telegram.faults.struck.get(late) === of.times &&
			telegram.faults.struck.get(held) === of.times &&
			stage.onDiscord(headline).length >= 2,
		"both platforms have requests in their hands",
	);
	await stage.killWorkers();
	const whenKilled = arrived();
	expect(whenKilled).toBeLessThan(stage.everybody);
	await until(() => arrived() > whenKilled, "what had left before the end is taken after it");
	const left = await progress(id);
	expect(left.sent).toBeLessThan(arrived());
	expect(left.open).toBeGreaterThan(0);

	await stage.startWorkers();
	const end = await until(() => finished(id), "it is finished", 90_000);
	const reached = [
		...stage.onTelegram(headline).map(({ chatId }) => String(chatId)),
		...stage.onDiscord(headline).map(({ channelId }) => channelId),
	];
	expect(reached.toSorted()).toEqual(
		[...stage.telegramChats.map(String), ...stage.discordChannels].toSorted(),
	);
	expect(end).toMatchObject({ open: 0, sent: arrived(), failed: 0, skipped: 0, unknown: 0 });
	expect(telegram.requests.forwardMessage).toBeGreaterThan(0);
	expect(telegram.violations).toEqual([]);
	expect(telegram.refusals()).toEqual({});
	expect(discord.specProblems()).toEqual([]);
});

/** The most messages that the platforms together took within any second, but for the first so many. */
function mostInASecond({ onTelegram, onDiscord }: BroadcastStage, words: string, tried: number): number {
	const times = [...onTelegram(words).slice(tried), ...onDiscord(words)].map(({ at }) => at);
	return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length));
}
