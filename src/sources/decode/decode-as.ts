/**
 * Bytes in a named encoding to text, as `TextDecoder` does it; throws RangeError for a name that it does not know.
 * Windows-1252 is finished by hand: Node 20 and 22 read it as ISO-8859-1 and make control characters of “ ” … and €.
 */
export function decodeAs(bytes: Uint8Array, encoding: string): string {
	const decoder = arabic.get(encoding) ?? new TextDecoder(encoding);
	const text = decoder.decode(bytes);
	if (decoder.encoding !== "windows-1252") return text;
	return text.replace(/[\u0080-\u009F]/gu, (control) => upper1252[control.charCodeAt(0) - 0x80] ?? control);
}

/** Opening a converter takes as long as reading a short feed; these two are wanted again and again. */
const arabic: ReadonlyMap<string, InstanceType<typeof TextDecoder>> = new Map(
	["windows-1256", "iso-8859-6"].map((encoding) => [encoding, new TextDecoder(encoding)]),
);

/** Bytes 80–9F; those that mean nothing stay what they are, as the Encoding Standard has it. */
const upper1252 = [..."€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ"];
