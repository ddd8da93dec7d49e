import { Command } from "commander";
import { requireConfig } from "../app/config/config.ts";
import { writeExplanation } from "./write-explanation.ts";

export function explainCommand(): Command {
	return new Command("explain")
		.description("say, step by step, why a channel got or did not get an article")
		.argument("<article>", "the article's id or address")
		.argument("<channel>", "the channel's id, or platform:address (telegram:-100123)")
		.option("--json", "as JSON")
		.action(async (article: string, channel: string, { json }: { json?: true }) => {
			const { explain } = await import("../app/operate/explain.ts");
			const steps = await explain(article, channel, requireConfig(process.env));
			const lines = steps.map(writeExplanation);
			process.stdout.write(`${json ? JSON.stringify(steps, null, 2) : lines.join("\n")}\n`);
		});
}
