// What the compiler does not carry over: Lua scripts, sentences, pages and samples; and the command's execute bit.
import { chmod, cp } from "node:fs/promises";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
for (const tree of ["src", "adapters", "jobs"]) {
	await cp(`${root}${tree}`, `${root}dist/${tree}`, {
		recursive: true,
		filter: (from) => extname(from) !== ".ts",
	});
}
await chmod(`${root}dist/src/main.js`, 0o755);
