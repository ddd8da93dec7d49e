import type { Refusal, RefusalCode } from "../../broadcasts/port.ts";

/** An answer that says what was wrong (RFC 9457). `detail` is a sentence that says what to do. */
export type Problem = {
	code: string;
	status: ProblemStatus;
	title: string;
	detail: string;
	problems?: readonly { code: string; detail: string; path?: string }[];
	/** Whole seconds after which to try again. */
	retryAfter?: number;
};

export type ProblemStatus =
	| 400
	| 401
	| 403
	| 404
	| 405
	| 406
	| 409
	| 412
	| 413
	| 415
	| 422
	| 428
	| 429
	| 500
	| 503;

export function problem(
	status: ProblemStatus,
	code: string,
	title: string,
	detail: string,
	more: Pick<Problem, "problems" | "retryAfter"> = {},
): Problem {
	return { status, code, title, detail, ...more };
}

/** As it is sent. */
export function writeProblem({ code, status, title, detail, problems }: Problem): object {
	const type = `urn:barqiya:problem:${code}`;
	return { type, title, status, detail, ...(problems === undefined ? {} : { problems }) };
}

/** What a refusal of the use cases is in HTTP; every other one is 422: the request was understood and cannot be done. */
const statuses: Partial<Record<RefusalCode, ProblemStatus>> = {
	unknown: 404,
	"run-unknown": 404,
	"changed-meanwhile": 409,
	"wrong-state": 409,
	"needs-approval": 409,
	"own-approval": 403,
	"not-missed": 409,
	"nothing-sent": 409,
	withdrawn: 409,
	"nothing-failed": 409,
	expired: 409,
};

const titles: Partial<Record<ProblemStatus, string>> = {
	403: "Not yours to do",
	404: "There is no such thing",
	409: "Not in this state",
	412: "Changed by somebody else",
	422: "It cannot be done like this",
};

/** `conditional`: the request said which revision it means by If-Match, so that another one is 412. */
export function refusalProblem(
	refusals: readonly Refusal[],
	say: (refusal: Refusal) => string,
	conditional = false,
): Problem {
	const problems = refusals.map((refusal) => ({ code: refusal.code, detail: say(refusal) }));
	const code = refusals[0]?.code ?? "unknown";
	const usual = statuses[code] ?? 422;
	const status = conditional && code === "changed-meanwhile" ? 412 : usual;
	return {
		status,
		code,
		title: titles[status] ?? "It cannot be done",
		detail: problems.map(({ detail }) => detail).join(" "),
		problems,
	};
}
