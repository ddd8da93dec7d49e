/**
 * An address that Telegram links: http(s), with a dot in its host (its server drops a link to `localhost`, and refuses a
 * whole message for such a button). In normal form, hence without a blank, a quote or a direction mark.
 */
export function linkAddress(href: string | undefined): string | undefined {
	if (href === undefined || !URL.canParse(href)) return undefined;
	const url = new URL(href);
	if (url.protocol !== "https:" && url.protocol !== "http:") return undefined;
	return url.hostname.includes(".") || url.hostname.startsWith("[") ? url.href : undefined;
}
