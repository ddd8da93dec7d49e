/** How sites call what opens a feed to one reader alone, in the query of its address. */
const keyName =
	/^(?:(?:api|app|access|auth|private|rss|feed|user|client)?[-_]?(?:key|token|secret|auth|pass|passwd|password|pwd|credentials?)|jwt|sig|signature)$/i;

/** True for an address that opens something to whoever has it: a login or a key stands in it. */
export function holdsSecret(address: string): boolean {
	return hideSecrets(address) !== address;
}

/** One address as it may be shown: `[secret]` in place of its login and of the keys in its query. */
export function hideSecrets(address: string): string {
	return address
		.replace(/^(\s*https?:[/\\]*)[^/\\?#]*@/i, "$1[secret]@")
		.replace(/([?&])([^=&#?]*)=[^&#]*/g, (pair, mark: string, name: string) =>
			keyName.test(decode(name)) ? `${mark}${name}=[secret]` : pair,
		);
}

/** The same for all addresses in a text. */
export function hideSecretsIn(text: string): string {
	return text.replace(/https?:\/\/[^\s"<>\\]+/gi, hideSecrets);
}

/**
 * The words in an address that must not be seen elsewhere, as they are and as they stand in it. Of a login the password,
 * where it has one: many share a name such as `rss`. Of a key what is too long to be a word such as `true`.
 */
export function secretsOfAddress(address: string): string[] {
	if (!URL.canParse(address)) return [];
	const { username, password, search } = new URL(address);
	const keys = search
		.slice(1)
		.split("&")
		.flatMap((pair) => {
			const [name = "", ...value] = pair.split("=");
			return keyName.test(decode(name)) ? [value.join("=")] : [];
		})
		.filter((value) => value.length >= 6);
	const words = [password === "" ? username : password, ...keys].filter((word) => word !== "");
	return [...new Set(words.flatMap((word) => [decode(word), word]))];
}

function decode(part: string): string {
	try {
		return decodeURIComponent(part.replaceAll("+", " "));
	} catch {
		return part;
	}
}
