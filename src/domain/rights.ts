import { isAtLeast, type Role } from "./person.ts";

/** Everything that needs a right, and the least role that has it. The one table: every surface asks it. */
export const rights = {
	"broadcast.view": "editor",
	"broadcast.create": "editor",
	"broadcast.edit": "editor",
	"broadcast.preview": "editor",
	"broadcast.test": "editor",
	"broadcast.approve": "admin",
	"broadcast.schedule": "editor",
	"broadcast.pause": "editor",
	"broadcast.resume": "editor",
	"broadcast.cancel": "editor",
	"broadcast.decide": "editor",
	"broadcast.correct": "editor",
	"broadcast.withdraw": "editor",
	"broadcast.retry": "editor",
	"broadcast.export": "editor",
	/** As many as they want, and while nobody else may bring any. */
	"source.add": "editor",
	"source.remove": "admin",
	"person.list": "admin",
	/** Of editors; whoever changes an admin or an owner needs the next. */
	"person.change": "admin",
	"person.change-admin": "owner",
	"token.list": "admin",
	"token.change": "owner",
	"audit.read": "admin",
} as const satisfies Record<string, Role>;

export type Action = keyof typeof rights;

export const actions = Object.keys(rights) as readonly Action[];

export function mayDo(role: Role, action: Action): boolean {
	return isAtLeast(role, rights[action]);
}
