import { z } from "zod";
import { momentPattern } from "../moments.ts";

export const momentIn = z
	.string()
	.regex(
		momentPattern,
		"must be ISO 8601 such as 2026-11-25T18:00+03:00, or without offset on the clock of `zone`",
	);
export const momentOut = z.iso.datetime();
export const zone = z
	.string()
	.min(1)
	.max(64)
	.describe("IANA name such as Asia/Amman; absent: BARQIYA_TIME_ZONE");
export const text = (most: number) => z.string().max(most);
