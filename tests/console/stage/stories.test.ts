import { expect, it } from "vitest";
import type { StagePost, TelegramPost } from "../../../src/console/stage/stage-post.ts";
import { groupStories } from "../../../src/console/stage/stories.ts";

let at = 0;
function post(key: string, headline: string, link?: string): TelegramPost {
	at += 1;
	const place = "قناة";
	const base = {
		platform: "telegram" as const,
		key,
		place,
		at,
		headline,
		chatId: "1",
		messageId: at,
		text: [headline],
	};
	return { ...base, buttons: [], ...(link === undefined ? {} : { link }) };
}

const keys = (posts: readonly StagePost[]) =>
	groupStories(posts).map((story) => story.posts.map(({ key }) => key));

it.each([
	[
		"the same headline, with each platform's marks around it",
		[post("a", "«قرية الطين» تفوز 2-1"), post("b", "\u200F«قرية الطين» تفوز \u20682-1\u2069")],
		[["a", "b"]],
	],
	[
		"a corrected headline with the same only link",
		[post("a", "ثلاث حدائق", "https://x.example/1"), post("b", "أربع حدائق", "https://x.example/1")],
		[["a", "b"]],
	],
	["different articles, newest first", [post("a", "خبر أول"), post("b", "خبر ثان")], [["b"], ["a"]]],
	["posts without a word in them", [post("a", "…"), post("b", "!")], [["b"], ["a"]]],
])("groups %s", (_name, posts, wanted) => {
	expect(keys(posts)).toEqual(wanted);
});
