import { readFile } from "node:fs/promises";
import { text as readStream } from "node:stream/consumers";
import { z } from "zod";
import type { BroadcastDraft } from "../../broadcasts/port.ts";
import { readFutureTime } from "../../calendar/read-future-time.ts";
import { isTimeZone } from "../../calendar/zone.ts";
import type {
	Broadcast,
	BroadcastContent,
	BroadcastOptions,
	BroadcastTime,
	BroadcastVersion,
	Selector,
} from "../../domain/broadcast.ts";
import { AppError } from "../../domain/errors.ts";
import { broadcastContentSchema } from "../../store/broadcasts/broadcast-schema.ts";

/** What can be given on the command line about a broadcast. */
export type Given = {
	headline?: string;
	text?: string;
	language?: string;
	image?: string;
	button?: string[];
	content?: string;
	name?: string;
	to?: string;
	except?: string;
	at?: string;
	cron?: string;
	until?: string;
	zone?: string;
	urgent?: true;
	silent?: true;
	pin?: true;
	perSecond?: number;
	expiresAfter?: number;
	misfire?: string;
};

type Change = Omit<BroadcastDraft, "time"> & Partial<Pick<BroadcastDraft, "time">>;

/** A draft of what was given. Throws `BQ_USAGE` for what cannot be read. */
export async function readDraft(given: Given, zone: string): Promise<BroadcastDraft> {
	return { time: { kind: "now" }, ...(await readChange(given, zone)) };
}

/**
 * What was given; what was not stays as `seen` has it. A time that was not given is left out: one that is over by now
 * would be refused.
 */
export async function readChange(given: Given, zone: string, seen?: Broadcast): Promise<Change> {
	const { to, except, name } = given;
	const time = readTime(given, zone);
	return {
		...(name === undefined ? {} : { name }),
		content: await readContent(given, seen?.content),
		audience: {
			include: to === undefined ? (seen?.audience.include ?? []) : readSelectors(to),
			exclude: except === undefined ? (seen?.audience.exclude ?? []) : readSelectors(except),
		},
		...(time === undefined ? {} : { time }),
		options: readOptions(given),
	};
}

/** The content file, or a version of its own; what is not named of that stays as it was. */
export async function readContent(given: Given, seen?: BroadcastContent): Promise<BroadcastContent> {
	if (given.content !== undefined) return readContentFile(given.content);
	const language = given.language ?? seen?.versions[0]?.language ?? "ar";
	const known = seen?.versions.find((version) => version.language === language) ?? seen?.versions[0];
	const body = given.text === "-" ? await readStream(process.stdin) : given.text;
	const version: BroadcastVersion = {
		language: known?.language ?? language,
		headline: given.headline ?? known?.headline ?? "",
		body: (body ?? known?.body ?? "").trim(),
		...(given.image === undefined
			? known?.image === undefined
				? {}
				: { image: known.image }
			: { image: given.image }),
		buttons:
			given.button === undefined ? (known?.buttons ?? []) : given.button.map((each) => [readButton(each)]),
		overrides: known?.overrides ?? {},
	};
	if (known === undefined) return { versions: [version] };
	return { versions: seen?.versions.map((each) => (each === known ? version : each)) ?? [version] };
}

async function readContentFile(file: string): Promise<BroadcastContent> {
	const json = await readFile(file, "utf8").catch((cause) => {
		throw new AppError("BQ_FILE_UNREADABLE", `broadcast: ${file} cannot be read`, { cause });
	});
	let value: unknown;
	try {
		value = JSON.parse(json);
	} catch (cause) {
		throw new AppError("BQ_USAGE", `broadcast: ${file} is no JSON: ${String(cause)}`);
	}
	const read = broadcastContentSchema.safeParse(value);
	if (read.success) return read.data;
	throw new AppError("BQ_USAGE", `broadcast: ${file}: ${z.prettifyError(read.error)}`);
}

/** Undefined when no time is given. */
export function readTime(
	given: Given,
	standardZone: string,
	now: number = Date.now(),
): BroadcastTime | undefined {
	const zone = given.zone ?? standardZone;
	if (!isTimeZone(zone)) throw usage(`“${zone}” is no time zone: give one such as Asia/Amman`);
	if (given.cron !== undefined) {
		const until = given.until === undefined ? {} : { until: readMoment(given.until, now, zone) };
		return { kind: "recurring", cron: given.cron, zone, ...until };
	}
	if (given.at === undefined) return undefined;
	return given.at === "now" ? { kind: "now" } : { kind: "at", at: readMoment(given.at, now, zone), zone };
}

function readMoment(written: string, now: number, timeZone: string): number {
	const read = readFutureTime(written, now, timeZone);
	switch (read.kind) {
		case "at":
		// What is over is refused where all times are, with the time that it is now.
		case "past":
			return read.at;
		case "day":
			throw usage(`“${written}” names a day and no hour: give one too, such as \`${read.date} 09:00\``);
		case "too-far":
			throw usage(`“${written}” is more than two years away: look at the year`);
		case "unknown":
			throw usage(`“${written}” is no time: give one such as 2026-12-01T09:00 or \`tomorrow 09:00\``);
	}
}

function readSelectors(list: string): Selector[] {
	return list
		.split(/[,،]/)
		.map((each) => each.trim())
		.filter((each) => each !== "")
		.map(readSelector);
}

function readSelector(written: string): Selector {
	const [kind = "", ...rest] = written.split(":");
	const value = rest.join(":").trim();
	if (written === "all") return { kind: "all" };
	if (value !== "") {
		if (kind === "platform") return { kind, platform: value };
		if (kind === "topic") return { kind, topic: value };
		if (kind === "language") return { kind, language: value };
		if (kind === "tag") return { kind, tag: value };
		if (kind === "segment") return { kind, name: value };
		if (kind === "channel") return { kind: "channels", ids: [value] };
	}
	throw usage(
		`“${written}” names nobody: give all, platform:…, topic:…, language:…, tag:…, segment:… or channel:…`,
	);
}

function readButton(written: string): { label: string; href: string } {
	const cut = written.indexOf("=");
	if (cut < 1) throw usage(`the button “${written}” has no address: give label=https://…`);
	return { label: written.slice(0, cut).trim(), href: written.slice(cut + 1).trim() };
}

function readOptions(given: Given): Partial<BroadcastOptions> {
	const { urgent, silent, pin, perSecond, expiresAfter, misfire } = given;
	return {
		...(urgent === undefined ? {} : { urgent }),
		...(silent === undefined ? {} : { silent }),
		...(pin === undefined ? {} : { pin }),
		...(perSecond === undefined ? {} : { perSecond }),
		...(expiresAfter === undefined ? {} : { expiresAfterMinutes: expiresAfter }),
		...(misfire === undefined ? {} : { misfire: readMisfire(misfire) }),
	};
}

function readMisfire(written: string): BroadcastOptions["misfire"] {
	if (written === "skip" || written === "ask") return { kind: written };
	if (/^\d+$/.test(written)) return { kind: "send", withinMinutes: Number(written) };
	throw usage(`“${written}” is no policy: give skip, ask, or a number of minutes`);
}

function usage(message: string): AppError {
	return new AppError("BQ_USAGE", `broadcast: ${message}`);
}
