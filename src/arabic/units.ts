/** What is kept of the room for texts; a longer text has its own, which goes when it is done with. */
const keptUnits = 1 << 18;

/**
 * Room for the UTF-16 units of one text after another: a walk over numbers takes half the time of one over a string, and making
 * room anew for each text would take the other half. Each walker has its own; what it gave is void when it gives again.
 */
export function createUnitRoom(): {
	/** The units of the text, and behind them whatever was there before. */
	load(text: string): Uint16Array;
	/** The first units as a text. */
	text(length: number): string;
} {
	let kept: Room | undefined;
	let used: Room | undefined;
	return {
		load(text) {
			kept ??= buildRoom(keptUnits);
			used = text.length <= keptUnits ? kept : buildRoom(text.length);
			used.bytes.write(text, 0, "utf16le");
			return used.units;
		},
		text: (length) => used?.bytes.toString("utf16le", 0, length * 2) ?? "",
	};
}

type Room = { bytes: Buffer; units: Uint16Array };

function buildRoom(length: number): Room {
	const bytes = Buffer.allocUnsafeSlow(length * 2);
	return { bytes, units: new Uint16Array(bytes.buffer) };
}
