import { z } from "zod";
import { auditAreas } from "../../domain/audit.ts";
import { broadcastStates } from "../../domain/broadcast.ts";
import { roles } from "../../domain/person.ts";
import { audience, content, contentIn, options, optionsIn, time, timeIn } from "./schemas/broadcast-parts.ts";
import { named } from "./schemas/registry.ts";
import { momentIn, momentOut, text } from "./schemas/scalars.ts";

const actor = named(
	"Actor",
	z.strictObject({ platform: z.string(), id: z.string(), name: z.string(), role: z.enum(roles) }),
);
const run = named(
	"Run",
	z.strictObject({
		number: z.int(),
		at: momentOut,
		startedAt: momentOut,
		recipients: z.int(),
		finishedAt: momentOut.exactOptional(),
	}),
);
const broadcast = named(
	"Broadcast",
	z.strictObject({
		id: z.string(),
		revision: z.int().describe("rises with every change; the ETag of the broadcast"),
		name: z.string(),
		state: z.enum(broadcastStates),
		content,
		audience,
		time,
		options,
		createdBy: actor,
		createdAt: momentOut,
		editedBy: actor,
		editedAt: momentOut,
		approvedBy: actor.exactOptional(),
		nextAt: momentOut.exactOptional().describe("when it is sent next"),
		missedAt: momentOut.exactOptional().describe("a time that went by, to be decided"),
		run: run.exactOptional().describe("the newest sending"),
		past: z.array(run),
	}),
);

const counts = z.record(z.string(), z.int());
const progress = named(
	"Progress",
	z.strictObject({
		run: z.int(),
		recipients: z.int(),
		open: z.int().describe("not settled yet"),
		sent: z.int(),
		corrected: z.int(),
		withdrawn: z.int(),
		failed: z.int(),
		skipped: z.int(),
		unknown: z.int(),
		failedBy: counts,
		skippedBy: counts,
		perSecond: z.number().exactOptional(),
		remainingMs: z.number().exactOptional(),
		startedAt: momentOut,
		finishedAt: momentOut.exactOptional(),
		amendment: z
			.strictObject({
				kind: z.enum(["correct", "withdraw"]),
				recipients: z.int(),
				open: z.int(),
				done: z.int(),
				failed: z.int(),
			})
			.exactOptional(),
	}),
);

const problemDetail = z.strictObject({
	code: z.string(),
	detail: z.string().describe("a sentence that says what to do"),
	path: z.string().exactOptional().describe("where in the request, with dots"),
});
const problem = named(
	"Problem",
	z.strictObject({
		type: z.string().describe("urn:barqiya:problem:<code>"),
		title: z.string(),
		status: z.int(),
		detail: z.string().describe("a sentence that says what to do"),
		problems: z.array(problemDetail).exactOptional(),
	}),
);

const estimate = named(
	"Estimate",
	z.strictObject({
		recipients: z.int(),
		byPlatform: counts,
		paused: z.int(),
		quiet: z.int(),
		gone: z.int(),
		durationMs: z.number(),
		problems: z.array(problemDetail).describe("what keeps it from being scheduled; empty: nothing"),
	}),
);

const testPlace = named(
	"TestPlace",
	z.discriminatedUnion("kind", [
		z.strictObject({ kind: z.literal("channel"), channelId: text(100) }),
		z.strictObject({
			kind: z.literal("place"),
			platform: text(40),
			address: text(200),
			addressKind: text(40),
			locale: text(35).default("ar"),
		}),
	]),
);

const resultRow = named(
	"ResultRow",
	z.strictObject({
		channel: z.string(),
		platform: z.string(),
		address: z.string(),
		title: z.string(),
		state: z.string(),
		reason: z.string(),
		messageIds: z.array(z.string()),
		words: z.string().describe("the platform's own words, where it refused"),
	}),
);

const auditRecord = named(
	"AuditRecord",
	z.strictObject({
		id: z.string(),
		at: momentOut,
		area: z.enum(auditAreas),
		who: actor,
		action: z.string(),
		object: z.string(),
		before: z.string().exactOptional(),
		after: z.string().exactOptional(),
		outcome: z.enum(["done", "refused", "failed"]),
		reason: z.string().exactOptional(),
	}),
);

const draftFields = {
	name: text(200).exactOptional(),
	content: contentIn,
	audience,
	time: timeIn.default({ kind: "now" }),
	options: optionsIn.default({}),
};

const nextPage = z.string().exactOptional().describe("`after` of the next page; absent on the last one");

/** By their names in the document. */
export const schemas = {
	problem,
	broadcast,
	progress,
	resultRow,
	draft: named("Draft", z.strictObject(draftFields)),
	change: named(
		"Change",
		z.strictObject({
			revision: z.int().exactOptional().describe("the one that you saw; or send it as If-Match"),
			name: draftFields.name,
			content: contentIn.exactOptional(),
			audience: audience.exactOptional(),
			time: timeIn.exactOptional(),
			options: optionsIn.exactOptional(),
		}),
	),
	test: named("TestRequest", z.strictObject({ to: testPlace })),
	tested: named("TestResult", z.strictObject({ arrived: z.boolean(), words: z.string() })),
	schedule: named("ScheduleRequest", z.strictObject({ time: timeIn.exactOptional() })),
	decide: named("DecideRequest", z.strictObject({ decision: z.enum(["send", "skip"]) })),
	correct: named("CorrectRequest", z.strictObject({ content: contentIn })),
	nothing: named("NoBody", z.strictObject({})),
	retried: named("Retried", z.strictObject({ broadcast, retried: z.int() })),
	changed: named(
		"Changed",
		z.strictObject({ broadcast, changed: z.boolean().describe("false: it was so already") }),
	),
	estimate,
	page: named("BroadcastPage", z.strictObject({ broadcasts: z.array(broadcast), next: nextPage })),
	previews: named(
		"Previews",
		z.strictObject({
			previews: z.array(
				z.strictObject({
					platform: z.string(),
					language: z.string(),
					request: z.unknown().describe("the exact request that would be made"),
				}),
			),
		}),
	),
	audience,
	segments: named("Segments", z.strictObject({ segments: z.record(z.string(), audience) })),
	segmentSaved: named("SegmentSaved", z.strictObject({ recipients: z.int() })),
	segmentRemoved: named("SegmentRemoved", z.strictObject({ changed: z.boolean() })),
	tags: named("Tags", z.strictObject({ tags: z.array(text(100)).max(100) })),
	auditPage: named("AuditPage", z.strictObject({ records: z.array(auditRecord), next: nextPage })),
} as const;

const limit = z.coerce.number().pipe(z.int().min(1).max(200)).default(50);
const after = text(100).exactOptional().describe("`next` of the page before");

export const queries = {
	none: z.strictObject({}),
	list: z.strictObject({
		state: z.enum(broadcastStates).exactOptional(),
		limit,
		after,
	}),
	preview: z.strictObject({ language: text(35).exactOptional() }),
	results: z.strictObject({
		run: z.coerce
			.number()
			.pipe(z.int().min(1))
			.exactOptional()
			.describe("a run's number; absent: the newest"),
		format: z.enum(["ndjson", "csv"]).exactOptional().describe("absent: as Accept says, else ndjson"),
	}),
	audit: z.strictObject({ since: momentIn.exactOptional(), limit, after }),
} as const;
