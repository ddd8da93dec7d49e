import {
	Context,
	defaultOperators,
	ForTag,
	Liquid,
	type TagToken,
	type Template,
	TokenKind,
	type TopLevelToken,
	toValueSync,
} from "liquidjs";
import { FaultError } from "./fault.ts";
import { asText, filters } from "./filters.ts";
import { sealValue } from "./sealed.ts";
import type { Variables } from "./variables.ts";
import { createOutput, createWork, type Work } from "./work.ts";

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
/**
 * ms. A net under what is counted here (loops, work, output): the ready-made templates take less than 1 ms and the
 * heaviest that is not refused some tens, on a busy machine. Higher than that, so that a process which is held up for a
 * moment does not find fault with a template that is sound.
 */
const longestRender = 200;
/** Elements of ranges. `(1..99999)` would be a long loop, and one from 2^53 has no end at all: there are none. */
const mostElements = 0;

/** Liquid with our filters and no others, whose every output is text and no mark-up. */
export function createEngine(): Liquid {
	const engine = new Liquid({
		strictFilters: true,
		strictVariables: false,
		ownPropertyOnly: true,
		jsTruthy: true,
		parseLimit: longestTemplate,
		renderLimit: longestRender,
		memoryLimit: mostElements,
		operators: { ...defaultOperators, contains },
		outputEscape: (value) => sealValue(asText(value)),
		// No folder is ever read: there is no tag for it, and were there one, it would find nothing.
		templates: {},
	});
	for (const name of Object.keys(engine.filters)) engine.unregisterFilter(name);
	for (const [name, filter] of Object.entries(filters)) {
		engine.registerFilter(name, function (value: unknown, ...given: readonly unknown[]) {
			workOf(this.context).spend(value, ...given);
			return filter(value, ...given);
		});
	}
	for (const name of Object.keys(engine.tags)) if (!allowedTags.includes(name)) delete engine.tags[name];
	engine.registerTag("for", BoundedFor);
	return engine;
}

/** What a template writes; throws a fault as soon as it writes or works more than it may. */
export function renderLiquid(engine: Liquid, parsed: Template[], variables: Variables): string {
	const context = new Context({ ...variables }, engine.options, { sync: true }, { liquid: engine });
	context.setRegister(workRegister, createWork());
	const output = createOutput();
	toValueSync(engine.renderer.renderTemplates(parsed, context, output));
	return output.buffer;
}

/** Templates reach no registers: they are for tags and filters. */
const workRegister = "work";

function workOf(context: Context): Work {
	return context.getRegister<Work>(workRegister);
}

/** Looks for one text in another, and is counted as a filter is. */
function contains(left: unknown, right: unknown, context: Context) {
	workOf(context).spend(left, right);
	return defaultOperators.contains?.(left, right, context) ?? false;
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
