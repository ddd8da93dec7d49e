import { html } from "hono/html";
import type { PostView } from "../post-view.ts";
import { type Markup, renderRichText } from "../rich-text.ts";
import type { TelegramPost } from "../stage-post.ts";

/**
 * A post as a channel's reader has it with Telegram's light theme and Arabic interface. Each paragraph takes its
 * direction from its first strong character, as the apps do (`unicode-bidi: plaintext`); buttons run left to right.
 */
export function renderTelegramPost(post: TelegramPost, view: PostView): Markup {
	return html`<div class="telegram">
<div class="avatar" aria-hidden="true">${[...post.place.replace(/^@/, "")][0] ?? ""}</div>
<div class="bubble-and-buttons">
<div class="bubble">
<p class="channel"><bdi>${post.place}</bdi></p>
${post.photo === undefined ? "" : html`<img src="${post.photo}" alt="" referrerpolicy="no-referrer">`}
<div class="text">${renderRichText(post.text)}</div>
<p class="time">${post.editedAt === undefined ? "" : html`${view.say("stage-edited")} `}<time datetime="${new Date(post.at).toISOString()}">${view.time(post.at)}</time></p>
</div>
${post.buttons.map((row) => html`<div class="keyboard" dir="ltr">${row.map(renderButton)}</div>`)}
</div>
</div>`;
}

function renderButton({ label, href }: { label: string; href: string }): Markup {
	return html`<a href="${href}" rel="noopener noreferrer" target="_blank"><bdi>${label}</bdi></a>`;
}
