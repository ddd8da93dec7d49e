import type { APIModalInteractionResponseCallbackData } from "discord.js";
import { directText } from "../../../src/arabic/bidi.ts";
import { detectLanguage } from "../../../src/arabic/language.ts";
import type { Form, FormField } from "../../../src/commands/port.ts";
import { isRightToLeft } from "../../../src/message/message.ts";
import { discordLimits } from "../limits.ts";
import { fitText } from "../render/fit.ts";

/** A form as Discord's modal. https://discord.com/developers/docs/interactions/receiving-and-responding#modal */
export function buildModal({ does, title, fields }: Form): APIModalInteractionResponseCallbackData {
	return {
		custom_id: does,
		title: cut(title, discordLimits.formTitle),
		components: fields.slice(0, discordLimits.formFields).map((field) => ({
			type: 1,
			components: [buildInput(field)],
		})),
	};
}

function buildInput(field: FormField) {
	const most = Math.min(field.maxLength ?? discordLimits.fieldValue, discordLimits.fieldValue);
	const value = field.value?.slice(0, most);
	return {
		type: 4 as const,
		custom_id: field.name,
		style: field.long === true ? (2 as const) : (1 as const),
		label: cut(field.label, discordLimits.fieldLabel),
		required: field.required === true,
		max_length: most,
		...(value === undefined || value === "" ? {} : { value }),
		...(field.placeholder === undefined
			? {}
			: { placeholder: cutInOrder(field.placeholder, directionOf(field.label)) }),
	};
}

/** A placeholder mixes words with signs and addresses. */
function cutInOrder(text: string, base: "rtl" | "ltr"): string {
	return fitText(text, discordLimits.fieldPlaceholder, (kept) => directText(kept, base));
}

/** A form is in the language of its labels. */
function directionOf(label: string): "rtl" | "ltr" {
	return isRightToLeft(detectLanguage(label)) ? "rtl" : "ltr";
}

function cut(text: string, most: number): string {
	return fitText(text, most, (kept) => kept);
}
