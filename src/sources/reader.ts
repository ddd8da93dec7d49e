import { once } from "node:events";
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { Worker, type WorkerOptions } from "node:worker_threads";
import type { ReadOptions, ReadResult } from "./read-options.ts";

export type Reader = {
	/**
	 * `readSource` in a thread of its own, one document after the other. A document that takes too long or too much memory
	 * is unreadable, and the thread that it held is ended. Rejects where no document is to blame: the thread could not be
	 * started, or the reader was stopped.
	 */
	read(bytes: Uint8Array, options: ReadOptions): Promise<ReadResult>;
	/** Ends what is being read. */
	stop(): Promise<void>;
};

/** There is room and time for the largest source that is read, 10 MiB (tests/sources/reader.test.ts). */
const standardBounds = { longestMs: 30_000, mostMemoryMb: 512 };
/** Sources are read every few minutes; in between the thread's memory is given back. */
const idleMs = 60_000;

/**
 * The reader of everything that comes from outside. Each parser and pattern is bounded by itself; this is the bound for
 * what nobody thought of, and it keeps the process that delivers free while a large page is read (decision 12).
 */
export function createReader(bounds: Partial<typeof standardBounds> = {}): Reader {
	const { longestMs, mostMemoryMb } = { ...standardBounds, ...bounds };
	const file = threadFile();
	let thread: Worker | undefined;
	let resting: NodeJS.Timeout | undefined;
	let isStopped = false;
	let before: Promise<unknown> = Promise.resolve();

	function startThread(): Worker {
		const started = new Worker(file.url, {
			...file.options,
			name: "reader",
			resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb },
		});
		// Whoever waits for an answer hears of it too; in between nobody has to.
		started.on("error", () => {});
		started.once("exit", () => {
			if (thread === started) thread = undefined;
		});
		return started;
	}

	async function endThread(): Promise<void> {
		clearTimeout(resting);
		const ended = thread;
		thread = undefined;
		await ended?.terminate();
	}

	async function readNow(bytes: Uint8Array, options: ReadOptions): Promise<ReadResult> {
		if (isStopped) throw new Error("read: the reader was stopped");
		clearTimeout(resting);
		thread ??= startThread();
		thread.ref();
		// Only the document's own time counts, not that of those before it.
		const answer = await ask(thread, [bytes, options], longestMs);
		if (answer === "too-long" || answer === "too-large") {
			await endThread();
			return unreadable(
				answer === "too-long"
					? `it took longer than ${longestMs} ms`
					: `it needed more than ${mostMemoryMb} MB of memory`,
			);
		}
		thread?.unref();
		resting = setTimeout(endThread, idleMs).unref();
		return answer;
	}

	return {
		read(bytes, options) {
			const reading = before.then(() => readNow(bytes, options));
			before = reading.catch(() => {});
			return reading;
		},
		async stop() {
			isStopped = true;
			await endThread();
		},
	};
}

/** What the thread answers; rejects when it ends instead. */
async function ask(
	thread: Worker,
	task: readonly [Uint8Array, ReadOptions],
	longestMs: number,
): Promise<ReadResult | "too-long" | "too-large"> {
	const over = new AbortController();
	const { signal } = over;
	try {
		thread.postMessage(task);
		return await Promise.race([
			once(thread, "message", { signal }).then(([result]) => result as ReadResult),
			once(thread, "exit", { signal }).then(() => {
				throw new Error("read: the reader's thread ended before it had answered");
			}),
			sleep(longestMs, "too-long" as const, { signal }),
		]);
	} catch (error) {
		if (isOutOfMemory(error)) return "too-large";
		throw error;
	} finally {
		over.abort();
	}
}

function isOutOfMemory(error: unknown): boolean {
	return error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}

function unreadable(why: string): ReadResult {
	return { kind: "unreadable", code: "BQ_SOURCE_UNREADABLE", message: `read: ${why}` };
}

/** The thread's file: compiled as this one is, or read as TypeScript where the project is run from its sources. */
function threadFile(): { url: URL; options: WorkerOptions } {
	const isSource = import.meta.url.endsWith(".ts");
	const url = new URL(`./read-in-thread.${isSource ? "ts" : "js"}`, import.meta.url);
	if (!isSource) return { url, options: {} };
	const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx"));
	const hook = `import { register } from "${new URL("esm/api/index.mjs", tsx).href}"; register();`;
	return { url, options: { execArgv: ["--import", `data:text/javascript,${encodeURIComponent(hook)}`] } };
}
