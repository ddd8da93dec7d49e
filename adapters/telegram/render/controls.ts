import { truncateText } from "../../../src/arabic/truncate.ts";
import type { Control, ControlOption } from "../../../src/message/message.ts";
import { telegramLimits } from "../limits.ts";
import { directLabel } from "./direct-label.ts";

export type InlineButton = { text: string; url: string } | { text: string; callback_data: string };

type Direction = "rtl" | "ltr";
type Choose = Extract<Control, { kind: "choose" }>;

/** What is chosen carries a mark: Telegram's buttons know no states. */
const chosenMark = "✅";
/** Options on one page: a keyboard of more hides what it stands under. */
const pageSize = 10;
/** Neighbours with labels up to this length stand two in a row. */
const shortLabel = 20;
/** Graphemes; a longer label would be cut by the app, somewhere. */
const longestLabel = 60;

/** Rows of buttons; a list of options takes rows of its own, and turns its pages. */
export function renderControls(rows: readonly (readonly Control[])[], base: Direction): InlineButton[][] {
	return rows.flatMap((row) => {
		const presses = row.flatMap((control) =>
			control.kind === "press" ? [button(control.label, control.does, base)] : [],
		);
		const lists = row.flatMap((control) => (control.kind === "choose" ? renderChoose(control, base) : []));
		return presses.length === 0 ? lists : [...lists, presses];
	});
}

/** What a button of ours meant. `page`: the part of the list that was shown, where it belongs to one. */
export type Pressed = { does: string; values: readonly string[]; offered: readonly string[]; page?: number };

/** Reads a button's data; undefined for what is none of ours. */
export function readPressed(data: string): Pressed | undefined {
	const [, does, page, sign, value] =
		/^([A-Za-z0-9:_-]{1,32})(?:~(\d{1,3})~(?:([+-])([A-Za-z0-9:_-]{1,24}))?)?$/.exec(data) ?? [];
	if (does === undefined) return undefined;
	const offered = value === undefined ? [] : [value];
	return {
		does,
		offered,
		values: sign === "+" ? offered : [],
		...(page === undefined ? {} : { page: Number(page) }),
	};
}

/** The same page again of the list whose button was pressed. */
export function turnTo(
	rows: readonly (readonly Control[])[],
	{ does, page }: Pressed,
): readonly (readonly Control[])[] {
	if (page === undefined) return rows;
	return rows.map((row) =>
		row.map((control) =>
			control.kind === "choose" && control.does === does ? { ...control, page } : control,
		),
	);
}

function renderChoose(control: Choose, base: Direction): InlineButton[][] {
	const { does, options } = control;
	const pages = Math.max(1, Math.ceil(options.length / pageSize));
	const page = Math.min(control.page ?? 0, pages - 1);
	const shown = options.slice(page * pageSize, (page + 1) * pageSize);
	const rows: InlineButton[][] = [];
	let isOpen = false;
	for (const option of shown) {
		const isShort = option.label.length <= shortLabel;
		const next = button(labelOf(option), dataOf(control, option, page), base);
		if (isShort && isOpen) rows.at(-1)?.push(next);
		else rows.push([next]);
		isOpen = isShort && !isOpen;
	}
	if (pages === 1) return rows;
	// Keyboards are always left to right; the arrows say no direction of reading but that of the buttons.
	return [
		...rows,
		[
			...(page > 0 ? [button(`◀ ${page}`, `${does}~${page - 1}~`, "ltr")] : []),
			...(page < pages - 1 ? [button(`${page + 2} ▶`, `${does}~${page + 1}~`, "ltr")] : []),
		],
	];
}

function labelOf({ label, chosen }: ControlOption): string {
	return chosen ? `${chosenMark} ${label}` : label;
}

/** Says what pressing makes of it, and not that it turns over: pressed twice it is what it was to be. */
function dataOf({ does, many }: Choose, { value, chosen }: ControlOption, page: number): string {
	return `${does}~${page}~${many && chosen ? "-" : "+"}${value}`;
}

function button(label: string, data: string, base: Direction): InlineButton {
	if (Buffer.byteLength(data) > telegramLimits.callbackBytes) {
		throw new Error(`telegram: a button's data is too long: ${data}`);
	}
	const text = label.replace(/\s+/gu, " ").trim();
	return { text: directLabel(truncateText(text, longestLabel), base) || "…", callback_data: data };
}
