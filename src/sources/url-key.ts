import { canonicalUrl } from "./canonical-url.ts";

/**
 * What two spellings of one address have in common: scheme, case of the host, percent-encoding, `www.` and a slash at the
 * end do not count. For comparing and for ids, never for showing or fetching.
 */
export function urlKey(address: string): string {
	const canonical = canonicalUrl(address);
	if (canonical === undefined) return address.trim();
	const { host, pathname, search } = new URL(canonical);
	let end = pathname.length;
	while (pathname[end - 1] === "/") end--;
	return `${host.replace(/^www\./u, "")}${pathname.slice(0, end)}${search}`;
}
