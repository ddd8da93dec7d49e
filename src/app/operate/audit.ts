import type { AuditRecord } from "../../domain/audit.ts";
import type { AuditQuery } from "../../store/people/audit.ts";
import type { Config } from "../config/config.ts";
import { withCore } from "../with-core.ts";

const pageSize = 500;

/** Newest first, page by page, until there is no more or `most` were read. */
export function readAudit(
	{ most, since }: { most: number; since?: number },
	config: Config,
	take: (records: readonly AuditRecord[]) => void,
): Promise<void> {
	return withCore(config, async ({ audit }) => {
		let left = most;
		let before: string | undefined;
		while (left > 0) {
			const query: AuditQuery = {
				limit: Math.min(left, pageSize),
				...(since === undefined ? {} : { since }),
				...(before === undefined ? {} : { before }),
			};
			const page = await audit.read(query);
			if (page.length === 0) return;
			take(page);
			left -= page.length;
			before = page.at(-1)?.id;
		}
	});
}
