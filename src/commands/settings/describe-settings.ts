import type { Channel } from "../../domain/channel.ts";
import { isHeldByOwner } from "../../domain/owner-pause.ts";
import type { Block, Span } from "../../message/message.ts";
import { describePace } from "../answer/describe-schedule.ts";
import { writeMoment } from "../answer/write-moment.ts";
import type { ReadCall } from "../command.ts";
import type { CommandDeps } from "../deps.ts";
import { type Setting, settingsTable } from "./settings-table.ts";
import { sayTemplate } from "./template-setting.ts";

/** A channel's state, when its news comes, and every setting with its value, one item each. */
export function describeSettings(channel: Channel, call: ReadCall, deps: CommandDeps): Block {
	const { sentences } = deps;
	const item = (label: string, value: string): readonly Span[] => [
		{ text: `${label}: ` },
		{ text: value, bold: true },
	];
	const say = (id: string) => sentences.say(call.locale, id);
	return {
		kind: "list",
		items: [
			item(say("settings-state"), sayState(channel, call, deps)),
			item(say("settings-schedule"), describePace(channel.schedule, call.locale, sentences)),
			...settingsTable
				.filter(({ onlyIn = channel.addressKind }) => onlyIn === channel.addressKind)
				.map((setting) =>
					item(
						`${say(`setting-${setting.id}`)} (${setting.id})`,
						sayValue(setting, channel, call.locale, deps),
					),
				),
		],
	};
}

/** The value that a setting has, in words. */
export function sayValue(
	setting: Setting,
	channel: Channel,
	locale: string,
	{ sentences }: CommandDeps,
): string {
	switch (setting.kind) {
		case "choice": {
			const current = setting.current(channel);
			// Written by another version, or by hand.
			const isKnown = setting.values.some(({ id }) => id === current);
			return isKnown ? sentences.say(locale, `value-${current}`) : current;
		}
		case "number":
			return sentences.say(locale, "setting-letters", { count: setting.current(channel) });
		case "zone":
			return channel.zone;
		case "template":
			return sayTemplate(channel, locale, sentences);
	}
}

function sayState(channel: Channel, { locale }: ReadCall, { sentences, now }: CommandDeps): string {
	const { state } = channel;
	if (channel.subscriptions.length === 0) return sentences.say(locale, "state-nothing");
	if (state.kind === "active" || (state.kind === "paused" && (state.until ?? now() + 1) <= now())) {
		return sentences.say(locale, "state-active");
	}
	if (!isHeldByOwner(state, now())) return sentences.say(locale, "state-hindered");
	if (state.kind === "paused" && state.until !== undefined) {
		return sentences.say(locale, "state-paused-until", {
			until: writeMoment(state.until, channel.zone, locale),
		});
	}
	return sentences.say(locale, "state-paused");
}
