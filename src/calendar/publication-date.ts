import type { Instant, LocalDate } from "../domain/time.ts";

/** The part of an article that its date line is written from. */
export type PublicationDate = {
	publishedAt: Instant;
	publishedDate: LocalDate;
	datePrecision: "instant" | "day";
};
