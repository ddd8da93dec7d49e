import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const field = z.object({ name: z.string(), types: z.array(z.string()), required: z.boolean() });
const specShape = z.object({
	version: z.string(),
	methods: z.record(z.string(), z.object({ fields: z.array(field).optional() })),
	types: z.record(
		z.string(),
		z.object({ fields: z.array(field).optional(), subtypes: z.array(z.string()).optional() }),
	),
});
type Spec = z.infer<typeof specShape>;
type Field = z.infer<typeof field>;

/** What is wrong with a call, one sentence each; empty when it is as the spec says. */
export type TelegramCheck = (method: string, parameters: Readonly<Record<string, unknown>>) => string[];

/** The check by the Bot API's machine-readable spec in the folder that BARQIYA_SPECS names; undefined without it. */
export async function loadTelegramCheck(
	folder: string | undefined = process.env.BARQIYA_SPECS,
): Promise<TelegramCheck | undefined> {
	if (folder === undefined || folder === "") return undefined;
	const spec = specShape.parse(JSON.parse(await readFile(join(folder, "telegram-bot-api.json"), "utf8")));
	return (method, parameters) => {
		const row = Object.entries(spec.methods).find(
			([name]) => name.toLowerCase() === method.toLowerCase(),
		)?.[1];
		if (row === undefined) return [`${method}: no such method in ${spec.version}`];
		return checkFields(spec, method, row.fields ?? [], parameters, true);
	};
}

function checkFields(
	spec: Spec,
	place: string,
	fields: readonly Field[],
	value: Readonly<Record<string, unknown>>,
	isTop: boolean,
): string[] {
	const known = new Map(fields.map((row) => [row.name, row]));
	const problems = fields
		.filter((row) => row.required && value[row.name] === undefined)
		.map((row) => `${place}: ${row.name} is missing`);
	for (const [name, given] of Object.entries(value)) {
		const row = known.get(name);
		if (row === undefined) problems.push(`${place}: there is no ${name}`);
		else
			problems.push(
				...checkTypes(spec, `${place}.${name}`, row.types, isTop ? decode(given, row.types) : given),
			);
	}
	return problems;
}

/** In urlencoded and multipart bodies everything is a string; what should be something else is JSON in it. */
function decode(value: unknown, types: readonly string[]): unknown {
	if (typeof value !== "string" || types.includes("String") || types.includes("InputFile")) return value;
	try {
		return JSON.parse(value);
	} catch {
		return value;
	}
}

function checkTypes(spec: Spec, place: string, types: readonly string[], value: unknown): string[] {
	const tried = types.map((type) => checkType(spec, place, type, value));
	if (tried.some((problems) => problems.length === 0)) return [];
	// Of several possible types the nearest one says best what is wrong.
	return tried.sort((a, b) => a.length - b.length)[0] ?? [];
}

const scalars: Readonly<Record<string, (value: unknown) => boolean>> = {
	Integer: (value) => Number.isSafeInteger(value),
	Float: (value) => typeof value === "number",
	Boolean: (value) => typeof value === "boolean",
	String: (value) => typeof value === "string",
	InputFile: (value) => typeof value === "string",
};

function checkType(spec: Spec, place: string, type: string, value: unknown): string[] {
	if (type.startsWith("Array of ")) {
		if (!Array.isArray(value)) return [`${place}: is no array`];
		return value.flatMap((one, i) => checkType(spec, `${place}[${i}]`, type.slice(9), one));
	}
	const scalar = scalars[type];
	if (scalar !== undefined) return scalar(value) ? [] : [`${place}: is no ${type}`];
	const row = spec.types[type];
	if (row === undefined) return [`${place}: the spec has no type ${type}`];
	if (row.subtypes !== undefined) return checkTypes(spec, place, row.subtypes, value);
	if (typeof value !== "object" || value === null || Array.isArray(value)) return [`${place}: is no ${type}`];
	return checkFields(spec, place, row.fields ?? [], value as Record<string, unknown>, false);
}
