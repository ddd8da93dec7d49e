/** ms that a piece of work may hold the process before others have their turn. */
const longestTurn = 10;

/**
 * For work that goes on long without waiting for anything: asked between its steps, it is undefined until the work has
 * held the process for `longestTurn`, and then what to wait for while everybody else has a turn.
 */
export function createPauses(): () => Promise<void> | undefined {
	let since = performance.now();
	return () => {
		if (performance.now() - since < longestTurn) return undefined;
		return new Promise((resolve) => {
			setImmediate(() => {
				since = performance.now();
				resolve();
			});
		});
	};
}
