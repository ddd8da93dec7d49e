import { mkdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { mutants } from "./mutants.ts";
import { runLab, summarise } from "./run-lab.ts";
import { sizingFor } from "./sizing.ts";

/** The fault lab: `npm run test:faults -- --seed 7 --minutes 1`. Its exit code says whether the promise held. */
const { values } = parseArgs({
	options: {
		seed: { type: "string" },
		seeds: { type: "string", default: "20" },
		minutes: { type: "string", default: "5" },
		mutant: { type: "string" },
		mutants: { type: "boolean", default: false },
		keep: { type: "string" },
	},
});
const minutes = Number(values.minutes);
const say = (line: string) => void process.stdout.write(`${line}\n`);

// Ends here whatever a run that hung has left open.
process.exit(values.mutants ? await runMutants() : await runSeeds());

async function runSeeds(): Promise<number> {
	const seeds =
		values.seed === undefined
			? Array.from({ length: Number(values.seeds) }, (_, index) => index + 1)
			: values.seed.split(",").map(Number);
	let failed = 0;
	for (const seed of seeds) {
		say(`seed ${seed}`);
		if (values.keep !== undefined) mkdirSync(values.keep, { recursive: true });
		const result = await runLab({
			seed,
			sizing: sizingFor(minutes),
			say: (line) => say(`  ${line}`),
			...(values.mutant === undefined ? {} : { mutant: values.mutant }),
			...(values.keep === undefined ? {} : { folder: values.keep }),
		}).catch((error: unknown) => {
			say(`  ${error instanceof Error ? error.message : String(error)}`);
			return undefined;
		});
		if (result === undefined) {
			failed++;
			say(`  run it again: npm run test:faults -- --seed ${seed} --minutes ${minutes}`);
			continue;
		}
		const [cold, warm] = [result.limitUsed, result.limitUsedWarm].map((share) => share.toFixed(3));
		say(`  limit used: ${cold} from the first message on, ${warm} once the processes run warm`);
		for (const what of result.broken) say(`  broken: ${what}`);
		if (result.broken.length > 0) {
			failed++;
			say(`  run it again: npm run test:faults -- --seed ${seed} --minutes ${minutes}`);
		}
		say(summarise(result));
	}
	return failed === 0 ? 0 : 1;
}

async function runMutants(): Promise<number> {
	let missed = 0;
	say("| mutant | what it is | caught by |\n|---|---|---|");
	const only = values.mutant?.split(",");
	for (const [name, { what, caughtBy }] of Object.entries(mutants)) {
		if (only?.includes(name) === false) continue;
		const seed = Number(values.seed ?? 1);
		// Some of them never come to an end of what is open.
		const sizing = { ...sizingFor(minutes), drainMs: 90_000 };
		const result = await runLab({ seed, sizing, mutant: name, say: () => {} });
		const figures = { lost: result.lost.length, doubled: result.doubled.length, "429": result.limited };
		const caught = caughtBy.filter((kind) => figures[kind] > 0);
		if (caught.length === 0) missed++;
		const found = caught.map((kind) => `${kind} ${figures[kind]}`).join(", ") || "**missed**";
		say(`| ${name} | ${what} | ${found} |`);
	}
	return missed === 0 ? 0 : 1;
}
