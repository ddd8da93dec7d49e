/**
 * Milliseconds of processor that this process has had, all its threads, user and system. What is to be compared is measured by
 * it and not by the clock on the wall, which beside other processes says how busy the machine is.
 */
export function processorMs(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}
