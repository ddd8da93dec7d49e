/** Enough for V8 to make its inline cache for the read, which is what helps. */
const reads = 5_000;

/**
 * ioredis 6 has a class that extends String, and from then on V8 11 (Node 20) looks every method of a string up anew:
 * `charCodeAt` takes seven times as long, and reading feeds, which walks through texts, half as long again. Once the
 * prototype itself has been read often enough, it is quick again. Takes less than a millisecond; harmless elsewhere.
 */
export function keepStringsQuick(): boolean {
	const read = () => String.prototype.charCodeAt;
	let same = true;
	for (let nth = 0; nth < reads; nth++) same = read() === String.prototype.charCodeAt && same;
	return same;
}
