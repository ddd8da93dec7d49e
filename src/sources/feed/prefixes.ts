import { houseOfNamespace, houseOfPrefix } from "./namespaces.ts";

/** What each prefix stands for at the place that a walk through a document has reached. */
export type Prefixes = {
	/** Those that an element declares, until they are forgotten. Gives their names. */
	declareAll(attributes: Readonly<Record<string, string>>): readonly string[];
	forget(names: readonly string[]): void;
	/** Undefined for a namespace that no reader of ours knows. */
	houseOf(prefix: string): string | undefined;
};

/** One list for the whole walk: to give each element a copy of its own takes the square of what a document can declare. */
export function createPrefixes(): Prefixes {
	/** The innermost declaration of each is the last. */
	const houses = new Map<string, (string | undefined)[]>();
	return {
		declareAll(attributes) {
			let declared: string[] | undefined;
			for (const attribute in attributes) {
				if (!attribute.startsWith("xmlns:")) continue;
				const name = attribute.slice("xmlns:".length);
				const house = houseOfNamespace(attributes[attribute] ?? "");
				const known = houses.get(name);
				if (known === undefined) houses.set(name, [house]);
				else known.push(house);
				declared ??= [];
				declared.push(name);
			}
			return declared ?? none;
		},
		forget(names) {
			for (const name of names) houses.get(name)?.pop();
		},
		houseOf(prefix) {
			const known = houses.get(prefix);
			return known === undefined || known.length === 0 ? houseOfPrefix(prefix) : known.at(-1);
		},
	};
}

const none: readonly string[] = [];
