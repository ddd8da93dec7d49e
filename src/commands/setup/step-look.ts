import { dateStyles, type Look, type LookButton, lookButtons } from "../../domain/channel.ts";
import { readyTemplates } from "../../message/template/ready-templates.ts";
import { applyChoice } from "./choices.ts";
import { changed, type Step } from "./step.ts";

/** Lengths of a lead that can be chosen, in graphemes. */
const leadLengths = [150, 250, 400, 600];

/** What is on or off, and how a look says so. */
const switches: readonly { name: string; is(look: Look): boolean; set(look: Look, on: boolean): Look }[] = [
	{
		name: "digits",
		is: ({ digits }) => digits === "arabic",
		set: (look, on) => ({ ...look, digits: on ? "arabic" : "latin" }),
	},
	...(["image", "linkPreview", "sourceLine", "silent"] as const).map((name) => ({
		name,
		is: (look: Look) => look[name],
		set: (look: Look, on: boolean): Look => ({ ...look, [name]: on }),
	})),
	{
		name: "hashtags",
		is: ({ hashtags }) => hashtags === true,
		// Off: as the template says.
		set: ({ hashtags: before, ...look }, on) => {
			if (on) return { ...look, hashtags: true };
			return before === false ? { ...look, hashtags: false } : look;
		},
	},
	...lookButtons.map((button) => ({
		name: `button-${button}`,
		is: ({ buttons = [] }: Look) => buttons.includes(button),
		set: (look: Look, on: boolean): Look => withButton(look, button, on),
	})),
];

function withButton({ buttons = [], ...look }: Look, button: LookButton, on: boolean): Look {
	const kept = lookButtons.filter((one) => (one === button ? on : buttons.includes(one)));
	return kept.length === 0 ? look : { ...look, buttons: kept };
}

/** The channel's own text stays where it has one, until another is chosen. */
const ownTemplate = "own";

/** How posts look. */
export const lookStep: Step = {
	name: "look",
	async show({ call, draft, deps }, does) {
		const { look } = draft;
		const template = templateOf(look);
		const say = (id: string, args?: Record<string, number>) => deps.sentences.say(call.locale, id, args);
		return {
			parts: [say("setup-look-what")],
			controls: [
				[
					{
						kind: "choose",
						name: say("setup-template"),
						does: does("template"),
						many: false,
						options: [
							...(template === ownTemplate
								? [{ value: ownTemplate, label: say("setup-template-own"), chosen: true }]
								: []),
							...readyTemplates.map(({ name, description }) => ({
								value: name,
								label: say(description),
								chosen: name === template,
							})),
						],
					},
				],
				[
					{
						kind: "choose",
						name: say("setting-date"),
						does: does("date"),
						many: false,
						options: dateStyles.map((style) => ({
							value: style,
							label: say(`value-${style}`),
							chosen: style === look.dateStyle,
						})),
					},
				],
				[
					{
						kind: "choose",
						name: say("setting-lead"),
						does: does("lead"),
						many: false,
						options: leadLengths.map((count) => ({
							value: String(count),
							label: say("setup-lead", { count }),
							chosen: count === look.leadLength,
						})),
					},
				],
				[
					{
						kind: "choose",
						name: say("setup-switches"),
						does: does("switches"),
						many: true,
						options: switches.map(({ name, is }) => ({
							value: name,
							label: say(`setup-switch-${name}`),
							chosen: is(look),
						})),
					},
				],
			],
		};
	},
	async act(action, press, { draft }) {
		const { look } = draft;
		const [value] = press.values;
		switch (action) {
			case "template":
				return changed(draft, { look: withTemplate(look, value) });
			case "date": {
				const dateStyle = dateStyles.find((style) => style === value) ?? look.dateStyle;
				return changed(draft, { look: { ...look, dateStyle } });
			}
			case "lead": {
				const leadLength = leadLengths.find((length) => String(length) === value) ?? look.leadLength;
				return changed(draft, { look: { ...look, leadLength } });
			}
			case "switches": {
				const on = switches.filter(({ is }) => is(look)).map(({ name }) => name);
				const chosen = applyChoice(
					on,
					press,
					switches.map(({ name }) => name),
				);
				return changed(draft, {
					look: switches.reduce((before, { name, set }) => set(before, chosen.includes(name)), look),
				});
			}
			default:
				return undefined;
		}
	},
};

function templateOf({ template }: Look): string | undefined {
	if (template === undefined) return readyTemplates[0]?.name;
	return template.kind === "own" ? ownTemplate : template.name;
}

/** The first of the ready ones is what a channel without a template has. */
function withTemplate({ template, ...look }: Look, name: string | undefined): Look {
	const at = readyTemplates.findIndex((one) => one.name === name);
	if (name === undefined || at < 0) return template === undefined ? look : { ...look, template };
	return at === 0 ? look : { ...look, template: { kind: "ready", name } };
}
