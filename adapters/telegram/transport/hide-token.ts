/** A text without the bot's token, however it was written into it. */
export function hideToken(text: string, token: string): string {
	const secret = token.split(":").at(-1) ?? token;
	return text
		.replaceAll(token, "<token>")
		.replaceAll(encodeURIComponent(token), "<token>")
		.replaceAll(secret === "" ? token : secret, "<token>");
}
