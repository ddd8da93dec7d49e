import { buildReply } from "../answer/reply.ts";
import type { CommandDeps } from "../deps.ts";
import type { CommandReply, Greeting } from "../port.ts";
import { offerSetup } from "../setup/offer.ts";
import { quoteTyped } from "../typed/typed.ts";

/** What can be done here, and the button that begins it; once, however often the platform tells of the arrival. */
export async function greet(greeting: Greeting, deps: CommandDeps): Promise<CommandReply> {
	const { platform, place, to, botMayPost } = greeting;
	const locale = deps.sentences.pickLocale(greeting.language);
	if (!(await deps.markGreeted(platform, place.address))) return { messages: [], visibility: "everybody" };
	const say = (id: string, args?: Record<string, string>) => deps.sentences.say(locale, id, args);
	if (to === "place") {
		const said = buildReply("everybody", locale, [
			say("greeting-here"),
			say("greeting-what"),
			say("greeting-how-here"),
		]);
		return { ...said, controls: offerSetup(place, locale, deps) };
	}
	const title = { place: quoteTyped(place.title) };
	const said = buildReply(
		"person",
		locale,
		botMayPost
			? [say("greeting-channel", title), say("greeting-channel-how")]
			: [
					say("greeting-channel-lacks", title),
					say("bot-right-how", { platform, kind: place.addressKind, ...title }),
				],
	);
	return { ...said, controls: offerSetup(place, locale, deps) };
}
