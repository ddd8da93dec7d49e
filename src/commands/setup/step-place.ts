import { findHere, findThere, type Target } from "../channel/find-target.ts";
import { quoteTyped, readTyped } from "../typed/typed.ts";
import { shortValue } from "./choices.ts";
import { startDraft } from "./start-draft.ts";
import type { Room, Step, StepAct } from "./step.ts";

/** What is set up: this chat, another channel of the same server, or one that is named. */
export const placeStep: Step = {
	name: "place",
	isSkipped: ({ asksPlace }) => !asksPlace,
	async show({ call, draft, deps }, does) {
		const say = (id: string) => deps.sentences.say(call.locale, id);
		const nearby = (await call.nearby?.()) ?? [];
		const here = {
			value: "here",
			label: say("setup-place-here"),
			chosen: draft.place?.address === call.place.address,
		};
		const others = nearby
			.filter(({ address }) => address !== call.place.address)
			.map(({ address, title }) => ({
				value: shortValue(address),
				label: quoteTyped(title),
				chosen: draft.place?.address === address,
			}));
		return {
			parts: [
				say("setup-place-what"),
				...(draft.place === undefined || here.chosen || others.some(({ chosen }) => chosen)
					? []
					: [deps.sentences.say(call.locale, "setup-place-now", { place: quoteTyped(draft.place.title) })]),
			],
			controls: [
				[
					{
						kind: "choose",
						name: say("setup-step-place"),
						does: does("choose"),
						many: false,
						options: [here, ...others],
					},
				],
				[{ kind: "press", label: say("setup-place-other"), does: does("other") }],
			],
		};
	},
	async act(action, { values, fields }, room) {
		const { call, deps } = room;
		if (action === "choose") return choose(values[0], room);
		if (action !== "other") return undefined;
		const { reference } = fields;
		if (reference === undefined) {
			const field = {
				name: "reference",
				label: deps.sentences.say(call.locale, "setup-place-field"),
				placeholder: "@channel",
				required: true,
				maxLength: 100,
			};
			return {
				kind: "form",
				does: "other",
				form: { title: deps.sentences.say(call.locale, "setup-place-other"), fields: [field] },
			};
		}
		return take(await findThere(readTyped(reference), call, deps, true), room);
	},
};

async function choose(value: string | undefined, room: Room): Promise<StepAct> {
	const { call, draft, deps } = room;
	if (value === undefined) return { kind: "changed", draft };
	if (value === "here") return take(await findHere(call, deps, true), room);
	const nearby = (await call.nearby?.()) ?? [];
	const address = nearby.find((one) => shortValue(one.address) === value)?.address;
	return take(await findThere(address ?? value, call, deps, true), room);
}

async function take(target: Target, { call, draft, deps }: Room): Promise<StepAct> {
	if (target.kind === "refused") return target;
	return { kind: "changed", draft: await startDraft(draft, target.place, call, deps) };
}
