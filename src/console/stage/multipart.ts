/** One part of a multipart body. `fileName` is there when the part is a file. */
export type Part = { name: string; fileName?: string; type: string; bytes: Buffer<ArrayBuffer> };

/**
 * Reads `multipart/form-data` (RFC 7578). `Request.formData()` will not do: it refuses grammY's headers, which have no
 * blank after `form-data;`. Undefined when it is not well-formed.
 */
export function parseMultipart(body: Buffer<ArrayBuffer>, contentType: string): readonly Part[] | undefined {
	const boundary = /boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType);
	const delimiter = `--${boundary?.[1] ?? boundary?.[2] ?? ""}`;
	const parts: Part[] = [];
	let at = body.indexOf(delimiter);
	while (at >= 0) {
		const start = at + delimiter.length;
		if (body.toString("latin1", start, start + 2) === "--") return parts;
		const end = body.indexOf(`\r\n${delimiter}`, start);
		const headerEnd = body.indexOf("\r\n\r\n", start);
		if (end < 0 || headerEnd < 0 || headerEnd > end) return undefined;
		const headers = body.toString("utf8", start, headerEnd);
		const name = parameterOf(headers, "name");
		if (name === undefined) return undefined;
		const fileName = parameterOf(headers, "filename");
		const type = /^content-type:\s*([^\s;]+)/im.exec(headers)?.[1] ?? "";
		const bytes = body.subarray(headerEnd + 4, end);
		parts.push({ name, type, bytes, ...(fileName === undefined ? {} : { fileName }) });
		at = end + 2;
	}
	return undefined;
}

function parameterOf(headers: string, name: string): string | undefined {
	const match = new RegExp(`^content-disposition:.*[;\\s]${name}=(?:"([^"]*)"|([^\\s;]+))`, "im").exec(
		headers,
	);
	return match?.[1] ?? match?.[2];
}
