import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";

/** Checks a request's body against Discord's own OpenAPI file. Returns complaints; none when the route takes no body. */
export type DiscordSpec = {
	check(method: string, template: string, body: unknown): string[];
	knows(method: string, template: string): boolean;
};

type Schema = Record<string, unknown>;

/**
 * The machine-readable spec in the folder that `BARQIYA_SPECS` names; undefined when it names none. Body schemas are
 * closed here: the file itself lets unknown fields pass.
 */
export function createDiscordSpec(folder = process.env.BARQIYA_SPECS): DiscordSpec | undefined {
	const path = folder === undefined ? undefined : join(folder, "discord-openapi.json");
	if (path === undefined || !existsSync(path)) return undefined;
	const known = loaded.get(path) ?? load(path);
	loaded.set(path, known);
	return known;
}

/** Reading it takes a third of a second, and every fake of a test file wants it. */
const loaded = new Map<string, DiscordSpec>();

function load(path: string): DiscordSpec {
	const text = readFileSync(path, "utf8").replaceAll('"#/components/', '"discord#/components/');
	const document = JSON.parse(text) as { paths: Record<string, Schema>; components: Schema };
	close(document);
	const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false });
	ajv.addSchema({ $id: "discord", components: document.components });
	const compiled = new Map<string, ValidateFunction | undefined>();

	const operation = (method: string, template: string) =>
		document.paths[template]?.[method.toLowerCase()] as Schema | undefined;
	return {
		knows: (method, template) => operation(method, template) !== undefined,
		check(method, template, body) {
			const key = `${method} ${template}`;
			if (!compiled.has(key)) {
				const schema = bodySchema(operation(method, template));
				compiled.set(key, schema === undefined ? undefined : ajv.compile(schema));
			}
			const validate = compiled.get(key);
			if (validate === undefined || validate(body)) return [];
			return (validate.errors ?? []).map((error) => `${error.instancePath || "/"} ${error.message ?? ""}`);
		},
	};
}

function bodySchema(operation: Schema | undefined): Schema | undefined {
	const body = operation?.requestBody as { content?: Record<string, { schema?: Schema }> } | undefined;
	return body?.content?.["application/json"]?.schema;
}

function close(node: unknown): void {
	if (typeof node !== "object" || node === null) return;
	const schema = node as Schema;
	if (schema.type === "object" && schema.properties !== undefined) schema.additionalProperties ??= false;
	for (const child of Object.values(schema)) close(child);
}
