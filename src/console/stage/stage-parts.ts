import type { Instant } from "../../domain/time.ts";
import type { Posted } from "./posted.ts";
import type { Uploads } from "./uploads.ts";

/** What the played platforms share. */
export type StageParts = {
	posted: Posted;
	uploads: Uploads;
	now(): Instant;
	/** A channel's name as its readers see it. */
	placeTitle(platform: string, address: string): string;
	/** 1, 2, 3 … for each counter. */
	nextId(counter: string): number;
};
