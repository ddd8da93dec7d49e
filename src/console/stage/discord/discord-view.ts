import { html } from "hono/html";
import type { PostView } from "../post-view.ts";
import { type Markup, renderRichText } from "../rich-text.ts";
import type { DiscordPost, Embed } from "../stage-post.ts";
import { parseDiscordMarkdown } from "./discord-markdown.ts";

/**
 * A post as Discord's dark theme shows it. Discord has no Arabic interface, so everything around the texts runs left to
 * right; each block of text (title, description, a field, footer) is `dir=auto`: its first strong character decides for
 * the whole block, its later lines included.
 */
export function renderDiscordPost(post: DiscordPost, view: PostView): Markup {
	return html`<div class="discord" dir="ltr">
<p class="channel"><span aria-hidden="true">#</span> <bdi>${post.place.replace(/^#/, "")}</bdi></p>
<div class="message">
<div class="avatar" aria-hidden="true">ب</div>
<div class="body">
<p class="author"><bdi>برقية</bdi> <span class="app">APP</span> <time datetime="${new Date(post.at).toISOString()}">${view.time(post.at)}</time></p>
${post.content === "" ? "" : html`<div class="content" dir="auto">${markdown(post.content)}${edited(post)}</div>`}
${post.embeds.map(renderEmbed)}
${post.content === "" ? html`<div>${edited(post)}</div>` : ""}
${post.buttons.map((row) => html`<div class="components">${row.map(renderButton)}</div>`)}
</div>
</div>
</div>`;
}

function renderEmbed(embed: Embed): Markup {
	const { title, url, description, color, author, fields, image, thumbnail, footer } = embed;
	const bar = (color ?? 0x1e1f22).toString(16).padStart(6, "0");
	return html`<div class="embed">
<svg class="bar" aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 1 1"><rect width="1" height="1" fill="#${bar}"/></svg>
<div class="grid">
<div class="texts">
${author === undefined ? "" : html`<p class="embed-author" dir="auto">${author}</p>`}
${title === undefined ? "" : html`<p class="embed-title" dir="auto">${renderTitle(title, url)}</p>`}
${description === undefined ? "" : html`<div class="description" dir="auto">${markdown(description)}</div>`}
${fields.map(({ name, value }) => html`<p class="field-name" dir="auto">${markdown(name)}</p><div class="field" dir="auto">${markdown(value)}</div>`)}
</div>
${thumbnail === undefined ? "" : html`<img class="thumbnail" src="${thumbnail}" alt="" referrerpolicy="no-referrer">`}
</div>
${image === undefined ? "" : html`<img class="image" src="${image}" alt="" referrerpolicy="no-referrer">`}
${footer === undefined ? "" : html`<p class="footer" dir="auto">${footer}</p>`}
</div>`;
}

function renderTitle(title: string, url: string | undefined): Markup {
	const text = markdown(title);
	return url === undefined
		? text
		: html`<a href="${url}" rel="noopener noreferrer" target="_blank">${text}</a>`;
}

function edited({ editedAt }: DiscordPost): Markup | string {
	// Discord's own word: its interface is English for Arabic readers too.
	return editedAt === undefined ? "" : html` <span class="edited">(edited)</span>`;
}

function renderButton({ label, href }: { label: string; href: string }): Markup {
	return html`<a href="${href}" rel="noopener noreferrer" target="_blank"><bdi>${label}</bdi></a>`;
}

function markdown(text: string): Markup {
	return renderRichText(parseDiscordMarkdown(text));
}
