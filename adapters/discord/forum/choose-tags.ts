import { foldWords } from "../../../src/arabic/fold.ts";
import type { Message } from "../../../src/message/message.ts";
import { discordLimits } from "../limits.ts";
import type { Forum, ForumTag } from "./forums.ts";

/**
 * The ids of the tags that a post gets: those with the name of one of its topics, in the forum's order. A forum that takes
 * no post without a tag gets the one with the source's name, else its first. Tags for moderators only where the bot is one.
 */
export function chooseTags(
	forum: Forum,
	{ topics = [], message }: { topics?: readonly string[]; message: Message },
): readonly string[] {
	const free = forum.tags.filter(({ moderated }) => !moderated || forum.botModerates);
	const named = tagsNamed(free, topics).slice(0, discordLimits.appliedTags);
	if (named.length > 0 || !forum.requiresTag) return named.map(({ id }) => id);
	const sources = message.blocks.flatMap((block) => (block.kind === "source" ? [block.name] : []));
	const open = free.find(({ moderated }) => !moderated);
	const instead = tagsNamed(free, sources)[0] ?? open ?? free[0];
	return instead === undefined ? [] : [instead.id];
}

function tagsNamed(tags: readonly ForumTag[], names: readonly string[]): readonly ForumTag[] {
	const keys = new Set(names.map(foldWords).filter((key) => key !== ""));
	return tags.filter(({ name }) => keys.has(foldWords(name)));
}
