import { z } from "zod";
import type { FormError } from "./answers.ts";
import { isSnowflake } from "./snowflake.ts";

/*
 * The forms that the fake takes, written by hand from Discord's documentation. Every object is closed: Discord ignores
 * a field that it does not know, this fake refuses it, since it is always somebody's mistake. Lengths are counted in
 * UTF-16 units, which is never less than what Discord counts.
 */

const text = (most: number) => z.string().max(most).nullish();
const snowflake = z.string().refine(isSnowflake, {
	error: "Value is not snowflake.",
	params: { code: "NUMBER_TYPE_COERCE" },
});
const webAddress = (most = 2048) =>
	z
		.string()
		.max(most)
		.superRefine((value, context) => {
			if (!URL.canParse(value)) {
				context.addIssue({
					code: "custom",
					message: "Not a well formed URL.",
					params: { code: "URL_TYPE_INVALID_URL" },
				});
			} else if (!["http:", "https:"].includes(new URL(value).protocol)) {
				context.addIssue({
					code: "custom",
					message: "Scheme must be one of ('http', 'https').",
					params: { code: "URL_TYPE_INVALID_SCHEME" },
				});
			}
		});

/** Discord fetches it, and takes no address of a host that cannot be a public one. */
const publicAddress = () =>
	webAddress().superRefine((value, context) => {
		if (!URL.canParse(value) || new URL(value).hostname.includes(".")) return;
		context.addIssue({
			code: "custom",
			message: "Not a well formed URL.",
			params: { code: "URL_TYPE_INVALID_URL" },
		});
	});

const embed = z.strictObject({
	type: z.literal("rich").optional(),
	title: text(256),
	description: text(4096),
	url: webAddress().nullish(),
	timestamp: z.iso.datetime({ offset: true }).nullish(),
	color: z.int().min(0).max(0xffffff).nullish(),
	footer: z.strictObject({ text: z.string().max(2048), icon_url: webAddress().nullish() }).nullish(),
	image: z.strictObject({ url: publicAddress() }).nullish(),
	thumbnail: z.strictObject({ url: webAddress() }).nullish(),
	author: z
		.strictObject({
			name: z.string().max(256),
			url: webAddress().nullish(),
			icon_url: webAddress().nullish(),
		})
		.nullish(),
	fields: z
		.array(
			z.strictObject({
				name: z.string().min(1).max(256),
				value: z.string().min(1).max(1024),
				inline: z.boolean().optional(),
			}),
		)
		.max(25)
		.nullish(),
});

const emoji = z.strictObject({
	id: snowflake.nullish(),
	name: z.string().nullish(),
	animated: z.boolean().optional(),
});
const complaint = (code: string, error: string) => ({ error, params: { code } });
const customId = z.string().min(1).max(100);
const label = z.string().min(1).max(80);
const linkButton = z.strictObject({
	type: z.literal(2),
	style: z.literal(5),
	label: label.optional(),
	emoji: emoji.optional(),
	url: webAddress(512),
	disabled: z.boolean().optional(),
	id: z.int().optional(),
});
const pressButton = z.strictObject({
	type: z.literal(2),
	style: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
	label: label.optional(),
	emoji: emoji.optional(),
	custom_id: customId,
	disabled: z.boolean().optional(),
	id: z.int().optional(),
});
const select = z
	.strictObject({
		type: z.literal(3),
		custom_id: customId,
		options: z
			.array(
				z.strictObject({
					label: z.string().min(1).max(100),
					value: z.string().min(1).max(100),
					description: z.string().max(100).optional(),
					emoji: emoji.optional(),
					default: z.boolean().optional(),
				}),
			)
			.min(1)
			.max(25),
		placeholder: z.string().max(150).optional(),
		min_values: z.int().min(0).max(25).optional(),
		max_values: z.int().min(1).max(25).optional(),
		disabled: z.boolean().optional(),
		id: z.int().optional(),
	})
	.refine(
		({ options }) => isUnique(options.map(({ value }) => value)),
		complaint("SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used"),
	)
	.refine(
		({ options, min_values: least = 1, max_values: most = 1 }) => least <= most && most <= options.length,
		complaint("BASE_TYPE_MAX", "min_values and max_values must fit the options"),
	)
	.refine(
		({ options, max_values: most = 1 }) => options.filter((one) => one.default === true).length <= most,
		complaint("SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", "More default options than max_values"),
	);
const actionRow = z
	.strictObject({
		type: z.literal(1),
		id: z.int().optional(),
		components: z
			.array(z.discriminatedUnion("type", [z.discriminatedUnion("style", [linkButton, pressButton]), select]))
			.min(1)
			.max(5),
	})
	.refine(
		({ components }) => components.length === 1 || components.every(({ type }) => type === 2),
		complaint("COMPONENT_LAYOUT_WIDTH_EXCEEDED", "Cannot have more width than 5 in an action row"),
	);
const components = z
	.array(actionRow)
	.max(5)
	.refine(
		(rows) => isUnique(rows.flatMap(({ components }) => components.flatMap(customIdOf))),
		complaint("COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated"),
	)
	.nullish();

function customIdOf(component: { type: number; custom_id?: string }): string[] {
	return component.custom_id === undefined ? [] : [component.custom_id];
}

function isUnique(all: readonly string[]): boolean {
	return new Set(all).size === all.length;
}

const allowedMentions = z.strictObject({
	parse: z.array(z.enum(["roles", "users", "everyone"])).nullish(),
	users: z.array(snowflake).max(100).nullish(),
	roles: z.array(snowflake).max(100).nullish(),
	replied_user: z.boolean().nullish(),
});

const said = {
	content: text(2000),
	embeds: z.array(embed).max(10).nullish(),
	allowed_mentions: allowedMentions.nullish(),
	components,
	flags: z.int().nullish(),
};

export const messageForm = z.strictObject({
	...said,
	tts: z.boolean().nullish(),
	nonce: z.union([z.string().max(25), z.int()]).nullish(),
	enforce_nonce: z.boolean().nullish(),
	message_reference: z
		.strictObject({
			message_id: snowflake,
			channel_id: snowflake.optional(),
			guild_id: snowflake.optional(),
			type: z.int().optional(),
			fail_if_not_exists: z.boolean().optional(),
		})
		.nullish(),
});
export const editForm = z.strictObject({ ...said, attachments: z.array(z.never()).nullish() });
export const webhookForm = z.strictObject({
	...said,
	tts: z.boolean().nullish(),
	// Means nothing here, and discord.js says it all the same.
	enforce_nonce: z.literal(false).optional(),
	/** Files that come along, by their number in the form. */
	attachments: z.array(z.strictObject({ id: z.string().regex(/^\d$/) })).nullish(),
});
export type MessageForm = z.infer<typeof messageForm>;
export type EditForm = Omit<z.infer<typeof editForm>, "attachments"> & {
	attachments?: readonly { id: string }[] | null | undefined;
};

const archiveAfter = z.union([z.literal(60), z.literal(1440), z.literal(4320), z.literal(10080)]);
const threadName = z.string().trim().min(1).max(100);
const appliedTags = z.array(snowflake).max(5);

export const threadForm = z.strictObject({
	name: threadName.optional(),
	archived: z.boolean().optional(),
	locked: z.boolean().optional(),
	auto_archive_duration: archiveAfter.optional(),
	applied_tags: appliedTags.optional(),
	flags: z.int().optional(),
});
/** A post in a forum: a thread and its first message, which knows no nonce. */
export const forumPostForm = z.strictObject({
	name: threadName,
	auto_archive_duration: archiveAfter.nullish(),
	rate_limit_per_user: z.int().min(0).max(21_600).nullish(),
	applied_tags: appliedTags.nullish(),
	message: z.strictObject(said),
});
export const dmForm = z.strictObject({ recipient_id: snowflake });

/** Discord's interface languages. Arabic is not among them, and a key that is not is refused. */
const locales =
	"id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko".split(
		" ",
	);
const localizations = (most: number) =>
	z.partialRecord(z.enum(locales), z.string().min(1).max(most)).nullish();
const commandName = z
	.string()
	.refine((name) => /^[-_'\p{L}\p{N}]{1,32}$/u.test(name) && name === name.toLowerCase(), {
		error: "String value did not match validation regex.",
		params: { code: "STRING_TYPE_REGEX" },
	});
const choice = z.strictObject({
	name: z.string().min(1).max(100),
	name_localizations: localizations(100),
	value: z.union([z.string().max(100), z.number()]),
});
const commandOption = z.strictObject({
	type: z.int().min(3).max(11),
	name: commandName,
	name_localizations: localizations(32),
	description: z.string().min(1).max(100),
	description_localizations: localizations(100),
	required: z.boolean().optional(),
	choices: z.array(choice).max(25).nullish(),
	channel_types: z.array(z.int()).nullish(),
	min_value: z.number().nullish(),
	max_value: z.number().nullish(),
	min_length: z.int().min(0).max(6000).nullish(),
	max_length: z.int().min(1).max(6000).nullish(),
	autocomplete: z.boolean().optional(),
});
const command = z.strictObject({
	id: snowflake.optional(),
	type: z.int().min(1).max(3).optional(),
	name: commandName,
	name_localizations: localizations(32),
	description: z.string().min(1).max(100),
	description_localizations: localizations(100),
	options: z
		.array(commandOption)
		.max(25)
		.nullish()
		.refine(
			(options) => {
				const wants = (options ?? []).map((option) => option.required === true);
				return !wants.some((required, index) => required && wants.slice(0, index).includes(false));
			},
			{
				error: "Required options must be placed before non-required options",
				params: { code: "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID" },
			},
		),
	default_member_permissions: z.string().regex(/^\d+$/).nullish(),
	dm_permission: z.boolean().nullish(),
	contexts: z.array(z.int().min(0).max(2)).nullish(),
	integration_types: z.array(z.int().min(0).max(1)).nullish(),
	nsfw: z.boolean().optional(),
});
export const commandsForm = z.array(command).max(100);
export type CommandForm = z.infer<typeof command>;

const modalInput = z.strictObject({
	type: z.literal(1),
	components: z
		.array(
			z.strictObject({
				type: z.literal(4),
				custom_id: customId,
				style: z.int().min(1).max(2),
				label: z.string().min(1).max(45),
				min_length: z.int().min(0).max(4000).optional(),
				max_length: z.int().min(1).max(4000).optional(),
				required: z.boolean().optional(),
				value: z.string().max(4000).optional(),
				placeholder: z.string().max(100).optional(),
			}),
		)
		.length(1),
});
export const callbackForm = z.discriminatedUnion("type", [
	z.strictObject({ type: z.literal(1) }),
	z.strictObject({ type: z.literal(4), data: webhookForm }),
	z.strictObject({ type: z.literal(5), data: z.strictObject({ flags: z.int().nullish() }).nullish() }),
	z.strictObject({ type: z.literal(6) }),
	z.strictObject({ type: z.literal(7), data: webhookForm.nullish() }),
	z.strictObject({ type: z.literal(8), data: z.strictObject({ choices: z.array(choice).max(25) }) }),
	z.strictObject({
		type: z.literal(9),
		data: z.strictObject({
			custom_id: customId,
			title: z.string().min(1).max(45),
			components: z
				.array(modalInput)
				.min(1)
				.max(5)
				.refine(
					(rows) => isUnique(rows.flatMap(({ components }) => components.flatMap(customIdOf))),
					complaint("COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated"),
				),
		}),
	}),
]);
export type ModalForm = Extract<z.infer<typeof callbackForm>, { type: 9 }>["data"];
export type Callback = z.infer<typeof callbackForm>;

/** The form as it was meant, or Discord's complaints about it. */
export function readForm<Form>(
	form: z.ZodType<Form>,
	body: unknown,
): { kind: "form"; form: Form } | { kind: "errors"; errors: FormError[] } {
	const parsed = form.safeParse(body ?? {});
	if (!parsed.success) return { kind: "errors", errors: parsed.error.issues.flatMap(complain) };
	return { kind: "form", form: parsed.data };
}

/** 6,000 over the texts of all embeds of a message; the OpenAPI file does not know it. */
export function checkEmbedSum(embeds: MessageForm["embeds"]): FormError[] {
	let sum = 0;
	for (const { title, description, footer, author, fields } of embeds ?? []) {
		sum += (title ?? "").length + (description ?? "").length + (footer?.text ?? "").length;
		sum += (author?.name ?? "").length;
		for (const field of fields ?? []) sum += field.name.length + field.value.length;
	}
	if (sum <= 6000) return [];
	return [
		{ path: ["embeds"], code: "MAX_EMBED_SIZE_EXCEEDED", message: "Embed size exceeds maximum size of 6000" },
	];
}

/** `parse` may not allow a kind whose members are also listed one by one. */
export function checkMentions(allowed: MessageForm["allowed_mentions"]): FormError[] {
	for (const kind of ["users", "roles"] as const) {
		if (allowed?.parse?.includes(kind) === true && (allowed[kind]?.length ?? 0) > 0) {
			return [
				{
					path: ["allowed_mentions"],
					code: "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
					message: `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
				},
			];
		}
	}
	return [];
}

function complain(issue: z.core.$ZodIssue): FormError[] {
	const path = issue.path.map((key) => (typeof key === "number" ? key : String(key)));
	if (issue.code === "unrecognized_keys") {
		return issue.keys.map((key) => ({
			path: [...path, key],
			code: "UNKNOWN_FIELD",
			message: "This field is not known (the real service would ignore it).",
		}));
	}
	if (issue.code === "invalid_union") {
		const first = issue.errors[0];
		if (first !== undefined)
			return first.flatMap((inner) => complain({ ...inner, path: [...issue.path, ...inner.path] }));
	}
	if (issue.code === "custom" && typeof issue.params?.code === "string") {
		return [{ path, code: issue.params.code, message: issue.message }];
	}
	return [{ path, ...sentence(issue) }];
}

function sentence(issue: z.core.$ZodIssue): { code: string; message: string } {
	if (issue.code === "too_big") {
		return { code: "BASE_TYPE_MAX_LENGTH", message: `Must be ${issue.maximum} or fewer in length.` };
	}
	if (issue.code === "too_small") {
		return { code: "BASE_TYPE_MIN_LENGTH", message: `Must be ${issue.minimum} or more in length.` };
	}
	if (issue.code === "invalid_type" && issue.message.includes("received undefined")) {
		return { code: "BASE_TYPE_REQUIRED", message: "This field is required" };
	}
	if (issue.code === "invalid_value") {
		return { code: "BASE_TYPE_CHOICES", message: `Value must be one of ${JSON.stringify(issue.values)}.` };
	}
	return { code: "BASE_TYPE_BAD", message: issue.message };
}
