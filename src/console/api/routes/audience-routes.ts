import { defineRoute, type Route, refuse } from "../route.ts";
import { queries, schemas } from "../schemas.ts";
import { idOf } from "./one-broadcast.ts";
import { ok } from "./replies.ts";

export const audienceRoutes: readonly Route[] = [
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
];
