import type { Row } from "./dumps.ts";
import { isBelow, missingFolders, scorers } from "./score-corpus.ts";

/** `npm run corpus`: one table of everything that is read, scored on the folder that BARQIYA_CORPUS names. */
const folder = process.env.BARQIYA_CORPUS;
if (folder === undefined) {
	console.error("corpus: BARQIYA_CORPUS names no folder; set it to the one that holds the corpus");
	process.exit(2);
}
const rows: Row[] = [];
for (const { name, needs, score } of scorers) {
	const missing = missingFolders(folder, needs);
	if (missing.length > 0) console.error(`corpus: ${name} not scored: ${missing.join(", ")} absent`);
	else rows.push(...(await score(folder)));
}
const cells = rows.map((row) => [
	row.set,
	String(row.n),
	row.measure,
	row.value.toFixed(4),
	row.bar?.toFixed(4) ?? "",
	isBelow(row) ? "BELOW" : "",
]);
const lines = [["set", "n", "measure", "value", "bar", ""], ...cells];
const widths = [0, 1, 2, 3, 4, 5].map((at) => Math.max(...lines.map((line) => (line[at] ?? "").length)));
for (const line of lines) {
	console.log(
		line
			.map((cell, at) => cell.padEnd(widths[at] ?? 0))
			.join("  ")
			.trimEnd(),
	);
}
process.exitCode = rows.some(isBelow) ? 1 : 0;
