/** Names this process as no other before or after it: a number alone is given again, in a container nearly always. */
export const thisProcess = `${process.pid} ${performance.timeOrigin}`;

/** Whether the process that is named so still runs. */
export function lives(name: string): boolean {
	const pid = Number(name.split(" ")[0]);
	return pid === process.pid ? name === thisProcess : isAlive(pid);
}

export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === "EPERM"; // Another user's.
	}
}
