import { createHash } from "node:crypto";
import type { PressCall } from "../port.ts";

/** An id as a control's value: as it is where that fits 24 bytes of plain letters, else a digest of it. */
export function shortValue(id: string): string {
	if (/^[A-Za-z0-9_-]{1,24}$/.test(id)) return id;
	return `:${createHash("sha256").update(id).digest("base64url").slice(0, 16)}`;
}

/** The ids that are chosen after a press: what was not offered stays as it was. `all` are the ids there are. */
export function applyChoice(
	chosen: readonly string[],
	{ values, offered }: Pick<PressCall, "values" | "offered">,
	all: readonly string[],
): readonly string[] {
	const shown = new Set(offered);
	const kept = chosen.filter((id) => !shown.has(shortValue(id)));
	const wanted = new Set(values);
	return [...kept, ...all.filter((id) => wanted.has(shortValue(id)) && !kept.includes(id))];
}
