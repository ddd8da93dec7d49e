import { directText } from "../../../src/arabic/bidi.ts";
import { isRightToLeft, type Message } from "../../../src/message/message.ts";
import { telegramLimits } from "../limits.ts";
import { directLabel } from "./direct-label.ts";
import { linkAddress } from "./link-address.ts";

/**
 * A message's rows of links as Telegram's. A row reads from the right in a right-to-left message; Telegram draws
 * keyboards from the left whatever the language.
 */
export function renderLinkRows({ buttons, language }: Message): { text: string; url: string }[][] {
	const base = isRightToLeft(language) ? "rtl" : "ltr";
	return buttons
		.map((row) =>
			row.flatMap(({ label, href, share }) => {
				const url = share === undefined ? linkAddress(href) : shareAddress(href, directText(share, base));
				const text = directLabel(label, base);
				return url === undefined || text === "" ? [] : [{ text, url }];
			}),
		)
		.map((row) => (isRightToLeft(language) ? row.toReversed() : row));
}

/** Telegram's own page for passing an address on: https://core.telegram.org/widgets/share */
function shareAddress(href: string, words: string): string | undefined {
	const url = linkAddress(href);
	if (url === undefined) return undefined;
	const address = `https://t.me/share/url?url=${encodeURIComponent(url)}`;
	// A blank is %20: some of its apps show the `+` of a form as it is.
	const whole = `${address}&text=${encodeURIComponent(words.replace(/\p{Cs}/gu, ""))}`;
	return whole.length <= telegramLimits.buttonAddress ? whole : address;
}
