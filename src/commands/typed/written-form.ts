import { buildAnswer } from "../../message/answer.ts";
import type { Block } from "../../message/message.ts";
import type { OpenForm } from "../../store/people/people.ts";
import type { CommandDeps } from "../deps.ts";
import type { Caller, CommandReply, Form } from "../port.ts";
import { cutTyped, readTyped } from "./typed.ts";

/** What leaves a field empty, since nobody can send an empty message. */
const nothing = /^[-–—ـ]$/;

/** UTF-16 units of a present value that a question shows. */
const longestValue = 600;

/** Begins to ask a form field by field. What is begun takes the place of what was asked before. */
export async function askInWriting(
	caller: Caller,
	form: Form,
	locale: string,
	deps: CommandDeps,
): Promise<CommandReply> {
	return askNext(caller, { ...form, answers: {} }, locale, deps);
}

/** The answer to the field that was asked: the next question, or all that was answered. Undefined: nothing was asked. */
export async function takeAnswer(
	written: Caller & { text: string },
	deps: CommandDeps,
): Promise<
	| { kind: "asked"; reply: CommandReply }
	| { kind: "whole"; does: string; fields: OpenForm["answers"] }
	| undefined
> {
	const asker = { platform: written.platform, ...written.person };
	const open = await deps.openForm(asker, written.place.address);
	const field = open && nextField(open);
	if (open === undefined || field === undefined) return undefined;
	const isLeftOut = field.required !== true && nothing.test(readTyped(written.text));
	const answered = {
		...open,
		answers: { ...open.answers, [field.name]: isLeftOut ? "" : written.text },
	};
	if (nextField(answered) === undefined) {
		await deps.setOpenForm(asker, written.place.address, undefined);
		return { kind: "whole", does: open.does, fields: answered.answers };
	}
	const chosen = await deps.languageOf(asker);
	const locale = deps.sentences.pickLocale(chosen ?? written.person.language);
	return { kind: "asked", reply: await askNext(written, answered, locale, deps) };
}

function nextField({ fields, answers }: OpenForm): OpenForm["fields"][number] | undefined {
	return fields.find(({ name }) => !Object.hasOwn(answers, name));
}

async function askNext(
	{ platform, person, place }: Caller,
	form: OpenForm,
	locale: string,
	deps: CommandDeps,
): Promise<CommandReply> {
	const field = nextField(form);
	if (field === undefined) return { messages: [], visibility: "person" };
	await deps.setOpenForm({ platform, ...person }, place.address, form);
	const say = (id: string, args?: Record<string, string>) => deps.sentences.say(locale, id, args);
	const isFirst = Object.keys(form.answers).length === 0;
	const parts: (string | Block)[] = [
		...(isFirst ? [{ kind: "headline" as const, text: form.title }] : []),
		field.label,
		...(field.value === undefined || field.value === ""
			? []
			: [say("form-now", { value: cutTyped(field.value, longestValue) })]),
		...(field.required === true ? [] : [say("form-leave-out")]),
		...(isFirst ? [say("form-give-up")] : []),
	];
	const message = {
		...buildAnswer(locale, parts),
		asks: {
			...(field.placeholder === undefined ? {} : { placeholder: field.placeholder }),
			...(place.isPrivate ? {} : { of: { id: person.id, name: person.name } }),
		},
	};
	return { messages: [message], visibility: "person" };
}
