import { Command } from "commander";
import { requireConfig } from "../app/config/config.ts";
import { exitCodes } from "./exit-codes.ts";

export function doctorCommand(): Command {
	return new Command("doctor")
		.description(
			"look at Redis, tokens, the clock, sources and channels, and say what is wrong and what to do",
		)
		.action(async () => {
			const { examine } = await import("../app/operate/examine.ts");
			const findings = await examine(requireConfig(process.env));
			for (const { ok, what, advice } of findings) {
				process.stdout.write(
					`${ok ? "✓" : "✗"} ${what}\n${ok || advice === undefined ? "" : `  → ${advice}\n`}`,
				);
			}
			if (findings.some(({ ok }) => !ok)) process.exitCode = exitCodes.failed;
		});
}
