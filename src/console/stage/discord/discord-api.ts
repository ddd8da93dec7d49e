import { type Context, Hono } from "hono";
import type { Instant } from "../../../domain/time.ts";
import { asList, asText, type RequestBody, readBody } from "../request-body.ts";
import type { StageParts } from "../stage-parts.ts";
import type { DiscordPost } from "../stage-post.ts";
import { readDiscordPost } from "./discord-message.ts";

/**
 * Plays as much of Discord's HTTP API (https://discord.com/developers/docs/resources/message) as posting needs. A nonce
 * with `enforce_nonce` makes one message however often it comes. It knows no limits and no rights; every channel exists.
 */
export function createDiscordApi(parts: StageParts): Hono {
	const held: Held = { parts, sent: new Map() };
	const app = new Hono();
	const messages = "/stage/discord/:version/channels/:channel/messages";
	app.get("/stage/discord/:version/users/@me", (c) => c.json(author));
	app.get("/stage/discord/:version/channels/:channel", (c) => {
		const id = c.req.param("channel");
		return c.json({ id, type: 0, name: parts.placeTitle("discord", id), guild_id: "100000000000000001" });
	});
	app.post(messages, (c) => create(c, held));
	app.get(messages, (c) => list(c, held));
	app.get(`${messages}/:message`, (c) => withPost(c, held, (post) => c.json(messageOf(held, post))));
	app.patch(`${messages}/:message`, (c) => withPost(c, held, (post) => change(c, held, post)));
	app.delete(`${messages}/:message`, (c) => withPost(c, held, (post) => remove(c, held, post)));
	app.post(`${messages}/:message/crosspost`, (c) =>
		withPost(c, held, (post) => c.json(messageOf(held, post))),
	);
	app.all("/stage/discord/*", (c) => c.json({ message: "404: Not Found", code: 0 }, 404));
	return app;
}

/** `sent`: what came as JSON, by post key, so that it goes back as it came. */
type Held = { parts: StageParts; sent: Map<string, RequestBody["fields"]> };

const author = {
	id: "100000000000000002",
	username: "barqiya",
	global_name: "برقية",
	discriminator: "0",
	bot: true,
};
const refusals = {
	unknown: { message: "Unknown Message", code: 10008 },
	empty: { message: "Cannot send an empty message", code: 50006 },
	form: { message: "Invalid Form Body", code: 50035 },
};

async function create(c: Context, held: Held): Promise<Response> {
	const { parts, sent } = held;
	const body = await readBody(c);
	if (body === undefined) return c.json(refusals.form, 400);
	const channelId = c.req.param("channel") ?? "";
	const nonce = body.fields.enforce_nonce === true ? asText(body.fields.nonce) : undefined;
	const first = nonce && postsIn(held, channelId).find(({ key }) => asText(sent.get(key)?.nonce) === nonce);
	if (first) return c.json(messageOf(held, first));
	const at = parts.now();
	const messageId = snowflake(at, parts.nextId("discord"));
	const post = readDiscordPost(parts, body, { channelId, messageId, at });
	if (post === undefined) return c.json(refusals.empty, 400);
	sent.set(post.key, body.fields);
	parts.posted.put(post);
	return c.json(messageOf(held, post));
}

/** Newest first, as Discord lists them; `after` is an id. */
function list(c: Context, held: Held): Response {
	const { limit = "50", after = "0" } = c.req.query();
	if (!/^\d+$/.test(limit + after)) return c.json(refusals.form, 400);
	const found = postsIn(held, c.req.param("channel") ?? "").filter(
		({ messageId }) => BigInt(messageId) > BigInt(after),
	);
	return c.json(found.slice(0, Math.min(Number(limit), 100)).map((post) => messageOf(held, post)));
}

async function change(c: Context, held: Held, post: DiscordPost): Promise<Response> {
	const body = await readBody(c);
	if (body === undefined) return c.json(refusals.form, 400);
	const fields = { ...held.sent.get(post.key), ...body.fields };
	const changed = readDiscordPost(held.parts, { ...body, fields }, post);
	if (changed === undefined) return c.json(refusals.empty, 400);
	const edited = { ...changed, editedAt: held.parts.now() };
	held.sent.set(post.key, fields);
	held.parts.posted.put(edited);
	return c.json(messageOf(held, edited));
}

function remove(c: Context, { parts, sent }: Held, { key }: DiscordPost): Response {
	sent.delete(key);
	parts.posted.remove(key);
	return c.body(null, 204);
}

async function withPost(
	c: Context,
	{ parts }: Held,
	answer: (post: DiscordPost) => Response | Promise<Response>,
): Promise<Response> {
	const post = parts.posted.find(`discord-${c.req.param("channel")}-${c.req.param("message")}`);
	return post?.platform === "discord" ? answer(post) : c.json(refusals.unknown, 404);
}

function postsIn({ parts }: Held, channelId: string): readonly DiscordPost[] {
	return parts.posted
		.all()
		.filter((post): post is DiscordPost => post.platform === "discord" && post.channelId === channelId)
		.reverse();
}

function messageOf({ sent }: Held, post: DiscordPost): object {
	const { content, embeds, components, nonce } = sent.get(post.key) ?? {};
	return {
		id: post.messageId,
		channel_id: post.channelId,
		type: 0,
		author,
		content: asText(content) ?? "",
		embeds: asList(embeds),
		components: asList(components),
		attachments: [],
		mentions: [],
		mention_roles: [],
		mention_everyone: false,
		pinned: false,
		tts: false,
		timestamp: new Date(post.at).toISOString(),
		edited_timestamp: post.editedAt === undefined ? null : new Date(post.editedAt).toISOString(),
		...(nonce === undefined ? {} : { nonce }),
	};
}

/** Discord's ids are the milliseconds since 2015 and a counter (https://discord.com/developers/docs/reference#snowflakes). */
function snowflake(at: Instant, count: number): string {
	return String((BigInt(at - 1_420_070_400_000) << 22n) + BigInt(count % 4096));
}
