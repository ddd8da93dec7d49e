import type { CommandForm } from "./forms.ts";
import type { Asked, Interaction } from "./interactions.ts";
import type { State } from "./state.ts";
import { type Bot, type Channel, isThread, type Message, type User } from "./world.ts";

type Who = {
	channelId: string;
	userId: string;
	/** Longest wait for what follows the first answer, in ms; 10 s when absent. */
	waitMs?: number;
};

/** What people do in Discord's client. Each resolves with what they then see. */
export type People = {
	/** Types a slash command. It throws for what Discord's client would not let anybody type. */
	slash(
		asked: Who & {
			command: string;
			options?: Record<string, string | number | boolean>;
			/** Files that are sent along, by option: where Discord keeps them. */
			files?: Record<string, { name: string; size: number; url: string }>;
		},
	): Promise<Asked>;
	/** Types into an option that completes itself; `others` are what was filled in before. Resolves with the choices as `data`. */
	autocomplete(
		asked: Who & {
			command: string;
			option: string;
			typed: string;
			others?: Record<string, string | number>;
		},
	): Promise<Asked>;
	press(asked: Who & { messageId: string; customId: string }): Promise<Asked>;
	select(asked: Who & { messageId: string; customId: string; values: string[] }): Promise<Asked>;
	/** Fills in the form that an earlier interaction opened. */
	submitModal(asked: Who & { customId: string; fields: Record<string, string> }): Promise<Asked>;
};

export function createPeople(state: State, bot: Bot): People {
	return {
		async slash({ command: name, options = {}, files = {}, ...who }) {
			const command = findCommand(state, bot, who.channelId, name);
			const sent = Object.entries(files).map(([option, file]) => {
				if (command.options?.find((each) => each.name === option)?.type !== 11) {
					throw new Error(`/${name} takes no file ${option}`);
				}
				return { option, id: state.world.nextId(), ...file };
			});
			const attachments = sent.map(({ id, name: filename, size, url }) => [
				id,
				{ id, filename, size, url, proxy_url: url, content_type: "text/xml" },
			]);
			return await ask(state, bot, who, 2, {
				id: command.id,
				name,
				type: 1,
				options: [
					...typedOptions(command, options),
					...sent.map(({ option, id }) => ({ name: option, type: 11, value: id })),
				],
				...(sent.length === 0 ? {} : { resolved: { attachments: Object.fromEntries(attachments) } }),
			});
		},
		async autocomplete({ command: name, option, typed, others = {}, ...who }) {
			const command = findCommand(state, bot, who.channelId, name);
			const wanted = command.options?.find((each) => each.name === option);
			if (wanted?.autocomplete !== true) throw new Error(`/${name} does not complete ${option}`);
			const filled = Object.entries(others).map(([other, value]) => {
				const type = command.options?.find((each) => each.name === other)?.type;
				if (type === undefined) throw new Error(`/${name} has no option ${other}`);
				return { name: other, type, value };
			});
			const options = [...filled, { name: option, type: wanted.type, value: typed, focused: true }];
			return await ask(state, bot, who, 4, { id: command.id, name, type: 1, options });
		},
		async press({ messageId, customId, ...who }) {
			const { source, component } = findComponent(state, who.channelId, messageId, customId);
			if (component.type !== 2 || component.disabled === true)
				throw new Error(`${customId} is no live button`);
			return await ask(state, bot, who, 3, { custom_id: customId, component_type: 2, id: 1 }, source);
		},
		async select({ messageId, customId, values, ...who }) {
			const { source, component } = findComponent(state, who.channelId, messageId, customId);
			const options = (component.options ?? []).map(({ value }) => value);
			const { min_values: least = 1, max_values: most = 1 } = component;
			if (component.type !== 3 || values.some((value) => !options.includes(value))) {
				throw new Error(`${customId} does not offer ${values.join(", ")}`);
			}
			if (values.length < least || values.length > most) {
				throw new Error(`${customId} takes ${least} to ${most} values`);
			}
			const data = { custom_id: customId, component_type: 3, values, id: 1 };
			return await ask(state, bot, who, 3, data, source);
		},
		async submitModal({ customId, fields, ...who }) {
			const open = state.modals.get(who.userId);
			if (open?.form.custom_id !== customId || open.channelId !== who.channelId) {
				throw new Error(`no form ${customId} is open`);
			}
			const inputs = open.form.components.flatMap((row) => row.components);
			const unknown = Object.keys(fields).find((name) => !inputs.some((input) => input.custom_id === name));
			if (unknown !== undefined) throw new Error(`the form has no field ${unknown}`);
			const components = inputs.map((input) => {
				const value = fields[input.custom_id] ?? input.value ?? "";
				const least = input.min_length ?? (input.required === false ? 0 : 1);
				if (value.length > (input.max_length ?? 4000) || (value.length < least && input.required !== false)) {
					throw new Error(`Discord's client does not let anybody send ${input.custom_id} like this`);
				}
				return { type: 1, components: [{ type: 4, custom_id: input.custom_id, value }] };
			});
			state.modals.delete(who.userId);
			return await ask(state, bot, who, 5, { custom_id: customId, components }, open.source);
		},
	};
}

async function ask(
	state: State,
	bot: Bot,
	{ channelId, userId, waitMs = 10_000 }: Who,
	type: number,
	data: Record<string, unknown>,
	source?: Message,
): Promise<Asked> {
	const channel = state.world.channels.get(channelId);
	const user = state.world.users.get(userId);
	if (channel === undefined || user === undefined)
		throw new Error(`no channel ${channelId} or user ${userId}`);
	const interaction: Interaction = {
		id: state.world.nextId(),
		token: `aW50ZXJhY3Rpb24${state.world.nextId()}`,
		type,
		userId,
		bot,
		channel,
		askedAt: state.now(),
		...(source === undefined ? {} : { source }),
		followups: [],
		changed() {},
	};
	state.interactions.set(interaction.token, interaction);
	const event = writeInteraction(state, interaction, user, type, data);
	const taken = state.gateway.dispatch(bot, "INTERACTION_CREATE", event, channel.guildId);
	if (!taken) throw new Error("the bot is not connected: Discord says 'the application did not respond'");
	return await settle(state, interaction, waitMs);
}

/** Waits for the first answer, and where it only said "wait" for what it promised. */
async function settle(state: State, interaction: Interaction, waitMs: number): Promise<Asked> {
	const first = await until(
		interaction,
		state.settings.firstAnswerMs + 50,
		() => interaction.callback !== undefined,
	);
	const blank = { interactionId: interaction.id, ephemeral: false, followups: interaction.followups };
	const { callback } = interaction;
	if (!first || callback === undefined) return { ...blank, kind: "unanswered" };
	const promised = callback.type === 5;
	const kept = !promised || (await until(interaction, waitMs, () => replyOf(interaction) !== undefined));
	const message = replyOf(interaction);
	const deferredFlags = callback.type === 5 ? (callback.data?.flags ?? 0) : 0;
	return {
		...blank,
		kind: kept ? "answered" : "deferred",
		callbackType: callback.type,
		firstAnswerMs: (interaction.answeredAt ?? 0) - interaction.askedAt,
		ephemeral: ((message?.flags ?? deferredFlags) & 64) !== 0,
		...(message === undefined ? {} : { message }),
		...(callback.type === 8 || callback.type === 9 ? { data: callback.data } : {}),
	};
}

/** The reply itself; where its placeholder was deleted, the first one after it. */
function replyOf(interaction: Interaction): Message | undefined {
	return (
		interaction.original ?? (interaction.placeholderGone === true ? interaction.followups[0] : undefined)
	);
}

function until(interaction: Interaction, ms: number, done: () => boolean): Promise<boolean> {
	return new Promise((resolve) => {
		const timer = setTimeout(() => resolve(done()), ms);
		interaction.changed = () => {
			if (!done()) return;
			clearTimeout(timer);
			resolve(true);
		};
		interaction.changed();
	});
}

function writeInteraction(
	state: State,
	{ id, token, bot, channel, source }: Interaction,
	user: User,
	type: number,
	data: Record<string, unknown>,
): Record<string, unknown> {
	const { world } = state;
	const guild = world.guilds.get(channel.guildId ?? "");
	const member = guild?.members.get(user.id);
	if (guild !== undefined && member === undefined) throw new Error("that person is not in the guild");
	const botMay = guild === undefined ? 0n : world.permissions(guild, bot.id, channel);
	return {
		id,
		application_id: bot.id,
		type,
		data,
		token,
		version: 1,
		channel_id: channel.id,
		channel: {
			...world.writeChannel(channel),
			...(guild !== undefined ? { permissions: String(world.permissions(guild, user.id, channel)) } : {}),
		},
		locale: user.locale,
		app_permissions: String(botMay),
		entitlements: [],
		authorizing_integration_owners: { 0: guild?.id ?? "0" },
		context: guild === undefined ? 1 : 0,
		attachment_size_limit: 10_485_760,
		...(source === undefined ? {} : { message: source }),
		...(guild !== undefined && member !== undefined
			? {
					guild_id: guild.id,
					guild: { id: guild.id, locale: guild.locale, features: [] },
					guild_locale: guild.locale,
					member: {
						...world.writeMember(guild, member),
						permissions: String(world.permissions(guild, user.id, channel)),
					},
				}
			: { user: world.writeUser(user) }),
	};
}

function findCommand(state: State, bot: Bot, channelId: string, name: string): CommandForm & { id: string } {
	const guildId = state.world.channels.get(channelId)?.guildId ?? "";
	const known = [
		...(state.commands.get(`${bot.id}/${guildId}`) ?? []),
		...(state.commands.get(`${bot.id}/`) ?? []),
	];
	const command = known.find((each) => each.name === name);
	if (command === undefined) throw new Error(`/${name} is not registered`);
	return command;
}

/** The options in the order in which they were registered, of the types that they were given. */
function typedOptions(command: CommandForm, given: Record<string, string | number | boolean>) {
	const options = command.options ?? [];
	for (const name of Object.keys(given)) {
		if (!options.some((option) => option.name === name)) {
			throw new Error(`/${command.name} has no option ${name}`);
		}
	}
	return options.flatMap((option) => {
		const value = given[option.name];
		if (value === undefined) {
			if (option.required === true) throw new Error(`/${command.name} needs ${option.name}`);
			return [];
		}
		const fits = option.type === 4 ? Number.isInteger(value) : option.type !== 3 || typeof value === "string";
		const below = typeof value === "number" && option.min_value != null && value < option.min_value;
		const above = typeof value === "number" && option.max_value != null && value > option.max_value;
		if (!fits || below || above) throw new Error(`/${command.name} does not take ${option.name} ${value}`);
		return [{ name: option.name, type: option.type, value }];
	});
}

type Component = {
	type: number;
	custom_id?: string;
	disabled?: boolean;
	options?: { value: string }[];
	min_values?: number;
	max_values?: number;
};

function findComponent(
	state: State,
	channelId: string,
	messageId: string,
	customId: string,
): { source: Message; component: Component } {
	const channel: Channel | undefined = state.world.channels.get(channelId);
	const source = channel?.byId.get(messageId);
	if (channel === undefined || source === undefined) throw new Error(`no message ${messageId}`);
	if (isThread(channel) && channel.archived) throw new Error("the thread is archived");
	const rows = source.components as { components: Component[] }[];
	const component = rows.flatMap((row) => row.components).find((one) => one.custom_id === customId);
	if (component === undefined) throw new Error(`no component ${customId} in message ${messageId}`);
	return { source, component };
}
