/** What a platform with few recipients beside many gets at least, a second: one a minute. */
const leastPerSecond = 1 / 60;

/**
 * A broadcast's own rate, shared out between platforms by how many recipients each has, so that all of them end at about
 * the same time. Messages a second, by platform; a platform without recipients has none.
 */
export function shareRate(
	perSecond: number,
	byPlatform: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
	const counts = Object.entries(byPlatform).filter(([, count]) => count > 0);
	const all = counts.reduce((sum, [, count]) => sum + count, 0);
	return Object.fromEntries(
		counts.map(([platform, count]) => [platform, Math.max((perSecond * count) / all, leastPerSecond)]),
	);
}
