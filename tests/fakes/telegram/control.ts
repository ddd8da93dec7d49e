import { z } from "zod";
import type { ChatState } from "./chat-states.ts";
import type { FaultRule } from "./faults.ts";
import { jsonReply, type Reply } from "./http.ts";
import type { LimitOptions } from "./limits.ts";
import type { SayOptions } from "./people.ts";
import type { TelegramFake } from "./server.ts";
import type { BotRights, ChatSeed, TopicState } from "./world.ts";

/**
 * `POST /_control/NAME` with a JSON array of arguments, for when the fake is a process of its own; the answer is
 * `{result}` or `{error}`. The names are those of the object that `createTelegramFake` returns, made flat.
 */
export type TelegramControls = {
	addChats(chats: readonly ChatSeed[]): number;
	addFault(rule: Omit<FaultRule, "matches">): number;
	removeFault(id: number): void;
	clearFaults(): void;
	setLimits(limits: Partial<LimitOptions>): void;
	stats(): {
		requests: Record<string, number>;
		refusals: Record<string, number>;
		violations: readonly string[];
		accepted: number;
	};
	/** Accepted calls with a `seq` over `after`, a thousand at most. */
	arrivals(after: number): readonly unknown[];
	messages(chatId: number): readonly unknown[];
	say(chatId: number, userId: number, text: string, options?: SayOptions): number;
	pressButton(chatId: number, messageId: number, userId: number, data: string): string;
	inlineQuery(userId: number, query: string, offset?: string): string;
	answerOf(queryId: string): unknown;
	addBot(
		chatId: number,
		byUserId: number,
		standing?: { administrator?: boolean; rights?: Partial<BotRights> },
	): void;
	removeBot(chatId: number, byUserId: number, how?: "kicked" | "left"): void;
	block(userId: number): void;
	unblock(userId: number): void;
	migrate(chatId: number, newId: number): void;
	setState(chatId: number, state: ChatState): void;
	setRights(chatId: number, rights: Partial<BotRights>): void;
	setTopic(chatId: number, topicId: number, state: TopicState): void;
	setPhotoAddress(url: string, result: string): void;
	skipIds(chatId: number, count: number): void;
	advance(ms: number): void;
	dropConnections(count: number): void;
};

export function controlsOf(fake: TelegramFake): TelegramControls {
	return {
		addChats: (chats) => chats.map((seed) => fake.addChat(seed)).length,
		addFault: (rule) => fake.faults.add(rule),
		removeFault: (id) => fake.faults.remove(id),
		clearFaults: () => fake.faults.clear(),
		setLimits: (limits) => fake.limiter.set(limits),
		stats: () => ({
			requests: { ...fake.requests },
			refusals: fake.refusals(),
			violations: fake.violations,
			accepted: fake.arrivals.entries.length,
		}),
		arrivals: (after) => fake.arrivals.entries.slice(after, after + 1000),
		messages: (chatId) => fake.messages(chatId),
		say: (...given) => fake.say(...given),
		pressButton: (...given) => fake.pressButton(...given),
		inlineQuery: (...given) => fake.inlineQuery(...given),
		answerOf: (queryId) => fake.queries.get(queryId)?.answer ?? null,
		addBot: (...given) => fake.addBot(...given),
		removeBot: (...given) => fake.removeBot(...given),
		block: (userId) => fake.block(userId),
		unblock: (userId) => fake.unblock(userId),
		migrate: (...given) => fake.migrate(...given),
		setState: (...given) => fake.setState(...given),
		setRights: (...given) => fake.setRights(...given),
		setTopic: (...given) => fake.setTopic(...given),
		setPhotoAddress: (url, result) => fake.photos.setAddress(url, result),
		skipIds: (...given) => fake.skipIds(...given),
		advance: (ms) => fake.advance(ms),
		dropConnections: (count) => fake.dropConnections(count),
	};
}

/** Answers one control request. */
export async function answerControl(fake: TelegramFake, path: string, body: Buffer): Promise<Reply> {
	const name = path.slice("/_control/".length);
	const controls: Readonly<Record<string, (...given: never[]) => unknown>> = controlsOf(fake);
	const control = Object.hasOwn(controls, name) ? controls[name] : undefined;
	if (control === undefined) return jsonReply(404, { error: `no control "${name}"` });
	try {
		const given = z.array(z.unknown()).parse(body.length === 0 ? [] : JSON.parse(body.toString("utf8")));
		return jsonReply(200, { result: control(...(given as never[])) ?? null });
	} catch (error) {
		return jsonReply(400, { error: error instanceof Error ? error.message : String(error) });
	}
}

export type TelegramRemote = {
	[K in keyof TelegramControls]: (
		...given: Parameters<TelegramControls[K]>
	) => Promise<ReturnType<TelegramControls[K]>>;
};

/** The same controls over HTTP: `remote.say(…)` for a fake at this address. */
export function connectTelegramFake(url: string): TelegramRemote {
	const call = async (name: string, given: readonly unknown[]): Promise<unknown> => {
		const answer = await fetch(`${url}/_control/${name}`, { method: "POST", body: JSON.stringify(given) });
		const body = z
			.object({ result: z.unknown(), error: z.string().optional() })
			.partial()
			.parse(await answer.json());
		if (body.error !== undefined) throw new Error(`telegram fake: ${name}: ${body.error}`);
		return body.result;
	};
	return new Proxy({} as TelegramRemote, {
		// Not a promise itself: `await connectTelegramFake(…)` would otherwise call a control named `then`.
		get: (_target, name) =>
			name === "then" ? undefined : (...given: unknown[]) => call(String(name), given),
	});
}
