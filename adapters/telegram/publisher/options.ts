import type { TelegramWindows } from "../limits.ts";
import type { AuditOptions } from "./audit.ts";
import type { LoadPicture } from "./pictures.ts";

export type TelegramPublisherOptions = {
	token: string;
	/** Another Bot API server than Telegram's own; no slash at its end. */
	apiRoot?: string;
	/** Telegram may hold a request for 60 s and still deliver it: never below 75 s but in a test of just that. */
	sendTimeoutMs?: number;
	/** See `Publisher.settleMs`; a test with a fake that holds shorter may wait shorter. */
	settleMs?: number;
	windows?: Partial<TelegramWindows>;
	/** `allow_paid_broadcast`: up to 1,000 a second, 0.1 Star a message. */
	paidBroadcast?: boolean;
	/** A post for a topic that is closed or gone is sent to its group instead. */
	withoutClosedTopic?: boolean;
	/** The private chat through which `resolve` reads; without it there is no `resolve`. */
	audit?: AuditOptions;
	/** For pictures that Telegram cannot fetch; absent: such a post goes without its picture. */
	loadPicture?: LoadPicture;
	/** Epoch ms, by the clock that attempts are dated with. */
	now?: () => number;
};
