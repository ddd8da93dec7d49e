import { readFile } from "node:fs/promises";
import { type Look, type LookTemplate, standardLook } from "../domain/channel.ts";
import { AppError } from "../domain/errors.ts";
import { createSentences } from "../i18n/sentences.ts";
import { checkTemplate } from "../message/template/check-template.ts";
import { findReadyTemplate, readyTemplates } from "../message/template/ready-templates.ts";
import { sayFault } from "../message/template/say-fault.ts";

/**
 * The standard look with a template: a ready-made one by its name, or a file's text. Throws `BQ_USAGE` with the place and
 * the reason where the text is no sound template, `BQ_FILE_UNREADABLE` where there is neither name nor file.
 */
export async function readTemplateOption(given: string | undefined, zone: string): Promise<Look> {
	if (given === undefined) return standardLook;
	if (findReadyTemplate(given) !== undefined) return withTemplate({ kind: "ready", name: given });
	const text = await readFile(given, "utf8").catch(() => undefined);
	if (text === undefined) {
		const names = readyTemplates.map(({ name }) => name).join(", ");
		const message = `template: "${given}" is neither a file nor one of ${names}`;
		throw new AppError("BQ_FILE_UNREADABLE", message);
	}
	const sentences = createSentences();
	const fault = checkTemplate(text, standardLook, { zone, now: Date.now(), sentences });
	if (fault !== undefined)
		throw new AppError("BQ_USAGE", `template: ${given}: ${sayFault(fault, "en", sentences)}`);
	return withTemplate({ kind: "own", text });
}

function withTemplate(template: LookTemplate): Look {
	return { ...standardLook, template };
}
