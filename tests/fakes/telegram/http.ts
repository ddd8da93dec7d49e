import type { IncomingMessage, ServerResponse } from "node:http";

export type Reply = { status: number; body: string; type?: string };

export function jsonReply(status: number, value: unknown): Reply {
	return { status, body: JSON.stringify(value) };
}

/** The whole body; undefined when the client went away before its end. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
	const chunks: Buffer[] = [];
	try {
		for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
	} catch {
		return undefined;
	}
	return request.complete ? Buffer.concat(chunks) : undefined;
}

/** Cuts the connection once so many bytes of the body have come; with 0 as soon as the head has. */
export function resetAfter(request: IncomingMessage, bytes: number): void {
	const { socket } = request;
	let left = bytes;
	const take = (size: number) => {
		left -= size;
		if (left <= 0) socket.resetAndDestroy();
	};
	request.on("data", (chunk: Buffer) => take(chunk.length));
	// A body shorter than that is cut at its end: there is no answer either way.
	request.on("end", () => take(bytes));
	take(0);
}

export function send(response: ServerResponse, reply: Reply): void {
	if (response.destroyed || response.socket?.destroyed !== false) return;
	response.writeHead(reply.status, head(reply));
	response.end(reply.body);
}

/** Gives so many bytes of the answer's body, then a reset. */
export function sendCut(response: ServerResponse, reply: Reply, bytes: number): void {
	const { socket } = response;
	if (socket === null || socket.destroyed) return;
	response.writeHead(reply.status, head(reply));
	response.write(Buffer.from(reply.body).subarray(0, bytes), () => {
		socket.resetAndDestroy();
	});
}

function head(reply: Reply): Record<string, string | number> {
	return {
		"content-type": reply.type ?? "application/json",
		"content-length": Buffer.byteLength(reply.body),
	};
}
