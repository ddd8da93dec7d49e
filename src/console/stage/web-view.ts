import { html } from "hono/html";
import type { PostView } from "./post-view.ts";
import type { Markup } from "./rich-text.ts";
import type { WebPost } from "./stage-post.ts";

/** An entry as the public page has it: the page's own markup under the page's own rules. */
export function renderWebPost(post: WebPost, view: PostView): Markup {
	return html`<div class="web">
<p class="channel"><bdi>${post.place}</bdi> <a href="${post.address}">${view.say("stage-open-page")}</a></p>
<article class="web-entry" lang="${post.language}" dir="${post.direction}">${post.markup}</article>
</div>`;
}
