/**
 * The prefix by which this house calls a namespace. RSS, Atom and none are one (`""`): feeds mix them freely, and an
 * `atom:title` in an RSS item is its title. Addresses are compared in lower case and without what ends them (`#`, `/`).
 */
const houses: ReadonlyMap<string, string> = mapOf({
	"http://purl.org/rss/1.0": "",
	"http://backend.userland.com/rss": "",
	"http://backend.userland.com/rss2": "",
	"http://backend.userland.com/rss091": "",
	"http://backend.userland.com/rss092": "",
	"http://blogs.law.harvard.edu/tech/rss": "",
	"http://www.rssboard.org/rss-specification": "",
	"http://my.netscape.com/rdf/simple/0.9": "",
	"http://my.netscape.com/publish/formats/rss-0.91.dtd": "",
	"http://channel.netscape.com/rdf/simple/0.9": "",
	"http://example.com/newformat": "",
	"http://example.com/necho": "",
	"http://purl.org/echo": "",
	"uri/of/echo/namespace": "",
	"http://purl.org/pie": "",
	"http://purl.org/atom/ns": "",
	"http://purl.org/net/atom": "",
	"http://www.w3.org/2005/atom": "",
	"http://purl.org/dc/elements/1.0": "dc",
	"http://purl.org/dc/elements/1.1": "dc",
	"http://purl.org/dc/terms": "dcterms",
	"http://purl.org/rss/1.0/modules/content": "content",
	"http://purl.org/rss/1.0/modules/syndication": "sy",
	"http://search.yahoo.com/mrss": "media",
	"https://search.yahoo.com/mrss": "media",
	"http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
	"http://example.com/dtds/podcast-1.0.dtd": "itunes",
	"http://www.w3.org/1999/02/22-rdf-syntax-ns": "rdf",
	"http://www.w3.org/1999/xhtml": "xhtml",
	"http://www.w3.org/xml/1998/namespace": "xml",
	"http://www.sitemaps.org/schemas/sitemap/0.9": "",
	"http://www.google.com/schemas/sitemap/0.84": "",
	"http://www.google.com/schemas/sitemap/0.9": "",
	"http://www.google.com/schemas/sitemap-news/0.9": "news",
	"http://www.google.com/schemas/sitemap-image/1.1": "image",
});
const longestAddress = Math.max(...[...houses.keys()].map(({ length }) => length));

/** What a prefix means where nobody declared it: feeds forget to. */
const habits: ReadonlyMap<string, string> = mapOf({
	atom: "",
	atom10: "",
	a10: "",
	rss: "",
	dc: "dc",
	dcterms: "dcterms",
	content: "content",
	sy: "sy",
	media: "media",
	itunes: "itunes",
	rdf: "rdf",
	xhtml: "xhtml",
	xml: "xml",
	news: "news",
	image: "image",
});

/** Our prefix for a namespace's address; undefined when no reader of ours knows it. */
export function houseOfNamespace(address: string): string | undefined {
	const written = address.trim();
	let end = written.length;
	while (end > 0 && "#/".includes(written.charAt(end - 1))) end--;
	return end > longestAddress ? undefined : houses.get(written.slice(0, end).toLowerCase());
}

/** Our prefix for an undeclared prefix. */
export function houseOfPrefix(prefix: string): string | undefined {
	return habits.get(prefix);
}

/** A map has no words of the language in it, such as `constructor`. */
function mapOf(record: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
	return new Map(Object.entries(record));
}
