import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { isLocalCaller } from "../../src/app/local-caller.ts";
import { hasOwnHealth } from "../../src/app/web.ts";

const app = new Hono().get("*", (c) => c.json(isLocalCaller(c)));

async function ask(remoteAddress: string | undefined, url: string, headers: Record<string, string> = {}) {
	const env = { incoming: { socket: { remoteAddress } } };
	return (await app.request(url, { headers }, env)).json();
}

describe("who asks", () => {
	it.each([
		["127.0.0.1", "http://127.0.0.1:8080/"],
		["::1", "http://[::1]:8080/"],
		["::ffff:127.0.0.1", "http://localhost:8080/"],
	])("from %s at %s is on this machine", async (address, url) => {
		expect(await ask(address, url)).toBe(true);
	});

	it.each([
		["another machine", "172.17.0.1", "http://127.0.0.1:8080/", {}],
		["one that names itself so", "12.7.0.1", "http://localhost/", {}],
		["nobody knows whom", undefined, "http://localhost/", {}],
		["a proxy", "127.0.0.1", "http://127.0.0.1:8080/", { "X-Forwarded-For": "203.0.113.9" }],
		["a proxy by the standard", "127.0.0.1", "http://127.0.0.1:8080/", { Forwarded: "for=203.0.113.9" }],
		["a proxy that says its name", "127.0.0.1", "http://127.0.0.1:8080/", { Via: "1.1 front" }],
		["a public name", "127.0.0.1", "http://news.example/", {}],
	])("through or as %s is not", async (_, address, url, headers) => {
		expect(await ask(address, url, headers as Record<string, string>)).toBe(false);
	});
});

describe("health has a place of its own", () => {
	const at = (text: string) => ({ host: text.split(":")[0] ?? "", port: Number(text.split(":")[1]) });
	it.each([
		["0.0.0.0:8080", "0.0.0.0:9090", true],
		["10.0.0.1:8080", "127.0.0.1:8080", true],
		["127.0.0.1:0", "127.0.0.1:0", true],
		["0.0.0.0:8080", "0.0.0.0:8080", false],
		["127.0.0.1:8080", "0.0.0.0:8080", false],
	])("where pages are at %s and it is to be at %s: %s", (web, health, own) => {
		expect(hasOwnHealth({ WEB_LISTEN: at(web), HEALTH_LISTEN: at(health) })).toBe(own);
	});

	it("where one is named", () => {
		expect(hasOwnHealth({ WEB_LISTEN: at("0.0.0.0:8080"), HEALTH_LISTEN: undefined })).toBe(false);
	});
});
