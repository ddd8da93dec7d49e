import { z } from "zod";
import { scopeOf } from "../../domain/token.ts";
import type { ProblemStatus } from "./problem.ts";
import type { Route } from "./route.ts";
import { apiSchemas } from "./schemas/registry.ts";
import { schemas } from "./schemas.ts";

type Json = Readonly<Record<string, unknown>>;

/** The document of the API (OpenAPI 3.1), from the rows and schemas that the requests themselves go through. */
export function writeOpenApi(routes: readonly Route[], version: string): Json {
	const paths: Record<string, Record<string, Json>> = {};
	for (const route of routes) {
		const path = `/api/v1${route.path}`;
		paths[path] = { ...paths[path], [route.method]: writeOperation(route) };
	}
	return {
		openapi: "3.1.0",
		info: {
			title: "barqiya",
			version,
			description:
				"Broadcasts of a barqiya newsroom. Tokens are made by `barqiya token add`; errors are application/problem+json with a sentence that says what to do.",
		},
		paths,
		components: {
			securitySchemes: { token: { type: "http", scheme: "bearer", bearerFormat: "bq_…" } },
			schemas: writeSchemas(),
		},
		security: [{ token: [] }],
	};
}

function writeOperation(route: Route): Json {
	const scope = scopeOf(route.action);
	return {
		operationId: route.name,
		summary: route.summary,
		...(scope === undefined ? {} : { description: `Needs the scope ${scope}.`, "x-scope": scope }),
		parameters: [...pathParameters(route), ...queryParameters(route), ...headerParameters(route)],
		...(route.body === undefined
			? {}
			: { requestBody: { required: true, content: { "application/json": { schema: refTo(route.body) } } } }),
		responses: { [route.gives.status]: writeGood(route), ...writeProblems(route) },
	};
}

function pathParameters({ path }: Route): Json[] {
	return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
		name,
		in: "path",
		required: true,
		schema: { type: "string" },
	}));
}

function queryParameters({ query }: Route): Json[] {
	const { properties = {} } = z.toJSONSchema(query, { io: "output" });
	return Object.entries(properties).map(([name, property]) => {
		const { description, ...schema } = property as Json;
		return {
			name,
			in: "query",
			required: false,
			...(description === undefined ? {} : { description }),
			schema,
		};
	});
}

function headerParameters(route: Route): Json[] {
	const header = (name: string, description: string) => ({
		name,
		in: "header",
		required: false,
		description,
		schema: { type: "string" },
	});
	return [
		...(route.method === "post"
			? [
					header(
						"Idempotency-Key",
						"1–200 visible characters of your own: the same key and request within a day give the same answer, and are done once.",
					),
				]
			: []),
		...(route.ifMatch === undefined ? [] : [header("If-Match", "The ETag of the broadcast as you saw it.")]),
		...(route.tagged ? [header("If-None-Match", "The ETag that you have.")] : []),
		header("Accept-Language", "Of the sentences in errors: ar or en."),
	];
}

function writeGood({ gives, tagged, ifMatch }: Route): Json {
	const headers =
		tagged || ifMatch !== undefined
			? { headers: { ETag: { description: "the broadcast's revision", schema: { type: "string" } } } }
			: {};
	if ("schema" in gives) {
		return {
			description: "Done.",
			...headers,
			content: { "application/json": { schema: refTo(gives.schema) } },
		};
	}
	const content = Object.fromEntries(
		gives.media.map((type) => [type, type.includes("json") ? { schema: refTo(gives.row) } : {}]),
	);
	return { description: "One row a line.", content };
}

/** What every route may answer, and in which words. */
const everywhere: Partial<Record<ProblemStatus, string>> = {
	400: "The request cannot be read.",
	401: "There is no token, or it is none of ours.",
	403: "The token's scopes do not cover this.",
	429: "Too many wrong tokens from this address.",
	503: "The program cannot reach what it needs; try again.",
};
const ofRoutes: Readonly<Record<Route["refuses"][number], string>> = {
	404: "There is no such thing.",
	409: "It is not in a state for this, or was changed by somebody else.",
	412: "It was changed by somebody else since that revision; nothing was overwritten.",
	422: "It was understood and cannot be done like this.",
	428: "The request does not say which revision it changes.",
};
const ofBodies: Partial<Record<ProblemStatus, string>> = {
	413: "The body is too large.",
	415: "The body is not application/json.",
};

function writeProblems({ refuses, body, method }: Route): Json {
	const texts: Record<string, string> = {
		...everywhere,
		...(body === undefined ? {} : { ...ofBodies, 422: ofRoutes[422] }),
		...(method === "post" ? { 409: ofRoutes[409], 422: ofRoutes[422] } : {}),
		...Object.fromEntries(refuses.map((status) => [status, ofRoutes[status]])),
	};
	return Object.fromEntries(
		Object.entries(texts).map(([status, description]) => [
			status,
			{ description, content: { "application/problem+json": { schema: refTo(schemas.problem) } } },
		]),
	);
}

/** All by name, in the form in which requests give them; answers leave nothing out that has a default. */
function writeSchemas(): Json {
	const written = z.toJSONSchema(apiSchemas, { io: "input", uri: (id) => `#/components/schemas/${id}` });
	return Object.fromEntries(
		Object.entries(written.schemas).map(([name, { $schema: _, $id: _id, ...schema }]) => [name, schema]),
	);
}

function refTo(schema: z.ZodType): Json {
	const id = apiSchemas.get(schema)?.id;
	if (id === undefined) throw new Error("api: a route's schema has no name in the document");
	return { $ref: `#/components/schemas/${id}` };
}
