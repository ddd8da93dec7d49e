/** Slots that a process holds at most, at least, and the lateness above which it holds too many. */
const mostRoom = 1_024;
const leastRoom = 16;
const lateMs = 250;

/**
 * How many slots this process may hold. Limits may be higher than what one process carries: requests that it was granted
 * would then leave late, their claims grow old, and all the work would go into claims that are never used. It shrinks by a
 * fifth where sends leave late, and grows by one with every four that leave in time.
 */
export function createRoom() {
	let size = 128;
	let shrunkAt = Number.NEGATIVE_INFINITY;
	return {
		size: () => Math.floor(size),
		note(late: number) {
			const now = performance.now();
			if (late <= lateMs) size = Math.min(mostRoom, size + 0.25);
			else if (now - shrunkAt > lateMs) {
				shrunkAt = now;
				size = Math.max(leastRoom, size * 0.8);
			}
		},
	};
}
