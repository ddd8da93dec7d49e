export type Refusal = {
	code: number;
	description: string;
	parameters?: { retry_after?: number; migrate_to_chat_id?: number };
};

const mark = Symbol("refusal");

/** Ends a method with an answer `{ok: false}`; the code's usual prefix ("Bad Request: ") is put in front of a 400 and 403. */
export function refuse(code: number, description: string, parameters?: Refusal["parameters"]): never {
	const prefix = code === 400 ? "Bad Request: " : code === 403 ? "Forbidden: " : "";
	const refusal: Refusal = {
		code,
		description: prefix + description,
		...(parameters === undefined ? {} : { parameters }),
	};
	throw Object.assign(new Error(refusal.description), { [mark]: refusal });
}

/** The refusal that `refuse` threw; undefined for any other error, which is then a bug of the fake. */
export function refusalOf(error: unknown): Refusal | undefined {
	if (error instanceof Error && mark in error) return error[mark] as Refusal;
	return undefined;
}
