import { z } from "zod";
import { optionBounds } from "../../../broadcasts/check-time.ts";
import { named } from "./registry.ts";
import { momentIn, momentOut, text, zone } from "./scalars.ts";

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
export const contentIn = named(
	"ContentInput",
	z.strictObject({
		versions: z.array(versionIn).min(1).max(20).describe("one a language; the first is for all others"),
	}),
);
export const content = named("Content", z.strictObject({ versions: z.array(versionOut) }));

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
export const audience = named(
	"Audience",
	z.strictObject({
		include: z.array(selector).max(200).describe("of each kind that is named one must hold"),
		exclude: z.array(selector).max(200).default([]).describe("none of these may hold"),
	}),
);

export const timeIn = named(
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
export const time = named(
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
		z.strictObject({ kind: z.literal("send"), withinMinutes: bounded("withinMinutes") }),
		z.strictObject({ kind: z.literal("skip") }),
		z.strictObject({ kind: z.literal("ask") }),
	]),
);
const optionFields = {
	urgent: z.boolean().describe("before news, and through quiet hours"),
	silent: z.boolean(),
	pin: z.boolean(),
	perSecond: bounded("perSecond").exactOptional().describe("at most so many a second, over all platforms"),
	expiresAfterMinutes: bounded("expiresAfterMinutes").describe("what was not sent by then is left out"),
	misfire: misfire.describe("what happens to a time at which nobody could send"),
};
export const options = named("Options", z.strictObject(optionFields));
export const optionsIn = named(
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

function bounded(option: keyof typeof optionBounds) {
	const { least, most } = optionBounds[option];
	return z.int().min(least).max(most);
}
