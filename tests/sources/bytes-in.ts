/** A text's bytes in an encoding, which the platform can only read: `-bom` asks for a byte order mark. */
export function bytesIn(text: string, encoding: string): Uint8Array {
	const [name = "", marked] = encoding.split("-bom");
	const content = `${marked === undefined ? "" : "\uFEFF"}${text}`;
	if (name === "utf-8") return Buffer.from(content, "utf8");
	if (name === "utf-16le") return Buffer.from(content, "utf16le");
	if (name === "utf-16be") return Buffer.from(content, "utf16le").swap16();
	if (name === "utf-32le") {
		return Buffer.concat(
			[...content].map((character) => {
				const unit = Buffer.alloc(4);
				unit.writeUInt32LE(character.codePointAt(0) ?? 0);
				return unit;
			}),
		);
	}
	const decoder = new TextDecoder(name);
	const byteOf = new Map(
		Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]),
	);
	return Uint8Array.from([...content], (character) => {
		const byte = byteOf.get(character);
		if (byte === undefined) throw new Error(`${character} is not in ${name}`);
		return byte;
	});
}
