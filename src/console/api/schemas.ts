import { z } from "zod";
import { auditAreas } from "../../domain/audit.ts";
import { broadcastStates } from "../../domain/broadcast.ts";
import { roles } from "../../domain/person.ts";
import { momentPattern } from "./moments.ts";

/**
 * What the API takes and gives, once: requests are checked by these schemas and the OpenAPI document is written from
 * them. Times are ISO 8601; what an answer gives has the offset Z.
 */
export const apiSchemas = z.registry<{ id: string }>();

function named<T extends z.ZodType>(id: string, schema: T): T {
	apiSchemas.add(schema, { id });
	return schema;
}

const momentIn = z
	.string()
	.regex(
		momentPattern,
		"must be ISO 8601 such as 2026-11-25T18:00+03:00, or without offset on the clock of `zone`",
	);
const momentOut = z.iso.datetime();
const zone = z.string().min(1).max(64).describe("IANA name such as Asia/Amman; absent: BARQIYA_TIME_ZONE");
const text = (most: number) => z.string().max(most);

const button = named(
	"Button",
	z.strictObject({ label: text(200), href: text(2048).describe("http or https address") }),
);
const textFields = {
	headline: text(1_000).describe(
		"mark-up: **bold**, *italic*, [words](https://address); {channel} and {date} are filled in",
	),
	body: text(20_000).describe(
		"mark-up like the headline; each line is a paragraph, or an item of a list where it begins with `- `",
	),
	image: text(2048).exactOptional().describe("http or https address of a picture"),
	buttons: z.array(z.array(button).max(8)).max(8).describe("rows of link buttons"),
};
const override = named(
	"TextOverride",
	z.strictObject({
		headline: textFields.headline.exactOptional(),
		body: textFields.body.exactOptional(),
		image: textFields.image,
		buttons: textFields.buttons.exactOptional(),
	}),
);
const versionIn = named(
	"VersionInput",
	z.strictObject({
		language: text(35).describe("BCP 47 tag such as ar"),
		...textFields,
		buttons: textFields.buttons.default([]),
		overrides: z.record(z.string(), override).default({}).describe("by platform: what it says instead"),
	}),
);
const versionOut = named(
	"Version",
	z.strictObject({
		language: z.string(),
		headline: z.string(),
		body: z.string(),
		image: z.string().exactOptional(),
		buttons: z.array(z.array(button)),
		overrides: z.record(z.string(), override),
	}),
);
const contentIn = named(
	"ContentInput",
	z.strictObject({
		versions: z.array(versionIn).min(1).max(20).describe("one a language; the first is for all others"),
	}),
);
const content = named("Content", z.strictObject({ versions: z.array(versionOut) }));

const selector = named(
	"Selector",
	z.discriminatedUnion("kind", [
		z.strictObject({ kind: z.literal("all") }),
		z.strictObject({ kind: z.literal("platform"), platform: text(40) }),
		z.strictObject({ kind: z.literal("topic"), topic: text(200) }),
		z.strictObject({ kind: z.literal("language"), language: text(35) }),
		z.strictObject({ kind: z.literal("tag"), tag: text(100) }),
		z.strictObject({ kind: z.literal("channels"), ids: z.array(text(100)).max(5_000) }),
		z.strictObject({ kind: z.literal("segment"), name: text(100) }),
	]),
);
const audience = named(
	"Audience",
	z.strictObject({
		include: z.array(selector).max(200).describe("of each kind that is named one must hold"),
		exclude: z.array(selector).max(200).default([]).describe("none of these may hold"),
	}),
);

const timeIn = named(
	"TimeInput",
	z.discriminatedUnion("kind", [
		z.strictObject({ kind: z.literal("now") }),
		z.strictObject({ kind: z.literal("at"), at: momentIn, zone: zone.exactOptional() }),
		z.strictObject({
			kind: z.literal("recurring"),
			cron: text(100).describe("five fields, on a clock in the zone"),
			zone: zone.exactOptional(),
			until: momentIn.exactOptional(),
		}),
	]),
);
const time = named(
	"Time",
	z.discriminatedUnion("kind", [
		z.strictObject({ kind: z.literal("now") }),
		z.strictObject({ kind: z.literal("at"), at: momentOut, zone: z.string() }),
		z.strictObject({
			kind: z.literal("recurring"),
			cron: z.string(),
			zone: z.string(),
			until: momentOut.exactOptional(),
		}),
	]),
);

const misfire = named(
	"Misfire",
	z.discriminatedUnion("kind", [
		z.strictObject({ kind: z.literal("send"), withinMinutes: z.int().min(0).max(44_640) }),
		z.strictObject({ kind: z.literal("skip") }),
		z.strictObject({ kind: z.literal("ask") }),
	]),
);
const optionFields = {
	urgent: z.boolean().describe("before news, and through quiet hours"),
	silent: z.boolean(),
	pin: z.boolean(),
	perSecond: z
		.int()
		.min(1)
		.max(1_000)
		.exactOptional()
		.describe("at most so many a second, over all platforms"),
	expiresAfterMinutes: z.int().min(1).max(44_640).describe("what was not sent by then is left out"),
	misfire: misfire.describe("what happens to a time at which nobody could send"),
};
const options = named("Options", z.strictObject(optionFields));
const optionsIn = named(
	"OptionsInput",
	z.strictObject({
		urgent: optionFields.urgent.exactOptional(),
		silent: optionFields.silent.exactOptional(),
		pin: optionFields.pin.exactOptional(),
		perSecond: optionFields.perSecond,
		expiresAfterMinutes: optionFields.expiresAfterMinutes.exactOptional(),
		misfire: optionFields.misfire.exactOptional(),
	}),
);

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
