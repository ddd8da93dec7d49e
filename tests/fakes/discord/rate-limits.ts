import type { Answer } from "./answers.ts";

export type RateLimitSettings = {
	/** False: nothing is ever limited, and no headers are sent. */
	on: boolean;
	/** Requests in any second, per bot, over everything but interactions. */
	global: number;
	/** By route; `default` for those not named. */
	buckets: Readonly<Record<string, { limit: number; perMs: number }>>;
	/** Answers 401, 403 and 429 (not shared) in ten minutes, after which the address is banned. */
	invalidPerTenMinutes: number;
};

/** Discord publishes no figures for buckets; 5 messages in 5 s is what is seen, the rest is of that order. */
export const seenLimits: RateLimitSettings = {
	on: true,
	global: 50,
	buckets: {
		"POST /channels/{channel_id}/messages": { limit: 5, perMs: 5_000 },
		"PATCH /channels/{channel_id}/messages/{message_id}": { limit: 5, perMs: 5_000 },
		"DELETE /channels/{channel_id}/messages/{message_id}": { limit: 5, perMs: 1_000 },
		"POST /channels/{channel_id}/messages/{message_id}/crosspost": { limit: 10, perMs: 3_600_000 },
		"POST /channels/{channel_id}/threads": { limit: 5, perMs: 5_000 },
		"PATCH /channels/{channel_id}": { limit: 2, perMs: 600_000 },
		default: { limit: 50, perMs: 1_000 },
	},
	invalidPerTenMinutes: 10_000,
};

export type Arrival = {
	at: number;
	botId: string;
	/** `METHOD /template`. */
	route: string;
	/** The id of the top-level resource, the "major parameter". */
	major: string;
	/** Interactions are answered outside the bot's 50 a second. */
	outsideGlobal: boolean;
};

export type RateLimits = {
	settings: RateLimitSettings;
	/** Counts a request on arrival: a 429 when a window is full, else the headers that its answer carries. */
	arrive(
		arrival: Arrival,
	): { kind: "limited"; answer: Answer } | { kind: "let-in"; headers: Record<string, string> };
	/** Counts what was answered; true when this address is banned from now on. */
	answered(at: number, answer: Answer): void;
	isBanned(at: number): boolean;
	invalid(at: number): number;
};

/** Strict sliding windows, counted at arrival: whatever the span looked at, never more than `limit` within `perMs`. */
export function createRateLimits(settings: RateLimitSettings): RateLimits {
	const windows = new Map<string, number[]>();
	const invalids: number[] = [];

	function recent(key: string, at: number, perMs: number): number[] {
		const times = windows.get(key) ?? [];
		let gone = 0;
		while (gone < times.length && (times[gone] ?? 0) <= at - perMs) gone++;
		if (gone > 0) times.splice(0, gone);
		windows.set(key, times);
		return times;
	}

	const limits: RateLimits = {
		settings,
		arrive({ at, botId, route, major, outsideGlobal }) {
			if (!limits.settings.on) return { kind: "let-in", headers: {} };
			const { global, buckets } = limits.settings;
			const ofBot = recent(`global ${botId}`, at, 1_000);
			if (!outsideGlobal && ofBot.length >= global) {
				return { kind: "limited", answer: limitAnswer(((ofBot[0] ?? at) + 1_000 - at) / 1_000, "global") };
			}
			const bucket = buckets[route] ?? buckets.default ?? { limit: 50, perMs: 1_000 };
			const ofBucket = recent(`${botId} ${route} ${major}`, at, bucket.perMs);
			const headers = {
				"X-RateLimit-Bucket": bucketName(route),
				"X-RateLimit-Limit": String(bucket.limit),
			};
			if (ofBucket.length >= bucket.limit) {
				const seconds = ((ofBucket[0] ?? at) + bucket.perMs - at) / 1_000;
				const answer = limitAnswer(seconds, "user");
				return {
					kind: "limited",
					answer: { ...answer, headers: { ...answer.headers, ...headers, ...resets(at, 0, seconds) } },
				};
			}
			ofBucket.push(at);
			if (!outsideGlobal) ofBot.push(at);
			const remaining = bucket.limit - ofBucket.length;
			return { kind: "let-in", headers: { ...headers, ...resets(at, remaining, bucket.perMs / 1_000) } };
		},
		answered(at, answer) {
			const shared = answer.headers?.["X-RateLimit-Scope"] === "shared";
			if (answer.status === 401 || answer.status === 403 || (answer.status === 429 && !shared)) {
				invalids.push(at);
			}
		},
		invalid(at) {
			while ((invalids[0] ?? at) < at - 600_000) invalids.shift();
			return invalids.length;
		},
		isBanned: (at) => limits.invalid(at) >= limits.settings.invalidPerTenMinutes,
	};
	return limits;
}

/** A 429 in Discord's shape. The body's `retry_after` is exact; the header is rounded up to whole seconds. */
export function limitAnswer(seconds: number, scope: "user" | "global" | "shared"): Answer {
	const exact = Math.max(0.001, Math.round(seconds * 1_000) / 1_000);
	return {
		status: 429,
		body: {
			message: "You are being rate limited.",
			retry_after: exact,
			global: scope === "global",
		},
		headers: {
			"Retry-After": String(Math.ceil(exact)),
			"X-RateLimit-Scope": scope,
			...(scope === "global" ? { "X-RateLimit-Global": "true" } : {}),
		},
	};
}

/** What Cloudflare says to a banned address: no JSON. */
export const banAnswer: Answer = {
	status: 429,
	body: "error code: 1015",
	headers: { "Content-Type": "text/plain; charset=UTF-8", "Retry-After": "600" },
};

function resets(at: number, remaining: number, seconds: number): Record<string, string> {
	return {
		"X-RateLimit-Remaining": String(remaining),
		"X-RateLimit-Reset": String((at + seconds * 1_000) / 1_000),
		"X-RateLimit-Reset-After": seconds.toFixed(3),
	};
}

function bucketName(route: string): string {
	let hash = 0n;
	for (const unit of route)
		hash = (hash * 1_099_511_628_211n + BigInt(unit.codePointAt(0) ?? 0)) % (1n << 64n);
	return hash.toString(16).padStart(16, "0");
}
