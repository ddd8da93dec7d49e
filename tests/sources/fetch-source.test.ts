import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { type FetchOptions, fetchSource } from "../../src/sources/fetch-source.ts";

const body = "<rss version='2.0'><channel><item><title>افتتاح ميناء جديد</title></item></channel></rss>";
const options: FetchOptions = { allowPrivate: true, userAgent: "barqiya-test/1.0", timeoutMs: 10_000 };

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const close of closers.splice(0)) await close();
});

/** A server on loopback for one test; its address ends without a slash. */
async function serve(listener: RequestListener): Promise<string> {
	const server = createServer(listener);
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	closers.push(
		() =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	);
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function answering(
	status: number,
	headers: Record<string, string> = {},
	content: string | Buffer = body,
): RequestListener {
	return (_, response) => response.writeHead(status, headers).end(content);
}

async function textFrom(address: string, more: Partial<FetchOptions> = {}): Promise<string> {
	const fetched = await fetchSource(address, { ...options, ...more });
	return fetched.kind === "fetched" ? new TextDecoder().decode(fetched.bytes) : JSON.stringify(fetched);
}

describe("fetchSource", () => {
	it("gives the bytes with what the next check and the reader need", async () => {
		const headers = {
			"content-type": "application/rss+xml; charset=utf-8",
			etag: '"v1"',
			"last-modified": "Wed, 22 Mar 2023 07:05:00 GMT",
			"cache-control": "public, max-age=600",
			age: "60",
		};
		const address = await serve(answering(200, headers));
		expect(await fetchSource(`${address}/feed`, options)).toEqual({
			kind: "fetched",
			bytes: Buffer.from(body),
			contentType: "application/rss+xml; charset=utf-8",
			etag: '"v1"',
			lastModified: "Wed, 22 Mar 2023 07:05:00 GMT",
			finalUrl: `${address}/feed`,
			ttlMs: 540_000,
		});
	});

	it("says who asks and what it has, and takes 304 for an answer", async () => {
		const seen: IncomingMessage["headers"][] = [];
		const address = await serve((request, response) => {
			seen.push(request.headers);
			response.writeHead(304, { "cache-control": "max-age=30" }).end();
		});
		const fetched = await fetchSource(address, {
			...options,
			etag: '"v1"',
			lastModified: "Wed, 22 Mar 2023 07:05:00 GMT",
		});
		expect(fetched).toEqual({ kind: "not-modified", ttlMs: 30_000 });
		expect(seen[0]).toMatchObject({
			"user-agent": "barqiya-test/1.0",
			"if-none-match": '"v1"',
			"if-modified-since": "Wed, 22 Mar 2023 07:05:00 GMT",
		});
	});

	it.each([
		["gzip", "gzip", gzipSync(body)],
		["brotli", "br", brotliCompressSync(body)],
		["deflate", "deflate", deflateSync(body)],
		["deflate without its header", "deflate", deflateRawSync(body)],
		["two encodings", "gzip, br", brotliCompressSync(gzipSync(body))],
		["identity", "identity", Buffer.from(body)],
	])("undoes %s", async (_, encoding, content) => {
		expect(await textFrom(await serve(answering(200, { "content-encoding": encoding }, content)))).toBe(body);
	});

	it("keeps what came of a gzip body that was cut off", async () => {
		const whole = gzipSync(
			"خبر ".repeat(5000) + Array.from({ length: 3000 }, (_, index) => index * 7919).join(" "),
		);
		const address = await serve(
			answering(200, { "content-encoding": "gzip" }, whole.subarray(0, whole.length - 500)),
		);
		expect(await textFrom(address)).toMatch(/^خبر خبر/u);
	});

	it.each([
		["a gzip bomb", { "content-encoding": "gzip" }, gzipSync(Buffer.alloc(50_000_000))],
		["a bomb in a bomb", { "content-encoding": "gzip, gzip" }, gzipSync(gzipSync(Buffer.alloc(50_000_000)))],
		["a body that says how long it is", {}, Buffer.alloc(2_000_000)],
		["a body that does not", { "transfer-encoding": "chunked" }, Buffer.alloc(2_000_000)],
	])("stops at the limit: %s", async (_, headers, content) => {
		const address = await serve(answering(200, headers as Record<string, string>, content));
		expect(await fetchSource(address, { ...options, maxBytes: 1_000_000 })).toEqual({
			kind: "failed",
			code: "BQ_SOURCE_TOO_LARGE",
			message: `fetch: ${address}/ is larger than 1000000 bytes`,
		});
	});

	it.each([
		["plainly", {}, Buffer.from("أ".repeat(300_000))],
		["in pieces", { "transfer-encoding": "chunked" }, Buffer.from("أ".repeat(300_000))],
		["compressed", { "content-encoding": "gzip" }, gzipSync("أ".repeat(300_000))],
		[
			"compressed as a bomb",
			{ "content-encoding": "gzip, br" },
			brotliCompressSync(gzipSync("أ".repeat(3_000_000))),
		],
	])("takes the first bytes where those are enough, sent %s", async (_, headers, content) => {
		const address = await serve(answering(200, headers as Record<string, string>, content));
		expect(await textFrom(address, { firstBytes: 10_000, maxBytes: 100 })).toBe("أ".repeat(5_000));
	});

	it("takes all where there are fewer", async () => {
		expect(await textFrom(await serve(answering(200)), { firstBytes: 10_000 })).toBe(body);
	});

	it.each([
		["never answers", () => undefined],
		["sends its body drop by drop", (_: IncomingMessage, response: ServerResponse) => void drip(response)],
	])("gives up when a server %s", async (_, listener) => {
		const address = await serve(listener);
		expect(await fetchSource(address, { ...options, timeoutMs: 300 })).toMatchObject({
			kind: "failed",
			code: "BQ_SOURCE_TOO_SLOW",
		});
	});

	it("follows redirects and says where it ended", async () => {
		const address = await serve((request, response) => {
			if (request.url === "/old") response.writeHead(301, { location: "/new?x=1#top" }).end();
			else response.end(body);
		});
		expect(await fetchSource(`${address}/old`, options)).toMatchObject({
			kind: "fetched",
			finalUrl: `${address}/new?x=1#top`,
		});
	});

	it("gives up a circle of redirects", async () => {
		let visits = 0;
		const address = await serve((_, response) => {
			visits++;
			response.writeHead(302, { location: "/again" }).end();
		});
		expect(await fetchSource(address, options)).toMatchObject({
			kind: "failed",
			code: "BQ_SOURCE_UNREACHABLE",
			message: expect.stringContaining("more than 5 times"),
		});
		expect(visits).toBe(6);
	});

	it("does not follow a redirect out of http", async () => {
		const address = await serve(answering(302, { location: "file:///etc/passwd" }));
		expect(await fetchSource(address, options)).toMatchObject({
			kind: "failed",
			code: "BQ_SOURCE_UNREACHABLE",
		});
	});

	it("sends a password to its own origin and to no other", async () => {
		const seen: (string | undefined)[] = [];
		const other = await serve((request, response) => {
			seen.push(request.headers.authorization);
			response.end(body);
		});
		const address = await serve((request, response) => {
			seen.push(request.headers.authorization);
			response.writeHead(302, { location: other }).end();
		});
		const fetched = await fetchSource(address.replace("//", "//reader:s3cret@"), options);
		expect(seen).toEqual([`Basic ${Buffer.from("reader:s3cret").toString("base64")}`, undefined]);
		expect(JSON.stringify(fetched)).not.toContain("s3cret");
	});

	it.each([
		[404, "BQ_SOURCE_REFUSED", {}, undefined],
		[403, "BQ_SOURCE_REFUSED", {}, undefined],
		[429, "BQ_SOURCE_REFUSED", { "retry-after": "120" }, 120_000],
		[503, "BQ_SOURCE_REFUSED", { "retry-after": "3600" }, 3_600_000],
		[500, "BQ_SOURCE_UNREACHABLE", {}, undefined],
	])("translates the answer %i to %s", async (status, code, headers, retryAfterMs) => {
		const address = await serve(answering(status, headers as Record<string, string>, "no"));
		expect(await fetchSource(`${address}/feed?key=s3cret`, options)).toEqual({
			kind: "failed",
			code,
			status,
			message: `fetch: ${address}/feed answered ${status}`,
			...(retryAfterMs !== undefined && { retryAfterMs }),
		});
	});

	it("says when nobody answers", async () => {
		const address = await serve(answering(200));
		for (const close of closers.splice(0)) await close();
		expect(await fetchSource(`${address}/?key=s3cret`, options)).toEqual({
			kind: "failed",
			code: "BQ_SOURCE_UNREACHABLE",
			message: `fetch: ${address}/ did not answer (ECONNREFUSED)`,
		});
	});

	it("names a compression that nobody asked for, and one that is broken", async () => {
		const odd = await serve(answering(200, { "content-encoding": "x-own" }));
		const broken = await serve(answering(200, { "content-encoding": "gzip" }, "this is not gzip"));
		expect(await fetchSource(odd, options)).toMatchObject({ kind: "failed", code: "BQ_SOURCE_UNREADABLE" });
		expect(await fetchSource(broken, options)).toMatchObject({
			kind: "failed",
			code: "BQ_SOURCE_UNREADABLE",
		});
	});
});

describe("fetchSource where private addresses are not allowed", () => {
	it.each([
		"http://127.0.0.1/",
		"http://127.1/",
		"http://2130706433/",
		"http://0x7f.0.0.1/",
		"http://0.0.0.0/",
		"http://10.1.2.3/",
		"http://172.16.0.1/",
		"http://192.168.1.1/",
		"http://169.254.169.254/latest/meta-data/",
		"http://100.64.0.1/",
		"http://[::1]/",
		"http://[::ffff:127.0.0.1]/",
		"http://[fd00::1]/",
		"http://[fe80::1]/",
		"http://[64:ff9b::7f00:1]/",
		"http://[::a00:1]/",
		"http://[::127.0.0.1]/",
		"http://[4000::1]/",
		"http://2130706433/",
		"http://0x7f.1/",
		"http://017700000001/",
		"http://0/",
		"http://127.1/",
		"http://localhost/",
	])("refuses %s before it sends a byte", async (address) => {
		expect(await fetchSource(address, { ...options, allowPrivate: false })).toMatchObject({
			kind: "failed",
			code: "BQ_SOURCE_PRIVATE_ADDRESS",
		});
	});

	it("does not ask a server on this machine at all", async () => {
		let visits = 0;
		const address = await serve((_, response) => {
			visits++;
			response.end(body);
		});
		const { port } = new URL(address);
		for (const host of ["127.0.0.1", "localhost"]) {
			await fetchSource(`http://${host}:${port}/`, { ...options, allowPrivate: false });
		}
		expect(visits).toBe(0);
	});
});

describe("fetchSource of a file", () => {
	it("gives its bytes, and nothing where it has not changed", async () => {
		const folder = await mkdtemp(join(tmpdir(), "barqiya-"));
		closers.push(() => rm(folder, { recursive: true }));
		const file = join(folder, "feed.xml");
		await writeFile(file, body);
		const first = await fetchSource(file, options);
		expect(first).toMatchObject({ kind: "fetched", bytes: Buffer.from(body), finalUrl: file });
		const lastModified = first.kind === "fetched" ? (first.lastModified ?? "") : "";
		expect(await fetchSource(file, { ...options, lastModified })).toEqual({ kind: "not-modified" });
		expect(await fetchSource(file, { ...options, maxBytes: 10 })).toMatchObject({
			code: "BQ_SOURCE_TOO_LARGE",
		});
		expect(await fetchSource(folder, options)).toMatchObject({ code: "BQ_FILE_UNREADABLE" });
		expect(await fetchSource(join(folder, "absent"), options)).toMatchObject({ code: "BQ_FILE_UNREADABLE" });
	});
});

/** A byte now and then, until the reader has had enough. */
function drip(response: ServerResponse): void {
	response.writeHead(200);
	const timer = setInterval(() => response.write("x"), 20);
	response.on("close", () => clearInterval(timer));
}
