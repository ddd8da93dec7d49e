import { Hono } from "hono";
import type { Part } from "./multipart.ts";

/** Pictures that were sent as files; kept while there is room, so that a browser can show them. */
export type Uploads = {
	app: Hono;
	/** Answers the path where a browser finds it. */
	keep(file: Part): string;
};

const mostFiles = 60;
const path = "/stage/files";

export function createUploads(): Uploads {
	const files = new Map<string, { bytes: Uint8Array<ArrayBuffer>; type: string }>();
	const app = new Hono();
	let last = 0;
	app.get(`${path}/:id`, (c) => {
		const file = files.get(c.req.param("id"));
		if (file === undefined) return c.notFound();
		return c.body(file.bytes, 200, { "Content-Type": file.type, "Content-Security-Policy": "sandbox" });
	});
	return {
		app,
		keep(file) {
			last += 1;
			// Only as a picture: what was sent must never run as a page of ours. Browsers tell pictures apart by their bytes.
			const type = /^image\/(png|jpeg|gif|webp)$/.test(file.type) ? file.type : "image/jpeg";
			files.set(String(last), { bytes: file.bytes, type });
			const oldest = files.keys().next().value;
			if (files.size > mostFiles && oldest !== undefined) files.delete(oldest);
			return `${path}/${last}`;
		},
	};
}
