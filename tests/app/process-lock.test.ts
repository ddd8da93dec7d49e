import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { whileLocked } from "../../src/app/redis/process-lock.ts";

let folder: string;
let path: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "barqiya-lock-"));
	path = join(folder, "lock");
});
afterEach(async () => {
	await rm(folder, { recursive: true, force: true });
});

/** The name of a process that has ended. */
async function deadProcess(): Promise<string> {
	const child = spawn(process.execPath, ["--version"], { stdio: "ignore" });
	await once(child, "exit");
	return `${child.pid} 1`;
}

const rounds = 20;
/** Writes when it begins and when it ends its work, again and again. */
const worker = `
	import { appendFileSync } from "node:fs";
	const [, module, path, log] = process.argv;
	const { whileLocked } = await import(module);
	for (let round = 0; round < ${rounds}; round++) {
		await whileLocked(path, async () => {
			appendFileSync(log, "in ");
			await new Promise((resolve) => setTimeout(resolve, 1));
			appendFileSync(log, "out ");
		});
	}
`;

it("is free where its holder died, and where whoever removed it died too", async () => {
	await symlink(await deadProcess(), path);
	await symlink(await deadProcess(), `${path}.removal`);
	expect(await whileLocked(path, async () => "done")).toBe("done");
	expect(await readdir(folder)).toEqual([]);
});

it("is held by one process at a time, also where several find it left by a dead one", async () => {
	await symlink(await deadProcess(), path);
	const log = join(folder, "log");
	const module = new URL("../../src/app/redis/process-lock.ts", import.meta.url).href;
	const children = Array.from({ length: 4 }, () =>
		spawn(
			process.execPath,
			["--import", "tsx", "--input-type=module", "--eval", worker, "--", module, path, log],
			{ stdio: ["ignore", "ignore", "inherit"] },
		),
	);
	const codes = await Promise.all(children.map(async (child) => (await once(child, "exit"))[0]));
	expect(codes).toEqual([0, 0, 0, 0]);
	expect(await readFile(log, "utf8")).toBe("in out ".repeat(4 * rounds));
});
