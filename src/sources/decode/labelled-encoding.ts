/**
 * The encodings that a document claims, best first: HTTP header, XML prolog, HTML meta. Claims, not facts: UTF-8 is left
 * out, for who asks has already found that the bytes are not UTF-8.
 */
export function labelledEncoding(bytes: Uint8Array, contentType: string | undefined): readonly string[] {
	const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 4096)).toString(
		"latin1",
	);
	const claims = [
		contentType?.match(/charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]+)/iu)?.[1],
		head.match(/<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']\s{0,9}([\w.:-]+)/iu)?.[1],
		head.match(/<meta[^>]{0,400}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]+)/iu)?.[1],
	];
	return [
		...new Set(claims.flatMap((claim) => (claim === undefined ? [] : [knownName(claim.toLowerCase())]))),
	].filter((claim) => !/^utf-?8$|^us-ascii$|^ascii$/u.test(claim));
}

/** Names that are written in the wild and that `TextDecoder` does not know. */
function knownName(label: string): string {
	return aliases[label] ?? label;
}

const aliases: Readonly<Record<string, string>> = {
	cp1256: "windows-1256",
	"cp-1256": "windows-1256",
	"win-1256": "windows-1256",
	win1256: "windows-1256",
	windows1256: "windows-1256",
	"ms-arab": "windows-1256",
	"iso8859-6": "iso-8859-6",
	"asmo-708": "iso-8859-6",
	arabic: "iso-8859-6",
};
