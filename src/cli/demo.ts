import { Command, InvalidArgumentError } from "commander";
import { createPlainLog } from "../app/plain-log.ts";

const usualPort = 8420;

export function demoCommand(): Command {
	return new Command("demo")
		.description(
			"show, without any token, how articles are posted: as Telegram, Discord and the web show them",
		)
		.argument("[inputs...]", "articles of your own: page dumps, HTML pages, feeds; files or addresses")
		.option("--port <number>", "where the page is shown; a free one when it is taken", readPort, usualPort)
		.option(
			"--template <name or file>",
			"how posts look: a ready-made template's name, or a text of your own",
		)
		.action(async (inputs: string[], { port, template }: { port: number; template?: string }) => {
			const { startDemo } = await import("../app/demo.ts");
			const asked = new Promise<void>((resolve) => {
				process.once("SIGINT", () => resolve());
				process.once("SIGTERM", () => resolve());
			});
			const demo = await startDemo(inputs, port, createPlainLog(), template);
			process.stdout.write(
				`\n  برقية: ${demo.address}\n\n  Open it in a browser. Ctrl-C stops everything.\n\n`,
			);
			await asked;
			await demo.stop();
		});
}

function readPort(text: string): number {
	const port = Number(text);
	if (!Number.isInteger(port) || port < 0 || port > 65_535)
		throw new InvalidArgumentError("Ports are 0 to 65535.");
	return port;
}
