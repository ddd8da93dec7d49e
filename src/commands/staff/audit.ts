import type { AuditRecord } from "../../domain/audit.ts";
import type { Sentences } from "../../i18n/sentences.ts";
import type { Span } from "../../message/message.ts";
import { buildReply } from "../answer/reply.ts";
import { writeMoment } from "../answer/write-moment.ts";
import { sayNotYours } from "../broadcast/broadcast.ts";
import type { Command, ReadCall } from "../command.ts";
import type { CommandDeps } from "../deps.ts";

const shown = 20;

/** `/audit`: what was done and what was refused of late, newest first. The whole log: `barqiya audit`. */
export const audit: Command = {
	name: "audit",
	description: "command-audit",
	words: ["السجل"],
	use: "staff",
	parameters: [],
	async run(call, deps) {
		const { desk, sentences } = deps;
		const by = await desk.actor({ platform: call.platform, ...call.person });
		if ((await desk.permit(by, "audit.read", "audit log")) !== undefined) {
			return buildReply("person", call.locale, [sayNotYours(call.locale, by, deps)]);
		}
		const records = await desk.audit.read({ limit: shown });
		if (records.length === 0) {
			return buildReply("person", call.locale, [sentences.say(call.locale, "audit-none")]);
		}
		return buildReply("person", call.locale, [
			{ kind: "headline", text: sentences.say(call.locale, "audit-title") },
			{ kind: "list", items: records.map((record) => describe(record, call, deps)) },
			sentences.say(call.locale, "audit-more"),
		]);
	},
};

function describe(
	{ at, who, action, object, before, after, outcome }: AuditRecord,
	{ locale }: ReadCall,
	{ sentences, zone }: CommandDeps,
): readonly Span[] {
	const change = describeChange(before, after, locale, sentences);
	const name = who.name === "" ? `${who.platform}:${who.id}` : who.name;
	const how = outcome === "done" ? "" : ` [${sentences.say(locale, `audit-${outcome}`)}]`;
	return [
		{ text: `${writeMoment(at, zone, locale)} ` },
		{ text: name, bold: true },
		{ text: `: ${action} ${object}${change}${how}` },
	];
}

/** In words: an arrow would point the other way in a line that reads from the right. */
function describeChange(
	before: string | undefined,
	after: string | undefined,
	locale: string,
	sentences: Sentences,
): string {
	if (before === undefined && after === undefined) return "";
	const id = before === undefined ? "audit-set" : after === undefined ? "audit-gone" : "audit-changed";
	return ` (${sentences.say(locale, id, { before: before ?? "", after: after ?? "" })})`;
}
