/** Milliseconds since 1970-01-01T00:00Z, whole. Written as ISO 8601 wherever a person or another program reads it. */
export type Instant = number;

/** A calendar day `YYYY-MM-DD` in some named zone. */
export type LocalDate = string;

/** An IANA time zone name, e.g. `Asia/Amman`. */
export type TimeZone = string;
