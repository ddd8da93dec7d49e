import type { ErrorCode } from "../../domain/errors.ts";

export type Fetched =
	| {
			kind: "fetched";
			bytes: Uint8Array;
			contentType?: string;
			etag?: string;
			lastModified?: string;
			/** After redirects, without credentials: what relative links are resolved against. */
			finalUrl: string;
			ttlMs?: number;
	  }
	| { kind: "not-modified"; ttlMs?: number }
	| { kind: "failed"; code: ErrorCode; message: string; status?: number; retryAfterMs?: number };
