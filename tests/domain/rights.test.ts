import { describe, expect, it } from "vitest";
import { roles } from "../../src/domain/person.ts";
import { actions, mayDo, rights } from "../../src/domain/rights.ts";

/** Which roles may do what, written out: a change of the table is a change here, which somebody reads. */
const allowed: Record<(typeof actions)[number], string> = {
	"broadcast.view": "owner admin editor",
	"broadcast.create": "owner admin editor",
	"broadcast.edit": "owner admin editor",
	"broadcast.preview": "owner admin editor",
	"broadcast.test": "owner admin editor",
	"broadcast.approve": "owner admin",
	"broadcast.schedule": "owner admin editor",
	"broadcast.pause": "owner admin editor",
	"broadcast.resume": "owner admin editor",
	"broadcast.cancel": "owner admin editor",
	"broadcast.decide": "owner admin editor",
	"broadcast.correct": "owner admin editor",
	"broadcast.withdraw": "owner admin editor",
	"broadcast.retry": "owner admin editor",
	"broadcast.export": "owner admin editor",
	"source.add": "owner admin editor",
	"source.remove": "owner admin",
	"person.list": "owner admin",
	"person.change": "owner admin",
	"person.change-admin": "owner",
	"token.list": "owner admin",
	"token.change": "owner",
	"audit.read": "owner admin",
};

describe("rights", () => {
	for (const action of actions) {
		for (const role of roles) {
			const may = allowed[action].split(" ").includes(role);
			it(`${role} ${may ? "may" : "may not"} ${action}`, () => expect(mayDo(role, action)).toBe(may));
		}
	}

	it("are never given to somebody without a role", () => {
		expect((Object.values(rights) as string[]).includes("none")).toBe(false);
	});
});
