import type { LoadedFile } from "../port.ts";

/** A person waits for the answer. */
const timeoutMs = 20_000;

/** Loads a file that a platform keeps for a person, at most so many bytes of it. Never throws: the address may be a secret. */
export async function loadFile(address: string, mostBytes: number): Promise<LoadedFile> {
	try {
		const response = await fetch(address, { signal: AbortSignal.timeout(timeoutMs), redirect: "error" });
		if (!response.ok || response.body === null) return { kind: "failed" };
		const parts: Uint8Array[] = [];
		let size = 0;
		for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
			size += part.length;
			if (size > mostBytes) return { kind: "too-large" };
			parts.push(part);
		}
		return { kind: "loaded", bytes: Buffer.concat(parts) };
	} catch {
		return { kind: "failed" };
	}
}
