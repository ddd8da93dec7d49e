/** The head of a PNG of this size: all that a server reads to know it. */
export function pngHead(width: number, height: number): Buffer {
	const bytes = Buffer.alloc(33);
	bytes.write("\x89PNG\r\n\x1a\n", "latin1");
	bytes.write("IHDR", 12, "latin1");
	bytes.writeUInt32BE(width, 16);
	bytes.writeUInt32BE(height, 20);
	return bytes;
}
