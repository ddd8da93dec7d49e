import { type LookupAddress, type LookupOptions, lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/** The code of the error by which `publicLookup` refuses. */
export const privateAddressError = "EPRIVATEADDRESS";

/**
 * True for an address of the public internet. Loopback, private, link-local (cloud metadata lives there), carrier-grade
 * NAT, unique-local, multicast and reserved addresses are not, nor are IPv6 forms that carry such an IPv4 address.
 */
export function isPublicAddress(address: string): boolean {
	const bare = address.replace(/^\[|\]$/gu, "").replace(/%.*$/u, "");
	if (!ipaddr.isValid(bare)) return false;
	const parsed = ipaddr.process(bare);
	if (parsed.range() === "unicast") return parsed.kind() === "ipv4" || isGlobalUnicast(parsed.toByteArray());
	if (parsed.kind() !== "ipv6" || parsed.range() !== "rfc6052") return false;
	// NAT64: the last 32 bits are the IPv4 address that is meant.
	return isPublicAddress(parsed.toByteArray().slice(12).join("."));
}

/** 2000::/3, all that is given out (RFC 4291 §2.4). Below it lie `::a.b.c.d`, once another way to write an IPv4 address, and its like. */
function isGlobalUnicast([first = 0]: readonly number[]): boolean {
	return first >> 5 === 1;
}

/**
 * A DNS look-up for sockets that gives public addresses only. It is the socket's own, so what was checked is what is
 * connected to: a name that resolves to another address the second time (DNS rebinding) gains nothing.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
	lookup(hostname, { ...options, all: true } as LookupOptions & { all: true }, (error, addresses) => {
		if (error) return callback(error, []);
		const allowed = addresses.filter(({ address }) => isPublicAddress(address));
		if (allowed.length === 0) return callback(refusal(hostname), []);
		return answer(allowed, options, callback);
	});
};

function answer(
	allowed: LookupAddress[],
	options: LookupOptions,
	callback: Parameters<LookupFunction>[2],
): void {
	const [first] = allowed;
	if (options.all === true || first === undefined) callback(null, allowed);
	else callback(null, first.address, first.family);
}

function refusal(hostname: string): NodeJS.ErrnoException {
	return Object.assign(new Error(`${hostname} has no public address`), { code: privateAddressError });
}
