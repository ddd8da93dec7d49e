import { readMoment, writeMoment } from "../moments.ts";
import { defineRoute, type Route } from "../route.ts";
import { queries, schemas } from "../schemas.ts";
import { noSuchTime, ok, unknownPage } from "./replies.ts";

export const auditRoutes: readonly Route[] = [
	defineRoute({
		method: "get",
		path: "/audit",
		name: "readAudit",
		summary: "Who did what, newest first; what was refused too.",
		action: "audit.read",
		query: queries.audit,
		gives: { status: 200, schema: schemas.auditPage },
		refuses: [],
		async handle(_asked, { query: { since, limit, after } }, { audit, zone }) {
			const from = since === undefined ? undefined : readMoment(since, zone);
			if (since !== undefined && from === undefined) return noSuchTime();
			if (after !== undefined && !/^\d{1,15}-\d{1,15}\.[a-z]+$/.test(after)) return unknownPage();
			const records = await audit.read({
				limit: limit + 1,
				...(from === undefined ? {} : { since: from }),
				...(after === undefined ? {} : { before: after }),
			});
			const page = records.slice(0, limit);
			const last = page.at(-1)?.id;
			return ok({
				records: page.map((record) => ({ ...record, at: writeMoment(record.at) })),
				...(records.length > limit && last !== undefined ? { next: last } : {}),
			});
		},
	}),
];
