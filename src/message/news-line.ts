import { writeDigits } from "../arabic/digits.ts";
import { truncateText } from "../arabic/truncate.ts";
import { writeDate } from "../calendar/write-date.ts";
import type { Digits, Look } from "../domain/channel.ts";
import type { CardContent } from "../domain/post.ts";
import type { MessageContext } from "./context.ts";

/** What a line of news is made of; articles and cards both have it. */
export type NewsLine = Pick<
	CardContent,
	"headline" | "publishedAt" | "publishedDate" | "datePrecision" | "sourceName" | "language"
> & { url?: string };

/** Graphemes; Discord's embed title takes 256, and the headlines of real outlets stay far below. */
const headlineLength = 240;

export function writeHeadline(news: NewsLine, digits: Digits, length: number = headlineLength): string {
	return writeOwnDigits(truncateText(news.headline, length), news.language, digits);
}

/**
 * The day as the outlet's readers saw it, or how long ago it was. A page shows its posts for years and no time of its own
 * beside them, so there the day is written out.
 */
export function writeDateLine(news: NewsLine, look: Look, context: MessageContext): string {
	const isKept = context.channel?.platform === "web";
	return writeDate(news, {
		style: isKept && look.dateStyle === "relative" ? "long" : look.dateStyle,
		digits: look.digits,
		locale: look.locale,
		zone: context.zone,
		now: context.now,
	});
}

/** An article whose outlet nobody named is from the site that it is on. */
export function sourceNameOf({ sourceName, url }: Pick<NewsLine, "sourceName" | "url">): string {
	if (sourceName !== "") return sourceName;
	return url !== undefined && URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, "") : "";
}

/** Only Arabic is written in the channel's digits: Persian and Urdu have their own, other scripts none but 0–9. */
export function writeOwnDigits(text: string, language: string, digits: Digits): string {
	return /^(ar|und)(-|$)/.test(language) ? writeDigits(text, digits) : text;
}

export function linkTo(url: string | undefined): { href?: string } {
	return url === undefined ? {} : { href: url };
}
