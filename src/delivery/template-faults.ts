import type { Channel, TemplateFault } from "../domain/channel.ts";
import type { Log } from "../domain/log.ts";
import type { ChannelStore } from "../store/channels/channels.ts";

/** Remembers with a channel that its template could not write an article. */
export type TemplateFaults = {
	/** Returns at once: a post never waits for it, nor fails by it. */
	note(channel: Channel, fault: TemplateFault): void;
};

/** The first fault of a template is kept for its owner; what follows from the same template says nothing new. */
export function createTemplateFaults(deps: {
	channels: Pick<ChannelStore, "update">;
	now(): number;
	log: Log;
	/** Called once for a template of a channel, by the process that found it out. */
	failed?(channel: Channel, fault: TemplateFault): void;
}): TemplateFaults {
	const noted = new Map<string, string>();

	async function keep(channel: Channel, { kind, line, column, word }: TemplateFault): Promise<void> {
		const fault = {
			kind,
			...(line === undefined ? {} : { line }),
			...(column === undefined ? {} : { column }),
			...(word === undefined ? {} : { word }),
		};
		deps.log.warn(
			{ channel: channel.id, ...fault },
			"channel: its template failed, it gets the standard card",
		);
		let isFirst = false;
		await deps.channels.update(channel.id, (now) => {
			const isOther = JSON.stringify(now.look.template) !== JSON.stringify(channel.look.template);
			isFirst = !isOther && now.templateFault === undefined;
			return isFirst ? { ...now, templateFault: { ...fault, since: deps.now() } } : now;
		});
		if (isFirst) deps.failed?.(channel, fault);
	}

	return {
		note(channel, fault) {
			const template = JSON.stringify(channel.look.template);
			if (channel.templateFault !== undefined || noted.get(channel.id) === template) return;
			noted.set(channel.id, template);
			keep(channel, fault).catch((error) => {
				noted.delete(channel.id);
				deps.log.warn(
					{ channel: channel.id, reason: String(error) },
					"channel: its template's fault was not kept",
				);
			});
		},
	};
}
