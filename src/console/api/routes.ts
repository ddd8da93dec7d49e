import type { Answer } from "../../broadcasts/port.ts";
import type { Broadcast } from "../../domain/broadcast.ts";
import type { Action } from "../../domain/rights.ts";
import { readMoment, writeMoment } from "./moments.ts";
import { problem } from "./problem.ts";
import { writeCsv, writeNdjson } from "./results.ts";
import { type Asked, defineRoute, type Reply, type Route, type RouteDeps, refuse } from "./route.ts";
import { queries, schemas } from "./schemas.ts";
import { readDraft, readTime, writeBroadcast } from "./wire.ts";

const one = "/broadcasts/{id}";

/** Older ones are found by their ids alone. */
const mostListed = 10_000;

/** Everything that the API does, in the order of the document. */
export const routes: readonly Route[] = [
	defineRoute({
		method: "get",
		path: "/broadcasts",
		name: "listBroadcasts",
		summary: "Broadcasts, newest first.",
		action: "broadcast.view",
		query: queries.list,
		gives: { status: 200, schema: schemas.page },
		refuses: [],
		async handle(_asked, { query: { state, limit, after } }, { broadcasts }) {
			const states = state === undefined ? {} : { states: [state] };
			const all = await broadcasts.list({ ...states, limit: mostListed });
			const begin = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
			if (after !== undefined && begin === 0) return unknownPage();
			const page = all.slice(begin, begin + limit);
			const last = page.at(-1)?.id;
			const next = begin + limit < all.length && last !== undefined ? { next: last } : {};
			return ok({ broadcasts: page.map(writeBroadcast), ...next });
		},
	}),
	defineRoute({
		method: "post",
		path: "/broadcasts",
		name: "createBroadcast",
		summary: "Makes a draft. Nothing is sent by this.",
		action: "broadcast.create",
		query: queries.none,
		body: schemas.draft,
		gives: { status: 201, schema: schemas.broadcast },
		refuses: [422],
		async handle(asked, { body }, deps) {
			const draft = readDraft(body, deps.zone);
			if (draft === undefined) return noSuchTime();
			const answer = await deps.broadcasts.create(asked.by, draft, asked.key);
			if (!answer.ok) return refuse(answer.refusals, asked, deps);
			const { broadcast } = answer;
			const { revision, id } = broadcast;
			return {
				kind: "json",
				status: 201,
				body: writeBroadcast(broadcast),
				revision,
				location: `/api/v1/broadcasts/${id}`,
			};
		},
	}),
	defineRoute({
		method: "get",
		path: one,
		name: "showBroadcast",
		summary: "One broadcast. Its ETag is its revision.",
		action: "broadcast.view",
		query: queries.none,
		gives: { status: 200, schema: schemas.broadcast },
		refuses: [404],
		tagged: true,
		async handle(asked, _given, deps) {
			return single(await deps.broadcasts.show(idOf(asked)), asked, deps);
		},
	}),
	defineRoute({
		method: "patch",
		path: one,
		name: "editBroadcast",
		summary: "Changes what is named, while nothing of it has been sent. Say which revision you saw.",
		action: "broadcast.edit",
		query: queries.none,
		body: schemas.change,
		gives: { status: 200, schema: schemas.broadcast },
		refuses: [404, 409, 412, 422, 428],
		ifMatch: "required",
		async handle(asked, { body }, deps) {
			const { revision: inBody, time, ...change } = body;
			const revision = asked.revision ?? inBody;
			if (revision === undefined) return revisionMissing();
			const read = time === undefined ? undefined : readTime(time, deps.zone);
			if (time !== undefined && read === undefined) return noSuchTime();
			const answer = await deps.broadcasts.edit(asked.by, idOf(asked), revision, {
				...change,
				...(read === undefined ? {} : { time: read }),
			});
			return single(answer, asked, deps);
		},
	}),
	defineRoute({
		method: "get",
		path: `${one}/progress`,
		name: "showProgress",
		summary: "How far the newest sending is; counted as it goes, so ask as often as you like.",
		action: "broadcast.view",
		query: queries.none,
		gives: { status: 200, schema: schemas.progress },
		refuses: [404],
		async handle(asked, _given, deps) {
			const answer = await deps.broadcasts.show(idOf(asked));
			if (!answer.ok) return refuse(answer.refusals, asked, deps);
			if (answer.progress === undefined) {
				return refuse([{ code: "run-unknown", facts: { id: idOf(asked), run: 1 } }], asked, deps);
			}
			const { startedAt, finishedAt, ...counted } = answer.progress;
			return ok({
				...counted,
				startedAt: writeMoment(startedAt),
				...(finishedAt === undefined ? {} : { finishedAt: writeMoment(finishedAt) }),
			});
		},
	}),
	defineRoute({
		method: "get",
		path: `${one}/preview`,
		name: "previewBroadcast",
		summary: "The exact request of each platform, made and not sent.",
		action: "broadcast.preview",
		query: queries.preview,
		gives: { status: 200, schema: schemas.previews },
		refuses: [404, 422],
		async handle(asked, { query }, deps) {
			const answer = await deps.broadcasts.preview(idOf(asked), query.language);
			if (!answer.ok) return refuse(answer.refusals, asked, deps);
			const previews = answer.previews.map(({ platform, language, request }) => ({
				platform,
				language,
				request,
			}));
			return ok({ previews });
		},
	}),
	defineRoute({
		method: "get",
		path: `${one}/estimate`,
		name: "estimateBroadcast",
		summary: "How many would get it and how long that takes, and what keeps it from being scheduled.",
		action: "broadcast.preview",
		query: queries.none,
		gives: { status: 200, schema: schemas.estimate },
		refuses: [404, 422],
		async handle(asked, _given, deps) {
			const answer = await deps.broadcasts.estimate(idOf(asked));
			if (!answer.ok) return refuse(answer.refusals, asked, deps);
			const { problems, ...estimate } = answer.estimate;
			const said = problems.map((refusal) => ({
				code: refusal.code,
				detail: deps.sayRefusal(refusal, asked.locale),
			}));
			return ok({ ...estimate, problems: said });
		},
	}),
	defineRoute({
		method: "post",
		path: `${one}/test`,
		name: "testBroadcast",
		summary: "Sends it to one place at once, and to nobody else.",
		action: "broadcast.test",
		query: queries.none,
		body: schemas.test,
		gives: { status: 200, schema: schemas.tested },
		refuses: [404, 422],
		async handle(asked, { body }, deps) {
			const answer = await deps.broadcasts.test(asked.by, idOf(asked), body.to);
			if (!answer.ok) return refuse(answer.refusals, asked, deps);
			return ok({ arrived: answer.arrived, words: answer.words });
		},
	}),
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
	defineRoute({
		method: "get",
		path: "/segments",
		name: "listSegments",
		summary: "Audiences saved by name.",
		action: "broadcast.view",
		query: queries.none,
		gives: { status: 200, schema: schemas.segments },
		refuses: [],
		async handle(_asked, _given, { broadcasts }) {
			return ok({ segments: Object.fromEntries(await broadcasts.segments()) });
		},
	}),
	defineRoute({
		method: "put",
		path: "/segments/{name}",
		name: "saveSegment",
		summary: "Saves an audience by name, over the one that has the name.",
		action: "broadcast.edit",
		query: queries.none,
		body: schemas.audience,
		gives: { status: 200, schema: schemas.segmentSaved },
		refuses: [422],
		async handle(asked, { body }, deps) {
			const answer = await deps.broadcasts.saveSegment(asked.by, asked.params.name ?? "", body);
			return answer.ok ? ok({ recipients: answer.recipients }) : refuse(answer.refusals, asked, deps);
		},
	}),
	defineRoute({
		method: "delete",
		path: "/segments/{name}",
		name: "removeSegment",
		summary: "Forgets a saved audience.",
		action: "broadcast.edit",
		query: queries.none,
		gives: { status: 200, schema: schemas.segmentRemoved },
		refuses: [422],
		async handle(asked, _given, deps) {
			const answer = await deps.broadcasts.removeSegment(asked.by, asked.params.name ?? "");
			return answer.ok ? ok({ changed: answer.changed }) : refuse(answer.refusals, asked, deps);
		},
	}),
	defineRoute({
		method: "put",
		path: "/channels/{id}/tags",
		name: "tagChannel",
		summary: "Replaces the tags of a channel, by which audiences may choose it.",
		action: "broadcast.edit",
		query: queries.none,
		body: schemas.tags,
		gives: { status: 200, schema: schemas.tags },
		refuses: [422],
		async handle(asked, { body }, deps) {
			const answer = await deps.broadcasts.tagChannel(asked.by, idOf(asked), body.tags);
			return answer.ok ? ok({ tags: answer.tags }) : refuse(answer.refusals, asked, deps);
		},
	}),
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

function idOf({ params }: Asked): string {
	return params.id ?? "";
}

function ok(body: unknown): Reply {
	return { kind: "json", status: 200, body };
}

function single(answer: Answer<{ broadcast: Broadcast }>, asked: Asked, deps: RouteDeps): Reply {
	if (!answer.ok) return refuse(answer.refusals, asked, deps);
	const { broadcast } = answer;
	return { kind: "json", status: 200, body: writeBroadcast(broadcast), revision: broadcast.revision };
}

function changed(
	answer: Answer<{ broadcast: Broadcast; changed: boolean }>,
	asked: Asked,
	deps: RouteDeps,
): Reply {
	if (!answer.ok) return refuse(answer.refusals, asked, deps);
	const { broadcast } = answer;
	const body = { broadcast: writeBroadcast(broadcast), changed: answer.changed };
	return { kind: "json", status: 200, body, revision: broadcast.revision };
}

function noSuchTime(): Reply {
	const detail = "The time names a day or an hour that does not exist. Give one such as 2026-11-25T18:00.";
	return { kind: "problem", problem: problem(422, "time-unreadable", "There is no such time", detail) };
}

function revisionMissing(): Reply {
	const detail =
		'Say which revision you saw: send the ETag of the broadcast as If-Match (or "revision" in the body), so that nobody\'s change is overwritten.';
	return { kind: "problem", problem: problem(428, "revision-missing", "The revision is missing", detail) };
}

function unknownPage(): Reply {
	const detail = "`after` is no `next` that was given here. Begin again without it.";
	return { kind: "problem", problem: problem(400, "page-unknown", "There is no such page", detail) };
}
