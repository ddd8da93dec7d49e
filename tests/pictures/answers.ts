/**
 * Pictures of answers to people and of posts, as the demo page shows them: the real commands and cards, rendered and
 * posted by the real publishers to the stage, photographed by a headless Chromium. `npm run pictures [FOLDER] [NAME…]`,
 * where a name may be the beginning of several; then look at them.
 */
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Message } from "../../src/message/message.ts";
import { createNewsroom } from "../commands/newsroom.ts";
import { buildGoldenCases } from "../golden/cases.ts";
import { pictureNews } from "./news.ts";
import { answersTo } from "./person.ts";
import { photograph } from "./photograph.ts";
import { type Picture, pictures } from "./table.ts";

const [folder = ".barqiya/pictures", ...only] = process.argv.slice(2);
const isWanted = (name: string) => only.length === 0 || only.some((start) => name.startsWith(start));
const fileOf = (name: string) => join(resolve(folder), `${name}.png`);

await mkdir(folder, { recursive: true });
for (const picture of pictures.filter(({ name }) => isWanted(name))) {
	await take(picture.name, await messagesOf(picture), picture.height ?? 600);
}
const posts = (await buildGoldenCases()).filter(({ name }) => isGoldenPost(name) && isWanted(`post-${name}`));
for (const { name, message } of posts) await take(`post-${name}`, [message], 500);

async function messagesOf({ acts, language, before }: Picture): Promise<readonly Message[]> {
	const room = createNewsroom(pictureNews);
	before?.(room);
	return answersTo(acts, room, language ?? "ar");
}

async function take(name: string, messages: readonly Message[], height: number): Promise<void> {
	await photograph(messages, fileOf(name), height);
	process.stdout.write(`${fileOf(name)}\n`);
}

/** Answers to commands are pictured with news that are harder to draw. */
function isGoldenPost(name: string): boolean {
	return !/^[567]/.test(name);
}
