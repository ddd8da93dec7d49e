import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect } from "vitest";

/** Where the golden files lie; their names in order read as a specification of posts. */
export const goldenFolder = new URL("./files/", import.meta.url);

/**
 * Holds a text equal to the golden file of this name. With UPDATE_GOLDEN=1 (`npm run golden`) the file is written
 * anew instead, and the difference is for a person to read before it is committed.
 */
export function expectGolden(name: string, text: string): void {
	const file = new URL(name, goldenFolder);
	if (process.env.UPDATE_GOLDEN === "1") {
		mkdirSync(goldenFolder, { recursive: true });
		writeFileSync(file, text);
	}
	expect(text, `${name}: run \`npm run golden\` if the change is meant`).toBe(readFileSync(file, "utf8"));
}

/** A value as JSON in which what cannot be seen (direction marks, odd blanks) can be read. */
export function goldenJson(value: unknown): string {
	const json = JSON.stringify(value, undefined, "\t");
	return `${json.replace(invisible, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`)}\n`;
}

const invisible = /[\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufeff]/g;
