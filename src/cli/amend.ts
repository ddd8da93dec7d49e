import { Command } from "commander";
import { amendArticleFromTerminal } from "../app/amend-article.ts";
import { requireConfig } from "../app/config/config.ts";
import type { ArticleChange } from "../broadcasts/amend-article.ts";
import { AppError } from "../domain/errors.ts";

export function correctCommand(): Command {
	return new Command("correct")
		.description("correct an article in every message that carries it")
		.argument("<article>", "the article's id")
		.option("--headline <text>", "the correct headline")
		.option("--lead <text>", "the correct lead")
		.action(async (article: string, { headline, lead }: ArticleChange) => {
			if (headline === undefined && lead === undefined) {
				throw new AppError("BQ_USAGE", "correct: give --headline or --lead");
			}
			await amend(article, {
				...(headline === undefined ? {} : { headline }),
				...(lead === undefined ? {} : { lead }),
			});
		});
}

export function withdrawCommand(): Command {
	return new Command("withdraw")
		.description("take an article back: delete its messages, and take it out of digests")
		.argument("<article>", "the article's id")
		.action((article: string) => amend(article, "withdraw"));
}

async function amend(article: string, change: ArticleChange | "withdraw"): Promise<void> {
	const done = await amendArticleFromTerminal(article, change, requireConfig(process.env));
	if (!done.ok) {
		throw new AppError(
			"BQ_USAGE",
			`article ${article}: it is not stored, and no post of the last two weeks carries it: check the id`,
		);
	}
	const said = change === "withdraw" ? "is taken back" : "is corrected";
	process.stdout.write(`it ${said}; ${done.posts} posts that carry it are being changed\n`);
}
