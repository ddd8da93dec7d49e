/** What the fake says over HTTP. */
export type Answer = { status: number; body?: unknown; headers?: Readonly<Record<string, string>> };

/** Discord's JSON error codes that this fake can say: status and sentence as the documentation has them. */
export const refusals = {
	0: [401, "401: Unauthorized"],
	10003: [404, "Unknown Channel"],
	10004: [404, "Unknown Guild"],
	10007: [404, "Unknown Member"],
	10008: [404, "Unknown Message"],
	10013: [404, "Unknown User"],
	10015: [404, "Unknown Webhook"],
	10062: [404, "Unknown interaction"],
	10063: [404, "Unknown application command"],
	10087: [404, "Unknown tag"],
	20016: [429, "This action cannot be performed due to slowmode rate limit"],
	20022: [429, "This message cannot be edited due to announcement rate limits"],
	20028: [429, "The channel you are writing has hit the write rate limit"],
	20029: [429, "The write action you are performing on the server has hit the write rate limit"],
	30047: [400, "Maximum number of pinned threads in a forum channel has been reached"],
	40001: [401, "Unauthorized. Provide a valid token and try again"],
	40005: [413, "Request entity too large. Try sending something smaller in size"],
	40033: [400, "This message has already been crossposted"],
	40058: [400, "Cannot message this thread until after the post author has sent an initial message"],
	40060: [400, "Interaction has already been acknowledged"],
	40062: [429, "Service resource is being rate limited"],
	40067: [400, "A tag is required to create a forum post in this channel"],
	40333: [403, "internal network error"],
	50001: [403, "Missing Access"],
	50005: [403, "Cannot edit a message authored by another user"],
	50006: [400, "Cannot send an empty message"],
	50007: [403, "Cannot send messages to this user"],
	50008: [400, "Cannot send messages in a non-text channel"],
	50013: [403, "You lack permissions to perform that action"],
	50014: [401, "Invalid authentication token provided"],
	50024: [403, "Cannot execute action on this channel type"],
	50027: [401, "Invalid Webhook Token"],
	50035: [400, "Invalid Form Body"],
	50083: [400, "Thread is archived"],
	50109: [400, "The request body contains invalid JSON."],
	50278: [403, "Cannot send messages to this user due to having no mutual guilds"],
	130000: [503, "API resource is currently overloaded. Try again a little later"],
	160005: [400, "Thread is locked"],
	160006: [400, "Maximum number of active threads reached"],
	200000: [400, "Message was blocked by automatic moderation"],
	240000: [400, "Message blocked by harmful links filter"],
} as const satisfies Record<number, readonly [number, string]>;

export type RefusalCode = keyof typeof refusals;

export function isRefusalCode(code: number): code is RefusalCode {
	return Object.hasOwn(refusals, code);
}

export function ok(body: unknown, status = 200): Answer {
	return { status, body };
}

/** A refusal in Discord's shape. `retryAfter` in seconds, as in its bodies. */
export function refuse(code: RefusalCode, retryAfter?: number): Answer {
	const [status, message] = refusals[code];
	return {
		status,
		body: { message, code, ...(retryAfter === undefined ? {} : { retry_after: retryAfter }) },
		...(retryAfter === undefined ? {} : { headers: { "Retry-After": String(Math.ceil(retryAfter)) } }),
	};
}

export const notFound: Answer = { status: 404, body: { message: "404: Not Found", code: 0 } };
export const wrongMethod: Answer = { status: 405, body: { message: "405: Method Not Allowed", code: 0 } };
export const unauthorized: Answer = { status: 401, body: { message: "401: Unauthorized", code: 0 } };

/** One complaint about a form: where, Discord's word for it, and its sentence. */
export type FormError = { path: readonly (string | number)[]; code: string; message: string };

/** 50035 in Discord's real shape: `errors` is nested like the form, and each place holds `_errors`. */
export function refuseForm(errors: readonly FormError[]): Answer {
	const tree: Record<string, unknown> = {};
	for (const { path, code, message } of errors) {
		let node = tree;
		for (const key of path) {
			node[key] ??= {};
			node = node[key] as Record<string, unknown>;
		}
		node._errors ??= [];
		(node._errors as unknown[]).push({ code, message });
	}
	return { status: 400, body: { message: "Invalid Form Body", code: 50035, errors: tree } };
}
