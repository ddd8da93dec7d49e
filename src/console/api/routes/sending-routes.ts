import type { Action } from "../../../domain/rights.ts";
import { writeCsv, writeNdjson } from "../results.ts";
import { defineRoute, type Route, refuse } from "../route.ts";
import { queries, schemas } from "../schemas.ts";
import { readTime, writeBroadcast } from "../wire.ts";
import { changed, idOf, one, single } from "./one-broadcast.ts";
import { noSuchTime, ok } from "./replies.ts";

export const sendingRoutes: readonly Route[] = [
	defineRoute({
		method: "post",
		path: `${one}/approve`,
		name: "approveBroadcast",
		summary: "Says that it may be scheduled; where two people are asked for, by another one than its editor.",
		action: "broadcast.approve",
		query: queries.none,
		body: schemas.nothing,
		gives: { status: 200, schema: schemas.broadcast },
		refuses: [404, 409, 412, 422],
		ifMatch: "optional",
		async handle(asked, _given, deps) {
			return single(await deps.broadcasts.approve(asked.by, idOf(asked), asked.revision), asked, deps);
		},
	}),
	defineRoute({
		method: "post",
		path: `${one}/schedule`,
		name: "scheduleBroadcast",
		summary: "Sends it at its time; `time` replaces the one that it has.",
		action: "broadcast.schedule",
		query: queries.none,
		body: schemas.schedule,
		gives: { status: 200, schema: schemas.broadcast },
		refuses: [404, 409, 412, 422],
		ifMatch: "optional",
		async handle(asked, { body }, deps) {
			const time = body.time === undefined ? undefined : readTime(body.time, deps.zone);
			if (body.time !== undefined && time === undefined) return noSuchTime();
			const answer = await deps.broadcasts.schedule(asked.by, idOf(asked), time, asked.revision);
			return single(answer, asked, deps);
		},
	}),
	defineRoute({
		method: "post",
		path: `${one}/send`,
		name: "sendBroadcast",
		summary: "Begins to send it now. Asked again it changes nothing: one broadcast.",
		action: "broadcast.schedule",
		query: queries.none,
		body: schemas.nothing,
		gives: { status: 200, schema: schemas.changed },
		refuses: [404, 409, 412, 422],
		ifMatch: "optional",
		async handle(asked, _given, deps) {
			return changed(await deps.broadcasts.sendNow(asked.by, idOf(asked), asked.revision), asked, deps);
		},
	}),
	defineRoute({
		method: "post",
		path: `${one}/decide`,
		name: "decideBroadcast",
		summary: "About a time that went by while nobody could send: send it now, or leave it out.",
		action: "broadcast.decide",
		query: queries.none,
		body: schemas.decide,
		gives: { status: 200, schema: schemas.broadcast },
		refuses: [404, 409, 422],
		async handle(asked, { body }, deps) {
			return single(await deps.broadcasts.decide(asked.by, idOf(asked), body.decision), asked, deps);
		},
	}),
	step("pause", "broadcast.pause", "Stops it within a second, where it is."),
	step("resume", "broadcast.resume", "Goes on where it stopped; nobody gets it twice."),
	step("cancel", "broadcast.cancel", "Nobody else gets it; what was sent stays."),
	step("withdraw", "broadcast.withdraw", "Deletes every message of the newest sending; nobody else gets it."),
	defineRoute({
		method: "post",
		path: `${one}/correct`,
		name: "correctBroadcast",
		summary: "Writes another text over every message of the newest sending.",
		action: "broadcast.correct",
		query: queries.none,
		body: schemas.correct,
		gives: { status: 200, schema: schemas.broadcast },
		refuses: [404, 409, 422],
		async handle(asked, { body }, deps) {
			return single(await deps.broadcasts.correct(asked.by, idOf(asked), body.content), asked, deps);
		},
	}),
	defineRoute({
		method: "post",
		path: `${one}/retry-failed`,
		name: "retryFailed",
		summary: "Tries those once more to whom it could not be sent; whoever has it gets nothing.",
		action: "broadcast.retry",
		query: queries.none,
		body: schemas.nothing,
		gives: { status: 200, schema: schemas.retried },
		refuses: [404, 409, 422],
		async handle(asked, _given, deps) {
			const answer = await deps.broadcasts.retryFailed(asked.by, idOf(asked));
			if (!answer.ok) return refuse(answer.refusals, asked, deps);
			return ok({ broadcast: writeBroadcast(answer.broadcast), retried: answer.retried });
		},
	}),
	defineRoute({
		method: "get",
		path: `${one}/results`,
		name: "exportResults",
		summary: "Who got it and who did not, one row a recipient, as NDJSON or CSV.",
		action: "broadcast.export",
		query: queries.results,
		gives: { status: 200, media: ["application/x-ndjson", "text/csv"], row: schemas.resultRow },
		refuses: [404],
		async handle(asked, { query }, deps) {
			const answer = await deps.broadcasts.results(idOf(asked), query.run);
			if (!answer.ok) return refuse(answer.refusals, asked, deps);
			const format = query.format ?? (asked.accept.includes("text/csv") ? "csv" : "ndjson");
			const csv = format === "csv";
			return {
				kind: "stream",
				type: csv ? "text/csv; charset=utf-8" : "application/x-ndjson",
				fileName: `${idOf(asked)}.${format}`,
				pieces: csv ? writeCsv(answer.rows) : writeNdjson(answer.rows),
			};
		},
	}),
];

function step(name: "pause" | "resume" | "cancel" | "withdraw", action: Action, summary: string): Route {
	return defineRoute({
		method: "post",
		path: `${one}/${name}`,
		name: `${name}Broadcast`,
		summary,
		action,
		query: queries.none,
		body: schemas.nothing,
		gives: { status: 200, schema: schemas.changed },
		refuses: [404, 409, 422],
		async handle(asked, _given, deps) {
			return changed(await deps.broadcasts[name](asked.by, idOf(asked)), asked, deps);
		},
	});
}
