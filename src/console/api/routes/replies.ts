import { problem } from "../problem.ts";
import type { Reply } from "../route.ts";

export function ok(body: unknown): Reply {
	return { kind: "json", status: 200, body };
}

export function noSuchTime(): Reply {
	const detail = "The time names a day or an hour that does not exist. Give one such as 2026-11-25T18:00.";
	return { kind: "problem", problem: problem(422, "time-unreadable", "There is no such time", detail) };
}

export function unknownPage(): Reply {
	const detail = "`after` is no `next` that was given here. Begin again without it.";
	return { kind: "problem", problem: problem(400, "page-unknown", "There is no such page", detail) };
}
