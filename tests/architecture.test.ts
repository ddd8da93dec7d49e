import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));

/** What each folder may import besides itself, and why (docs/architecture.md). Imports run downwards only. */
const floors: Record<string, { may: string[]; why: string }> = {
	"src/domain": { may: [], why: "the nouns are pure: everybody stands on them, so they stand on nothing" },
	"src/arabic": { may: ["src/domain"], why: "text work is pure, so that it can be proved by properties" },
	"src/calendar": {
		may: ["src/domain", "src/arabic"],
		why: "time knows how dates are written, nothing of news",
	},
	"src/i18n": { may: ["src/domain"], why: "sentences are data; who says them is not their business" },
	"src/sources": {
		may: ["src/domain", "src/arabic", "src/calendar"],
		why: "bytes become raw items without a store: reading can be measured on files alone",
	},
	"src/store": {
		may: ["src/domain"],
		why: "Redis knows the nouns and no stage, so that no stage hides in it",
	},
	"src/message": {
		may: ["src/domain", "src/arabic", "src/calendar", "src/i18n"],
		why: "what we say is decided before any platform's syntax and without any store",
	},
	"src/ingest": {
		may: ["src/domain", "src/arabic", "src/calendar", "src/sources", "src/store"],
		why: "ingest ends where an article is stored and announced",
	},
	"src/planning": {
		may: ["src/domain", "src/arabic", "src/calendar", "src/store", "src/message"],
		why: "planning makes posts; it sends nothing",
	},
	"src/delivery": {
		may: ["src/domain", "src/store", "src/message", "src/planning"],
		why: "delivery knows posts and channels, no articles, campaigns or platforms: one engine to prove",
	},
	"src/staff": {
		may: ["src/domain", "src/store"],
		why: "who may do what is asked by every surface, so it knows none of them",
	},
	"src/broadcasts": {
		may: ["src/domain", "src/store", "src/message", "src/calendar", "src/i18n"].concat([
			"src/arabic",
			"src/planning",
			"src/staff",
		]),
		why: "a campaign makes posts and reads the ledger; delivery does not know it",
	},
	"src/commands": {
		may: [
			"src/domain",
			"src/arabic",
			"src/store",
			"src/message",
			"src/calendar",
			"src/planning",
			"src/staff",
			"src/broadcasts",
			"src/i18n",
		],
		why: "a command is the same on every platform",
	},
	"src/console": {
		may: ["src/domain", "src/arabic", "src/store", "src/message", "src/calendar", "src/i18n"].concat([
			"src/staff",
			"src/broadcasts",
			"src/delivery",
			"src/commands",
		]),
		why: "the console shows what others did and asks them; it does nothing by itself",
	},
	"adapters/telegram": adapter(),
	"adapters/discord": adapter(),
	"adapters/web": adapter(),
	jobs: {
		may: ["src/domain", "src/store", "src/ingest", "src/planning", "src/delivery", "src/broadcasts"],
		why: "jobs knows BullMQ and hands its jobs to the stages",
	},
	"src/app": { may: ["src", "adapters", "jobs"], why: "the app knows everybody and does nothing else" },
	"src/cli": { may: ["src", "adapters", "jobs"], why: "commands of the terminal stand on the app" },
	"src/main.ts": { may: ["src/cli"], why: "main is a dozen lines" },
};

function adapter() {
	return {
		may: ["src/domain", "src/arabic", "src/message", "src/i18n", "src/delivery", "src/commands"],
		why: "an adapter knows one platform and the ports, no store and no other adapter",
	};
}

/** The home of each npm package: where else it turns up, a second wrapper is growing. */
const homes: Record<string, string[]> = {
	grammy: ["adapters/telegram"],
	"@grammyjs/runner": ["adapters/telegram"],
	"discord.js": ["adapters/discord"],
	bullmq: ["jobs"],
	ioredis: ["src/store"],
	"rate-limiter-flexible": ["src/store"],
	"date-fns": ["src/calendar"],
	"@date-fns/tz": ["src/calendar"],
	croner: ["src/calendar"],
	re2js: ["src/planning"],
	linkedom: ["src/sources"],
	"@mozilla/readability": ["src/sources"],
	undici: ["src/sources"],
	jschardet: ["src/sources"],
	htmlparser2: ["src/sources"],
	"robots-parser": ["src/sources"],
	"ipaddr.js": ["src/sources"],
	entities: ["src/arabic", "src/sources"],
	"@fluent/bundle": ["src/i18n"],
	minisearch: ["src/commands"],
	liquidjs: ["src/message"],
	"lru-cache": ["adapters", "src/message", "src/ingest"],
	hono: ["adapters/web", "src/console", "src/app"],
	"@hono/node-server": ["src/app"],
	pino: ["src/app"],
	yaml: ["src/app"],
	commander: ["src/cli"],
};

type Import = { from: string; to: string };

describe("the architecture", () => {
	const files = ["src", "adapters", "jobs"].flatMap(filesBelow);
	const imports = files.flatMap(importsOf);

	it("has every file in a folder that has a floor", () => {
		expect(files.filter((file) => floorOf(file) === undefined)).toEqual([]);
	});

	it("imports downwards only", () => {
		const broken = imports
			.filter(({ to }) => !to.startsWith("npm:"))
			.filter(({ from, to }) => !mayImport(from, to))
			.map(({ from, to }) => `${from} imports ${to}: ${floors[floorOf(from) ?? ""]?.why ?? "no floor"}`);
		expect(broken).toEqual([]);
	});

	it("never imports tests", () => {
		expect(imports.filter(({ to }) => to.startsWith("tests/"))).toEqual([]);
	});

	it("keeps every npm package in its home", () => {
		const strays = imports
			.filter(({ to }) => to.startsWith("npm:"))
			.filter(({ from, to }) => {
				const home = homes[to.slice("npm:".length)];
				return home !== undefined && !home.some((folder) => from.startsWith(`${folder}/`));
			})
			.map(({ from, to }) => `${from} imports ${to}: its home is ${homes[to.slice(4)]?.join(", ")}`);
		expect(strays).toEqual([]);
	});

	it("has no circle of imports, of types either", () => {
		expect(circles(imports.filter(({ to }) => !to.startsWith("npm:")))).toEqual([]);
	});

	it("has no file that is called after nothing", () => {
		const empty = /(^|\/)(utils?|helpers?|common|misc|managers?|services?|base)(\.|\/|-)/;
		expect(files.filter((file) => empty.test(file))).toEqual([]);
	});
});

function filesBelow(folder: string): string[] {
	return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
		.filter((file) => file.endsWith(".ts"))
		.map((file) => join(folder, file));
}

function importsOf(file: string): Import[] {
	const text = readFileSync(join(root, file), "utf8");
	const found = text.matchAll(/^\s*(?:import|export)\s[^;]*?from\s+"([^"]+)"|^import\s+"([^"]+)"/gm);
	return [...found].flatMap((match): Import[] => {
		const name = match[1] ?? match[2] ?? "";
		if (name.startsWith("node:")) return [];
		if (name.startsWith(".")) {
			return [{ from: file, to: relative(root, resolve(root, dirname(file), name)) }];
		}
		const parts = name.split("/");
		return [{ from: file, to: `npm:${name.startsWith("@") ? parts.slice(0, 2).join("/") : parts[0]}` }];
	});
}

function floorOf(file: string): string | undefined {
	return Object.keys(floors).find((floor) => file === floor || file.startsWith(`${floor}/`));
}

function mayImport(from: string, to: string): boolean {
	const floor = floorOf(from);
	if (floor === undefined) return false;
	const allowed = [floor, ...(floors[floor]?.may ?? [])];
	return allowed.some((folder) => to === folder || to.startsWith(`${folder}/`));
}

/** Files that can be reached from themselves, each circle once. */
function circles(edges: readonly Import[]): string[] {
	const next = new Map<string, string[]>();
	for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to]);
	const done = new Set<string>();
	const found: string[] = [];
	const visit = (file: string, path: string[]) => {
		const at = path.indexOf(file);
		if (at >= 0) found.push([...path.slice(at), file].join(" → "));
		if (at >= 0 || done.has(file)) return;
		for (const other of next.get(file) ?? []) visit(other, [...path, file]);
		done.add(file);
	};
	for (const file of next.keys()) visit(file, []);
	return found;
}
