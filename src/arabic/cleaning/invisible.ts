import { ARABIC_LETTER, ARABIC_MARK } from "../script.ts";

/**
 * Steps 3, 4 and a part of 6 of ARABIC §1: every blank becomes a space, every line break a newline, and what nobody
 * sees goes: controls, zero-width characters, the source's own direction marks, Quranic marks, halves of surrogate pairs.
 */
export function dropInvisible(text: string): string {
	let visible = "";
	let from = 0;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		const action = ACTIONS[code];
		if (action === KEEP || (action === SURROGATE && isPaired(text, i, code))) continue;
		visible += text.slice(from, i);
		if (action === BLANK) visible += " ";
		else if (action === LINE && !(code === 0x0a && text.charCodeAt(i - 1) === 0x0d)) visible += "\n";
		from = i + 1;
	}
	visible += text.slice(from);
	return JOINER.test(visible) ? keepUsefulJoiners(visible) : visible;
}

const KEEP = 0;
const DROP = 1;
const BLANK = 2;
const LINE = 3;
const SURROGATE = 4;
const ACTIONS = buildActions();

/** For each UTF-16 unit what becomes of it. */
function buildActions(): Uint8Array {
	const actions = new Uint8Array(0x10000);
	const mark = (action: number, ...ranges: readonly (readonly [number, number])[]) => {
		for (const [first, last] of ranges) actions.fill(action, first, last + 1);
	};
	mark(
		DROP,
		[0, 0x1f],
		[0x7f, 0x9f],
		[0xad, 0xad],
		[0x34f, 0x34f],
		[0x61c, 0x61c],
		[0x6d6, 0x6ed],
		[0x115f, 0x1160],
	);
	mark(DROP, [0x17b4, 0x17b5], [0x180b, 0x180f], [0x200b, 0x200b], [0x200e, 0x200f], [0x202a, 0x202e]);
	mark(
		DROP,
		[0x2060, 0x206f],
		[0x3164, 0x3164],
		[0xfeff, 0xfeff],
		[0xffa0, 0xffa0],
		[0xfff0, 0xfffb],
		[0xfffe, 0xffff],
	);
	mark(
		BLANK,
		[9, 9],
		[0xa0, 0xa0],
		[0x1680, 0x1680],
		[0x2000, 0x200a],
		[0x202f, 0x202f],
		[0x205f, 0x205f],
		[0x3000, 0x3000],
	);
	mark(LINE, [0x0a, 0x0d], [0x85, 0x85], [0x2028, 0x2029]);
	mark(SURROGATE, [0xd800, 0xdfff]);
	return actions;
}

function isPaired(text: string, at: number, code: number): boolean {
	const other = code < 0xdc00 ? text.charCodeAt(at + 1) : text.charCodeAt(at - 1);
	return code < 0xdc00 ? other >= 0xdc00 && other <= 0xdfff : other >= 0xd800 && other < 0xdc00;
}

const JOINER = /[\u200C\u200D]/;

/** ZWNJ stays between two letters, where Persian writes it; ZWJ only inside an emoji. */
function keepUsefulJoiners(text: string): string {
	return text.replace(JOINERS, (joiners, at: number) => {
		const before = text.slice(Math.max(0, at - 12), at);
		const after = text.slice(at + joiners.length, at + joiners.length + 2);
		if (joiners.includes("\u200D") && EMOJI_END.test(before) && EMOJI_START.test(after)) return "\u200D";
		return joiners.includes("\u200C") && LETTER_END.test(before) && LETTER_START.test(after) ? "\u200C" : "";
	});
}

const JOINERS = /[\u200C\u200D]+/g;
const EMOJI_END = /\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]{0,2}$/u;
const EMOJI_START = /^\p{Extended_Pictographic}/u;
const LETTER_END = new RegExp(`[${ARABIC_LETTER}][${ARABIC_MARK}]{0,4}$`);
const LETTER_START = new RegExp(`^[${ARABIC_LETTER}]`);
