import type { Channel } from "../../domain/channel.ts";
import { buildTrouble, type ChannelTrouble } from "../../message/trouble.ts";
import { isFirst } from "../../store/redis/once.ts";
import type { Core } from "../core.ts";
import { createReply } from "./reply.ts";
import { createTurn } from "./turn.ts";

/** Sends that fail together find it out together, and a channel that comes and goes is told of once an hour. */
const quietSeconds = 3_600;

/**
 * Tells whoever set a channel up, in private and in their language, that nothing can be posted there any more, or not as they chose. Once, where
 * they can be reached: somebody who never spoke with the bot cannot, and that is no reason to hold anything up.
 */
export function createOwnerNotices(core: Core): (channel: Channel, trouble: ChannelTrouble) => void {
	return (channel, trouble) => {
		tell(core, channel, trouble).catch((error: unknown) =>
			core.log.warn({ channel: channel.id, reason: String(error) }, "channel: its owner could not be told"),
		);
	};
}

async function tell(core: Core, channel: Channel, trouble: ChannelTrouble): Promise<void> {
	const { owner, platform, title, look } = channel;
	const row = core.platforms.find(({ name }) => name === platform);
	if (owner === undefined || row?.findPrivatePlace === undefined) return;
	if (!(await isFirst(core.connection, `told:${trouble.kind}:${channel.id}`, quietSeconds))) return;
	const { findPrivatePlace } = row;
	const place = await createTurn(core, platform)(() => findPrivatePlace(owner, core.config.options));
	if (place === undefined) return;
	const locale = (await core.people.language({ platform, id: owner })) ?? look.locale;
	const message = buildTrouble(trouble, title, core.sentences.pickLocale(locale), core.sentences);
	await createReply(core, platform)(place.address, place.addressKind, message);
}
