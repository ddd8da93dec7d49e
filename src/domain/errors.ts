/**
 * The catalogue of technical errors. Each has a code, and the advice that a person who reads a log needs; it is held
 * equal to `docs/errors.md` by a test. Sentences for readers are not here but in `src/i18n`.
 */
export const errorCatalogue = {
	BQ_CONFIG_INVALID: "Correct the named settings; `barqiya config` prints what is in force.",
	BQ_REDIS_MISSING:
		"Install redis-server (Debian: `apt-get install redis-server`, macOS: `brew install redis`) or set REDIS_URL.",
	BQ_REDIS_UNREACHABLE:
		"Check that Redis runs, that REDIS_URL names it and, with TLS, that its certificate is trusted (NODE_EXTRA_CA_CERTS); the program waits until it answers.",
	BQ_REDIS_REFUSED:
		"Redis lets nobody in; check the user and the password in REDIS_URL and, with TLS, that the certificate is trusted (NODE_EXTRA_CA_CERTS).",
	BQ_REDIS_SETTINGS:
		"Set `maxmemory-policy noeviction` and `appendfsync always` on the Redis that REDIS_URL names.",
	BQ_SOURCE_UNREACHABLE: "Check the address in a browser; the source is tried again later.",
	BQ_SOURCE_REFUSED: "The server answered with a refusal; check the address or ask its operator.",
	BQ_SOURCE_TOO_LARGE:
		"The answer is over the size limit (SOURCE_MAX_BYTES); give a feed instead of an archive.",
	BQ_SOURCE_TOO_SLOW: "The answer took longer than SOURCE_TIMEOUT; the source is tried again later.",
	BQ_SOURCE_PRIVATE_ADDRESS:
		"The address leads into a private network; set SOURCE_ALLOW_PRIVATE=true if that is meant.",
	BQ_SOURCE_UNREADABLE: "What came is neither feed, page nor text that can be read; see the detail.",
	BQ_SOURCE_EMPTY: "Nothing in it could be read as an article; `barqiya read` on its address tells why.",
	BQ_SOURCE_NOT_ARABIC: "Its texts are in another language; give the outlet's Arabic edition.",
	BQ_SOURCE_FORBIDDEN_BY_ROBOTS: "The site's robots.txt forbids it; ask the outlet or take its feed.",
	BQ_FILE_UNREADABLE: "Check that the file exists and may be read.",
	BQ_IMPORT_INVALID: "Correct the named places in the file, or write it anew by `barqiya export`.",
	BQ_TELEGRAM_TOKEN: "Get the token from @BotFather on Telegram and set TELEGRAM_BOT_TOKEN.",
	BQ_DISCORD_TOKEN:
		"Get the token from the Discord developer portal (Bot → Reset Token) and set DISCORD_BOT_TOKEN.",
	BQ_PLATFORM_UNREACHABLE: "The platform did not answer; check the network. It is tried again.",
	BQ_STORED_VALUE_INVALID:
		"A value in Redis has an unexpected shape; it was written by another version or by hand.",
	BQ_BROADCAST_REFUSED:
		"Nothing was changed; mend what is named. `barqiya broadcast show ID` tells how it stands.",
	BQ_USAGE: "See `barqiya --help`.",
} as const;

export type ErrorCode = keyof typeof errorCatalogue;

/** Thrown for outages and bugs; what is expected is a value. The message begins with the place. Never holds a secret. */
export class AppError extends Error {
	override readonly name = "AppError";
	readonly code: ErrorCode;

	constructor(code: ErrorCode, message: string, options: { cause?: unknown } = {}) {
		super(message, options.cause === undefined ? {} : { cause: options.cause });
		this.code = code;
	}

	/** What to do about it. */
	get advice(): string {
		return errorCatalogue[this.code];
	}
}
