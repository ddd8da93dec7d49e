import { describe, expect, it } from "vitest";
import { buildXmlTree, type XmlNode } from "../../src/sources/feed/xml-tree.ts";

/** The tree as nested names. */
function namesIn(text: string): unknown {
	const tree = buildXmlTree(text);
	if (tree.kind === "refused") return tree.reason;
	const nested = ({ name, children }: XmlNode): unknown => {
		const inside = children.filter((child) => typeof child !== "string").map(nested);
		return inside.length === 0 ? name : { [name]: inside };
	};
	return tree.root.children.filter((child) => typeof child !== "string").map(nested);
}

const dublinCore = "http://purl.org/dc/elements/1.1/";
const media = "http://search.yahoo.com/mrss/";

describe("a prefix", () => {
	it.each([
		[
			"holds in the element that declares it",
			`<a xmlns:p="${dublinCore}"><p:b/></a><p:c/>`,
			[{ a: ["dc:b"] }, "?:c"],
		],
		[
			"is declared anew within, and comes back",
			`<a xmlns:p="${dublinCore}"><p:b xmlns:p="${media}"><p:c/></p:b><p:d/></a>`,
			[{ a: [{ "media:b": ["media:c"] }, "dc:d"] }],
		],
		[
			"is unknown within where its address is, and comes back",
			`<a xmlns:p="${dublinCore}"><b xmlns:p="x"><p:c/></b><p:d/></a>`,
			[{ a: [{ b: ["?:c"] }, "dc:d"] }],
		],
		["means what it usually does where nobody declares it", "<a><dc:b/></a>", [{ a: ["dc:b"] }]],
		[
			"of an element whose end tag is missing still holds in the next",
			`<channel><item xmlns:p="${dublinCore}"><p:b/><item><p:c/></item><p:d/></channel>`,
			[{ channel: [{ item: ["dc:b"] }, { item: ["dc:c"] }, "?:d"] }],
		],
	])("%s", (_, text, wanted) => expect(namesIn(text)).toEqual(wanted));
});

describe("a declared entity", () => {
	const document = (declarations: string) => `<!DOCTYPE r [${declarations}]><r/>`;
	it.each([
		["with a plain value is let be", '<!ENTITY a "b"><!ENTITY % c "d"><!ENTITY e "&#160;">', ["r"]],
		["made of others is refused", "<!ENTITY a \"b\"><!ENTITY c '&a;&a;'>", /made of entities/u],
		["made of others is refused in odd spelling", '<!entity\n%\tc\n"x &a; y">', /made of entities/u],
		[
			"that lies elsewhere is refused",
			'<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">',
			/lie elsewhere/u,
		],
		["is not looked for in what is no declaration", "<!ENTITY a \"it's\"><b c='&d;'>", [{ b: ["r"] }]],
	])("%s", (_, declarations, wanted) => {
		const names = namesIn(document(declarations));
		if (wanted instanceof RegExp) expect(names).toMatch(wanted);
		else expect(names).toEqual(wanted);
	});
});
