import type { PostContent } from "../domain/post.ts";

/** What a post tells, whatever look a channel gives it: it shows in any of them, as far as a template lets it. */
export type About = {
	/** Of its articles; of what is announced, in each language, the whole text: those have the same headline more than once. */
	headlines: readonly string[];
	/** Addresses of its articles. */
	links: readonly string[];
};

export function aboutOf(content: PostContent): About {
	switch (content.kind) {
		case "card":
		case "digest": {
			const cards = content.kind === "card" ? [content.card] : content.cards;
			return {
				headlines: cards.map(({ headline }) => headline),
				links: cards.flatMap(({ url }) => (url === undefined ? [] : [url])),
			};
		}
		case "text":
			return { headlines: [[content.headline, ...content.paragraphs].join(" ")], links: [] };
		// Links of announcements are often the same in all of them.
		case "broadcast":
			return { headlines: content.versions.map(({ headline, body }) => `${headline} ${body}`), links: [] };
	}
}
