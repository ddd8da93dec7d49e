/** How much a run does. */
export type Sizing = {
	telegramChannels: number;
	discordChannels: number;
	/** Forums among Discord's channels: a post of theirs carries no nonce. */
	forums: number;
	/** Groups that become supergroups while a broadcast is under way. */
	migratingGroups: number;
	/** Posts in the calm phase, at the platforms' true limits: there are this many, to this many channels of each platform. */
	calmPosts: number;
	calmChannels: number;
	/** Posts to everybody while things break. */
	stormPosts: number;
	stormMs: number;
	/** The platforms' limits in the storm, as a multiple of the true ones. */
	factor: number;
	workers: number;
	/** How often in a row every worker dies over one last post. */
	deathsInARow: number;
	/** After the storm all that is open must be done within this: doubtful sends are looked up one after the other. */
	drainMs: number;
};

/** What fills the widest limit (50 a second) for longer than the ten seconds that are looked at and those before they are warm. */
const calmDeliveries = 900;

/** 2,000 channels × 20 posts from five minutes on; less time, less of it. */
export function sizingFor(minutes: number): Sizing {
	const share = Math.min(1, minutes / 5);
	const calmChannels = Math.min(300, Math.round(1_300 * share));
	return {
		telegramChannels: Math.round(1_300 * share),
		discordChannels: Math.round(700 * share),
		forums: Math.max(4, Math.round(30 * share)),
		migratingGroups: 6,
		calmChannels,
		calmPosts: Math.ceil(calmDeliveries / calmChannels),
		stormPosts: minutes < 1 ? 8 : 20,
		stormMs: minutes * 25_000,
		factor: 10,
		workers: 3,
		deathsInARow: 3,
		drainMs: 300_000,
	};
}

/** A run that takes longer than this hangs: several times what it takes at the platforms' limits, and the start. */
export function longestRunMs(sizing: Sizing): number {
	const { telegramChannels, discordChannels, calmPosts, calmChannels, stormMs, stormPosts, factor } = sizing;
	const calmMs = (calmPosts + 2) * (calmChannels / 30) * 1_000;
	const loadMs = (stormPosts * Math.max(telegramChannels / 30, discordChannels / 50) * 1_000) / factor;
	// It waits four times for what is open.
	return 120_000 + 4 * sizing.drainMs + 4 * (calmMs + Math.max(stormMs, loadMs));
}
