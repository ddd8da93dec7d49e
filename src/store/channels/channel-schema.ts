import { z } from "zod";
import {
	type Channel,
	dateStyles,
	digestGroups,
	digitSets,
	type Look,
	lookButtons,
	type Schedule,
	type Subscription,
	templateFaultKinds,
} from "../../domain/channel.ts";
import { AppError } from "../../domain/errors.ts";

const words = z.array(z.string());
/** Channels that were stored before these existed have none of them. */
const limits = {
	quiet: z.object({ from: z.string(), to: z.string() }).exactOptional(),
	caps: z.object({ perHour: z.number().exactOptional(), perDay: z.number().exactOptional() }).exactOptional(),
	breakingPasses: z.boolean().exactOptional(),
	emptyDigests: z.boolean().exactOptional(),
};
export const lookSchema = z.object({
	locale: z.string(),
	dateStyle: z.enum(dateStyles),
	digits: z.enum(digitSets),
	leadLength: z.number(),
	image: z.boolean(),
	linkPreview: z.boolean(),
	sourceLine: z.boolean(),
	silent: z.boolean(),
	groupDigests: z.enum(digestGroups).exactOptional(),
	template: z
		.discriminatedUnion("kind", [
			z.object({ kind: z.literal("ready"), name: z.string() }),
			z.object({ kind: z.literal("own"), text: z.string() }),
		])
		.exactOptional(),
	buttons: z.array(z.enum(lookButtons)).exactOptional(),
	hashtags: z.boolean().exactOptional(),
}) satisfies z.ZodType<Look>;
export const subscriptionSchema = z.object({
	id: z.string(),
	sources: words,
	topics: words,
	include: words,
	exclude: words,
	minimumImportance: z.number(),
	alert: z.literal(true).exactOptional(),
}) satisfies z.ZodType<Subscription>;
export const scheduleSchema = z.discriminatedUnion("kind", [
	z.object({ kind: z.literal("at-once"), ...limits }),
	z.object({ kind: z.literal("every"), minutes: z.number(), ...limits }),
	z.object({ kind: z.literal("times"), times: words, ...limits }),
	z.object({ kind: z.literal("cron"), expression: z.string(), ...limits }),
]) satisfies z.ZodType<Schedule>;
/** A channel as it is stored. */
export const channelSchema = z.object({
	id: z.string(),
	platform: z.string(),
	address: z.string(),
	addressKind: z.string(),
	title: z.string(),
	zone: z.string(),
	look: lookSchema,
	subscriptions: z.array(subscriptionSchema),
	schedule: scheduleSchema,
	state: z.discriminatedUnion("kind", [
		z.object({ kind: z.literal("active") }),
		z.object({
			kind: z.literal("paused"),
			reason: z.string(),
			until: z.number().exactOptional(),
			tries: z.number().exactOptional(),
		}),
		z.object({
			kind: z.literal("gone"),
			reason: z.string(),
			since: z.number(),
			movedTo: z.string().exactOptional(),
		}),
	]),
	owner: z.string().exactOptional(),
	routes: z
		.array(
			z.object({
				topics: words,
				sources: words,
				to: z.string(),
				toKind: z.string(),
				title: z.string(),
				hindered: z.object({ reason: z.string(), until: z.number() }).exactOptional(),
			}),
		)
		.exactOptional(),
	tags: words.exactOptional(),
	sharesPosts: z.boolean().exactOptional(),
	createdAt: z.number(),
	movedAt: z.number().exactOptional(),
	templateFault: z
		.object({
			kind: z.enum(templateFaultKinds),
			line: z.number().exactOptional(),
			column: z.number().exactOptional(),
			word: z.string().exactOptional(),
			since: z.number(),
		})
		.exactOptional(),
}) satisfies z.ZodType<Channel>;

/** Throws `BQ_STORED_VALUE_INVALID` for what no channel is. */
export function readChannel(id: string, json: string): Channel {
	const read = channelSchema.safeParse(JSON.parse(json));
	if (read.success) return read.data;
	throw new AppError("BQ_STORED_VALUE_INVALID", `store: channel ${id}: ${z.prettifyError(read.error)}`);
}
