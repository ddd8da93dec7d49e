import { Command, InvalidArgumentError } from "commander";
import { requireConfig } from "../app/config/config.ts";
import { readAudit } from "../app/operate/audit.ts";
import { readDate } from "../calendar/read-date.ts";
import type { AuditRecord } from "../domain/audit.ts";
import { AppError } from "../domain/errors.ts";

const usual = 50;

export function auditCommand(): Command {
	return new Command("audit")
		.description("who did what, newest first: broadcasts, roles, tokens, and what was refused")
		.option("--since <time>", "not earlier: 2026-11-20, 2026-11-20T09:00, `2 hours ago`, `أمس`")
		.option("--limit <number>", "so many lines at most", readLimit, usual)
		.option("--json", "as JSON, one object a line")
		.action(async ({ since, limit, json }: { since?: string; limit: number; json?: true }) => {
			const config = requireConfig(process.env);
			const from = since === undefined ? {} : { since: readSince(since, config.options.BARQIYA_TIME_ZONE) };
			await readAudit({ most: limit, ...from }, config, (records) => {
				for (const record of records) process.stdout.write(`${json ? writeJson(record) : line(record)}\n`);
			});
		});
}

function readSince(text: string, timeZone: string): number {
	const read = readDate(text, { reference: Date.now(), timeZone, relative: true, terse: true });
	if (read !== undefined) return read.instant;
	throw new AppError("BQ_USAGE", `audit: "${text}" is no time; give 2026-11-20, 2026-11-20T09:00 or أمس`);
}

function readLimit(text: string): number {
	if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError("Give a number above 0.");
	return Number(text);
}

function writeJson({ at, ...record }: AuditRecord): string {
	return JSON.stringify({ at: new Date(at).toISOString(), ...record });
}

function line({ at, who, action, object, before, after, outcome, reason }: AuditRecord): string {
	const change = before === undefined && after === undefined ? "" : `${before ?? ""} → ${after ?? ""}`;
	const name = who.name === "" || who.name === who.id ? "" : ` ${who.name}`;
	return [
		new Date(at).toISOString(),
		outcome,
		`${who.platform}:${who.id}${name} (${who.role})`,
		action,
		object,
		change,
		reason ?? "",
	]
		.filter((part) => part !== "")
		.join("  ");
}
