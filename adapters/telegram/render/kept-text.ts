/**
 * What Telegram keeps of a text (PLATFORMS §1, "Text that Telegram changes"), for comparing what was sent with what
 * arrived: U+2028–U+202E go, controls become blanks, of several LRM/RLM in a row all but the last become ZWNJ, the ends
 * are trimmed.
 */
export function keptText(text: string): string {
	return text
		.replace(/[\r\u2028-\u202e\u0333\u033f\u030a]/g, "")
		.replace(/[^\P{Cc}\n]/gu, (control) => (control < " " ? " " : control))
		.replace(/[\u200e\u200f]+(?=[\u200e\u200f])/g, (marks) => "\u200c".repeat(marks.length))
		.replace(/^[ \n]+|[ \n]+$/g, "");
}
