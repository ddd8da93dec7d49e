/** Parameters that say where a reader came from and never what is read. */
const tracking =
	/^(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|yclid|msclkid|twclid|ttclid|igshid|mc_cid|mc_eid|_hsenc|_hsmi|mkt_tok|vero_id|oly_anon_id|oly_enc_id|ns_mchannel|ns_campaign|ns_source|ocid|wt\.mc_id|at_medium|at_campaign\w*|at_custom\d|at_link\w+|at_bbc_team|cmpid|icid|__twitter_impression|fb_ref|fb_source)$/iu;

/** Nothing to resolve or encode, and nothing to drop but in its query: nine of ten addresses. */
const plain =
	/^https?:\/\/(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*(?:\/[\w\-./%,;=+~!*'()\u0600-\u06FF]*(?:\?[\w\-./%,;=+~!*()&\u0600-\u06FF]*)?)?$/u;

/** What is longer is no address of an article. */
const longest = 8_000;

/**
 * An absolute http(s) address without tracking parameters, fragment, default port, user name, or the dot after the host;
 * undefined for anything else (`javascript:`, `mailto:`, a tag URI, nonsense). The spelling of what stays is the
 * writer's: Arabic letters are not percent-encoded and the path is not reordered. To compare two addresses use `urlKey`.
 */
export function canonicalUrl(address: string, base?: string): string | undefined {
	if (address.length < longest && plain.test(address)) return withKeptQuery(address);
	const trimmed = trim(address);
	if (trimmed === "" || trimmed.length > longest) return undefined;
	const absolute = /^https?:\/\/[^\s/]/iu.test(trimmed);
	if (!absolute && (base === undefined || base.length > longest)) return undefined;
	const parsed = parse(trimmed, absolute ? undefined : base);
	if (parsed === undefined || !/^https?:$/u.test(parsed.protocol) || parsed.hostname === "") return undefined;
	const spelled = absolute && !/[\s<>"\\]/u.test(trimmed) ? trimmed : parsed.href;
	return spelled.length > longest ? undefined : cleaned(spelled, parsed);
}

/**
 * Without the blanks and controls at both ends. A regular expression would look from each blank within on whether the rest
 * is blank too.
 */
function trim(address: string): string {
	let start = 0;
	let end = address.length;
	while (start < end && isBlank.test(address.charAt(start))) start++;
	while (end > start && isBlank.test(address.charAt(end - 1))) end--;
	return address.slice(start, end);
}

const isBlank = /[\s\p{Cc}\uFEFF]/u;

/** Asked first, for to throw takes longer than to parse. */
function parse(address: string, base: string | undefined): URL | undefined {
	return URL.canParse(address, base) ? new URL(address, base) : undefined;
}

function cleaned(spelled: string, parsed: URL): string {
	const [withoutFragment = ""] = spelled.split("#", 1);
	return withKeptQuery(withoutFragment, (path) => withPlainHost(path, parsed));
}

/** The address without the pairs of its query that only track. */
function withKeptQuery(address: string, write: (path: string) => string = (path) => path): string {
	const mark = address.indexOf("?");
	if (mark < 0) return write(address);
	const query = address
		.slice(mark + 1)
		.split("&")
		.filter((pair) => pair !== "" && !tracking.test(pair.split("=", 1)[0] ?? ""))
		.join("&");
	return `${write(address.slice(0, mark))}${query === "" ? "" : `?${query}`}`;
}

function withPlainHost(path: string, parsed: URL): string {
	const [, scheme = "", authority = "", rest = ""] = /^(https?:\/\/)([^/]*)(.*)$/isu.exec(path) ?? [];
	const host = authority
		.replace(/^.*@/u, "")
		.replace(/:\d*$/u, parsed.port === "" ? "" : `:${parsed.port}`)
		.replace(/\.(?=:|$)/u, "");
	return `${scheme.toLowerCase()}${host}${rest}`;
}
