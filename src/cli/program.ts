import { Command, CommanderError } from "commander";
import { AppError } from "../domain/errors.ts";
import { exitCodes } from "./exit-codes.ts";
import { cliCommands } from "./table.ts";

/** Runs the command line and resolves to its exit code. Errors are printed with their code and advice, never a stack. */
export async function runProgram(args: readonly string[]): Promise<number> {
	process.stdout.on("error", endOfReading);
	const program = new Command("barqiya")
		.description("Arabic news to Telegram, Discord and the web: every post once.")
		.exitOverride()
		.showSuggestionAfterError()
		.configureHelp({ helpWidth: 100 });
	for (const { define } of cliCommands) {
		program.addCommand(overrideExit(define()));
	}
	try {
		await program.parseAsync([...args], { from: "user" });
		// A command that ends well may still have bad news (`doctor`): it sets the code itself.
		return Number(process.exitCode ?? exitCodes.done);
	} catch (error) {
		return explain(error);
	}
}

/** Also of `token add` and its like: what is wrong there would end the process with a code of the library's own. */
function overrideExit(command: Command): Command {
	for (const each of command.commands) overrideExit(each);
	return command.exitOverride().showSuggestionAfterError();
}

/** `barqiya audit | head`: whoever reads has seen enough. */
function endOfReading(error: NodeJS.ErrnoException): void {
	if (error.code !== "EPIPE") throw error;
	process.exit(exitCodes.done);
}

function explain(error: unknown): number {
	if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
	if (error instanceof AppError) {
		process.stderr.write(`${error.message}\n${error.code}: ${error.advice}\n`);
		const usage = error.code === "BQ_CONFIG_INVALID" || error.code === "BQ_USAGE";
		return usage ? exitCodes.usage : exitCodes.failed;
	}
	process.stderr.write(
		`barqiya: unexpected failure: ${error instanceof Error ? error.stack : String(error)}\n`,
	);
	return exitCodes.failed;
}
