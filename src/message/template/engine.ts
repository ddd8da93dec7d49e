import { ForTag, Liquid, type TagToken, type Template, TokenKind, type TopLevelToken } from "liquidjs";
import { FaultError } from "./fault.ts";
import { asText, filters } from "./filters.ts";
import { sealValue } from "./sealed.ts";
import type { Variables } from "./variables.ts";

/** The tags that a template may use. None reads a file, and a loop goes through a list that is there. */
const allowedTags = ["if", "unless", "case", "for", "break", "continue", "assign", "comment", "raw", "#"];

/** What a person may mean by a word that is no tag; the ends and branches are tags to them too. */
export const tagNames = [
	..."if elsif else endif unless endunless case when endcase for endfor".split(" "),
	..."break continue assign comment endcomment raw endraw".split(" "),
];
export const filterNames = Object.keys(filters);

/** Units of a template's text. */
export const longestTemplate = 2000;
/** A net under the bounds that the language itself has here; far above what any template takes. ms. */
const longestRender = 500;
/** Units that filters make. */
const mostMemory = 100_000;

/** Liquid with our filters and no others, whose every output is text and no mark-up. */
export function createEngine(): Liquid {
	const engine = new Liquid({
		strictFilters: true,
		strictVariables: false,
		ownPropertyOnly: true,
		jsTruthy: true,
		parseLimit: longestTemplate,
		renderLimit: longestRender,
		memoryLimit: mostMemory,
		outputEscape: (value) => sealValue(asText(value)),
		// No folder is ever read: there is no tag for it, and were there one, it would find nothing.
		templates: {},
	});
	for (const name of Object.keys(engine.filters)) engine.unregisterFilter(name);
	for (const [name, filter] of Object.entries(filters)) engine.registerFilter(name, filter);
	for (const name of Object.keys(engine.tags)) if (!allowedTags.includes(name)) delete engine.tags[name];
	engine.registerTag("for", BoundedFor);
	return engine;
}

export function renderLiquid(engine: Liquid, parsed: Template[], variables: Variables): string {
	return String(engine.renderSync(parsed, { ...variables }));
}

type Parser = ConstructorParameters<typeof ForTag>[3];

/** How deep the loop that is being read stands in others. Reading is one step of the program. */
let depth = 0;

/** A loop over a list of the article's, in no other loop: it ends soon, whatever it holds. */
class BoundedFor extends ForTag {
	constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid, parser: Parser) {
		depth += 1;
		try {
			if (depth > 1) throw new FaultError({ kind: "loop", word: token.getText() });
			super(token, rest, liquid, parser);
		} finally {
			depth -= 1;
		}
		if (this.collection.kind === TokenKind.Range)
			throw new FaultError({ kind: "loop", word: token.getText() });
	}
}
