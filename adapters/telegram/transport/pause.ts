/** Resolves after so many ms, or as soon as `over` is aborted. */
export function pause(ms: number, over?: AbortSignal): Promise<void> {
	if (ms <= 0 || over?.aborted === true) return Promise.resolve();
	return new Promise((resolve) => {
		const timer = setTimeout(end, ms);
		function end(): void {
			clearTimeout(timer);
			over?.removeEventListener("abort", end);
			resolve();
		}
		over?.addEventListener("abort", end, { once: true });
	});
}
