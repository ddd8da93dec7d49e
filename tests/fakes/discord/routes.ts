import { type Answer, ok, refuse, refuseForm } from "./answers.ts";
import { type CommandForm, commandsForm, dmForm, readForm } from "./forms.ts";
import { answerInteraction, deleteReply, editReply, followUp, getReply } from "./interactions.ts";
import {
	createMessage,
	crosspostMessage,
	deleteMessage,
	editMessage,
	getMessage,
	listMessages,
	pinMessage,
	refuseAccess,
} from "./messages.ts";
import type { Call, Handler, State } from "./state.ts";
import { activeThreads, archivedThreads, deleteThread, editThread, startForumPost } from "./threads.ts";
import { isThread } from "./world.ts";

export type Route = {
	method: string;
	/** As Discord's OpenAPI file writes it. */
	template: string;
	handle: Handler;
	/** Answered with an interaction's token instead of the bot's, and outside its 50 a second. */
	byToken?: true;
};

/** Every route that this fake knows. */
export const routes: readonly Route[] = [
	{ method: "GET", template: "/gateway", handle: (state) => ok({ url: state.gatewayUrl() }) },
	{ method: "GET", template: "/gateway/bot", handle: gatewayBot },
	{ method: "GET", template: "/users/@me", handle: (state, { bot }) => ok(state.world.writeUser(bot)) },
	{ method: "POST", template: "/users/@me/channels", handle: openDm },
	{ method: "GET", template: "/applications/@me", handle: application },
	{ method: "GET", template: "/oauth2/applications/@me", handle: application },
	{ method: "GET", template: "/applications/{application_id}/commands", handle: listCommands },
	{ method: "PUT", template: "/applications/{application_id}/commands", handle: putCommands },
	{
		method: "GET",
		template: "/applications/{application_id}/guilds/{guild_id}/commands",
		handle: listCommands,
	},
	{
		method: "PUT",
		template: "/applications/{application_id}/guilds/{guild_id}/commands",
		handle: putCommands,
	},
	{ method: "GET", template: "/channels/{channel_id}", handle: getChannel },
	{ method: "PATCH", template: "/channels/{channel_id}", handle: editThread },
	{ method: "DELETE", template: "/channels/{channel_id}", handle: deleteThread },
	{ method: "POST", template: "/channels/{channel_id}/threads", handle: startForumPost },
	{ method: "GET", template: "/channels/{channel_id}/threads/archived/public", handle: archivedThreads },
	{ method: "GET", template: "/channels/{channel_id}/messages", handle: listMessages },
	{ method: "POST", template: "/channels/{channel_id}/messages", handle: createMessage },
	{ method: "GET", template: "/channels/{channel_id}/messages/{message_id}", handle: getMessage },
	{ method: "PATCH", template: "/channels/{channel_id}/messages/{message_id}", handle: editMessage },
	{ method: "DELETE", template: "/channels/{channel_id}/messages/{message_id}", handle: deleteMessage },
	{ method: "PUT", template: "/channels/{channel_id}/messages/pins/{message_id}", handle: pinMessage },
	{
		method: "POST",
		template: "/channels/{channel_id}/messages/{message_id}/crosspost",
		handle: crosspostMessage,
	},
	{ method: "GET", template: "/guilds/{guild_id}", handle: getGuild },
	{ method: "GET", template: "/guilds/{guild_id}/channels", handle: listChannels },
	{ method: "GET", template: "/guilds/{guild_id}/roles", handle: listRoles },
	{ method: "GET", template: "/guilds/{guild_id}/members/{user_id}", handle: getMember },
	{ method: "GET", template: "/guilds/{guild_id}/threads/active", handle: activeThreads },
	{
		method: "POST",
		template: "/interactions/{interaction_id}/{interaction_token}/callback",
		handle: answerInteraction,
		byToken: true,
	},
	{ method: "POST", template: "/webhooks/{webhook_id}/{webhook_token}", handle: followUp, byToken: true },
	...(["/@original", "/{message_id}"] as const).flatMap((end) => {
		const template = `/webhooks/{webhook_id}/{webhook_token}/messages${end}`;
		return [
			{ method: "GET", template, handle: getReply, byToken: true },
			{ method: "PATCH", template, handle: editReply, byToken: true },
			{ method: "DELETE", template, handle: deleteReply, byToken: true },
		] as const;
	}),
];

export type Found =
	| { kind: "route"; route: Route; params: Record<string, string> }
	| { kind: "wrong-method" }
	| { kind: "none" };

/** Finds the route of a path that has lost its `/api/v10`. */
export function findRoute(method: string, path: string): Found {
	const parts = path.split("/");
	let known = false;
	for (const route of routes) {
		const wanted = route.template.split("/");
		if (wanted.length !== parts.length) continue;
		const params: Record<string, string> = {};
		const fits = wanted.every((part, index) => {
			const given = decodeURIComponent(parts[index] ?? "");
			if (!part.startsWith("{")) return part === given;
			params[part.slice(1, -1)] = given;
			return given !== "" && !given.startsWith("@");
		});
		if (!fits) continue;
		if (route.method === method) return { kind: "route", route, params };
		known = true;
	}
	return known ? { kind: "wrong-method" } : { kind: "none" };
}

function gatewayBot(state: State): Answer {
	const { identifiesPerDay, maxConcurrency } = state.gateway.settings;
	return ok({
		url: state.gatewayUrl(),
		shards: 1,
		session_start_limit: {
			total: identifiesPerDay,
			remaining: Math.max(0, identifiesPerDay - state.gateway.identifies()),
			reset_after: 86_400_000,
			max_concurrency: maxConcurrency,
		},
	});
}

function application(_state: State, { bot }: Call): Answer {
	return ok({
		id: bot.id,
		name: bot.username,
		icon: null,
		description: "",
		bot_public: true,
		bot_require_code_grant: false,
		verify_key: "0".repeat(64),
		flags: 0,
		summary: "",
		team: null,
	});
}

function listCommands(state: State, { params, bot }: Call): Answer {
	if (params.application_id !== bot.id) return refuse(50001);
	return ok(state.commands.get(`${bot.id}/${params.guild_id ?? ""}`) ?? []);
}

/** Replaces the whole list, as Discord does. */
function putCommands(state: State, { params, bot, body }: Call): Answer {
	if (params.application_id !== bot.id) return refuse(50001);
	if (params.guild_id !== undefined && !state.world.guilds.get(params.guild_id)?.members.has(bot.id)) {
		return refuse(50001);
	}
	const read = readForm(commandsForm, body);
	if (read.kind === "errors") return refuseForm(read.errors);
	const key = `${bot.id}/${params.guild_id ?? ""}`;
	const before = state.commands.get(key) ?? [];
	const names = read.form.map((command) => command.name);
	if (new Set(names).size !== names.length) {
		return refuseForm([
			{
				path: [],
				code: "APPLICATION_COMMANDS_DUPLICATE_NAME",
				message: "Application command names must be unique",
			},
		]);
	}
	const commands = read.form.map((command: CommandForm) => ({
		type: 1,
		version: state.world.nextId(),
		application_id: bot.id,
		default_member_permissions: null,
		nsfw: false,
		...command,
		id: before.find(({ name }) => name === command.name)?.id ?? state.world.nextId(),
		...(params.guild_id === undefined ? {} : { guild_id: params.guild_id }),
	}));
	state.commands.set(key, commands);
	return ok(commands);
}

function openDm(state: State, { body, bot }: Call): Answer {
	const read = readForm(dmForm, body);
	if (read.kind === "errors") return refuseForm(read.errors);
	const user = state.world.users.get(read.form.recipient_id);
	if (user === undefined || user.id === bot.id) return refuse(10013);
	return ok(state.world.writeChannel(state.dmWith(user)));
}

function getChannel(state: State, { params, bot }: Call): Answer {
	const channel = state.world.channels.get(params.channel_id ?? "");
	const refusal = refuseAccess(state, channel, bot, "GET");
	if (refusal !== undefined || channel === undefined) return refusal ?? refuse(10003);
	return ok(state.world.writeChannel(channel));
}

function getGuild(state: State, { params, bot }: Call): Answer {
	const guild = state.world.guilds.get(params.guild_id ?? "");
	if (guild === undefined) return refuse(10004);
	if (!guild.members.has(bot.id)) return refuse(50001);
	const { members: _, channels: __, threads: ___, ...written } = state.world.writeGuild(guild);
	return ok(written);
}

function listChannels(state: State, { params, bot }: Call): Answer {
	const guild = state.world.guilds.get(params.guild_id ?? "");
	if (guild === undefined) return refuse(10004);
	if (!guild.members.has(bot.id)) return refuse(50001);
	const own = [...state.world.channels.values()].filter(
		(channel) => channel.guildId === guild.id && !isThread(channel),
	);
	return ok(own.map(state.world.writeChannel));
}

function listRoles(state: State, { params, bot }: Call): Answer {
	const guild = state.world.guilds.get(params.guild_id ?? "");
	if (guild === undefined) return refuse(10004);
	if (!guild.members.has(bot.id)) return refuse(50001);
	return ok([...guild.roles.values()].map(state.world.writeRole));
}

function getMember(state: State, { params, bot }: Call): Answer {
	const guild = state.world.guilds.get(params.guild_id ?? "");
	if (guild === undefined) return refuse(10004);
	if (!guild.members.has(bot.id)) return refuse(50001);
	const member = guild.members.get(params.user_id ?? "");
	if (member === undefined)
		return state.world.users.has(params.user_id ?? "") ? refuse(10007) : refuse(10013);
	return ok(state.world.writeMember(guild, member));
}
