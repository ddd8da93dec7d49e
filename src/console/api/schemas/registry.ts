import { z } from "zod";

/**
 * What the API takes and gives, once: requests are checked by these schemas and the OpenAPI document is written from
 * them. Times are ISO 8601; what an answer gives has the offset Z.
 */
export const apiSchemas = z.registry<{ id: string }>();

export function named<T extends z.ZodType>(id: string, schema: T): T {
	apiSchemas.add(schema, { id });
	return schema;
}
