import type { Instant, TimeZone } from "../domain/time.ts";
import type { Sentences } from "../i18n/sentences.ts";
import type { TemplateFault } from "./template/fault.ts";

/** What a message needs beside its content and its channel's look; `now` is what relative dates refer to. */
export type MessageContext = {
	zone: TimeZone;
	now: Instant;
	sentences: Sentences;
	/** Told when a channel's template could not write an article, which got the standard card instead. */
	templateFailed?(fault: TemplateFault): void;
	/** Where it will stand; absent where that is not known yet. */
	channel?: { platform: string; title: string };
};
