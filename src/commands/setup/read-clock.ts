import { asciiDigits } from "../../arabic/digits.ts";
import { foldKey } from "../../arabic/fold.ts";

/** One time of day as people type it (`8`, `8:30`, `٠٨:٣٠`, `8 مساءً`, `8pm`) as `HH:MM`; undefined for anything else. */
export function readClock(typed: string): string | undefined {
	const text = foldKey(asciiDigits(typed)).trim();
	const [, written = "", minute = "00", half] = CLOCK.exec(text) ?? [];
	if (written === "") return undefined;
	const hour = Number(written);
	if (half !== undefined && (hour < 1 || hour > 12)) return undefined;
	const whole = half === undefined ? hour : (hour % 12) + (isLater(half, hour) ? 12 : 0);
	if (whole > 23 || Number(minute) > 59) return undefined;
	return `${String(whole).padStart(2, "0")}:${minute}`;
}

/** Several times in one line, each once and in order; or the first piece that is none. */
export function readClocks(typed: string): { times: readonly string[] } | { unreadable: string } {
	const pieces = typed
		.split(/[,،;؛\n]/u)
		.flatMap((piece) => piece.replace(/\s+/gu, " ").split(/ و(?= ?[\d٠-٩])/u))
		.map((piece) => piece.trim())
		.filter((piece) => piece !== "");
	const times = pieces.map(readClock);
	const wrong = times.indexOf(undefined);
	if (wrong >= 0 || pieces.length === 0) return { unreadable: pieces[wrong] ?? typed };
	return { times: [...new Set(times.filter((time) => time !== undefined))].sort() };
}

const CLOCK = /^(?:الساعه )?(\d{1,2})(?:[:.](\d{2}))? ?(صباحا|ص|am|مساء|م|ظهرا|ليلا|pm)?$/u;
const AFTERNOON = /^(مساء|م|ظهرا|pm)$/u;

/** Twelve to four at night is the day's beginning, not its end. */
function isLater(half: string, hour: number): boolean {
	return half === "ليلا" ? hour > 4 && hour < 12 : AFTERNOON.test(half);
}
