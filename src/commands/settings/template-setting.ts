import { type Channel, type LookTemplate, standardLook, type TemplateFault } from "../../domain/channel.ts";
import type { Sentences } from "../../i18n/sentences.ts";
import { checkTemplate } from "../../message/template/check-template.ts";
import { longestTemplate } from "../../message/template/engine.ts";
import { findReadyTemplate, readyTemplates } from "../../message/template/ready-templates.ts";
import { sayFault } from "../../message/template/say-fault.ts";
import { variableNames } from "../../message/template/variables.ts";
import { templateText } from "../../message/template/write-template.ts";
import { joinNames } from "../answer/join-names.ts";
import { buildReply } from "../answer/reply.ts";
import type { Target } from "../channel/find-target.ts";
import { previewNewest } from "../channel/preview.ts";
import type { ReadCall, ReadPress } from "../command.ts";
import type { CommandDeps } from "../deps.ts";
import type { CommandReply } from "../port.ts";
import { findClosest } from "../typed/closest.ts";

type Found = Extract<Target, { kind: "place" }>;

/** What the form for a template's text does. */
export const templateForm = "settings:template";

/** A channel with another template: what was wrong with the last one is over. */
export function withTemplate(channel: Channel, template: LookTemplate): Channel {
	const { templateFault: _, ...rest } = channel;
	return { ...rest, look: { ...channel.look, template } };
}

/** Which template a channel has, in words; and that it could not be used, where it could not. */
export function sayTemplate({ look, templateFault }: Channel, locale: string, sentences: Sentences): string {
	const { template = { kind: "ready", name: "card" } } = look;
	const ready = template.kind === "ready" ? findReadyTemplate(template.name) : undefined;
	const name = template.kind === "own" ? sentences.say(locale, "template-own") : template.name;
	const value = ready === undefined ? name : `${name} (${sentences.say(locale, ready.description)})`;
	if (templateFault === undefined) return value;
	return `${value} — ${sentences.say(locale, "template-unusable")} ${sayFault(templateFault, locale, sentences)}`;
}

/** Asks for the text of a template, the present one to begin with. */
export async function askForTemplate(
	{ place }: Found,
	{ locale, platform }: ReadCall,
	deps: CommandDeps,
): Promise<CommandReply> {
	const say = (id: string) => deps.sentences.say(locale, id);
	const look = (await deps.findChannel(platform, place.address))?.look ?? standardLook;
	const present = templateText(look);
	const value = present?.kind === "text" ? present.text : (readyTemplates[0]?.text ?? "");
	const fields = [
		{
			name: "text",
			label: say("template-field"),
			value,
			long: true,
			required: true,
			maxLength: longestTemplate,
		},
	];
	return {
		messages: [],
		visibility: "person",
		form: { does: templateForm, title: say("template-title"), fields },
	};
}

/** Gives a channel a template of its own, after it was tried; the old one stays where it is not sound. */
export async function takeTemplate(
	text: string,
	{ place }: Found,
	call: ReadCall | ReadPress,
	deps: CommandDeps,
): Promise<CommandReply> {
	const { locale, platform, person } = call;
	const { sentences, now } = deps;
	const known = await deps.findChannel(platform, place.address);
	const context = { zone: known?.zone ?? deps.zone, now: now(), sentences };
	const fault = checkTemplate(text, known?.look ?? standardLook, context);
	if (fault !== undefined) {
		return buildReply("person", locale, [
			sentences.say(locale, "template-refused"),
			sayFault(fault, locale, sentences),
			...sayMeant(fault, locale, sentences),
		]);
	}
	const apply = (channel: Channel) => withTemplate(channel, { kind: "own", text });
	const changed = await deps.changeChannel(place, platform, apply, { platform, ...person });
	return showTemplate([sentences.say(locale, "template-saved")], changed, call, deps);
}

/** What was done, and the newest article as it looks now. */
export async function showTemplate(
	said: readonly string[],
	channel: Channel,
	{ locale }: ReadCall | ReadPress,
	deps: CommandDeps,
): Promise<CommandReply> {
	const reply = buildReply("person", locale, said);
	const shown = await previewNewest(channel, deps);
	return shown === undefined ? reply : { ...reply, messages: [...reply.messages, shown] };
}

/** What may have been meant by a name that does not exist; an example for an argument that is wrong. */
function sayMeant(
	{ kind, word = "", known = [] }: TemplateFault & { known?: readonly string[] },
	locale: string,
	sentences: Sentences,
): string[] {
	if (known.length === 0 || kind === "too-long" || kind === "too-much") return [];
	if (kind === "argument") {
		return [sentences.say(locale, "template-example", { example: known[0] ?? "" })];
	}
	const named = known.map((name) => ({ value: name, label: name, names: [name.replaceAll("_", " "), name] }));
	const closest = findClosest(word, named);
	const names = joinNames(closest.length > 0 ? closest : known, locale, sentences);
	return [sentences.say(locale, closest.length > 0 ? "did-you-mean" : "template-known", { names })];
}

/** All that a template may name, for a person who writes one. */
export function sayVariables(locale: string, sentences: Sentences): string {
	return sentences.say(locale, "template-variables", { names: joinNames(variableNames, locale, sentences) });
}
