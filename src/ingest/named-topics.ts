import { foldKey } from "../arabic/fold.ts";
import type { Topic } from "../store/news/articles.ts";

/** The topics that these names stand for, each once and as it is written first. */
export function namedTopics(names: readonly string[]): Topic[] {
	const topics = new Map<string, string>();
	for (const name of names) {
		const key = foldKey(name);
		if (key !== "" && !topics.has(key)) topics.set(key, name);
	}
	return [...topics].map(([key, name]) => ({ key, name }));
}
