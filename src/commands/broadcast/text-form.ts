import { detectLanguage } from "../../arabic/language.ts";
import type { BroadcastButton, BroadcastContent, BroadcastVersion } from "../../domain/broadcast.ts";
import type { Form } from "../port.ts";
import { type DialogueTurn, does, say } from "./turn.ts";

/** The form of a broadcast's text; `version` or what was typed before stands in it. */
export function buildTextForm(turn: DialogueTurn, step: "text" | "corrd", version?: BroadcastVersion): Form {
	const typed = turn.dialogue.typed;
	const value = (name: string, current: string) => {
		const text = typed?.[name] ?? current;
		return text === "" ? {} : { value: text };
	};
	const label = (name: string) => say(turn, `desk-form-${name}`);
	return {
		does: does(turn, step),
		title: say(turn, step === "text" ? "desk-form-title" : "desk-form-correct"),
		fields: [
			{
				name: "headline",
				label: label("headline"),
				required: true,
				maxLength: 250,
				...value("headline", version?.headline ?? ""),
			},
			{
				name: "body",
				label: label("body"),
				placeholder: say(turn, "desk-form-body-how"),
				long: true,
				maxLength: 3_500,
				...value("body", version?.body ?? ""),
			},
			{
				name: "image",
				label: label("image"),
				placeholder: "https://…",
				maxLength: 1_000,
				...value("image", version?.image ?? ""),
			},
			{
				name: "buttons",
				label: label("buttons"),
				placeholder: say(turn, "desk-form-buttons-how"),
				long: true,
				maxLength: 1_000,
				...value("buttons", writeButtons(version?.buttons ?? [])),
			},
		],
	};
}

/** What was filled in, as the first version of `content`; other languages' versions stay as they are. */
export function readTextForm({ fields, caller }: DialogueTurn, content?: BroadcastContent): BroadcastContent {
	const text = (name: string) => (fields[name] ?? "").replace(/\r\n?/g, "\n").trim();
	const [first, ...others] = content?.versions ?? [];
	const [headline, body, image] = [text("headline"), text("body"), text("image")];
	const detected = detectLanguage(`${headline}\n${body}`);
	const spoken = detected === "und" ? caller.locale : detected;
	const language = others.some((version) => version.language === spoken) ? first?.language : spoken;
	const version: BroadcastVersion = {
		language: language ?? spoken,
		headline,
		body,
		...(image === "" ? {} : { image }),
		buttons: readButtons(text("buttons")),
		overrides: first?.overrides ?? {},
	};
	return { versions: [version, ...others] };
}

/** One a line: `label | address`, or the address last. What is no address is refused where all addresses are. */
function readButtons(text: string): readonly (readonly BroadcastButton[])[] {
	return text
		.split("\n")
		.map((line) => line.trim())
		.filter((line) => line !== "")
		.map((line) => {
			const [, label, href] = /^(.*?)\s*[|｜]\s*(.+)$/.exec(line) ?? /^(.*?)\s+(\S+)$/.exec(line) ?? [];
			return [{ label: label ?? line, href: href ?? line }];
		});
}

function writeButtons(rows: readonly (readonly BroadcastButton[])[]): string {
	return rows
		.flat()
		.map(({ label, href }) => `${label} | ${href}`)
		.join("\n");
}
