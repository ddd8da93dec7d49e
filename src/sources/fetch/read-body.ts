import { Readable } from "node:stream";
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";

export type Body =
	| { kind: "bytes"; bytes: Uint8Array }
	| { kind: "too-large" }
	| { kind: "unknown-encoding"; name: string };

/** A body may be cut off in transit: what came is given, and the reader of feeds makes the best of it. */
const lenient = { finishFlush: constants.Z_SYNC_FLUSH };
const decoders: Readonly<Record<string, (first: number) => NodeJS.ReadWriteStream>> = {
	gzip: () => createGunzip(lenient),
	"x-gzip": () => createGunzip(lenient),
	br: () => createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH }),
	// RFC 9110 means zlib's format; some servers send the bare stream. Zlib's first byte has 8 in its low half.
	deflate: (first) => ((first & 0x0f) === 8 ? createInflate(lenient) : createInflateRaw(lenient)),
};

/** What is longer is too large, or is cut. */
export type Limit = { bytes: number; cut: boolean };

/**
 * Collects a response's body and undoes its content encodings. The limit is on what comes out, so that a few kilobytes of
 * gzip cannot become gigabytes; the stream is destroyed as soon as it is passed.
 */
export async function readBody(body: Readable, contentEncoding: string, limit: Limit): Promise<Body> {
	const names = contentEncoding
		.toLowerCase()
		.split(",")
		.map((name) => name.trim())
		.filter((name) => name !== "" && name !== "identity");
	const unknown = names.length > 2 ? contentEncoding : names.find((name) => decoders[name] === undefined);
	if (unknown !== undefined) {
		body.destroy();
		return { kind: "unknown-encoding", name: unknown };
	}
	let bytes = await collect(body, limit);
	for (const name of names.reverse()) {
		if (bytes === undefined) break;
		bytes = await decompress(bytes, name, limit);
	}
	return bytes === undefined ? { kind: "too-large" } : { kind: "bytes", bytes };
}

async function collect(body: AsyncIterable<Uint8Array>, limit: Limit): Promise<Uint8Array | undefined> {
	const chunks: Uint8Array[] = [];
	let left = limit.bytes;
	// Leaving the loop destroys the stream.
	for await (const chunk of body) {
		if (chunk.length > left && !limit.cut) return undefined;
		chunks.push(chunk.subarray(0, left));
		left -= chunk.length;
		if (left < 0) break;
	}
	return Buffer.concat(chunks);
}

async function decompress(bytes: Uint8Array, name: string, limit: Limit): Promise<Uint8Array | undefined> {
	const decoder = decoders[name];
	if (decoder === undefined || bytes.length === 0) return bytes;
	const stream = decoder(bytes[0] ?? 0);
	const source = Readable.from([bytes]);
	source.pipe(stream);
	return collect(stream as unknown as AsyncIterable<Uint8Array>, limit);
}
