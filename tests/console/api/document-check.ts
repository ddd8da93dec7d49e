import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { expect } from "vitest";

type Operation = { responses: Record<string, { content?: Record<string, { schema?: { $ref: string } }> }> };
type Document = {
	paths: Record<string, Record<string, Operation>>;
	components: { schemas: Record<string, object> };
};

/**
 * Holds answers against an OpenAPI document: that the document knows the route, the status and the media type, and that
 * the body is what its schema says.
 */
export function createDocumentCheck(document: Document) {
	const ajv = new Ajv2020({ strict: false, formats: { "date-time": true, uri: true } });
	ajv.addSchema({ $id: "document", components: document.components });
	const compiled = new Map<string, ValidateFunction>();

	function validator(ref: string): ValidateFunction {
		const known = compiled.get(ref) ?? ajv.compile({ $ref: `document${ref}` });
		compiled.set(ref, known);
		return known;
	}

	function find(method: string, path: string): Operation | undefined {
		const parts = `/api/v1${path.split("?")[0]}`.split("/");
		const found = Object.entries(document.paths).find(([template]) => {
			const names = template.split("/");
			return (
				names.length === parts.length && names.every((name, at) => name.startsWith("{") || name === parts[at])
			);
		});
		return found?.[1][method.toLowerCase()];
	}

	return (method: string, path: string, status: number, type: string, body: unknown): void => {
		const operation = find(method, path);
		// No route of ours: only that it is refused.
		if (operation === undefined) {
			expect([404, 405]).toContain(status);
			return;
		}
		if (status === 304) return;
		const described = operation.responses[status];
		expect(described, `${method} ${path} answers ${status}`).toBeDefined();
		const media = type.split(";")[0] ?? "";
		const schema = described?.content?.[media];
		expect(schema, `${method} ${path} answers ${status} as ${media}`).toBeDefined();
		if (schema?.schema === undefined || media.includes("ndjson")) return;
		const validate = validator(schema.schema.$ref);
		validate(body);
		expect(validate.errors ?? [], `${method} ${path} ${status}`).toEqual([]);
	};
}
