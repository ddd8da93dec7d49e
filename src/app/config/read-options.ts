import { readFileSync } from "node:fs";
import { isTimeZone } from "../../calendar/zone.ts";
import { readPersonKey } from "../../staff/people.ts";
import type { PersonKey } from "../../store/people/people.ts";
import { readRedisUrl } from "../../store/redis/redis-url.ts";
import { type Option, type OptionName, type OptionType, options } from "./options.ts";

type Value<Type extends OptionType> = Type extends "integer" | "duration" | "bytes"
	? number
	: Type extends "boolean"
		? boolean
		: Type extends "listen"
			? { host: string; port: number }
			: Type extends "people"
				? readonly PersonKey[]
				: string;

/** All settings: durations in ms, sizes in bytes. Those without default may be undefined. */
export type OptionValues = {
	readonly [Name in OptionName]: (typeof options)[Name] extends { default: string }
		? Value<(typeof options)[Name]["type"]>
		: Value<(typeof options)[Name]["type"]> | undefined;
};

export type OptionsRead = { kind: "ok"; values: OptionValues } | { kind: "invalid"; problems: string[] };

/** Reads every setting; all problems are told at once, none with a secret's value in it. */
export function readOptions(environment: Readonly<Record<string, string | undefined>>): OptionsRead {
	const problems: string[] = [];
	const values: Record<string, unknown> = {};
	for (const [name, option] of Object.entries(options) as [OptionName, Option][]) {
		const text = find(name, environment, problems) ?? option.default;
		if (text === undefined) continue;
		const read = parsers[option.type](text, option);
		const problem = read === undefined ? complain(name, option, text) : findFault(name, option, text, read);
		if (problem !== undefined) problems.push(problem);
		if (read !== undefined) values[name] = read;
	}
	problems.push(...contradictions(values));
	return problems.length > 0
		? { kind: "invalid", problems }
		: { kind: "ok", values: Object.freeze(values) as OptionValues };
}

function find(
	name: OptionName,
	environment: Readonly<Record<string, string | undefined>>,
	problems: string[],
): string | undefined {
	const direct = environment[name]?.trim();
	const file = environment[`${name}_FILE`]?.trim();
	if (direct && file) problems.push(`${name} and ${name}_FILE are both set: keep one of them`);
	if (direct) return direct;
	if (!file) return undefined;
	try {
		return readFileSync(file, "utf8").trim();
	} catch {
		problems.push(`${name}_FILE: ${file} cannot be read`);
		return undefined;
	}
}

const expected: Record<OptionType, string> = {
	text: "must not be empty",
	url: "must be an http or https address",
	"redis-url": "must be redis://, rediss://, unix:, redis[s]+sentinel:// or redis[s]+cluster://",
	integer: "must be a whole number above 0",
	duration: "must be a time such as 500ms, 20s, 5m or 2h",
	bytes: "must be a size such as 500kB or 10MB",
	boolean: "must be true or false",
	zone: "must be a time zone such as Asia/Amman",
	people: "must be platform:id such as telegram:12345, several with commas",
	listen: "must be an address and a port such as 127.0.0.1:8080",
	choice: "must be one of",
};

function complain(name: string, option: Option, text: string): string {
	const choices = option.choices ? ` ${option.choices.join(", ")}` : "";
	return `${name} ${expected[option.type]}${choices}${got(option, text)}`;
}

/** Node's timers end at once when they are to last longer than 24 days. */
const longestDuration = "24h";

/** What is wrong with a value that is of its type. */
function findFault(name: string, option: Option, text: string, value: unknown): string | undefined {
	const { least, shape, must } = option;
	const most = option.most ?? (option.type === "duration" ? longestDuration : undefined);
	const inNumbers = (bound: string) => Number(parsers[option.type](bound, option));
	const said = (what: string) => `${name} ${what}${got(option, text)}`;
	if (most !== undefined && Number(value) > inNumbers(most)) return said(`must be at most ${most}`);
	if (least !== undefined && Number(value) < inNumbers(least)) return said(`must be at least ${least}`);
	if (shape !== undefined && !shape.test(text)) return said(must ?? expected[option.type]);
	return undefined;
}

function got({ secret }: Option, text: string): string {
	return secret ? "" : `; it is "${text}"`;
}

const parsers: Record<OptionType, (text: string, option: Option) => unknown> = {
	text: (text) => (text === "" ? undefined : text),
	url: (text) => (URL.canParse(text) && /^https?:/.test(text) ? text.replace(/\/+$/, "") : undefined),
	"redis-url": (text) => {
		try {
			readRedisUrl(text);
			return text;
		} catch {
			return undefined;
		}
	},
	integer: (text, { orNone }) =>
		/^[1-9]\d{0,8}$/.test(text) || (text === "0" && orNone === true) ? Number(text) : undefined,
	duration: readDuration,
	bytes: (text) => {
		const match = /^([1-9]\d*)\s*(B|kB|MB)$/i.exec(text);
		if (match === null) return undefined;
		const unit = (match[2] ?? "").toLowerCase();
		return Number(match[1]) * (unit === "mb" ? 1024 ** 2 : unit === "kb" ? 1024 : 1);
	},
	boolean: (text) => (text === "true" ? true : text === "false" ? false : undefined),
	zone: (text) => (isTimeZone(text) ? text : undefined),
	people: (text) => {
		const read = text.split(",").map(readPersonKey);
		const named = read.filter((person) => person !== undefined);
		return named.length === read.length ? named : undefined;
	},
	listen: (text) => {
		const match = /^(.+):(\d{1,5})$/.exec(text);
		const port = Number(match?.[2]);
		return match?.[1] && port < 65_536 ? { host: match[1].replace(/^\[|\]$/g, ""), port } : undefined;
	},
	choice: (text, option) => (option.choices?.includes(text) ? text : undefined),
};

/** `500ms`, `20s`, `5m`, `2h` → ms. */
export function readDuration(text: string): number | undefined {
	const match = /^(\d{1,6})\s*(ms|s|m|h)$/.exec(text);
	if (match === null) return undefined;
	const unit = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }[match[2] as "ms" | "s" | "m" | "h"];
	return Number(match[1]) * unit;
}

function contradictions(values: Readonly<Record<string, unknown>>): string[] {
	const problems: string[] = [];
	if (values.TELEGRAM_WEBHOOK_URL !== undefined && values.TELEGRAM_WEBHOOK_SECRET === undefined) {
		problems.push(
			"TELEGRAM_WEBHOOK_URL needs TELEGRAM_WEBHOOK_SECRET: else anybody could post updates there",
		);
	}
	if (values.TELEGRAM_WEBHOOK_SECRET !== undefined && values.TELEGRAM_WEBHOOK_URL === undefined) {
		problems.push("TELEGRAM_WEBHOOK_SECRET is set without TELEGRAM_WEBHOOK_URL: set both or none");
	}
	return problems;
}
