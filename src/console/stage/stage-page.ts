import { html, raw } from "hono/html";
import type { Sentences } from "../../i18n/sentences.ts";
import { renderDiscordPost } from "./discord/discord-view.ts";
import type { PostView } from "./post-view.ts";
import type { Markup } from "./rich-text.ts";
import type { StagePost } from "./stage-post.ts";
import { stageScript } from "./stage-script.ts";
import { stageStyle } from "./stage-style.ts";
import type { Story } from "./stories.ts";
import { renderTelegramPost } from "./telegram/telegram-view.ts";
import { renderWebPost } from "./web-view.ts";

export type StageFrame = {
	sentences: Sentences;
	/** The public page's rules for what is inside an entry, under `.web-entry`. */
	webStyle: string;
	/** Zone of the times; the machine's by default. */
	timeZone?: string;
};

/** The page. `nonce` lets its own style and script run, and no other. */
export function renderStagePage(frame: StageFrame, stories: readonly Story[], nonce: string): Markup {
	const say = (id: string) => frame.sentences.say("ar", id);
	const headings = columns.map(
		({ platform }) => html`<p class="column-${platform}">${say(`platform-${platform}`)}</p>`,
	);
	return html`<!doctype html>
<html lang="ar" dir="rtl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${say("stage-title")}</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${raw(stageStyle)}${raw(frame.webStyle)}</style>
</head>
<body>
<header class="masthead">
<h1>${say("stage-title")}</h1>
<p>${say("stage-lead")}</p>
${renderCounts(frame, stories)}
</header>
<main>
<div class="columns" aria-hidden="true">${headings}</div>
${renderStories(frame, stories)}
</main>
<script nonce="${nonce}">${raw(stageScript)}</script>
</body>
</html>
`;
}

/** What changes on the page: the counts, and a row a story with a column a platform. */
export function renderStageLive(frame: StageFrame, stories: readonly Story[]): Markup {
	return html`${renderCounts(frame, stories)}${renderStories(frame, stories)}`;
}

function renderCounts({ sentences }: StageFrame, stories: readonly Story[]): Markup {
	const posts = stories.flatMap((story) => story.posts);
	const counts = columns.map(({ platform }) => {
		const count = posts.filter((post) => post.platform === platform).length;
		const name = sentences.say("ar", `platform-${platform}`);
		return html`<span><b>${name}</b> ${sentences.say("ar", "stage-posts", { count })}</span>`;
	});
	return html`<p class="counts" id="counts"><span class="live">${sentences.say("ar", "stage-live")}</span>
<span>${sentences.say("ar", "stage-stories", { count: stories.length })}</span>
${counts}</p>`;
}

function renderStories({ sentences, timeZone }: StageFrame, stories: readonly Story[]): Markup {
	const view: PostView = { say: (id) => sentences.say("ar", id), time: timeIn(timeZone) };
	const rows = stories.map((story) => renderStory(story, view));
	const waiting = html`<p class="waiting">${view.say("stage-waiting")}</p>`;
	return html`<div id="stories">${rows.length === 0 ? waiting : rows}</div>`;
}

const columns: readonly {
	platform: StagePost["platform"];
	render(posts: readonly StagePost[], view: PostView): Markup[];
}[] = [
	{
		platform: "telegram",
		render: (posts, view) =>
			posts.flatMap((post) => (post.platform === "telegram" ? renderTelegramPost(post, view) : [])),
	},
	{
		platform: "discord",
		render: (posts, view) =>
			posts.flatMap((post) => (post.platform === "discord" ? renderDiscordPost(post, view) : [])),
	},
	{
		platform: "web",
		render: (posts, view) =>
			posts.flatMap((post) => (post.platform === "web" ? renderWebPost(post, view) : [])),
	},
];

function renderStory(story: Story, view: PostView): Markup {
	return html`<section class="story" data-story="${story.id}">
<h2>${story.headline}</h2>
${columns.map(({ platform, render }) => {
	const posts = render(story.posts, view);
	return html`<div class="place place-${platform}"><p class="label">${view.say(`platform-${platform}`)}</p>
${posts.length === 0 ? html`<p class="nothing">${view.say("stage-nothing-here")}</p>` : posts}</div>`;
})}
</section>
`;
}

/** Hours and minutes with 0–9, as both platforms write them. */
function timeIn(timeZone: string | undefined): (at: number) => string {
	const format = new Intl.DateTimeFormat("en-GB", {
		hour: "2-digit",
		minute: "2-digit",
		...(timeZone === undefined ? {} : { timeZone }),
	});
	return (at) => format.format(at);
}
