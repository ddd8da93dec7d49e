import type { Context } from "hono";
import { type Part, parseMultipart } from "./multipart.ts";

/** What a platform's library sent: its fields, and the files that came with them. */
export type RequestBody = { fields: Record<string, unknown>; files: readonly Part[] };

/**
 * Reads JSON, form and multipart bodies alike. A field of a form that holds JSON is read as JSON, as both platforms do
 * for `reply_markup` and `payload_json`. Undefined when it cannot be read.
 */
export async function readBody(c: Context): Promise<RequestBody | undefined> {
	const type = c.req.header("Content-Type") ?? "";
	if (type.includes("multipart/")) return readMultipart(Buffer.from(await c.req.arrayBuffer()), type);
	if (!type.includes("json")) return { fields: c.req.query(), files: [] };
	try {
		return { fields: asRecord(await c.req.json()), files: [] };
	} catch {
		return undefined;
	}
}

function readMultipart(bytes: Buffer<ArrayBuffer>, type: string): RequestBody | undefined {
	const parts = parseMultipart(bytes, type);
	if (parts === undefined) return undefined;
	const named = parts
		.filter(({ fileName }) => fileName === undefined)
		.map((part) => [part.name, readField(part.bytes.toString("utf8"))] as const);
	const fields: Record<string, unknown> = Object.fromEntries(named);
	return {
		fields: "payload_json" in fields ? asRecord(fields.payload_json) : fields,
		files: parts.filter(({ fileName }) => fileName !== undefined),
	};
}

export function asRecord(value: unknown): Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

export function asList(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

export function asText(value: unknown): string | undefined {
	if (typeof value === "number") return String(value);
	return typeof value === "string" && value !== "" ? value : undefined;
}

function readField(value: string): unknown {
	if (!/^\s*[[{]/.test(value)) return value;
	try {
		return JSON.parse(value);
	} catch {
		return value;
	}
}
