import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildXmlTree, type XmlNode } from "../../src/sources/feed/xml-tree.ts";
import { type Outline, readOpml, writeOpml } from "../../src/sources/opml.ts";

const opml = (body: string, head = "") =>
	`<?xml version="1.0" encoding="UTF-8"?>${head}<opml version="2.0"><head><title>t</title></head><body>${body}</body></opml>`;

function outlinesIn(text: string): readonly Outline[] {
	const read = readOpml(text);
	if (read.kind === "refused") throw new Error(read.reason);
	return read.outlines;
}

describe("reading OPML", () => {
	it("takes feeds and pages, with folders and categories as topics", () => {
		expect(
			readOpml(
				opml(`
					<outline text="أخبار">
						<outline type="rss" text="الوكالة &amp; الأنباء" xmlUrl="https://a.example/rss.xml" htmlUrl="https://a.example/"/>
						<outline text="رياضة"><outline text="ملاعب" xmlUrl="https://b.example/feed" category="/كرة/محلية,عاجل"/></outline>
					</outline>
					<outline type="link" text="صفحة" url="https://c.example/news"/>
					<outline text="مجلد فارغ"/>
					<outline type="include" text="غيرها" url="https://d.example/more.opml"/>
					<outline type="rss" text="" title="" xmlUrl="https://www.e.example/"/>`),
			),
		).toEqual({
			kind: "opml",
			outlines: [
				{ type: "rss", name: "الوكالة & الأنباء", address: "https://a.example/rss.xml", topics: ["أخبار"] },
				{
					type: "rss",
					name: "ملاعب",
					address: "https://b.example/feed",
					topics: ["أخبار", "رياضة", "محلية", "عاجل"],
				},
				{ type: "link", name: "صفحة", address: "https://c.example/news", topics: [] },
				{ type: "rss", name: "e.example", address: "https://www.e.example/", topics: [] },
			],
			left: 2,
		});
	});

	it("takes no more topics and no longer names than a source may have", () => {
		const many = Array.from({ length: 5_000 }, (_, nth) => `موضوع ${nth}`).join(",");
		const [outline] = outlinesIn(
			opml(
				`<outline text="مجلد"><outline text="${"اسم ".repeat(5_000)}" xmlUrl="https://a.example/rss" category="${"طويل ".repeat(500)},${many}"/></outline>`,
			),
		);
		expect(outline?.topics).toHaveLength(20);
		expect(outline?.topics.slice(0, 3)).toEqual(["مجلد", "طويل ".repeat(24).trim(), "موضوع 0"]);
		expect(outline?.name.length).toBeLessThanOrEqual(120);
	});

	it("has each address once, and no comments nor addresses that are none", () => {
		const read = readOpml(
			opml(`
				<outline text="1" xmlUrl="https://a.example/rss?utm_source=x"/>
				<outline text="2" xmlUrl="https://a.example/rss"/>
				<outline text="3" isComment="true" xmlUrl="https://b.example/rss"/>
				<outline text="4" xmlUrl="javascript:alert(1)"/>
				<outline text="5" xmlUrl="file:///etc/passwd"/>
				<outline text="6" xmlUrl="not an address"/>`),
		);
		expect(read).toMatchObject({ outlines: [{ name: "1" }], left: 4 });
	});

	it.each([
		["nothing", ""],
		["a feed", '<rss version="2.0"><channel><title>x</title></channel></rss>'],
		["an OPML without a body", '<opml version="2.0"><head/></opml>'],
		["JSON", '{"version":1}'],
		[
			"entities made of entities",
			opml(
				'<outline text="&c;" xmlUrl="https://a.example/"/>',
				'<!DOCTYPE opml [<!ENTITY a "ha"><!ENTITY c "&a;&a;&a;">]>',
			),
		],
		[
			"entities that lie elsewhere",
			opml('<outline text="&c;"/>', '<!DOCTYPE opml [<!ENTITY c SYSTEM "file:///etc/passwd">]>'),
		],
		["what nests too deep", opml(`${"<outline text='x'>".repeat(5_000)}${"</outline>".repeat(5_000)}`)],
		["more than anybody follows", opml('<outline text="x" xmlUrl="https://a.example/"/>'.repeat(2_001))],
		["what is too long", " ".repeat(2_000_001)],
	])("refuses %s, and says why", (_what, text) => {
		expect(readOpml(text)).toMatchObject({ kind: "refused", reason: expect.stringMatching(/\w+/) });
	});

	it("never throws, whatever it is given", () => {
		fc.assert(fc.property(fc.string({ maxLength: 400 }), (text) => void readOpml(opml(text))));
	});
});

describe("writing OPML", () => {
	const at = Date.UTC(2023, 2, 22, 12);
	const agency: Outline = {
		type: "rss",
		name: "الوكالة «الوطنية» & <b>",
		address: "https://a.example/rss?x=1&y=2",
		topics: ["سياسة", "مال/أعمال"],
	};

	it("is OPML 2.0: a head with title and date, and for each feed what the specification asks for", () => {
		expect(
			writeOpml("أخبار", at, [agency, { ...agency, type: "link", topics: [] }])
				.split("\n")
				.slice(1, 11),
		).toEqual([
			'<opml version="2.0">',
			"\t<head>",
			"\t\t<title>أخبار</title>",
			"\t\t<dateCreated>Wed, 22 Mar 2023 12:00:00 GMT</dateCreated>",
			"\t\t<docs>http://opml.org/spec2.opml</docs>",
			"\t</head>",
			"\t<body>",
			'\t\t<outline type="rss" text="الوكالة «الوطنية» &amp; &lt;b&gt;" title="الوكالة «الوطنية» &amp; &lt;b&gt;" xmlUrl="https://a.example/rss?x=1&amp;y=2" category="سياسة,مال أعمال"/>',
			'\t\t<outline type="link" text="الوكالة «الوطنية» &amp; &lt;b&gt;" url="https://a.example/rss?x=1&amp;y=2"/>',
			"\t</body>",
		]);
	});

	it("reads again as what was written, and is well-formed, whatever a source is called", () => {
		const name = fc.string({ unit: "binary", minLength: 1, maxLength: 60 });
		fc.assert(
			fc.property(name, fc.array(name, { maxLength: 3 }), (text, topics) => {
				const written = writeOpml(text, at, [{ ...agency, name: text, topics }]);
				const tree = buildXmlTree(written);
				expect(tree.kind).toBe("tree");
				if (tree.kind === "tree") expect(count(tree.root, "outline")).toBe(1);
				expect(outlinesIn(written)).toMatchObject([{ type: "rss", address: agency.address }]);
			}),
		);
		expect(outlinesIn(writeOpml("x", at, [agency]))).toEqual([{ ...agency, topics: ["سياسة", "مال أعمال"] }]);
	});
});

function count(node: XmlNode, name: string): number {
	return node.children.reduce(
		(sum, child) => sum + (typeof child === "string" ? 0 : count(child, name)),
		node.name === name ? 1 : 0,
	);
}
