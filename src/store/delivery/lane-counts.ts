/** How many of a lane's recipients ended how; `failed` and `skipped` by reason. What is open is the rest of `total`. */
export type LaneCounts = {
	total: number;
	sent: number;
	corrected: number;
	withdrawn: number;
	unknown: number;
	failed: Readonly<Record<string, number>>;
	skipped: Readonly<Record<string, number>>;
};

/** Fields as `record-delivery.lua` counts: the first sign of a state, and for failed and skipped the reason behind it. */
export function readCounts(fields: Readonly<Record<string, string>>): LaneCounts {
	const of = (field: string) => Number(fields[field] ?? 0);
	const by = (mark: string) =>
		Object.fromEntries(
			Object.entries(fields)
				.filter(([field, count]) => field.startsWith(mark) && Number(count) > 0)
				.map(([field, count]) => [field.slice(1), Number(count)]),
		);
	return {
		total: of("total"),
		sent: of("s"),
		corrected: of("c"),
		withdrawn: of("w"),
		unknown: of("u"),
		failed: by("f"),
		skipped: by("k"),
	};
}
