import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** A collection of the old generation comes when it has grown by this share since the last; in percent. */
const growthPercent = 25;

/**
 * Has V8 collect garbage when the heap has grown by a part, and not by a multiple: left to itself it lets the garbage of a
 * large broadcast grow to several times of what is in use before it looks, and a machine's memory is shared with Redis.
 * Costs about a hundredth of the processor's time while much is sent (docs/decisions/0014-large-broadcasts.md).
 */
export function boundHeap(): void {
	setFlagsFromString(`--heap-growing-percent=${growthPercent}`);
	// What was made while the program started counts for its first limit; from here on the limit follows what is in use.
	setFlagsFromString("--expose-gc");
	runInNewContext("gc")();
}
