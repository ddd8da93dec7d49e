import { parentPort } from "node:worker_threads";
import type { ReadOptions } from "./read-options.ts";
import { readSource } from "./read-source.ts";

/** What runs in the reader's thread (`reader.ts`): one document in, what was read of it out. */
parentPort?.on("message", ([bytes, options]: [Uint8Array, ReadOptions]) => {
	parentPort?.postMessage(readSource(bytes, options));
});
