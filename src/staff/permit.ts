import type { Actor } from "../domain/person.ts";
import { type Action, mayDo, rights } from "../domain/rights.ts";
import type { AuditLog } from "../store/people/audit.ts";

/** Somebody has no right to an action: it was not done, and the audit log says that it was tried. */
export type Refused = { kind: "refused"; action: Action; least: (typeof rights)[Action] };

/** Undefined when this actor may do it. A refusal is logged before it is returned. */
export type Permit = (actor: Actor, action: Action, object: string) => Promise<Refused | undefined>;

/** Every surface asks this before it asks for anything that needs a right. */
export function createPermit(audit: Pick<AuditLog, "append">): Permit {
	return async (actor, action, object) => {
		if (mayDo(actor.role, action)) return undefined;
		const least = rights[action];
		await audit.append("refusals", {
			who: actor,
			action,
			object,
			outcome: "refused",
			reason: `needs ${least}`,
		});
		return { kind: "refused", action, least };
	};
}
