import { directText } from "../../../src/arabic/bidi.ts";
import type { Control } from "../../../src/message/message.ts";
import { discordLimits } from "../limits.ts";
import { fitText } from "./fit.ts";

type Direction = "rtl" | "ltr";
type Choose = Extract<Control, { kind: "choose" }>;

export type PressButton = { type: 2; style: 2; label: string; custom_id: string };
export type SelectMenu = {
	type: 3;
	custom_id: string;
	options: { label: string; value: string; description?: string; default?: true }[];
	placeholder?: string;
	min_values: number;
	max_values: number;
};
export type ControlRow = { type: 1; components: (PressButton | SelectMenu)[] };

/**
 * Rows of buttons and select menus, at most `room` of them: a menu takes a row, and when it has pages, buttons that turn
 * them. Where that is too much the buttons move closer together.
 */
export function renderControls(
	rows: readonly (readonly Control[])[],
	base: Direction,
	room: number,
): ControlRow[] {
	const drawn = rows.flatMap((row) => drawRow(row, base));
	if (drawn.length <= room) return drawn;
	const menus = drawn.filter(({ components }) => components.some(({ type }) => type === 3));
	const buttons = drawn.filter((row) => !menus.includes(row)).flatMap(({ components }) => components);
	return [...menus, ...rowsOf(buttons)].slice(0, room);
}

/** What a component's id says. `page`: the part of a long list that is shown, where it belongs to one. */
export function readCustomId(customId: string): { does: string; page?: number } | undefined {
	const [, does, page] = /^([A-Za-z0-9:_-]{1,32})(?:~(\d{1,3})~?)?$/.exec(customId) ?? [];
	if (does === undefined) return undefined;
	return { does, ...(page === undefined ? {} : { page: Number(page) }) };
}

/** The same page again of the list that something was chosen from. */
export function turnTo(
	rows: readonly (readonly Control[])[],
	{ does, page }: { does: string; page?: number },
): readonly (readonly Control[])[] {
	if (page === undefined) return rows;
	return rows.map((row) =>
		row.map((control) =>
			control.kind === "choose" && control.does === does ? { ...control, page } : control,
		),
	);
}

function drawRow(row: readonly Control[], base: Direction): ControlRow[] {
	const buttons = row.flatMap((control) =>
		control.kind === "press" ? [button(control.label, control.does, base)] : [],
	);
	const menus = row.flatMap((control) => (control.kind === "choose" ? drawMenu(control, base) : []));
	return [...menus, ...rowsOf(buttons)];
}

function rowsOf(components: ControlRow["components"]): ControlRow[] {
	const rows: ControlRow[] = [];
	for (let from = 0; from < components.length; from += discordLimits.buttonsInRow) {
		rows.push({ type: 1, components: components.slice(from, from + discordLimits.buttonsInRow) });
	}
	return rows;
}

function drawMenu(control: Choose, base: Direction): ControlRow[] {
	const { does, options, many } = control;
	const pages = Math.max(1, Math.ceil(options.length / discordLimits.options));
	const page = Math.min(control.page ?? 0, pages - 1);
	const shown = options.slice(page * discordLimits.options, (page + 1) * discordLimits.options);
	// Discord refuses a menu without options.
	if (shown.length === 0) return [];
	const most = discordLimits.optionLabel;
	const placeholder = control.placeholder ?? control.name;
	const menu: SelectMenu = {
		type: 3,
		custom_id: `${does}~${page}`,
		options: shown.map(({ value, label, description, chosen }) => ({
			label: write(label, most, base),
			value,
			...(description === undefined ? {} : { description: write(description, most, base) }),
			...(chosen ? { default: true as const } : {}),
		})),
		placeholder: write(placeholder, discordLimits.placeholder, base),
		min_values: many ? 0 : 1,
		max_values: many ? shown.length : 1,
	};
	const turns = [
		...(page > 0 ? [button(`◀ ${page}`, `${does}~${page - 1}~`, "ltr")] : []),
		...(page < pages - 1 ? [button(`${page + 2} ▶`, `${does}~${page + 1}~`, "ltr")] : []),
	];
	return [{ type: 1, components: [menu] }, ...rowsOf(turns)];
}

function button(label: string, customId: string, base: Direction): PressButton {
	return { type: 2, style: 2, label: write(label, discordLimits.buttonLabel, base), custom_id: customId };
}

function write(text: string, most: number, base: Direction): string {
	const written = fitText(text.replace(/\s+/gu, " ").trim(), most, (kept) => directText(kept, base));
	return written === "" ? "…" : written;
}
