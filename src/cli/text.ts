import { Command, InvalidArgumentError, Option } from "commander";
import { cleanText } from "../arabic/clean.ts";
import { foldKey } from "../arabic/fold.ts";
import { buildHashtag } from "../arabic/hashtag.ts";
import { splitSentences } from "../arabic/sentences.ts";
import { searchTerms } from "../arabic/stem.ts";
import { truncateText } from "../arabic/truncate.ts";
import { type ReadDateOptions, readDate } from "../calendar/read-date.ts";
import { isTimeZone } from "../calendar/zone.ts";
import { trimDateline } from "../sources/lead/dateline.ts";

type Lean = NonNullable<ReadDateOptions["lean"]>;

/** Nineteen of twenty leads of Arabic outlets are shorter (ARABIC §5). */
const leadLength = 400;

/** What can be done to a line: the name of the command, what it says of itself, and the work. */
const works: readonly { name: string; what: string; work(line: string): unknown }[] = [
	{ name: "clean", what: "clean for display", work: (line) => cleanText(line) },
	{ name: "fold", what: "the key for comparing and searching", work: foldKey },
	{ name: "stem", what: "the stems that search looks for", work: (line) => searchTerms(line).join(" ") },
	{ name: "sentences", what: "split into sentences", work: splitSentences },
	{
		name: "lead",
		what: `the line as a lead: cleaned, without its dateline, within ${leadLength} characters`,
		work: (line) => truncateText(trimDateline(cleanText(line)), leadLength),
	},
	{ name: "hashtag", what: "one hashtag made of the line, or null", work: buildHashtag },
];

export function textCommand(): Command {
	const command = new Command("text").description("try the text work on lines of standard input, as NDJSON");
	for (const { name, what, work } of works) {
		command.addCommand(
			new Command(name).description(what).action(() => eachLine((input) => ({ input, [name]: work(input) }))),
		);
	}
	return command.addCommand(dateCommand());
}

function dateCommand(): Command {
	return new Command("date")
		.description("read dates as people and feeds write them, one a line; what is no date gives null")
		.requiredOption("--reference <iso>", "the present, for relative dates", readReference)
		.requiredOption("--time-zone <zone>", "the zone in which they were printed", readZone)
		.addOption(
			new Option("--lean <side>", "which is meant where both may be: الثلاثاء, 4 أبريل")
				.choices(["past", "future"])
				.default("future"),
		)
		.action(async (given: Pick<ReadDateOptions, "reference" | "timeZone"> & { lean: Lean }) => {
			await eachLine((input) => {
				const read = readDate(input, textDateOptions(given));
				const instant = read === undefined ? null : new Date(read.instant).toISOString();
				return { input, date: read?.date ?? null, instant, precision: read?.precision ?? null };
			});
		});
}

/** A line that is given as a date may be any kind of one: `أمس`, `2003-12`, an appointment. */
export function textDateOptions(
	given: Pick<ReadDateOptions, "reference" | "timeZone"> & { lean?: Lean },
): ReadDateOptions {
	return { lean: "future", ...given, relative: true, terse: true };
}

function readReference(text: string): number {
	const at = Date.parse(text);
	if (Number.isNaN(at)) throw new InvalidArgumentError("Give an ISO 8601 time such as 2024-05-06T09:30:00Z.");
	return at;
}

function readZone(text: string): string {
	if (!isTimeZone(text)) throw new InvalidArgumentError("Give a zone such as Asia/Amman.");
	return text;
}

async function eachLine(answer: (line: string) => object): Promise<void> {
	for await (const line of readLines(process.stdin))
		process.stdout.write(`${JSON.stringify(answer(line))}\n`);
}

/** Lines end with a newline and with nothing else: `readline` also ends them at U+2028, which a text may hold. */
async function* readLines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
	const decoder = new TextDecoder();
	let rest = "";
	for await (const part of stream) {
		const lines = (rest + decoder.decode(part, { stream: true })).split("\n");
		rest = lines.pop() ?? "";
		for (const line of lines) yield line.replace(/\r$/u, "");
	}
	rest += decoder.decode();
	if (rest !== "") yield rest;
}
