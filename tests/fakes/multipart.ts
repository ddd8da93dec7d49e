export type Part = { name: string; fileName?: string; bytes: Buffer };

/** The parts of a form, or undefined where it is none. Reads at once: the fakes answer in the order in which requests came. */
export function readMultipart(type: string, body: Buffer): Part[] | undefined {
	const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1];
	if (boundary === undefined) return undefined;
	const mark = Buffer.from(`--${boundary}`);
	const parts: Part[] = [];
	for (let from = body.indexOf(mark); ; ) {
		const next = body.indexOf(mark, from + mark.length);
		if (from < 0 || next < 0) break;
		const part = body.subarray(from + mark.length + 2, next - 2);
		const end = part.indexOf("\r\n\r\n");
		const head = part.toString("utf8", 0, Math.max(end, 0));
		const name = /[; ]name="([^"]*)"/i.exec(head)?.[1];
		if (end < 0 || name === undefined) return undefined;
		const fileName = /filename="([^"]*)"/i.exec(head)?.[1];
		parts.push({ name, bytes: part.subarray(end + 4), ...(fileName === undefined ? {} : { fileName }) });
		from = next;
	}
	return parts;
}
