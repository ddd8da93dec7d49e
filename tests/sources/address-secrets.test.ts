import { describe, expect, it } from "vitest";
import {
	hideSecrets,
	hideSecretsIn,
	holdsSecret,
	secretsOfAddress,
} from "../../src/sources/address-secrets.ts";

const cases: [name: string, address: string, shown: string, secrets: string[]][] = [
	["open", "https://a.example/rss?id=1&keyword=x", "https://a.example/rss?id=1&keyword=x", []],
	["a login", "https://rss:w%40rd@a.example/", "https://[secret]@a.example/", ["w@rd", "w%40rd"]],
	["a name that is the key", "https://k3y@a.example/", "https://[secret]@a.example/", ["k3y"]],
	["an @ in a password", "https://u:p@ss@a.example/x", "https://[secret]@a.example/x", ["p@ss", "p%40ss"]],
	["a quote in a password", 'https://u:p"w@a.example', "https://[secret]@a.example", ['p"w', "p%22w"]],
	["an @ that is no login", "https://a.example/@b?c=@d", "https://a.example/@b?c=@d", []],
	[
		"keys in the query",
		"https://a.example/?id=1&API_KEY=abcdef%2B&sig=ghijkl#x",
		"https://a.example/?id=1&API_KEY=[secret]&sig=[secret]#x",
		["abcdef+", "abcdef%2B", "ghijkl"],
	],
	["a word for a key", "https://a.example/?auth=true", "https://a.example/?auth=[secret]", []],
	[
		"a key with a coded name",
		"https://a.example/?%74oken=123456",
		"https://a.example/?%74oken=[secret]",
		["123456"],
	],
	["a file", "/home/news/a@b.xml", "/home/news/a@b.xml", []],
];

describe("what is secret in an address", () => {
	it.each(cases)("is hidden where it is shown, and known: %s", (_, address, shown, secrets) => {
		expect(hideSecrets(address)).toBe(shown);
		expect(holdsSecret(address)).toBe(shown !== address);
		expect(secretsOfAddress(address)).toEqual(secrets);
	});

	it("is hidden in each address of a text", () => {
		const text = 'from "https://u:p@a.example/" to <http://b.example/?key=1> and a@b.example?key=1';
		expect(hideSecretsIn(text)).toBe(
			'from "https://[secret]@a.example/" to <http://b.example/?key=[secret]> and a@b.example?key=1',
		);
	});
});
