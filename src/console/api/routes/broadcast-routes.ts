import { writeMoment } from "../moments.ts";
import { type Problem, problem } from "../problem.ts";
import { type Asked, defineRoute, type Reply, type Route, type RouteDeps, refuse } from "../route.ts";
import { queries, schemas } from "../schemas.ts";
import { readDraft, readTime, writeBroadcast } from "../wire.ts";
import { idOf, one, single } from "./one-broadcast.ts";
import { noSuchTime, ok, unknownPage } from "./replies.ts";

/** Older ones are found by their ids alone. */
const mostListed = 10_000;

export const broadcastRoutes: readonly Route[] = [
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
		summary:
			"Changes what is named, while nothing of it is being sent. Say which revision you saw. One that is scheduled takes the scope broadcasts:send as well.",
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
			const denied = await deniesChange(asked, revision, deps);
			if (denied !== undefined) return { kind: "problem", problem: denied };
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
];

/**
 * What is changed of a scheduled broadcast is sent so, which takes the right to schedule. A revision that is not there yet
 * may be the one in which it is scheduled.
 */
async function deniesChange(asked: Asked, revision: number, deps: RouteDeps): Promise<Problem | undefined> {
	const seen = await deps.broadcasts.show(idOf(asked));
	if (!seen.ok) return undefined;
	const { state, revision: newest } = seen.broadcast;
	return state === "scheduled" || newest < revision ? asked.lacks("broadcast.schedule") : undefined;
}

function revisionMissing(): Reply {
	const detail =
		'Say which revision you saw: send the ETag of the broadcast as If-Match (or "revision" in the body), so that nobody\'s change is overwritten.';
	return { kind: "problem", problem: problem(428, "revision-missing", "The revision is missing", detail) };
}
