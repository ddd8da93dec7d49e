import { newsOf, standardLook } from "../../domain/channel.ts";
import { buildReply } from "../answer/reply.ts";
import { findTarget, sayOfTarget, type Target } from "../channel/find-target.ts";
import { describeRoutes, route } from "../channel/route.ts";
import type { Command, ReadCall } from "../command.ts";
import type { CommandDeps } from "../deps.ts";
import type { CommandReply } from "../port.ts";
import { offerSetup } from "../setup/offer.ts";
import { describeWishes } from "../subscriptions/describe-wishes.ts";
import { listChoices } from "../subscriptions/read-wish.ts";
import { findNamed } from "../typed/names.ts";
import { readSettingWish, sayChoices } from "./change-setting.ts";
import { describeSettings, sayValue } from "./describe-settings.ts";
import {
	askForTemplate,
	sayVariables,
	showTemplate,
	takeTemplate,
	templateForm,
} from "./template-setting.ts";

/** `/settings [channel] [setting] [value]`: what a channel gets, when and how it looks; one thing of it changed. */
export const settings: Command = {
	name: "settings",
	description: "command-settings",
	words: ["الإعدادات"],
	use: "owners",
	parameters: [
		{ name: "channel", description: "parameter-channel", kind: "text", required: false },
		{ name: "setting", description: "parameter-setting", kind: "text", required: false },
		{ name: "value", description: "parameter-value", kind: "text", required: false },
	],
	async run(call, deps, table) {
		const { locale, platform, person } = call;
		const { sentences } = deps;
		const [first = "", ...others] = call.args.split(" ");
		if (findNamed(first, [routing])) return route.run({ ...call, args: others.join(" ") }, deps, table);
		const target = await findTarget(call, deps, false);
		if (target.kind === "refused") return buildReply("person", locale, target.sentences);
		if (target.rest === "") return showAll(target, call, deps);
		const wish = readSettingWish(target.rest, locale, deps);
		if (wish.kind === "refused") return buildReply("person", locale, wish.sentences);
		if (wish.kind === "own-text") {
			if (wish.after === undefined) return askForTemplate(target, call, deps);
			const words = wish.after + (target.reference === undefined ? 0 : 1);
			return takeTemplate(textAfter(call.typed, words), target, call, deps);
		}
		const { setting } = wish;
		const label = sentences.say(locale, `setting-${setting.id}`);
		if (wish.kind === "show") {
			const channel = await findOrStandard(target, call, deps);
			const value = sayValue(setting, channel, locale, deps);
			return buildReply("person", locale, [
				sentences.say(locale, "setting-is", { setting: label, value }),
				sayChoices(setting, locale, deps),
				...(setting.kind === "template"
					? [sayVariables(locale, sentences), sentences.say(locale, "template-own-how")]
					: []),
			]);
		}
		const changed = await deps.changeChannel(target.place, platform, wish.apply, { platform, ...person });
		const value = sayValue(setting, changed, locale, deps);
		const said = sentences.say(locale, "setting-changed", { setting: label, value });
		if (setting.kind === "template") return showTemplate([said], changed, call, deps);
		return buildReply("person", locale, [
			said,
			sayOfTarget(target, call, deps, { here: "setting-see-here", there: "setting-see-there" }),
		]);
	},
	/** The template that was asked for was written. */
	async press(call, deps) {
		if (call.does !== templateForm) return { messages: [], visibility: "person" };
		const { text = "" } = call.fields;
		const target = await findTarget({ ...call, args: "", name: "settings", typed: "" }, deps, false);
		if (target.kind === "refused") return buildReply("person", call.locale, target.sentences);
		return takeTemplate(text, target, call, deps);
	},
};

/** What stands after so many words, its lines as they were typed. */
function textAfter(typed: string, words: number): string {
	return typed.trimStart().replace(new RegExp(`^(?:\\S+\\s+){${words}}`), "");
}
/** Settings that have a command of their own. */
const routing = { value: "route", label: "route", names: ["route", ...route.words] };

async function showAll(
	target: Extract<Target, { kind: "place" }>,
	call: ReadCall,
	deps: CommandDeps,
): Promise<CommandReply> {
	const { locale } = call;
	const channel = await findOrStandard(target, call, deps);
	const subscriptions = newsOf(channel);
	const wishes = describeWishes(subscriptions, await listChoices(deps, channel), locale, deps);
	const say = (here: string, there: string) => sayOfTarget(target, call, deps, { here, there });
	const reply = buildReply("person", locale, [
		{ kind: "headline", text: say("settings-title-here", "settings-title-there") },
		describeSettings(channel, call, deps),
		...(subscriptions.length === 0
			? [say("no-subscription-here", "no-subscription-there")]
			: [deps.sentences.say(locale, "receives"), wishes]),
		...((channel.routes ?? []).length === 0
			? []
			: describeRoutes(channel, await listChoices(deps, channel), locale, deps)),
		say("settings-how-here", "settings-how-there"),
	]);
	return { ...reply, controls: offerSetup(target.place, locale, deps) };
}

/** The channel of a place; of one that is not registered, what it would be at first. */
async function findOrStandard(
	{ place }: Extract<Target, { kind: "place" }>,
	{ platform }: ReadCall,
	deps: CommandDeps,
) {
	const found = await deps.findChannel(platform, place.address);
	if (found !== undefined) return found;
	const { address, addressKind, title } = place;
	return {
		id: "",
		platform,
		address,
		addressKind,
		title,
		zone: deps.zone,
		look: standardLook,
		subscriptions: [],
		schedule: { kind: "at-once" as const },
		state: { kind: "active" as const },
		createdAt: deps.now(),
	};
}
