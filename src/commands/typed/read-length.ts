import { asciiDigits } from "../../arabic/digits.ts";
import { nameKey } from "./names.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How people write a unit of time; of the first list there is one, or as many as a number says, of the second two. */
const units: readonly { ms: number; names: string; pairs: string }[] = [
	{ ms: minute, names: "m min mins minute minutes دقيقة دقائق د", pairs: "دقيقتين دقيقتان" },
	{ ms: hour, names: "h hr hrs hour hours ساعة ساعات س", pairs: "ساعتين ساعتان" },
	{ ms: day, names: "d day days يوم أيام يوما", pairs: "يومين يومان" },
	{ ms: 7 * day, names: "w week weeks أسبوع أسابيع أسبوعا", pairs: "أسبوعين أسبوعان" },
	{ ms: 30 * day, names: "month months شهر أشهر شهور شهرا", pairs: "شهرين شهران" },
];

const byName = new Map(
	units.flatMap(({ ms, names, pairs }) => [
		...names.split(" ").map((name) => [nameKey(name), ms] as const),
		...pairs.split(" ").map((name) => [nameKey(name), 2 * ms] as const),
	]),
);

/** Small words that may stand before a length: `for 2 hours`, `لمدة ساعتين`, `مدة يوم`. */
const before = /^(?:for|لمدة|لمده|مدة|مده|في)\s+/;

/** Longer than this is no pause. */
const longest = 365 * day;

/** `2h`, `30 minutes`, `ساعتين`, `٣ أيام`, `يوم` in ms; undefined for anything else, and for more than a year. */
export function readLength(typed: string): number | undefined {
	const text = asciiDigits(typed.toLowerCase()).replace(before, "");
	const [, digits, word = ""] = /^(\d{1,5})?\s*(\p{L}+)$/u.exec(text) ?? [];
	const unit = byName.get(nameKey(word));
	if (unit === undefined) return undefined;
	const length = Number(digits ?? 1) * unit;
	return length > 0 && length <= longest ? length : undefined;
}
