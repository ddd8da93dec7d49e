import type { IncomingMessage } from "node:http";
import { refuse } from "./refusal.ts";

export type Upload = { name: string; bytes: Buffer };
export type CallParameters = { values: Record<string, unknown>; files: Record<string, Upload> };

/**
 * The parameters of a call, from query and body alike, as the real server takes them: JSON, urlencoded or multipart.
 * A file of a multipart body stays in `files`; a parameter that is a file itself reads `attach://<its name>`.
 */
export function parseParameters(url: URL, request: IncomingMessage, body: Buffer): CallParameters {
	const values: Record<string, unknown> = Object.fromEntries(url.searchParams);
	const files: Record<string, Upload> = {};
	const type = request.headers["content-type"] ?? "";
	if (body.length === 0) return { values, files };
	if (type.startsWith("application/json")) Object.assign(values, parseObject(body));
	else if (type.startsWith("application/x-www-form-urlencoded")) {
		Object.assign(values, Object.fromEntries(new URLSearchParams(body.toString("utf8"))));
	} else if (type.startsWith("multipart/form-data")) readMultipart(body, type, values, files);
	else refuse(400, `unsupported content type "${type}"`);
	return { values, files };
}

function parseObject(body: Buffer): object {
	const value = parseJson(body);
	if (typeof value !== "object" || value === null || Array.isArray(value)) {
		refuse(400, "can't parse JSON object");
	}
	if (holdsLoneSurrogate(value)) refuse(400, "strings must be encoded in UTF-8");
	return value;
}

function parseJson(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString("utf8"));
	} catch {
		return undefined;
	}
}

function holdsLoneSurrogate(value: unknown): boolean {
	if (typeof value === "string") return /\p{Cs}/u.test(value);
	return typeof value === "object" && value !== null && Object.values(value).some(holdsLoneSurrogate);
}

function readMultipart(
	body: Buffer,
	type: string,
	values: Record<string, unknown>,
	files: Record<string, Upload>,
): void {
	for (const part of splitMultipart(body, type)) {
		if (part.fileName === undefined) values[part.name] = part.bytes.toString("utf8");
		else {
			files[part.name] = { name: part.fileName, bytes: part.bytes };
			values[part.name] = `attach://${part.name}`;
		}
	}
	const named = JSON.stringify(values);
	for (const name of Object.keys(files)) {
		// `attach://x` elsewhere names the file x: then x itself is no parameter.
		if (named.split(`attach://${name}`).length > 2) delete values[name];
	}
}

type Part = { name: string; fileName?: string; bytes: Buffer };

/** Node's own reader of forms refuses what grammY writes (headers in lower case without a blank), so this one is ours. */
function splitMultipart(body: Buffer, type: string): Part[] {
	const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1];
	if (boundary === undefined) refuse(400, "can't parse multipart body: no boundary");
	const parts: Part[] = [];
	const mark = Buffer.from(`--${boundary}`);
	let from = body.indexOf(mark);
	while (from >= 0) {
		const next = body.indexOf(mark, from + mark.length);
		if (next < 0) break;
		parts.push(readPart(body.subarray(from + mark.length + 2, next - 2)));
		from = next;
	}
	if (from < 0 || body.toString("latin1", from + mark.length, from + mark.length + 2) !== "--") {
		refuse(400, "can't parse multipart body: unexpected end");
	}
	return parts;
}

function readPart(part: Buffer): Part {
	const end = part.indexOf("\r\n\r\n");
	const head = part.toString("utf8", 0, end);
	const name = /[; ]name="([^"]*)"/i.exec(head)?.[1];
	if (end < 0 || name === undefined) refuse(400, "can't parse multipart body: a part has no name");
	const fileName = /filename\*?=(?:"([^"]*)"|([^;\r\n]+))/i.exec(head);
	const bytes = part.subarray(end + 4);
	return fileName === null ? { name, bytes } : { name, fileName: fileName[1] ?? fileName[2] ?? "", bytes };
}
