import { existsSync } from "node:fs";
import { join } from "node:path";
import { scoreDates } from "./dates.ts";
import { type Row, scoreDumps } from "./dumps.ts";
import { scoreFeeds } from "./feeds.ts";
import { scorePages } from "./pages.ts";
import { scoreStories } from "./stories.ts";
import { scoreHashtags, scoreNormalisation, scoreSentences } from "./words.ts";

/** What is scored, in the order of the table, and the folders that it is scored on. */
export const scorers: readonly {
	name: string;
	needs: readonly string[];
	score(folder: string): Promise<Row[]>;
}[] = [
	{ name: "page dumps", needs: ["arabic-page-dumps-generated"], score: scoreDumps },
	{ name: "pages", needs: ["arabic-html-pages"], score: scorePages },
	{ name: "feeds", needs: ["arabic-feeds-generated", "feedparser", "gofeed"], score: scoreFeeds },
	{ name: "dates", needs: ["arabic-dates", "feedparser"], score: scoreDates },
	{ name: "normalisation", needs: ["normalisation"], score: scoreNormalisation },
	{ name: "hashtags", needs: ["hashtags"], score: scoreHashtags },
	{ name: "sentences", needs: ["sentence-segmentation"], score: scoreSentences },
	{ name: "stories", needs: ["ant-corpus"], score: scoreStories },
];

/** Folders that a scorer needs and the corpus lacks. */
export function missingFolders(folder: string, needs: readonly string[]): string[] {
	return needs.filter((need) => !existsSync(join(folder, need)));
}

/** A value is below its bar beyond what dividing makes of it. */
export function isBelow({ value, bar }: Row): boolean {
	return bar !== undefined && !(value >= bar - 1e-9);
}
