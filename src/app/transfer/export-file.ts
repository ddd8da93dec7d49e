import { z } from "zod";
import { isTimeZone } from "../../calendar/zone.ts";
import type { Channel, ChannelState } from "../../domain/channel.ts";
import { AppError } from "../../domain/errors.ts";
import { roles } from "../../domain/person.ts";
import type { AddedSource } from "../../domain/source.ts";
import { channelSchema } from "../../store/channels/channel-schema.ts";
import { addedSourceSchema } from "../../store/news/added-sources.ts";
import { addedSourceId } from "../sources/added-source-id.ts";

/** What `barqiya export` writes and `barqiya import` takes: everything that people set up, and nothing that was posted. */
export type ExportFile = z.output<typeof exportFileSchema>;
export type ExportedChannel = ExportFile["channels"][number];

/** Rises when an older program could not read the file. Files of every version up to this one are read. */
export const exportVersion = 2;

/** Times are written for people and other programs: ISO 8601. */
const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const state: z.ZodType<ChannelState> = z.discriminatedUnion("kind", [
	z.strictObject({ kind: z.literal("active") }),
	z.strictObject({
		kind: z.literal("paused"),
		reason: z.string(),
		until: instant.exactOptional(),
		tries: z.number().exactOptional(),
	}),
	z.strictObject({ kind: z.literal("gone"), reason: z.string(), since: instant }),
]);

/** The id is this Redis's own: another one numbers the channels anew, and knows no message of theirs. */
const channel = channelSchema
	.omit({ id: true, movedAt: true, routes: true })
	.extend({
		platform: z.string().min(1),
		address: z.string().min(1),
		zone: z.string().refine(isTimeZone, "must be a time zone such as Asia/Amman"),
		state,
		createdAt: instant,
		routes: z
			.array(
				z.strictObject({
					topics: z.array(z.string()),
					sources: z.array(z.string()),
					to: z.string().min(1),
					toKind: z.string().min(1),
					title: z.string(),
				}),
			)
			.exactOptional(),
	})
	.strict();

const personId = { platform: z.string().min(1), id: z.string().min(1) };

/** Of version 1, which has no `sources` and no `staff`, too. */
export const exportFileSchema = z.strictObject({
	format: z.literal("barqiya"),
	version: z
		.number()
		.int()
		.min(1)
		.max(exportVersion, `was written by a newer barqiya; this one reads up to ${exportVersion}`),
	exportedAt: instant,
	/** Sources that people added; those of the operator's file are in that file. */
	sources: z
		.array(
			addedSourceSchema.omit({ unusedSince: true }).extend({
				addedAt: instant,
				timeZone: z.string().refine(isTimeZone, "must be a time zone such as Asia/Amman"),
			}),
		)
		.default([]),
	/** People with a role. */
	staff: z
		.array(
			z.strictObject({
				...personId,
				role: z.enum(roles).exclude(["none"]),
				name: z.string(),
				since: instant,
			}),
		)
		.default([]),
	pages: z.array(
		z.strictObject({ slug: z.string().min(1), title: z.string().min(1), language: z.string().min(1) }),
	),
	people: z.array(z.strictObject({ ...personId, language: z.string().min(1) })),
	channels: z.array(channel),
});

/** A channel as it stands in the file. */
export function writeChannel({ id: _, movedAt: _moved, createdAt, state, routes, ...rest }: Channel): object {
	return {
		...rest,
		...(routes === undefined ? {} : { routes: routes.map(({ hindered: _hindered, ...rule }) => rule) }),
		state: writeState(state),
		createdAt: writeInstant(createdAt),
	};
}

/** A source as it stands in the file: whether somebody wants it is found out anew. */
export function writeSource({ unusedSince: _, addedAt, ...rest }: AddedSource): object {
	return { ...rest, addedAt: writeInstant(addedAt) };
}

export function writeInstant(at: number): string {
	return new Date(at).toISOString();
}

/**
 * Reads an exported file. Throws `BQ_IMPORT_INVALID` with every problem and its place, when there is one; `knows` says
 * which platforms and languages there are.
 */
export function readExportFile(
	text: string,
	knows: { platforms: readonly string[]; locales: readonly string[] },
): ExportFile {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw invalid([`it is no JSON: ${error instanceof Error ? error.message : String(error)}`]);
	}
	const read = exportFileSchema.safeParse(value);
	if (!read.success) {
		throw invalid(read.error.issues.map(({ path, message }) => `${path.join(".") || "file"}: ${message}`));
	}
	const problems = contradictions(read.data, knows);
	if (problems.length > 0) throw invalid(problems);
	return read.data;
}

function writeState(state: ChannelState): object {
	if (state.kind === "gone")
		return { kind: state.kind, reason: state.reason, since: writeInstant(state.since) };
	if (state.kind === "paused" && state.until !== undefined) {
		return { ...state, until: writeInstant(state.until) };
	}
	return state;
}

function contradictions(
	{ channels, pages, people, sources, staff }: ExportFile,
	{ platforms, locales }: { platforms: readonly string[]; locales: readonly string[] },
): string[] {
	return [
		...repeated("channels", channels, ({ platform, address }) => `${platform} ${address}`),
		...repeated("pages", pages, ({ slug }) => slug),
		...repeated("people", people, ({ platform, id }) => `${platform} ${id}`),
		...repeated("staff", staff, ({ platform, id }) => `${platform} ${id}`),
		...repeated("sources", sources, ({ id }) => id),
		...sources.flatMap(({ id, location }, at) =>
			id === addedSourceId(location)
				? []
				: [`sources.${at}.id: this address has the id "${addedSourceId(location)}"`],
		),
		...strangers("staff", staff, "platform", ({ platform }) => platform, platforms),
		...strangers("channels", channels, "platform", ({ platform }) => platform, platforms),
		...strangers("channels", channels, "look.locale", ({ look }) => look.locale, locales),
		...strangers("people", people, "platform", ({ platform }) => platform, platforms),
		...strangers("people", people, "language", ({ language }) => language, locales),
	];
}

function repeated<Row>(list: string, rows: readonly Row[], keyOf: (row: Row) => string): string[] {
	const seen = new Set<string>();
	return rows.flatMap((row, at) => {
		const key = keyOf(row);
		if (seen.has(key)) return [`${list}.${at}: "${key}" stands there twice`];
		seen.add(key);
		return [];
	});
}

function strangers<Row>(
	list: string,
	rows: readonly Row[],
	field: string,
	textOf: (row: Row) => string,
	known: readonly string[],
): string[] {
	return rows.flatMap((row, at) =>
		known.includes(textOf(row))
			? []
			: [`${list}.${at}.${field}: there is no "${textOf(row)}" (${known.join(", ")})`],
	);
}

function invalid(problems: readonly string[]): AppError {
	const list = problems.map((problem) => `  - ${problem}`).join("\n");
	return new AppError("BQ_IMPORT_INVALID", `import: ${problems.length} problem(s)\n${list}`);
}
