import { z } from "zod";
import {
	type Broadcast,
	type BroadcastAmendment,
	type BroadcastAudience,
	type BroadcastContent,
	type BroadcastOptions,
	type BroadcastRun,
	type BroadcastTime,
	type BroadcastVersion,
	broadcastStates,
	type Selector,
} from "../../domain/broadcast.ts";
import { roles } from "../../domain/person.ts";

/* The shapes of broadcasts, as they are stored and as they come in from outside. */

const words = z.array(z.string());
const buttons = z.array(z.array(z.object({ label: z.string(), href: z.string() })));

export const broadcastVersionSchema = z.object({
	language: z.string(),
	headline: z.string(),
	body: z.string(),
	image: z.string().exactOptional(),
	buttons,
	overrides: z.record(
		z.string(),
		z.object({
			headline: z.string().exactOptional(),
			body: z.string().exactOptional(),
			image: z.string().exactOptional(),
			buttons: buttons.exactOptional(),
		}),
	),
}) satisfies z.ZodType<BroadcastVersion>;

export const broadcastContentSchema = z.object({
	versions: z.array(broadcastVersionSchema),
}) satisfies z.ZodType<BroadcastContent>;

const selectorSchema = z.discriminatedUnion("kind", [
	z.object({ kind: z.literal("all") }),
	z.object({ kind: z.literal("platform"), platform: z.string() }),
	z.object({ kind: z.literal("topic"), topic: z.string() }),
	z.object({ kind: z.literal("language"), language: z.string() }),
	z.object({ kind: z.literal("tag"), tag: z.string() }),
	z.object({ kind: z.literal("channels"), ids: words }),
	z.object({ kind: z.literal("segment"), name: z.string() }),
]) satisfies z.ZodType<Selector>;

export const broadcastAudienceSchema = z.object({
	include: z.array(selectorSchema),
	exclude: z.array(selectorSchema),
}) satisfies z.ZodType<BroadcastAudience>;

export const broadcastTimeSchema = z.discriminatedUnion("kind", [
	z.object({ kind: z.literal("now") }),
	z.object({ kind: z.literal("at"), at: z.number(), zone: z.string() }),
	z.object({
		kind: z.literal("recurring"),
		cron: z.string(),
		zone: z.string(),
		until: z.number().exactOptional(),
	}),
]) satisfies z.ZodType<BroadcastTime>;

export const broadcastOptionsSchema = z.object({
	urgent: z.boolean(),
	silent: z.boolean(),
	pin: z.boolean(),
	perSecond: z.number().exactOptional(),
	expiresAfterMinutes: z.number(),
	misfire: z.discriminatedUnion("kind", [
		z.object({ kind: z.literal("send"), withinMinutes: z.number() }),
		z.object({ kind: z.literal("skip") }),
		z.object({ kind: z.literal("ask") }),
	]),
}) satisfies z.ZodType<BroadcastOptions>;

const actorSchema = z.object({
	platform: z.string(),
	id: z.string(),
	name: z.string(),
	role: z.enum(roles),
});

const runSchema = z.object({
	number: z.number(),
	postId: z.string(),
	at: z.number(),
	startedAt: z.number(),
	lanes: z.record(z.string(), z.number()),
	rates: z.record(z.string(), z.number()).exactOptional(),
	frozen: z.boolean(),
	recipients: z.number(),
	rewritten: z.number().exactOptional(),
	retrying: z.boolean().exactOptional(),
	finishedAt: z.number().exactOptional(),
}) satisfies z.ZodType<BroadcastRun>;

export const amendmentSchema = z.object({
	kind: z.enum(["correct", "withdraw"]),
	target: z.string(),
	postId: z.string(),
	by: actorSchema,
	at: z.number(),
	content: broadcastContentSchema.exactOptional(),
	planned: z.boolean(),
	finishedAt: z.number().exactOptional(),
}) satisfies z.ZodType<BroadcastAmendment>;

export const broadcastSchema = z.object({
	id: z.string(),
	revision: z.number(),
	name: z.string(),
	state: z.enum(broadcastStates),
	content: broadcastContentSchema,
	audience: broadcastAudienceSchema,
	time: broadcastTimeSchema,
	options: broadcastOptionsSchema,
	createdBy: actorSchema,
	createdAt: z.number(),
	editedBy: actorSchema,
	editedAt: z.number(),
	approvedBy: actorSchema.exactOptional(),
	nextAt: z.number().exactOptional(),
	missedAt: z.number().exactOptional(),
	run: runSchema.exactOptional(),
	past: z.array(runSchema),
	amendments: z.array(amendmentSchema),
}) satisfies z.ZodType<Broadcast>;
