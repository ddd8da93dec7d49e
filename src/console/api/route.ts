import type { z } from "zod";
import type { Broadcasts, Refusal } from "../../broadcasts/port.ts";
import type { Actor } from "../../domain/person.ts";
import type { Action } from "../../domain/rights.ts";
import type { TimeZone } from "../../domain/time.ts";
import type { AuditLog } from "../../store/people/audit.ts";
import { type Problem, problem, refusalProblem } from "./problem.ts";

/** What the routes ask for. */
export type RouteDeps = {
	broadcasts: Broadcasts;
	audit: Pick<AuditLog, "read">;
	/** The sentence of a refusal in the language of `locale`. */
	sayRefusal(refusal: Refusal, locale: string): string;
	/** The zone of times that name none. */
	zone: TimeZone;
};

/** A request that was let in. */
export type Asked = {
	by: Actor;
	locale: string;
	/** Parts of the path by name. */
	params: Readonly<Record<string, string>>;
	/** The revision of `If-Match`. */
	revision?: number;
	/** Of `Idempotency-Key`, made unique by who asks. */
	key?: string;
	/** Of `Accept`. */
	accept: string;
	/** For what takes another right than the route's own: why the token may not do that; undefined: it may. */
	lacks(action: Action): Promise<Problem | undefined>;
};

export type Reply =
	| { kind: "json"; status: 200 | 201; body: unknown; revision?: number; location?: string }
	| { kind: "stream"; type: string; fileName: string; pieces: AsyncIterable<string> }
	| { kind: "problem"; problem: Problem };

export type Method = "get" | "post" | "patch" | "put" | "delete";

/** One thing that the API does: the router, the checks and the OpenAPI document are made of these rows. */
export type Route = {
	method: Method;
	/** With `{names}`. */
	path: string;
	/** Unique; the operation's id in the document. */
	name: string;
	summary: string;
	/** The right that it needs; a token's scope must cover it. */
	action: Action;
	query: z.ZodObject;
	body?: z.ZodType;
	/** Of a good answer: a schema, or media types that are streamed. */
	gives: { status: 200 | 201; schema: z.ZodType } | { status: 200; media: readonly string[]; row: z.ZodType };
	/** The statuses of refusals that it may answer with besides those of every route. */
	refuses: readonly (404 | 409 | 412 | 422 | 428)[];
	/** `If-Match` says which revision is meant; `required`: it must be there or in the body. */
	ifMatch?: "optional" | "required";
	/** `ETag` and `If-None-Match`. */
	tagged?: true;
	run(asked: Asked, raw: { query: unknown; body: unknown }, deps: RouteDeps): Promise<Reply>;
};

type RouteOf<Query extends z.ZodObject, Body extends z.ZodType> = Omit<Route, "query" | "body" | "run"> & {
	query: Query;
	body?: Body;
	handle(
		asked: Asked,
		given: { query: z.output<Query>; body: z.output<Body> },
		deps: RouteDeps,
	): Promise<Reply>;
};

/** A row whose handler gets what its schemas let through; what they do not is answered with every place that is wrong. */
export function defineRoute<Query extends z.ZodObject, Body extends z.ZodType = z.ZodUndefined>(
	route: RouteOf<Query, Body>,
): Route {
	const { handle, ...row } = route;
	return {
		...row,
		async run(asked, raw, deps) {
			const query = row.query.safeParse(raw.query);
			if (!query.success) return wrongParts(400, "query-wrong", "A parameter is wrong", query.error);
			const body = row.body?.safeParse(raw.body);
			if (body?.success === false) return wrongParts(422, "body-wrong", "The body is wrong", body.error);
			return handle(asked, { query: query.data, body: body?.data as z.output<Body> }, deps);
		},
	};
}

function wrongParts(status: 400 | 422, code: string, title: string, error: z.ZodError): Reply {
	const problems = error.issues.map(({ code: issue, message, path }) => ({
		code: issue,
		detail: message,
		path: path.join("."),
	}));
	const detail = problems.map((each) => `${each.path || "the whole"}: ${each.detail}`).join("; ");
	return { kind: "problem", problem: problem(status, code, title, `${detail}.`, { problems }) };
}

/** The use cases' refusals as an answer. */
export function refuse(refusals: readonly Refusal[], { locale, revision }: Asked, deps: RouteDeps): Reply {
	const said = refusalProblem(
		refusals,
		(refusal) => deps.sayRefusal(refusal, locale),
		revision !== undefined,
	);
	return { kind: "problem", problem: said };
}
