/**
 * Every setting, once. `docs/configuration.md` and `.env.example` are generated from this table (`npm run docs`), and a
 * test fails when they are stale. Each is read from the environment, or from a file that `NAME_FILE` names.
 */
export const options = {
	REDIS_URL: {
		group: "Redis",
		type: "redis-url",
		secret: true,
		what: "Redis to use: redis://, unix:, redis+sentinel:// or redis+cluster://, with TLS rediss://, rediss+sentinel:// or rediss+cluster://. Without it a private redis-server is started.",
	},
	BARQIYA_DATA: {
		group: "Redis",
		type: "text",
		default: ".barqiya",
		what: "Folder in which the private Redis keeps its data.",
	},
	BARQIYA_SOURCES: {
		group: "Sources",
		type: "text",
		default: "barqiya.yaml",
		what: "File that lists sources and public pages; read once, at start.",
	},
	SOURCE_TIMEOUT: {
		group: "Sources",
		type: "duration",
		default: "20s",
		least: "1s",
		what: "Longest time for one answer of a source, from the first byte asked to the last one read; at least 1s.",
	},
	SOURCE_MAX_BYTES: {
		group: "Sources",
		type: "bytes",
		default: "10MB",
		most: "10MB",
		what: "Largest answer of a source, counted after decompression; at most 10MB.",
	},
	SOURCE_ALLOW_PRIVATE: {
		group: "Sources",
		type: "boolean",
		default: "false",
		what: "Whether sources may lie in private networks or on this machine.",
	},
	SOURCE_HOST_GAP: {
		group: "Sources",
		type: "duration",
		default: "1s",
		what: "Shortest time between two requests of one process to the same host.",
	},
	SOURCE_FIRST_POSTS: {
		group: "Sources",
		type: "integer",
		orNone: true,
		default: "10",
		what: "Of what a source has when it is read for the first time, so many of the newest are posted; the rest is kept for /latest. 0 after `barqiya import`: its channels have them already.",
	},
	SOURCES_PER_PERSON: {
		group: "Sources",
		type: "integer",
		orNone: true,
		default: "10",
		what: "Sources that one person may bring by /subscribe ADDRESS or an OPML file; 0 leaves that to editors.",
	},
	SOURCES_BROUGHT: {
		group: "Sources",
		type: "integer",
		default: "1000",
		what: "Sources besides those of the file that there may be; with so many, none but editors may add more.",
	},
	SOURCE_USER_AGENT: {
		group: "Sources",
		type: "text",
		default: "barqiya/0.1 (news reader)",
		shape: /^[\x20-\x7e]+$/,
		must: "must be written in English letters, digits and signs: HTTP carries no others",
		what: "How we name ourselves to sources; an address to write to is good manners.",
	},
	BARQIYA_TIME_ZONE: {
		group: "Channels",
		type: "zone",
		default: "Asia/Riyadh",
		what: "Zone of new channels, and of sources that name none.",
	},
	BARQIYA_OWNER: {
		group: "People",
		type: "people",
		shape: /^\s*(?:telegram|discord):[^,]+(?:,\s*(?:telegram|discord):[^,]+)*$/,
		must: "must name people of telegram or discord: nobody can talk to us elsewhere",
		what: "Who may do everything, as platform:id, e.g. telegram:12345; several with commas. Gives the first roles: the rest by `barqiya person`.",
	},
	BROADCAST_APPROVAL: {
		group: "Broadcasts",
		type: "boolean",
		default: "false",
		what: "Whether a broadcast needs the approval of a second person before it is scheduled.",
	},
	COMMANDS_PER_MINUTE: {
		group: "Commands",
		type: "integer",
		default: "20",
		what: "Commands of one person that are answered in a minute; whoever sends more is told so once.",
	},
	CHANNELS_PER_PERSON: {
		group: "Commands",
		type: "integer",
		default: "50",
		what: "Channels, groups and threads that one person may set up, beside their private chat.",
	},
	SUBSCRIPTIONS_PER_CHANNEL: {
		group: "Commands",
		type: "integer",
		default: "20",
		what: "Subscriptions that one channel may have.",
	},
	WORDS_PER_SUBSCRIPTION: {
		group: "Commands",
		type: "integer",
		default: "50",
		most: "60",
		what: "Words, phrases and expressions that one subscription may include or exclude; at most 60.",
	},
	ALERTS_PER_PERSON: {
		group: "Commands",
		type: "integer",
		orNone: true,
		default: "10",
		what: "Keyword alerts (/alert) that one person may have; 0 switches them off.",
	},
	TELEGRAM_BOT_TOKEN: {
		group: "Telegram",
		type: "text",
		secret: true,
		shape: /^\d{3,20}:[\w-]{20,}$/,
		must: "does not look like a token (12345:ABC…); @BotFather gives it",
		what: "The bot's token from @BotFather. Without it Telegram is off.",
	},
	TELEGRAM_API_ROOT: {
		group: "Telegram",
		type: "url",
		default: "https://api.telegram.org",
		what: "Address of the Bot API server.",
	},
	TELEGRAM_WEBHOOK_URL: {
		group: "Telegram",
		type: "url",
		what: "Public address at which Telegram delivers updates. Without it updates are polled.",
	},
	TELEGRAM_WEBHOOK_SECRET: {
		group: "Telegram",
		type: "text",
		secret: true,
		shape: /^[\w-]{1,256}$/,
		must: "must be 1–256 of A–Z a–z 0–9 _ -",
		what: "Secret that Telegram sends with each update; needed with TELEGRAM_WEBHOOK_URL.",
	},
	TELEGRAM_SEND_TIMEOUT: {
		group: "Telegram",
		type: "duration",
		default: "90s",
		least: "1s",
		what: "How long a send may take. Telegram may hold one for 60 s and still deliver it: not below 75s outside tests.",
	},
	TELEGRAM_SENDS_PER_SECOND: {
		group: "Telegram",
		type: "integer",
		default: "30",
		most: "1000",
		what: "Messages a second over all chats: 30, or up to 1000 with paid broadcasts. Above 30 every post is marked as paid, and costs Telegram Stars.",
	},
	TELEGRAM_AUDIT_CHAT: {
		group: "Telegram",
		type: "text",
		shape: /^-[1-9]\d{0,15}$/,
		must: "must be the numeric id of a channel (-100…), not its @name; docs/telegram.md says where to find it",
		what: "Numeric id (-100…) of a private channel of the bot's own, in which it looks up what became of a send without an answer.",
	},
	DISCORD_BOT_TOKEN: {
		group: "Discord",
		type: "text",
		secret: true,
		what: "The bot's token from Discord's developer portal. Without it Discord is off.",
	},
	DISCORD_API_ROOT: {
		group: "Discord",
		type: "url",
		default: "https://discord.com/api",
		what: "Address of Discord's HTTP API, without the version.",
	},
	DISCORD_SEND_TIMEOUT: {
		group: "Discord",
		type: "duration",
		default: "30s",
		least: "1s",
		what: "How long a send may take; at least 1s.",
	},
	WEB_LISTEN: {
		group: "Web",
		type: "listen",
		default: "127.0.0.1:8080",
		what: "Address and port of the public pages, the HTTP API and, for load balancers, the status of /healthz. Port 0 takes a free one.",
	},
	HEALTH_LISTEN: {
		group: "Web",
		type: "listen",
		what: "Address and port of /healthz in full and /metrics, for you alone. Without it, or at the port of WEB_LISTEN, a process with the web role shows them there to callers on the same machine.",
	},
	WEB_BASE_URL: {
		group: "Web",
		type: "url",
		what: "Public address of the pages, as links in feeds name it. Default: the address that is listened on.",
	},
	UNKNOWN_POLICY: {
		group: "Delivery",
		type: "choice",
		choices: ["hold", "resend"],
		default: "hold",
		what: "When nobody can tell whether a post arrived: hold it for an editor, or send it again (it may be doubled).",
	},
	STOP_DEADLINE: {
		group: "Delivery",
		type: "duration",
		default: "100s",
		what: "How long stopping waits for sends that are under way.",
	},
	LOG_LEVEL: {
		group: "Log",
		type: "choice",
		choices: ["debug", "info", "warn", "error"],
		default: "info",
		what: "Least important lines that are logged.",
	},
} as const satisfies Record<string, Option>;

export type Option = {
	group: string;
	type: OptionType;
	default?: string;
	/** Never printed, logged, or given a default. */
	secret?: boolean;
	choices?: readonly string[];
	/** Of an integer: 0 is one too. */
	orNone?: boolean;
	/** Bounds of a number, written as its values are. */
	least?: string;
	most?: string;
	/** What a text looks like, and what is said of one that does not. */
	shape?: RegExp;
	must?: string;
	what: string;
};

export type OptionType =
	| "text"
	| "url"
	| "redis-url"
	| "integer"
	| "duration"
	| "bytes"
	| "boolean"
	| "zone"
	| "people"
	| "listen"
	| "choice";

export type OptionName = keyof typeof options;
